// The elements of a constant list that `in` looks into: all of them text, or all of them integers. Private to the
// evaluator.
//
// An open table at most a quarter full, with a hash of few instructions: elements are an author's constants, which nobody
// chooses so that they collide; if they do, looking up takes as long as going through the list.
#pragma once

#include <bit>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

class ConstantSet {
 public:
  /// Nothing where elements are of several kinds or of another one, or where there are none. The values have to outlive
  /// the set.
  static std::optional<ConstantSet> of(std::span<const Value> elements) {
    if (elements.empty() || (elements[0].kind() != ValueKind::string && elements[0].kind() != ValueKind::int64)) {
      return std::nullopt;
    }
    ConstantSet set(elements.size());
    for (const Value& element : elements) {
      if (element.kind() != elements[0].kind()) {
        return std::nullopt;
      }
      set.slots_[set.position_of(element)] = Value::borrow(element);
    }
    return set;
  }

  /// Whether an element equals the value, which is text or an integer.
  bool contains(const Value& value) const { return !slots_[position_of(value)].is_null(); }

 private:
  explicit ConstantSet(size_t elements) : slots_(std::bit_ceil(4 * elements)) {}

  /// Where the value is, or would be.
  size_t position_of(const Value& value) const {
    const size_t mask = slots_.size() - 1;
    for (size_t at = hash(value) & mask;; at = (at + 1) & mask) {
      const Value& slot = slots_[at];
      if (slot.is_null() || (slot.kind() == value.kind() && slot.equals(value))) {
        return at;
      }
    }
  }

  static size_t hash(const Value& value) {
    const uint64_t bits =
        value.kind() == ValueKind::int64 ? static_cast<uint64_t>(value.int64_value()) : hash_bits(value.string_value());
    return (bits * 0x9E37'79B9'7F4A'7C15) >> 32;
  }
  /// Of the size and up to 16 bytes, from both ends.
  static uint64_t hash_bits(std::string_view text) {
    const auto word = [&](size_t at, size_t size) {
      uint64_t out = 0;
      std::memcpy(&out, text.data() + at, size);
      return out;
    };
    const size_t size = text.size();
    if (size >= 8) {
      return (word(0, 8) ^ std::rotl(word(size - 8, 8), 23)) + size;
    }
    if (size >= 4) {
      return (word(0, 4) | word(size - 4, 4) << 32) + size;
    }
    return size == 0 ? 0 : (word(0, 1) | word(size / 2, 1) << 8 | word(size - 1, 1) << 16) + size;
  }

  std::vector<Value> slots_;  ///< null: empty; a power of two of them
};

}  // namespace exeunt::cel
