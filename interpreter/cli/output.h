// Where the command's texts go: data to standard output or a file, diagnostics to standard error.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/cli/command.h"
#include "interpreter/source/output.h"

namespace exeunt::cli {

/// Output may carry colours: a terminal reads it and the user did not set NO_COLOR. `descriptor`: 1 or 2.
bool use_colour(int descriptor);
/// Columns of the terminal that reads standard output; 100 where none does.
std::size_t text_width();

/// Writes data to `path`; "" and "-" are standard output. False: it was reported. A reader that closed its pipe has
/// seen enough and is not told so.
bool write_output(const std::string& path, std::string_view text, diagnostic::Sink& sink);

/// All of them as a JSON list, for a document that holds its diagnostics.
std::string diagnostics_in_json(const diagnostic::Sink& sink, const source::Manager& sources);

/// Writes to standard output at once, for who reads along. False: as write_output.
bool write_now(std::string_view text, diagnostic::Sink& sink);
/// Writes to standard error at once.
void write_error(std::string_view text);

/// Data written piece by piece, which appears only when it is committed.
class OutputFile {
 public:
  /// `path`: as `write_output`. Nothing is opened before the first piece.
  OutputFile(std::string path, diagnostic::Sink& sink) : path_(path.empty() ? "-" : std::move(path)), sink_(sink) {}

  /// Takes pieces; false: what went wrong was reported.
  std::function<bool(std::string_view)> writer();
  bool commit();

 private:
  bool open();
  bool check(const std::optional<std::string>& error);

  std::string path_;
  diagnostic::Sink& sink_;
  std::optional<source::Output> output_;
};

/// Prints what the sink holds to standard error, without counting it up.
void print_each(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format);

/// What the sink holds, for standard error.
std::string render_diagnostics(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format);
/// Prints what the sink holds to standard error.
void print_diagnostics(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format);

}  // namespace exeunt::cli
