#include "interpreter/cli/limits.h"

#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <limits>
#include <system_error>
#include <thread>

#include "interpreter/cel/value.h"
#include "interpreter/cli/ending.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/progress.h"
#include "interpreter/source/handover.h"

namespace exeunt::cli {

using diagnostic::Kind;

namespace {

using Clock = std::chrono::steady_clock;

struct Deadline {
  Clock::time_point at;
  std::string message;
};

[[noreturn]] void end_late(const Deadline& deadline) {
  const auto held = source::hold_handovers();
  end_with(deadline.message);
}

bool start_waiting(const Deadline& deadline) {
  try {
    std::thread([&deadline] {
      std::this_thread::sleep_until(deadline.at);
      end_late(deadline);
    }).detach();
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

/// Nanoseconds; no value: it is none, as was reported.
std::optional<Clock::duration> read_timeout(const std::string& text, diagnostic::Sink& sink) {
  cel::Duration read;
  constexpr int64_t longest = int64_t{366} * 24 * 3600;
  if (!cel::parse_duration(text, read) || read.seconds < 0 || read.nanos < 0 ||
      (read.seconds == 0 && read.nanos == 0)) {
    sink.report<Kind::usage_bad_pair>(std::nullopt, "--timeout", text, "`30s`, `1h30m` or `500ms`");
    return std::nullopt;
  }
  return std::chrono::seconds(std::min(read.seconds, longest)) + std::chrono::nanoseconds(read.nanos);
}

bool limit_time(const std::string& text, ErrorFormat format, diagnostic::Sink& sink) {
  const auto timeout = read_timeout(text, sink);
  if (!timeout) {
    return false;
  }
  diagnostic::Sink late;
  late.report<Kind::limit_time>(std::nullopt, text);
  const std::string line = Progress().is_shown() ? "\r\x1b[K" : "";
  // Never destroyed: the thread may wake up while the process ends.
  const auto* const deadline =
      new Deadline{Clock::now() + *timeout, line + render_diagnostics(late, source::Manager(), format)};
  if (!start_waiting(*deadline)) {
    sink.report<Kind::out_of_memory>(std::nullopt);
    return false;
  }
  if (Clock::now() >= deadline->at) {
    end_late(*deadline);
  }
  return true;
}

bool limit_memory(const std::string& text, ErrorFormat format, diagnostic::Sink& sink) {
  const auto most = read_size("--max-memory", text, sink);
  if (!most) {
    return false;
  }
  say_exhaustion_in(format, text);
  rlimit limit = {};
  ::getrlimit(RLIMIT_DATA, &limit);
  limit.rlim_cur = std::min<rlim_t>(*most, limit.rlim_max);
  ::setrlimit(RLIMIT_DATA, &limit);
  // The command itself may take more. What the library asks for next would be called unreadable.
  constexpr std::size_t a_little = std::size_t{64} << 10;
  void* const probe = ::mmap(nullptr, a_little, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) {
    end_for_want_of_memory();
  }
  ::munmap(probe, a_little);
  return true;
}

/// By how many bits a unit is more than a byte: `M`, `MB` and `MiB` are the same, in either case. No value: it is none.
std::optional<unsigned> shift_of(std::string_view unit) {
  if (unit.empty()) {
    return 0;
  }
  constexpr std::string_view prefixes = "kKmMgG";
  constexpr unsigned bits_of_a_step = 10;
  const std::size_t prefix = prefixes.find(unit[0]);
  const std::string_view rest = unit.substr(1);
  constexpr std::string_view endings[] = {"", "B", "b", "iB", "ib"};
  if (prefix == std::string_view::npos ||
      std::find(std::begin(endings), std::end(endings), rest) == std::end(endings)) {
    return std::nullopt;
  }
  return (static_cast<unsigned>(prefix) / 2 + 1) * bits_of_a_step;
}

}  // namespace

void declare_limits(Arguments& arguments, Limits& limits) {
  arguments.option("--timeout", "DURATION", limits.timeout, "end with an error after 30s, 5m ... (default: never)");
  arguments.option("--max-memory", "SIZE", limits.max_memory, "end with an error beyond 512M, 4G ... (default: never)");
}

bool enforce(const Limits& limits, ErrorFormat format, diagnostic::Sink& sink) {
  return (limits.timeout.empty() || limit_time(limits.timeout, format, sink)) &&
         (limits.max_memory.empty() || limit_memory(limits.max_memory, format, sink));
}

std::optional<uint64_t> read_size(std::string_view option, const std::string& text, diagnostic::Sink& sink) {
  uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  const auto shift = shift_of(std::string_view(text).substr(static_cast<std::size_t>(end - text.data())));
  if (error != std::errc() || !shift || size == 0 || size > std::numeric_limits<uint64_t>::max() >> *shift) {
    sink.report<Kind::usage_bad_pair>(std::nullopt, option, text, "`512M` or `10G`");
    return std::nullopt;
  }
  return size << *shift;
}

bool check_changes(uint64_t changes, uint64_t most, diagnostic::Sink& sink) {
  if (changes > most) {
    sink.report<Kind::limit_changes>(std::nullopt, most).help("`--max-changes` says how many there may be");
  }
  return changes <= most;
}

}  // namespace exeunt::cli
