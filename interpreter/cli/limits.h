// What a run may use of time and memory, where the caller says so. What reaches a limit ends at once, with an error and
// no output: temporary files are removed, and what stood in an output's place is as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// `--timeout` and `--max-memory`, which every verb has.
void declare_limits(Arguments& arguments, Limits& limits);

/// From now on they hold. False: one of them says nothing sensible, or the system does not do it, as was reported.
/// Once, before the verb runs.
///
/// Time is that of a clock on the wall. An output that is being handed over is handed over whole before the end. Memory
/// is what the process may write to, stacks and what it has set aside included; files that are mapped are not.
bool enforce(const Limits& limits, ErrorFormat format, diagnostic::Sink& sink);

/// `512M`, `10G`, `64KiB`, `1000`: units are powers of 1024. No value: it is none, as was reported.
std::optional<uint64_t> read_size(std::string_view option, const std::string& text, diagnostic::Sink& sink);

/// Whether a plan has no more than it may. False: it was reported.
bool check_changes(uint64_t changes, uint64_t most, diagnostic::Sink& sink);

}  // namespace exeunt::cli
