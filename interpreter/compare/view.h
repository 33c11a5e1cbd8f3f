// One contestant, with what looking things up in its program takes. Private to the room.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/compare/build.h"
#include "interpreter/compare/cell.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::compare {

/// What something is compared by: a concept that all packs know, or the pack's own name for it.
struct Key {
  bool unmapped = false;
  std::string text;  ///< "crm.deal", "pipedrive:goal"
  friend auto operator<=>(const Key&, const Key&) = default;
};

class View {
 public:
  /// Refers to both for as long as it lives.
  View(const Input& input, const source::Manager& sources, std::size_t index);

  const program::Program& program() const { return *input_.program; }
  const Input& input() const { return input_; }
  /// Of the contestant.
  std::size_t index() const { return index_; }

  Key key(const std::string& concept_name, const std::string& own_name) const;
  Key key(const model::Entity& entity) const { return key(entity.concept_name, entity.name); }
  Key key(const program::Event& event) const { return key(event.concept_name, event.name); }
  Key key(const program::Capability& capability) const { return key(capability.concept_name, capability.name); }
  /// Its concept's; null: the vendor does not say that it lacks it.
  const program::Lack* find_lack(const Key& key) const;
  /// Null: not declared.
  const program::Capability* find_capability(std::string_view name) const;

  Named named(model::EntityIndex entity) const;
  Named named(model::EntityIndex entity, model::FieldIndex field) const;
  Named named(const program::Event& event) const;
  /// Empty name: none.
  Named capability(std::string_view name) const;
  /// With a delay, the class's scheduled form where it has one.
  Class outcome_class(const std::string& name, bool is_delayed) const;
  Place place(source::Span span) const;
  /// What stands there, on one line.
  std::string slice(source::Span span) const;

 private:
  const Input& input_;
  const source::Manager& sources_;
  std::size_t index_;
  std::map<std::string_view, const program::Capability*> capabilities_;
};

/// The name where the title is empty.
Named name_with(const std::string& name, const std::string& title);
/// Line breaks and the spaces around them become one space.
std::string on_one_line(std::string_view text);

}  // namespace exeunt::compare
