// Values for a vocabulary's variables.
//
//   Bindings bindings(words);
//   bindings.set(age, 42);                              // kept until it is set again
//   bindings.provide(limit, [&] { return read(); });    // called whenever an expression asks
//   rule.evaluate(bindings);
//
// Values stand in a table by slot: no name is looked up, and nothing is allocated to set or read a scalar. Evaluations may
// share bindings that nobody changes meanwhile; otherwise each thread has its own.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/host/vocabulary.h"

namespace exeunt::cel {

/// Answers for fields, type names and functions out of a vocabulary. Derive from it to answer variables in a way of your
/// own, or to say what a map does not know (missing_key).
class VocabularyActivation : public Activation {
 public:
  explicit VocabularyActivation(const Vocabulary& vocabulary) : data_(vocabulary.data()) {}

  Value field(ObjectHandle object, std::string_view name, int32_t index) const override;
  std::string type_name(ObjectHandle object) const override;
  Value call(uint32_t slot, std::span<const Value> arguments) const override;

 protected:
  const Vocabulary::Data& data() const { return *data_; }

 private:
  std::shared_ptr<const Vocabulary::Data> data_;
};

class Bindings : public VocabularyActivation {
 public:
  /// Nothing is bound yet: reading a variable is an error that names it.
  explicit Bindings(const Vocabulary& vocabulary);

  template <typename T>
    requires(!refers_to_source<T> && !std::same_as<T, Value>)
  void set(Variable<T> variable, std::type_identity_t<T> value) {
    put(variable.slot, Native<T>::to_value(std::move(value)));
  }
  /// Objects are bound by reference, and must stay where they are.
  template <typename T>
    requires refers_to_source<T>
  void set(Variable<T> variable, const std::type_identity_t<T>& value) {
    put(variable.slot, Native<T>::to_value(value));
  }
  template <typename T>
    requires refers_to_source<T>
  void set(Variable<T> variable, const std::type_identity_t<T>&& value) = delete;

  /// Any value, unknown and error included. One that is not of the declared type is bound as an error that says so.
  template <typename T>
  void set(Variable<T> variable, Value value) {
    put_checked(variable.slot, std::move(value));
  }
  /// The same, by name. False where no such variable is declared.
  bool set(std::string_view name, Value value);

  /// `get` answers a T, or a Value, whenever an expression asks for the variable, and from the thread that asks.
  template <typename T, typename Get>
  void provide(Variable<T> variable, Get get) {
    using Answer = std::invoke_result_t<const Get&>;
    if constexpr (std::same_as<std::remove_cvref_t<Answer>, Value>) {
      put_provider(variable.slot, std::move(get));
    } else {
      static_assert(!refers_to_source<T> || std::is_lvalue_reference_v<Answer>,
                    "values refer to objects: answer a reference or a pointer to one that stays");
      using Source = std::conditional_t<std::same_as<T, Value>, std::remove_cvref_t<Answer>, T>;
      put_provider(variable.slot, [get = std::move(get)] { return Native<Source>::to_value(std::invoke(get)); });
    }
  }

  /// Nothing is bound any more.
  void clear();

  std::span<const Value> bound() const override { return values_; }
  Value variable(uint32_t slot) const override;

 private:
  /// Makes room for variables that were declared since.
  void grow(uint32_t slot);
  void put(uint32_t slot, Value value);
  void put_checked(uint32_t slot, Value value);
  void put_provider(uint32_t slot, std::function<Value()> provider);

  std::vector<Value> values_;                        ///< by slot; an error where there is a provider, or nothing
  std::vector<std::function<Value()>> providers_;    ///< by slot; shorter where no later variable has one
};

}  // namespace exeunt::cel
