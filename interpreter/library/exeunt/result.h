// What went wrong, as data, and the type of everything that can go wrong. Part of exeunt/exeunt.h.
//
//   auto policy = exeunt::Policy::compile("pipedrive");
//   if (!policy) {
//     std::cerr << policy.error().text;      // the lines of the policy with carets, as the command prints them
//     return policy.error().diagnostics.front().code == "E0510" ? 1 : 2;
//   }
//   use(*policy);
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace exeunt {

enum class Severity { note, warning, error };

/// One mistake, or one remark.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code{};     ///< "E0510"; a code never changes its meaning (interpreter/diagnostic/CODES.md explains each)
  std::string message{};  ///< one line, without the place
  std::string file{};     ///< as it was named; empty: about no file
  uint64_t line = 0;      ///< from 1; 0: the file as a whole
  uint64_t column = 0;    ///< from 1, in code points; 0: the line as a whole
  std::vector<std::string> help{};
};

struct Error {
  std::vector<Diagnostic> diagnostics{};  ///< in the order to read them; never empty
  std::string text{};                     ///< all of them for people, with the lines that they are about
};

namespace detail {
[[noreturn]] void no_value(const Error& error);
[[noreturn]] void no_error();
}  // namespace detail

/// A value, or why there is none. Of a temporary the value is moved out. Asking for the one that is not there ends the
/// program; for a value that is not there, the error's text goes to standard error first. So a test or a script may
/// take values without looking.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  const T& value() const& { return has_value() ? *std::get_if<0>(&state_) : fail<const T&>(); }
  T& value() & { return has_value() ? *std::get_if<0>(&state_) : fail<T&>(); }
  T value() && { return std::move(value()); }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T operator*() && { return std::move(value()); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    if (has_value()) {
      detail::no_error();
    }
    return *std::get_if<1>(&state_);
  }

 private:
  template <class R>
  [[noreturn]] R fail() const {
    detail::no_value(*std::get_if<1>(&state_));
  }

  std::variant<T, Error> state_;
};

}  // namespace exeunt
