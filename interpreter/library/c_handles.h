// What stands behind the handles of exeunt/c.h, and the way from its arguments to the C++ library and back.
//
// Nothing thrown passes a function of C: `made`, `written` and `changed` see to that.
#pragma once

#include <exeunt/c.h>
#include <exeunt/exeunt.h>

#include <map>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/library/error.h"

struct exeunt_error {
  exeunt::Error value;
};
struct exeunt_options {
  std::map<std::string, std::vector<std::string>, std::less<>> values;
};
struct exeunt_policy {
  exeunt::Policy value;
};
struct exeunt_account {
  exeunt::Account value;
};
struct exeunt_plan {
  exeunt::Plan value;
};
struct exeunt_difference {
  exeunt::Difference value;
};
struct exeunt_applied {
  exeunt::Applied value;
};

namespace exeunt::c {

/// To the caller, who may not have asked. Never throws.
void set_error(exeunt_error** to, const Error& error) noexcept;
void clear_error(exeunt_error** to) noexcept;
/// Of there being no memory.
void set_out_of_memory(exeunt_error** to) noexcept;

/// The arguments of one call: what is wrong with them is collected, and `error` says it.
class Arguments {
 public:
  bool are_right() const { return !sink_.has_errors(); }
  Error error() const { return to_error(sink_); }
  diagnostic::Sink& sink() { return sink_; }

  /// That something is not as it should be: "`format` is none of this value".
  void wrong(std::string_view name, std::string_view what) {
    sink_.report<diagnostic::Kind::library_argument>(std::nullopt, name, what);
  }
  /// A text of any bytes: a path, or what is checked where it is read.
  std::string bytes(const char* name, const char* data, std::size_t size);
  /// UTF-8 without NUL characters.
  std::string text(const char* name, const char* data, std::size_t size);
  template <class Handle>
  void need(const char* name, const Handle* handle) {
    if (handle == nullptr) {
      sink_.report<diagnostic::Kind::library_argument>(std::nullopt, name, "null");
    }
  }

 private:
  diagnostic::Sink sink_;
};

/// The handle around what `make` answers: a Result. Null: the error is set.
template <class Handle, class Make>
Handle* made(exeunt_error** error, Make make) noexcept {
  clear_error(error);
  try {
    auto result = make();
    if (result) {
      return new Handle{std::move(*result)};
    }
    set_error(error, result.error());
  } catch (...) {
    set_out_of_memory(error);
  }
  return nullptr;
}

/// A text of the library's as one of C's, on the heap.
char* copied(const std::string& text, std::size_t* size);
/// The same of what `make` answers: a Result of a text.
template <class Make>
char* written(std::size_t* size, exeunt_error** error, Make make) noexcept {
  clear_error(error);
  if (size != nullptr) {
    *size = 0;
  }
  try {
    const Result<std::string> result = make();
    if (result) {
      return copied(*result, size);
    }
    set_error(error, result.error());
  } catch (...) {
    set_out_of_memory(error);
  }
  return nullptr;
}

/// What a handle's getter answers.
const char* borrowed(std::string_view text, std::size_t* size) noexcept;
const char* none(std::size_t* size) noexcept;

/// Options as the library takes them. Null: none are given.
CompileOptions to_compile(const exeunt_options* options);
AccountOptions to_account(const exeunt_options* options);
Request to_request(const exeunt_options* options);
TextOptions to_text(const exeunt_options* options);
DiffOptions to_diff(const exeunt_options* options);
ApplyOptions to_apply(const exeunt_options* options);

}  // namespace exeunt::c
