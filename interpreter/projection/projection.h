// An account that is told in concepts becomes one of a vendor's, as the vendor's pack says with `is`.
//
//   {"type":"std.message","id":"3","owner":"std.user:7","shared":false}
//     ->  {"type":"email","id":"3","owner":"user:7","visibility":"private"}
//
// Ids stay. What cannot be carried over is left out and listed with its reason: nothing is made up. Types of which objects may
// be missing on the other side are marked as incomplete there, so that no rule takes them to be absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/model/model.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::projection {

enum class Reason : uint8_t {
  no_counterpart,       ///< the vendor has no entity of the concept
  declined,             ///< the entities of the concept stand for others of its objects
  undecided,            ///< it depends on what the account does not say whether an entity stands for it
  unknown,              ///< the value depends on what the account does not say
  null,                 ///< there is no value, and the vendor's field always has one
  reference_lost,       ///< what it refers to has become nothing that the vendor's field may refer to
  reference_ambiguous,  ///< what it refers to has become several objects that the vendor's field may refer to
  failed,               ///< the expression that says what it is fails
};

struct Cause {
  Reason reason = Reason::no_counterpart;
  /// What the account does not say ("sync:5.kind"), what it refers to ("crm.ticket:2"), why it failed; each once, sorted.
  std::vector<std::string> about;
};

/// An object that one entity, or any, does not stand for.
struct LostObject {
  snapshot::ObjectIndex object = 0;           ///< of the account that is told in concepts
  std::optional<model::EntityIndex> entity;   ///< undecided, failed: of the vendor's model
  Cause cause;
};

/// A field of the vendor's that is left out of an object, or, of a list, in part.
struct LostField {
  snapshot::ObjectIndex object = 0;  ///< of the account that is told in concepts
  model::EntityIndex entity = 0;     ///< of the vendor's model
  model::FieldIndex field = 0;
  bool in_part = false;
  Cause cause;
};

/// A field of a concept of which no entity that stands for the concept says anything.
struct WithoutPlace {
  model::EntityIndex entity = 0;  ///< of Program::neutral
  model::FieldIndex field = 0;
  std::vector<snapshot::ObjectIndex> objects;  ///< that are carried over, and have a value in it; never empty
};

struct Projected {
  snapshot::Account account;  ///< of Program::model
  std::string text;           ///< the same as NDJSON, in canonical order
  /// By object of the account that is told in concepts: those of `account` that it has become, ascending; empty: lost.
  std::vector<std::vector<snapshot::ObjectIndex>> became;
  std::vector<LostObject> lost_objects;  ///< by object, then entity
  std::vector<LostField> lost_fields;    ///< by object, then entity and field
  std::vector<WithoutPlace> without_place;  ///< by entity, then field
};

/// `neutral` has been read with Program::neutral. No value: `sink` has errors, because what comes out is no snapshot of the
/// model: several objects have become its one `account`. Linear in the size of the account, but for sorting.
std::optional<Projected> project(const program::Program& program, const snapshot::Account& neutral,
                                 diagnostic::Sink& sink);

/// "is of no concept that Pipedrive has", for people: the rest of a sentence that begins with the object or field.
std::string describe(const Cause& cause);

}  // namespace exeunt::projection
