// How the command ends before its time: by a signal, for want of memory, or because its time is over. Always at once, without
// unwinding: what was being written is removed, what stood in its place is as it was.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// SIGINT, SIGTERM and SIGHUP, unless the caller has them ignored (`nohup`), end the process as they always do, but first
/// temporary files are removed. A pipe that nobody reads any more and a file that may grow no further are errors of
/// writing.
void handle_signals();

/// From now on, memory that the system refuses ends the process: an error, and the status of no answer.
void handle_exhaustion();
/// Makes the error ready in the format that was asked for: that there is no more, or that there may be no more than `limit`,
/// where one is given. Before there are other threads.
void say_exhaustion_in(ErrorFormat format, const std::string& limit = {});

/// Ends the process as handle_exhaustion says. From any thread.
[[noreturn]] void end_for_want_of_memory();
/// Likewise with a message of one's own.
[[noreturn]] void end_with(std::string_view text);

}  // namespace exeunt::cli
