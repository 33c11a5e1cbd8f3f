#include "tests/fuzz/trial/watch.h"

#include <sys/time.h>
#include <unistd.h>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>

// Sanitizers call these, if they are there at all. What they find ends in abort(), so that it comes with the trial.
// Short stacks of allocations save a quarter of the time; ASAN_OPTIONS=malloc_context_size=30 where a find wants longer
// ones.
extern "C" const char* __asan_default_options() {
  return "abort_on_error=1:detect_leaks=0:malloc_context_size=4:quarantine_size_mb=8";
}
extern "C" const char* __ubsan_default_options() {
  return "abort_on_error=1:print_stacktrace=1";
}

namespace exeunt::fuzz {

namespace {

struct Trial {
  const char* kind = "";
  uint64_t seed = 0;
  uint64_t number = 0;
  std::string_view text;
} current;

// Only what may be called from a handler of signals.
void put(std::string_view text) {
  static_cast<void>(!write(STDERR_FILENO, text.data(), text.size()));
}

void put(uint64_t number) {
  char digits[20];
  const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  put(std::string_view(digits, static_cast<size_t>(end - digits)));
}

void put_text(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '\\') {
      put(std::string_view(&c, 1));
    } else {
      const char escaped[] = {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
      put(std::string_view(escaped, sizeof escaped));
    }
  }
}

void report(int signal) {
  std::signal(SIGABRT, SIG_DFL);
  put(signal == SIGPROF ? "\nFOUND a trial that takes too long: " : "\nFOUND a trial that crashes: ");
  put(current.kind);
  put(" seed ");
  put(current.seed);
  put(" number ");
  put(current.number);
  put("\n");
  put_text(current.text);
  put("\n");
  std::raise(signal == SIGPROF ? SIGABRT : signal);
}

void set_timer(int seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

}  // namespace

void start_watching() {
  std::signal(SIGABRT, &report);
  std::signal(SIGPROF, &report);
}

void watch(const char* kind, uint64_t seed, uint64_t number, std::string_view text) {
  current = {kind, seed, number, text};
  set_timer(longest_trial);
}

void stop_watching() {
  set_timer(0);
}

}  // namespace exeunt::fuzz
