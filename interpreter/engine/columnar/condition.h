// Conditions taken apart into tests of single fields of the object at hand, asked without building any value.
//
// A test whose answer the fields alone decide is an Atom; whatever else a condition asks (other objects, look-ups, the plan
// itself) is left open. Answers are three-valued, and one that is left open is `unknown`: where a condition comes out `no`
// here, it is false however the open parts turn out.
#pragma once

#include <cstdint>
#include <functional>
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

class Condition {
 public:
  /// Always true.
  Condition() = default;

  /// Takes `expression` apart, which sees an object of `entity` in slot::object. Atoms are added to `atoms`, where equal
  /// ones share a place; `open` is told the root of every part that is left open.
  Condition(const cel::CheckedExpression& expression, const model::Entity& entity, std::vector<Atom>& atoms,
            const std::function<void(cel::NodeId)>& open);

  /// `atoms`: an answer for each of the list that the constructor added to.
  Ternary evaluate(std::span<const Ternary> atoms) const;
  /// Which of them it asks, sorted, without duplicates.
  const std::vector<uint32_t>& atoms() const { return used_; }

 private:
  /// In postfix order.
  struct Step {
    enum class Kind : uint8_t { atom, constant, negation, conjunction, disjunction };
    Kind kind = Kind::constant;
    uint32_t operand = 0;  ///< atom: its place; constant: a Ternary; con-, disjunction: how many
  };
  class Builder;
  /// A condition in which more answers wait for each other is left open as a whole.
  static constexpr std::size_t most_pending = 64;
  static std::size_t deepest(const std::vector<Step>& steps);

  std::vector<Step> steps_;
  std::vector<uint32_t> used_;
};

}  // namespace exeunt::engine::columnar
