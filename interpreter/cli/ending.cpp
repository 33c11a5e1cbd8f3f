#include "interpreter/cli/ending.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <new>
#include <string>
#include <string_view>

#include "interpreter/cli/output.h"
#include "interpreter/source/temporaries.h"

namespace exeunt::cli {

namespace {

extern "C" void end_by_signal(int number) {
  source::remove_temporaries();
  // By the signal itself, so that the caller sees what ended it; and here, before the thread that was interrupted goes on.
  std::signal(number, SIG_DFL);
  sigset_t it;
  ::sigemptyset(&it);
  ::sigaddset(&it, number);
  std::raise(number);
  ::pthread_sigmask(SIG_UNBLOCK, &it, nullptr);
}

/// What is said where there is no memory to say it with; this, until it is put into the form that was asked for.
std::string_view message = "error[E0009]: there is not enough memory\n1 error\n";

}  // namespace

void handle_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) {
      continue;
    }
    action = {};
    action.sa_handler = end_by_signal;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
  }
}

void handle_exhaustion() { std::set_new_handler(end_for_want_of_memory); }

void say_exhaustion_in(ErrorFormat format, const std::string& limit) {
  diagnostic::Sink sink;
  if (limit.empty()) {
    sink.report<diagnostic::Kind::out_of_memory>(std::nullopt);
  } else {
    sink.report<diagnostic::Kind::limit_memory>(std::nullopt, limit);
  }
  message = *new std::string(render_diagnostics(sink, source::Manager(), format));  // never destroyed
}

void end_for_want_of_memory() { end_with(message); }

void end_with(std::string_view text) {
  static std::atomic_flag is_ending = ATOMIC_FLAG_INIT;
  while (is_ending.test_and_set()) {
    ::pause();  // another thread ends the process
  }
  source::remove_temporaries();
  // One call, and nothing that could ask for memory again: a reader of standard error that is gone is not waited for.
  static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
  ::_exit(static_cast<int>(ExitStatus::no_answer));
}

}  // namespace exeunt::cli
