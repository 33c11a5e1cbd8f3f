// The functions and operators that every expression has. Each family (arithmetic, strings, time …) is one file with a
// table of overloads; checker and evaluator read the same tables. Private to the library.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/limits.h"
#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel::library {

/// What an evaluation may still do. Everything that takes more than constant time pays for it before it begins.
class Budget {
 public:
  explicit Budget(const EvaluateLimits& limits) : limits_(limits), cost_left_(limits.max_cost) {}

  /// False once there is nothing left; then nothing is given out any more, and the evaluation ends with reason().
  bool spend(uint64_t cost) {
    if (cost > cost_left_) {
      exhaust(Exhausted::cost);
      return false;
    }
    cost_left_ -= cost;
    return true;
  }
  /// Pays for a macro's next turn.
  bool turn() {
    if (++turns_ > limits_.max_iterations) {
      exhaust(Exhausted::iterations);
      return false;
    }
    return spend(1);
  }
  /// What was spent after the mark is given back, unless there was not enough.
  struct Mark {
    uint64_t cost_left;
    uint64_t turns;
  };
  Mark mark() const { return {cost_left_, turns_}; }
  void restore(const Mark& mark) {
    if (!exhausted()) {
      cost_left_ = mark.cost_left;
      turns_ = mark.turns;
    }
  }
  bool exhausted() const { return exhausted_ != Exhausted::no; }
  std::string reason() const;

  /// Whether a text of so many bytes may be built at all.
  bool fits_text(uint64_t bytes) const { return bytes <= limits_.max_text_bytes; }
  /// Pays for a text or a list before it is built. An error is what to answer instead.
  Value claim_text(uint64_t bytes);
  Value claim_list(uint64_t elements);
  /// Whether a pattern of so many instructions may be matched. An error is what to answer instead.
  Value claim_pattern(uint64_t instructions) const;

 private:
  enum class Exhausted : uint8_t { no, cost, iterations };

  void exhaust(Exhausted why) {
    cost_left_ = 0;
    exhausted_ = exhausted_ == Exhausted::no ? why : exhausted_;
  }

  const EvaluateLimits& limits_;
  uint64_t cost_left_;
  uint64_t turns_ = 0;
  Exhausted exhausted_ = Exhausted::no;
};

/// One call: arguments of the kinds that the overload takes, none of them unknown or an error.
struct Call {
  std::span<const Value> arguments;
  const void* prepared;  ///< what `Overload::prepare` made, or a null pointer
  Budget& budget;

  const Value& operator[](size_t i) const { return arguments[i]; }
};

/// Pays for searching the first argument, a text, for the second. At worst the whole of what is looked for is compared at
/// every position.
bool pay_for_search(const Call& call);

/// Answers a value or an error; the range of an error is filled in by the evaluator.
using Implementation = Value (*)(const Call& call);
/// Does once what depends on constant arguments only. Arguments that are not constant are null pointers.
using Prepare = std::shared_ptr<const void> (*)(std::span<const Value* const> arguments);

struct Overload {
  std::string_view name;
  std::vector<Type> parameters;  ///< the receiver first
  Type result;
  Implementation run = nullptr;
  bool receiver = false;
  Prepare prepare = nullptr;
};

/// The kinds of values, a bit each, that may be arguments where `parameter` is declared. They tell all about every
/// parameter but an opaque one.
uint32_t accepted_kinds(const Type& parameter);
/// Whether the value may be an argument where `parameter` is declared.
bool accepts(const Type& parameter, const Value& value);

/// All overloads of a name; empty for unknown names.
std::span<const Overload> find(std::string_view name);
/// Names of all functions (operators excluded), sorted, without duplicates.
const std::vector<std::string>& function_names();

// The families.
using Overloads = std::vector<Overload>;
void add_arithmetic(Overloads& out);
void add_bits(Overloads& out);
void add_collection(Overloads& out);
void add_comparison(Overloads& out);
void add_conversion(Overloads& out);
void add_encoding(Overloads& out);
void add_list(Overloads& out);
void add_math(Overloads& out);
void add_network(Overloads& out);
void add_optional(Overloads& out);
void add_regex(Overloads& out);
void add_set(Overloads& out);
void add_string(Overloads& out);
void add_string_format(Overloads& out);
void add_string_position(Overloads& out);
void add_time(Overloads& out);

}  // namespace exeunt::cel::library
