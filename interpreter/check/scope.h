// What expressions may name, by where they stand: the variables and functions of program::slot.
//
//   look-up            subject by at account all, other look-ups, its parameters, the candidate
//   event              the same with args, for the event's own subject
//   rule, advice       the event's, and the object at hand under its type's name or alias
//   advice's text      the event's, and `count`
//   outcome            subject by at, the object as `object`, its parameters
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/model/model.h"
#include "interpreter/program/program.h"

namespace exeunt::check {

struct Context;

using EventIndex = std::size_t;  ///< into Program::events

/// A look-up as expressions see it: a variable, or a function where it has parameters. The type is an error while it is
/// not known, so that nothing is said about its uses.
struct LetSignature {
  std::string name;
  std::vector<cel::Type> parameters;
  cel::Type type = cel::Type::error();
};

/// Environments that are made once and used often.
struct Scopes {
  std::vector<LetSignature> lets;  ///< by LetIndex
  std::vector<cel::Environment> events;
  std::map<std::tuple<EventIndex, model::EntityIndex, std::string>, cel::Environment> objects;
  std::map<EventIndex, cel::Environment> advice_texts;
};

/// Wraps the model for the checker; made once the model and the events' arguments are known. Fields that are broken
/// have a type that suits everything.
std::shared_ptr<const cel::TypeProvider> make_types(const Context& context);
/// The same for a provider that is there: it knows the fields that are broken.
std::shared_ptr<const cel::TypeProvider> forgiving(const Context& context,
                                                   std::shared_ptr<const cel::TypeProvider> types);

/// For look-ups, without other look-ups.
cel::Environment lookup_scope(const Context& context);
void declare_let(cel::Environment& environment, const Context& context, program::LetIndex index);

/// For the default values of an event's arguments: subject, by and at.
cel::Environment argument_scope(const Context& context, EventIndex event);
/// Each event's scope, all look-ups included; made once these are typed.
void make_event_scopes(Context& context);
const cel::Environment& event_scope(const Context& context, EventIndex event);
const cel::Environment& object_scope(Context& context, EventIndex event, model::EntityIndex entity,
                                     const std::string& variable);
const cel::Environment& advice_text_scope(Context& context, EventIndex event);

/// For an outcome: on `entity` in `event`, or, without them, for the outcome's own declaration.
cel::Environment outcome_scope(const Context& context, std::optional<EventIndex> event,
                               std::optional<model::EntityIndex> entity);

}  // namespace exeunt::check
