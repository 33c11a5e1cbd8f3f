// Evaluation: a checked expression and an activation give a value, which may be `unknown` or `error`.
//
// Logic follows CEL: `false && x` is false and `true || x` is true whatever x is; else unknown wins over error.
// Unknowns carry every attribute on which the answer depends. Nothing is thrown, nothing is shared: a Program is
// immutable and may be evaluated from any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "interpreter/cel/check.h"
#include "interpreter/cel/limits.h"
#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

/// Where an expression's names get their values. Answers may be `unknown` or `error`.
class Activation {
 public:
  virtual ~Activation() = default;
  /// Asked for what is not bound(); the default answers an error.
  virtual Value variable(uint32_t slot) const;
  /// `index` is what TypeProvider::find_field gave, or -1 where the type was not known statically.
  virtual Value field(ObjectHandle object, std::string_view name, int32_t index) const;
  /// has(object.name): a boolean, unknown or error. The default asks field() and answers whether it is not null.
  virtual Value has_field(ObjectHandle object, std::string_view name, int32_t index) const;
  /// The object's type name, for type(x); the default answers "object".
  virtual std::string type_name(ObjectHandle object) const;
  /// A function declared with Environment::declare_function. Arguments are never unknown or error: those are absorbed
  /// before the call.
  virtual Value call(uint32_t slot, std::span<const Value> arguments) const;
  /// What selecting or indexing answers where a map lacks `key`. Nothing: an error, as the language has it. A host whose
  /// data may be incomplete answers unknown.
  virtual std::optional<Value> missing_key(const Value& key) const { return static_cast<void>(key), std::nullopt; }
  /// Functions that want unknown and failed arguments after all, instead of having them absorbed.
  virtual bool takes_unknown(uint32_t slot) const { return static_cast<void>(slot), false; }

  /// Values of the first slots, which are read where they stand: no call, no copy. Where one is an error, variable() is
  /// asked after all. They must stay where and as they are until the evaluation ends.
  virtual std::span<const Value> bound() const { return {}; }
};

/// Sees every node's value as evaluation leaves it, inner nodes first; loop bodies once a turn.
using Tracer = std::function<void(NodeId, const Value&)>;

class Program {
 public:
  explicit Program(CheckedExpression expression);

  Value evaluate(const Activation& activation, const EvaluateLimits& limits = {}) const;
  /// Comes to what evaluate() comes to. Seeing every node takes more steps: where there are not enough for that, not all are seen.
  Value evaluate_traced(const Activation& activation, const Tracer& tracer, const EvaluateLimits& limits = {}) const;

  const CheckedExpression& expression() const;

  struct Data;  ///< private to the evaluator

 private:
  Value run(const Activation& activation, const Tracer* tracer, const EvaluateLimits& limits) const;
  std::shared_ptr<const Data> data_;
};

/// What `type(value)` names, without the host's help for objects; dyn for what is unknown or failed.
Type type_of(const Value& value);

}  // namespace exeunt::cel
