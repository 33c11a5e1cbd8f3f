// C++ callables as CEL functions: what their signature says about parameters and result, and calls with values.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/cel/host/native.h"

namespace exeunt::cel {

/// What a host's function is: values in, a value out. Arguments are never unknown or errors; the answer may be.
using Function = std::function<Value(std::span<const Value>)>;

/// An argument that is no value of the parameter's C++ type, though of a type that was declared: out of its range, say.
Value bad_argument(size_t position, const Type& wanted, const Value& argument);

/// `R(P…)` taken apart. Lambdas and objects must be callable while const, since evaluations may run at the same time.
template <typename F>
struct Signature : Signature<decltype(&F::operator())> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...) const> : Signature<R (*)(P...)> {};
template <typename C, typename R, typename... P>
struct Signature<R (C::*)(P...) const noexcept> : Signature<R (*)(P...)> {};
template <typename R, typename... P>
struct Signature<R (*)(P...) noexcept> : Signature<R (*)(P...)> {};

template <typename R, typename... P>
struct Signature<R (*)(P...)> {
  using Result = std::remove_cvref_t<R>;
  static_assert(!refers_to_source<Result> || std::is_lvalue_reference_v<R>,
                "values refer to objects: return a reference or a pointer to one that stays");
  static_assert(((!std::is_lvalue_reference_v<P> || std::is_const_v<std::remove_reference_t<P>>)&&...),
                "expressions change nothing: take values, or references to const");

  static std::vector<Type> parameters() { return {Native<std::remove_cvref_t<P>>::type()...}; }
  static Type result() { return Native<Result>::type(); }

  template <typename F>
  static Function wrap(F run) {
    return [run = std::move(run)](std::span<const Value> arguments) {
      return call(run, arguments, std::index_sequence_for<P...>());
    };
  }

 private:
  template <typename F, size_t... I>
  static Value call(const F& run, std::span<const Value> arguments, std::index_sequence<I...>) {
    auto natives = std::make_tuple(Native<std::remove_cvref_t<P>>::from_value(arguments[I])...);
    Value problem;
    const auto check = [&](size_t i, bool fits, auto type_of) {
      if (!fits && problem.is_null()) {
        problem = bad_argument(i, type_of(), arguments[i]);
      }
    };
    (check(I, static_cast<bool>(std::get<I>(natives)), &Native<std::remove_cvref_t<P>>::type), ...);
    if (problem.is_error()) {
      return problem;
    }
    return Native<Result>::to_value(std::invoke(run, *std::get<I>(std::move(natives))...));
  }
};

}  // namespace exeunt::cel
