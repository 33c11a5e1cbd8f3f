// Runtime values of CEL: 16 bytes, cheap to copy, immutable. Scalars never allocate; text, lists, maps and the like are
// counted references to shared data, so that copies and sub-values cost nothing and may cross threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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

class Value {
 public:
  Value() noexcept = default;  ///< null
  Value(const Value& other) noexcept;
  Value(Value&& other) noexcept;
  Value& operator=(Value other) noexcept;
  ~Value();

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

  ValueKind kind() const { return kind_; }
  bool is_null() const { return kind() == ValueKind::null; }
  bool is_unknown() const { return kind() == ValueKind::unknown; }
  bool is_error() const { return kind() == ValueKind::error; }
  /// A boolean and true.
  bool is_true() const { return kind_ == ValueKind::boolean && bits_.boolean; }
  bool is_false() const { return kind_ == ValueKind::boolean && !bits_.boolean; }

  // Each is defined for its own kind only.
  bool boolean_value() const { return bits_.boolean; }
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
  /// About how much work it is to read all of the value: parts inside counted every time they occur, text by the
  /// byte. Saturates; kept with the value, so asking is O(1).
  uint64_t weight() const;

  /// CEL's own `==` on two known values: numbers compare across kinds, lists and maps by content, NaN differs from itself.
  bool equals(const Value& other) const;
  /// A total order over all values, kinds first (numbers together, by value): for sorting and sets, not CEL's `<`.
  /// Null sorts before everything else. Returns <0, 0, >0.
  static int compare(const Value& a, const Value& b);

  /// CEL source text that yields the value (`'it\'s'`, `[1, 2u]`, `timestamp('2024-03-01T09:00:00Z')`); objects print as
  /// `object(<id>)`, unknowns as `unknown`, errors as `error: message`.
  std::string text() const;

 private:
  struct Shared;
  struct TextData;
  struct ListData;
  struct MapData;
  struct TypeData;
  struct OpaqueData;
  struct OptionalData;
  struct UnknownData;
  struct ErrorData;

  union Bits {
    int64_t int64;
    bool boolean;
    uint64_t uint64;  ///< also an object's handle and the one attribute of an unknown
    double float64;
    Shared* shared;
  };

  Value(ValueKind kind, Shared* shared) noexcept : kind_(kind), counted_(true) { bits_.shared = shared; }
  void release() noexcept;
  template <typename Data>
  const Data& data() const;

  ValueKind kind_ = ValueKind::null;
  bool counted_ = false;  ///< whether `bits_.shared` is the active member
  int32_t nanos_ = 0;
  Bits bits_{};
};

/// RFC 3339 text to a timestamp and back; parse answers false on anything else or out of range.
bool parse_timestamp(std::string_view text, Timestamp& out);
std::string format_timestamp(Timestamp value);
/// CEL/Go duration text ("1h30m", "-1.5s") to a duration; format gives seconds: "5400s", "-1.5s".
bool parse_duration(std::string_view text, Duration& out);
std::string format_duration(Duration value);

}  // namespace exeunt::cel
