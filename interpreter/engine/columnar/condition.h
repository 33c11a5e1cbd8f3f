// Conditions taken apart into tests of single fields of the object at hand, asked without building any value.
//
// A test whose answer the fields alone decide is an Atom; whatever else a condition asks (other objects, look-ups, the plan
// itself) is left open. Answers are three-valued, and one that is left open is `unknown`: where a condition comes out `no`
// here, it is false however the open parts turn out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

enum class Ternary : uint8_t { no, yes, unknown };

/// A test of one field.
struct Atom {
  enum class Test : uint8_t {
    is_subject,     ///< a reference: it is to the leaver
    holds_subject,  ///< a list of references: one of them is
    is_text,        ///< text or an enumeration: it is `text`
    is_null,
    is_true,        ///< a boolean
    is_longer,      ///< a list: it has more than `size` elements
  };
  model::FieldIndex field = 0;
  Test test = Test::is_null;
  std::string text;
  int64_t size = 0;

  friend bool operator==(const Atom&, const Atom&) = default;
};

/// Whether the answer is `no` wherever nothing else than the leaver's absence is known.
constexpr bool asks_for_subject(Atom::Test test) {
  return test == Atom::Test::is_subject || test == Atom::Test::holds_subject;
}

/// A field of the one object that a reference of the object at hand leads to.
struct Followed {
  model::FieldIndex reference = 0;
  model::FieldIndex field = 0;  ///< of the reference's target

  friend bool operator==(const Followed&, const Followed&) = default;
};

class Condition {
 public:
  /// Always true.
  Condition() = default;

  /// Takes `expression` apart, which sees an object of `entity` in slot::object. Atoms are added to `atoms`, where equal
  /// ones share a place; `open` is told the root of every part that is left open.
  Condition(const cel::CheckedExpression& expression, const model::Model& model, model::EntityIndex entity,
            std::vector<Atom>& atoms, const std::function<void(cel::NodeId)>& open);

  /// `atoms`: an answer for each of the list that the constructor added to.
  Ternary evaluate(std::span<const Ternary> atoms) const;
  /// Which of them it asks, sorted, without duplicates.
  const std::vector<uint32_t>& atoms() const { return used_; }
  /// What has to change for it to hold: it is false whatever these fields say, as long as they say something and what is
  /// planned for them is what they are. No value: there is nothing of that kind. Time by how much it compares them with.
  std::optional<std::vector<Followed>> waits_for(std::span<const Ternary> atoms) const;

 private:
  /// In postfix order.
  struct Step {
    enum class Kind : uint8_t { atom, comparison, constant, negation, conjunction, disjunction };
    Kind kind = Kind::constant;
    uint32_t operand = 0;  ///< atom, comparison: its place; constant: a Ternary; con-, disjunction: how many
  };
  /// Of what a reference leads to, as it is or as it is planned, with a text or, if there is none, with itself.
  struct Comparison {
    Followed with;
    std::optional<std::string> text;
  };
  class Builder;
  /// A condition in which more answers wait for each other is left open as a whole.
  static constexpr std::size_t most_pending = 64;
  static constexpr std::size_t most_combinations = 64;
  static std::size_t deepest(const std::vector<Step>& steps);
  /// `comparisons`: an answer for each; without them they are open.
  Ternary evaluate(std::span<const Ternary> atoms, std::span<const Ternary> comparisons) const;

  std::vector<Step> steps_;
  std::vector<uint32_t> used_;
  std::vector<Comparison> comparisons_;
};

}  // namespace exeunt::engine::columnar
