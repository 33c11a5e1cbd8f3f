// Runtime values of CEL: 16 bytes, cheap to copy, immutable. Scalars never allocate; text, lists, maps and the like are
// counted references to shared data, so that copies and sub-values cost nothing and may cross threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/cel/type.h"

namespace exeunt::cel {

enum class ValueKind : uint8_t {
  null, boolean, int64, uint64, float64, string, bytes, timestamp, duration, list, map, type, object, optional, opaque,
  unknown,  ///< the data does not say; carries the attributes that would decide
  error,    ///< evaluation failed; carries a message and where in the expression
};

/// Seconds since 1970-01-01T00:00:00Z and nanoseconds (0..999'999'999); years 0001 to 9999.
struct Timestamp {
  int64_t seconds = 0;
  int32_t nanos = 0;
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// Seconds and nanoseconds of the same sign; within +-315'576'000'000 s.
struct Duration {
  int64_t seconds = 0;
  int32_t nanos = 0;
  friend auto operator<=>(const Duration&, const Duration&) = default;
};

/// A host object: the host chooses what the number means. Equality of objects is equality of handles.
struct ObjectHandle {
  uint64_t id = 0;
  friend auto operator<=>(const ObjectHandle&, const ObjectHandle&) = default;
};

/// A value of a type that the library or the host adds, net.IP for one. Immutable.
class Opaque {
 public:
  virtual ~Opaque() = default;
  /// Type::opaque with a name; the same for all values of one class.
  virtual Type type() const = 0;
  /// A total order among values of one type: <0, 0, >0. Equal ones answer 0.
  virtual int compare(const Opaque& other) const = 0;
  /// CEL source text that yields the value.
  virtual std::string text() const = 0;
};

/// One piece of data that was asked for and is not known; the host chooses what the number means.
using AttributeId = uint64_t;

struct ErrorInfo {
  std::string message;
  uint32_t begin = 0;  ///< byte range in the expression's text where it arose
  uint32_t end = 0;
};

/// a == b. Names and words are short, and cheaper to compare in place than by a call.
inline bool same_text(std::string_view a, std::string_view b) {
  const size_t size = a.size();
  if (size != b.size()) {
    return false;
  }
  const auto same = [&]<size_t length>(size_t at, std::integral_constant<size_t, length>) {
    return std::memcmp(a.data() + at, b.data() + at, length) == 0;
  };
  if (size > 16) {
    return std::memcmp(a.data(), b.data(), size) == 0;
  }
  // The two ends, which may overlap.
  if (size >= 8) {
    constexpr std::integral_constant<size_t, 8> half;
    return same(0, half) && same(size - half, half);
  }
  if (size >= 4) {
    constexpr std::integral_constant<size_t, 4> half;
    return same(0, half) && same(size - half, half);
  }
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

class Value {
 public:
  Value() noexcept = default;  ///< null
  Value(const Value& other) noexcept : head_(with_owned_as_shared(other.head_)), bits_(other.bits_) {
    if (owns()) {
      acquire();
    }
  }
  Value(Value&& other) noexcept : head_(std::exchange(other.head_, 0)), bits_(other.bits_) {}
  Value& operator=(Value other) noexcept {
    std::swap(head_, other.head_);
    std::swap(bits_, other.bits_);
    return *this;
  }
  ~Value() {
    if (owns()) {
      release();
    }
  }

  static Value null();
  static Value boolean(bool value);
  static Value int64(int64_t value);
  static Value uint64(uint64_t value);
  static Value float64(double value);
  static Value string(std::string value);
  static Value bytes(std::string value);
  static Value timestamp(Timestamp value);
  static Value duration(Duration value);
  static Value list(std::vector<Value> elements);
  /// Entries in the order given; the caller has made sure that no key comes twice.
  static Value map(std::vector<std::pair<Value, Value>> entries);
  static Value type(Type type);
  static Value object(ObjectHandle handle);
  static Value opaque(std::shared_ptr<const Opaque> value);
  static Value optional_of(Value value);
  static Value optional_none();
  static Value unknown(AttributeId attribute);
  /// Sorted, without duplicates, not empty.
  static Value unknown(std::vector<AttributeId> attributes);
  static Value error(std::string message, uint32_t begin = 0, uint32_t end = 0);

  /// `other` without counting a reference: for evaluators, whose values live in an activation or a program that outlives
  /// them. Valid as long as `other` is; copies are values like any other.
  static Value borrow(const Value& other) noexcept { return Value(other.head_ & ~owned_bit, other.bits_); }
  /// Whether it refers to data of its own: text, a list, a map and the like.
  bool is_shared() const { return (head_ & shared_bit) != 0; }
  bool is_borrowed() const { return (head_ & (shared_bit | owned_bit)) == shared_bit; }
  /// Makes a borrowed value one like any other.
  void own() noexcept {
    if (is_borrowed()) {
      head_ |= owned_bit;
      acquire();
    }
  }

  ValueKind kind() const { return static_cast<ValueKind>(head_ & kind_mask); }
  bool is_null() const { return kind() == ValueKind::null; }
  /// Neither unknown nor an error.
  bool is_known() const { return kind() < ValueKind::unknown; }
  bool is_unknown() const { return kind() == ValueKind::unknown; }
  bool is_error() const { return kind() == ValueKind::error; }
  /// A boolean and true.
  bool is_true() const { return kind() == ValueKind::boolean && boolean_value(); }
  bool is_false() const { return kind() == ValueKind::boolean && !boolean_value(); }

  // Each is defined for its own kind only.
  bool boolean_value() const { return bits_.uint64 != 0; }
  int64_t int64_value() const { return bits_.int64; }
  uint64_t uint64_value() const { return bits_.uint64; }
  double float64_value() const { return bits_.float64; }
  std::string_view string_value() const;  ///< also bytes
  Timestamp timestamp_value() const;
  Duration duration_value() const;
  std::span<const Value> list_value() const;
  std::span<const std::pair<Value, Value>> map_value() const;
  Type type_value() const;
  ObjectHandle object_value() const;
  const Opaque& opaque_value() const;
  const Value* optional_value() const;  ///< null pointer: optional.none()
  std::span<const AttributeId> attributes() const;
  const ErrorInfo& error_info() const;

  /// A map's value under a key, or a null pointer; numbers of different kinds find each other. O(log n).
  const Value* find_key(const Value& key) const;
  /// The position of a map's entry with the key, or the map's size. O(log n).
  size_t find_position(const Value& key) const;
  /// About how much work it is to read all of the value: parts inside counted every time they occur, text by the
  /// byte. Saturates; kept with the value, so asking is O(1).
  uint64_t weight() const { return is_shared() ? bits_.shared->weight : 1; }

  /// CEL's own `==` on two known values: numbers compare across kinds, lists and maps by content, NaN differs from itself.
  bool equals(const Value& other) const {
    if (kind() == other.kind()) {
      switch (kind()) {
        case ValueKind::string: return same_text(string_value(), other.string_value());
        case ValueKind::int64: return int64_value() == other.int64_value();
        case ValueKind::boolean: return boolean_value() == other.boolean_value();
        default: break;
      }
    }
    return equals_any(other);
  }
  /// A total order over all values, kinds first (numbers together, by value): for sorting and sets, not CEL's `<`.
  /// Null sorts before everything else. Returns <0, 0, >0.
  static int compare(const Value& a, const Value& b);

  /// CEL source text that yields the value (`'it\'s'`, `[1, 2u]`, `timestamp('2024-03-01T09:00:00Z')`); objects print as
  /// `object(<id>)`, unknowns as `unknown`, errors as `error: message`.
  std::string text() const;

 private:
  /// What values that do not fit into 16 bytes refer to; each kind adds its data (value_data.h).
  struct Shared {
    /// INVARIANT: weights stay so far below the type's maximum that sums of two cannot overflow.
    static constexpr uint64_t max_weight = uint64_t{1} << 62;

    void add_weight(uint64_t more) { weight = weight + more < max_weight ? weight + more : max_weight; }

    std::atomic<uint32_t> references{1};
    uint64_t weight = 1;
  };
  struct TextData;
  struct ListData;
  struct MapData;
  struct TypeData;
  struct OpaqueData;
  struct OptionalData;
  struct UnknownData;
  struct ErrorData;

  union Bits {
    uint64_t uint64 = 0;  ///< also a boolean, an object's handle and the one attribute of an unknown
    int64_t int64;        ///< also the seconds of a time
    double float64;
    Shared* shared;
  };

  // One word, so that copying a value is copying two: the kind, two flags, and the nanoseconds of a time.
  static constexpr uint64_t kind_mask = 0xFF;
  static constexpr uint64_t shared_bit = 0x100;  ///< `bits_.shared` is the active member
  static constexpr uint64_t owned_bit = 0x200;   ///< one reference is counted for this value; only where it is shared
  static constexpr int nanos_shift = 32;

  static uint64_t with_owned_as_shared(uint64_t head) { return head | (head & shared_bit) << 1; }
  static uint64_t head_of(ValueKind kind) { return static_cast<uint64_t>(kind); }
  static uint64_t head_of(ValueKind kind, int32_t nanos) {
    return head_of(kind) | uint64_t{static_cast<uint32_t>(nanos)} << nanos_shift;
  }

  Value(uint64_t head, Bits bits) noexcept : head_(head), bits_(bits) {}
  Value(ValueKind kind, Shared* shared) noexcept
      : head_(head_of(kind) | shared_bit | owned_bit), bits_{.shared = shared} {}
  bool owns() const { return (head_ & owned_bit) != 0; }
  int32_t nanos() const { return static_cast<int32_t>(static_cast<uint32_t>(head_ >> nanos_shift)); }
  void acquire() noexcept { bits_.shared->references.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept;
  bool equals_any(const Value& other) const;
  template <typename Data>
  const Data& data() const;

  uint64_t head_ = 0;
  Bits bits_;
};

static_assert(static_cast<int>(ValueKind::null) == 0);

inline Value Value::null() { return Value(); }
inline Value Value::boolean(bool value) { return Value(head_of(ValueKind::boolean), Bits{.uint64 = value}); }
inline Value Value::int64(int64_t value) { return Value(head_of(ValueKind::int64), Bits{.int64 = value}); }
inline Value Value::uint64(uint64_t value) { return Value(head_of(ValueKind::uint64), Bits{.uint64 = value}); }
inline Value Value::float64(double value) { return Value(head_of(ValueKind::float64), Bits{.float64 = value}); }
inline Value Value::timestamp(Timestamp value) {
  return Value(head_of(ValueKind::timestamp, value.nanos), Bits{.int64 = value.seconds});
}
inline Value Value::duration(Duration value) {
  return Value(head_of(ValueKind::duration, value.nanos), Bits{.int64 = value.seconds});
}
inline Value Value::object(ObjectHandle handle) { return Value(head_of(ValueKind::object), Bits{.uint64 = handle.id}); }
inline Value Value::optional_none() { return Value(head_of(ValueKind::optional), Bits{}); }
inline Value Value::unknown(AttributeId attribute) { return Value(head_of(ValueKind::unknown), Bits{.uint64 = attribute}); }

inline Timestamp Value::timestamp_value() const { return {bits_.int64, nanos()}; }
inline Duration Value::duration_value() const { return {bits_.int64, nanos()}; }
inline ObjectHandle Value::object_value() const { return {bits_.uint64}; }

/// RFC 3339 text to a timestamp and back; parse answers false on anything else or out of range.
bool parse_timestamp(std::string_view text, Timestamp& out);
std::string format_timestamp(Timestamp value);
/// CEL/Go duration text ("1h30m", "-1.5s") to a duration; format gives seconds: "5400s", "-1.5s".
bool parse_duration(std::string_view text, Duration& out);
std::string format_duration(Duration value);

}  // namespace exeunt::cel

#include "interpreter/cel/value_data.h"
