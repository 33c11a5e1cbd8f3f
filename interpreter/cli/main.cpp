// exeunt: reads the command line, runs one verb, prints what went wrong.
#include <fcntl.h>
#include <unistd.h>

#include <new>
#include <stdexcept>

#include "interpreter/cli/command.h"
#include "interpreter/cli/ending.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/limits.h"
#include "interpreter/cli/output.h"

namespace {

using namespace exeunt;

/// A standard stream that the caller closed would be given to the next file opened. Here it becomes one that fails when
/// it is used, as a closed one should.
void hold_standard_streams() {
  const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) == -1) {
      // open answers the lowest free descriptor, which is this one.
      static_cast<void>(::open("/dev/null", modes[descriptor]));
    }
  }
}

/// Help, the version, or what is wrong with the command line.
cli::ExitStatus answer(const cli::CommandLine& line, diagnostic::Sink& sink) {
  const bool written = line.text.empty() || cli::write_output("-", line.text, sink);
  cli::print_diagnostics(sink, source::Manager(), line.error_format);
  return written && !sink.has_errors() ? cli::ExitStatus::yes : cli::ExitStatus::no_answer;
}

cli::ExitStatus run(const cli::CommandLine& line) {
  driver::SessionOptions options = cli::find_home();
  options.lint = line.lint;
  const bool has_library = !options.stdlib_path.empty();
  // Never destroyed: the process ends, and with it all that the session holds. Static, so that it can be seen to be held.
  static driver::Session& session = *new driver::Session(std::move(options));
  cli::Context context{.session = session, .has_library = has_library, .error_format = line.error_format};
  const cli::ExitStatus status = line.run(context);
  if (!context.quiet) {
    cli::print_diagnostics(session.sink(), session.sources(), line.error_format);
  }
  return session.sink().has_errors() ? cli::ExitStatus::no_answer : status;
}

}  // namespace

int main(int count, char** words) {
  hold_standard_streams();
  cli::handle_signals();
  cli::handle_exhaustion();
  try {
    diagnostic::Sink usage;
    const cli::CommandLine line = cli::parse_command_line(count, words, usage);
    cli::say_exhaustion_in(line.error_format);
    const bool is_to_run = line.run && cli::enforce(line.limits, line.error_format, usage);
    return static_cast<int>(is_to_run ? run(line) : answer(line, usage));
  } catch (const std::bad_alloc&) {
    cli::end_for_want_of_memory();  // of more than anything can have, which no handler is asked for
  } catch (const std::length_error&) {
    cli::end_for_want_of_memory();
  }
}
