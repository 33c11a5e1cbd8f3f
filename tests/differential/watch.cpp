#include "tests/differential/watch.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace exeunt::differential {

namespace {

constexpr uint64_t nothing = ~uint64_t{0};
constexpr uint64_t most_seconds = 60;

struct Seat {
  std::atomic<uint64_t> seed = nothing;
  std::atomic<uint64_t> steps = 0;  ///< that it went on so far
};
std::array<Seat, most_threads> seats;

/// Nothing but what a signal handler may do.
void say(const char* text) {
  if (::write(STDERR_FILENO, text, std::strlen(text)) < 0) {
    return;  // there is nobody to tell
  }
}

void say_seeds(const char* what) {
  for (const Seat& seat : seats) {
    const uint64_t seed = seat.seed;
    if (seed == nothing) {
      continue;
    }
    char digits[24] = {};  // with a zero behind them
    std::to_chars(digits, digits + sizeof digits - 1, seed);
    say(what);
    say(": --seed ");
    say(digits);
    say(" --cases 1\n");
  }
}

extern "C" void on_crash(int signal) {
  say_seeds("FOUND a case that may crash");
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void look_after_time() {
  std::array<uint64_t, most_threads> steps = {};
  std::array<uint64_t, most_threads> seconds = {};
  while (true) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    for (std::size_t i = 0; i < most_threads; ++i) {
      const bool goes_on = seats[i].seed == nothing || seats[i].steps != steps[i];
      steps[i] = seats[i].steps;
      seconds[i] = goes_on ? 0 : seconds[i] + 1;
      if (seconds[i] > most_seconds) {
        say_seeds("FOUND a case that may take for ever");
        ::_exit(3);
      }
    }
  }
}

}  // namespace

void start_watching() {
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) {
    std::signal(signal, &on_crash);
  }
  std::thread(look_after_time).detach();
}

void watch(std::size_t thread, uint64_t seed) {
  seats[thread].seed = seed;
  ++seats[thread].steps;
}

void watch_nothing(std::size_t thread) { seats[thread].seed = nothing; }

}  // namespace exeunt::differential
