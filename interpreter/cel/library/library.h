// The functions and operators that every expression has. Each family (arithmetic, strings, time …) is one file with a
// table of overloads; checker and evaluator read the same tables. Private to the library.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel::library {

/// Work that may still be done. Everything that takes more than constant time pays for it before it begins.
class Budget {
 public:
  Budget(uint64_t steps, uint64_t max_size) : left_(steps), max_size_(max_size) {}

  /// False once there is no budget left.
  bool spend(uint64_t steps) {
    if (steps > left_) {
      left_ = 0;
      exhausted_ = true;
      return false;
    }
    left_ -= steps;
    return true;
  }
  bool exhausted() const { return exhausted_; }
  /// Whether a text of so many bytes or a list of so many elements may be built at all.
  bool fits(uint64_t size) const { return size <= max_size_; }
  /// Pays for one, before it is built. An error is what to answer instead.
  Value claim(uint64_t size);

 private:
  uint64_t left_;
  uint64_t max_size_;
  bool exhausted_ = false;
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
