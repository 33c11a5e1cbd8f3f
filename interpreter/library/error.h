// From what stages report to what the library answers. Nothing that is thrown leaves the library from in here.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>

#include <exeunt/result.h>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt {

/// In the order to print.
std::vector<Diagnostic> to_diagnostics(const diagnostic::Sink& sink, const source::Manager& files);
/// Of a sink that has something to say.
Error to_error(const diagnostic::Sink& sink, const source::Manager& files);
/// Of one that names no file that was read as a whole.
Error to_error(const diagnostic::Sink& sink);

/// Something threw: `what` says why.
Error failure(std::string_view what);

/// What `make` answers, or the failure that it threw.
template <class Make>
auto answered(Make make) -> decltype(make()) {
  try {
    return make();
  } catch (const std::bad_alloc&) {
    return failure("there is not enough memory");
  } catch (const std::exception& error) {
    return failure(error.what());
  } catch (...) {
    return failure("something was thrown that says nothing about itself");
  }
}

/// Whether a text of the caller is UTF-8 without NUL characters; else it is reported under the name of the argument.
bool check_text(std::string_view argument, std::string_view text, diagnostic::Sink& sink);
/// Whether a path can be opened: an operating system ends it at the first NUL character.
bool check_path(std::string_view argument, std::string_view path, diagnostic::Sink& sink);
/// To a file of that name: "-" is none to this library but `./-`.
std::string to_file(const std::string& path);

}  // namespace exeunt
