// exeunt: reads the command line, runs one verb, prints what went wrong.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>

#include "interpreter/cli/command.h"
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

cli::ExitStatus run(int count, char** words) {
  driver::Session session{driver::SessionOptions{}};
  const cli::CommandLine line = cli::parse_command_line(count, words, session.sink());
  cli::Context context{session};
  cli::ExitStatus status = cli::ExitStatus::yes;
  if (line.run) {
    status = line.run(context);
  } else if (!line.text.empty() && !cli::write_output("-", line.text, session.sink())) {
    status = cli::ExitStatus::no_answer;
  }
  if (session.sink().has_errors()) {
    status = cli::ExitStatus::no_answer;
  }
  if (!context.quiet) {
    cli::print_diagnostics(session, line.error_format);
  }
  return status;
}

}  // namespace

int main(int count, char** words) {
  hold_standard_streams();
  // A reader that stops early (`| head`) is an error of writing like any other, not a reason to die.
  std::signal(SIGPIPE, SIG_IGN);
  return static_cast<int>(run(count, words));
}
