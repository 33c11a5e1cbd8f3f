// math.bitAnd, bitOr, bitXor, bitNot, bitShiftLeft, bitShiftRight, on int and uint. An int is its 64 bits in two's
// complement; shifts fill with zeros, so that no bit is made up.
#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

struct Int {
  static uint64_t get(const Value& value) { return static_cast<uint64_t>(value.int64_value()); }
  static Value make(uint64_t bits) { return Value::int64(static_cast<int64_t>(bits)); }
};
struct Uint {
  static uint64_t get(const Value& value) { return value.uint64_value(); }
  static Value make(uint64_t bits) { return Value::uint64(bits); }
};

template <typename Kind>
Value bit_and(const Call& call) {
  return Kind::make(Kind::get(call[0]) & Kind::get(call[1]));
}

template <typename Kind>
Value bit_or(const Call& call) {
  return Kind::make(Kind::get(call[0]) | Kind::get(call[1]));
}

template <typename Kind>
Value bit_xor(const Call& call) {
  return Kind::make(Kind::get(call[0]) ^ Kind::get(call[1]));
}

template <typename Kind>
Value bit_not(const Call& call) {
  return Kind::make(~Kind::get(call[0]));
}

template <typename Kind, bool Left>
Value shift(const Call& call) {
  const int64_t offset = call[1].int64_value();
  if (offset < 0) {
    return Value::error("shift by a negative number: " + std::to_string(offset));
  }
  if (offset >= 64) {
    return Kind::make(0);
  }
  return Kind::make(Left ? Kind::get(call[0]) << offset : Kind::get(call[0]) >> offset);
}

template <typename Kind>
void add_for(Overloads& out, const Type& type) {
  out.insert(out.end(), {
                            {"math.bitAnd", {type, type}, type, &bit_and<Kind>},
                            {"math.bitOr", {type, type}, type, &bit_or<Kind>},
                            {"math.bitXor", {type, type}, type, &bit_xor<Kind>},
                            {"math.bitNot", {type}, type, &bit_not<Kind>},
                            {"math.bitShiftLeft", {type, Type::int64()}, type, &shift<Kind, true>},
                            {"math.bitShiftRight", {type, Type::int64()}, type, &shift<Kind, false>},
                        });
}

}  // namespace

void add_bits(Overloads& out) {
  add_for<Int>(out, Type::int64());
  add_for<Uint>(out, Type::uint64());
}

}  // namespace exeunt::cel::library
