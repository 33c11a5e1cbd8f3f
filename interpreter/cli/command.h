// The verbs of the command: a table in command_line.cpp, a file each.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "interpreter/cli/arguments.h"
#include "interpreter/cli/exit_status.h"
#include "interpreter/driver/session.h"

namespace exeunt::cli {

/// How diagnostics are printed.
enum class ErrorFormat { text, json };

/// What a verb works with. Everything that goes wrong is reported to the session's sink and printed at the end.
struct Context {
  driver::Session& session;
  bool has_library = true;
  ErrorFormat error_format = ErrorFormat::text;
  bool quiet = false;  ///< set by a verb that has printed the diagnostics as part of its data

  diagnostic::Sink& sink() { return session.sink(); }
};

using Runner = std::function<ExitStatus(Context&)>;

// Each declares what its verb takes and answers what to run once the command line has been parsed.
Runner declare_apply(Arguments& arguments);
Runner declare_check(Arguments& arguments);
Runner declare_compare(Arguments& arguments);
Runner declare_convert(Arguments& arguments);
Runner declare_diff(Arguments& arguments);
Runner declare_eval(Arguments& arguments);
Runner declare_explain(Arguments& arguments);
Runner declare_fmt(Arguments& arguments);
Runner declare_graph(Arguments& arguments);
Runner declare_import(Arguments& arguments);
Runner declare_index(Arguments& arguments);
Runner declare_plan(Arguments& arguments);
Runner declare_repl(Arguments& arguments);
Runner declare_show(Arguments& arguments);
Runner declare_test(Arguments& arguments);
Runner declare_verify(Arguments& arguments);

/// What a run may use, as it is written: `30s`, `512M`. Empty: no limit.
struct Limits {
  std::string timeout;
  std::string max_memory;
};

struct CommandLine {
  Runner run;         ///< empty: nothing to run (help was asked for, or usage was wrong)
  std::string text;   ///< help or version, for standard output
  bool lint = false;  ///< the verb wants warnings about policies, not only errors
  ErrorFormat error_format = ErrorFormat::text;
  Limits limits;
};

/// Reads the command line. What is wrong with it is in the sink, one diagnostic for each mistake.
CommandLine parse_command_line(int count, const char* const* words, diagnostic::Sink& sink);

}  // namespace exeunt::cli
