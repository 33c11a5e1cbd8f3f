// How the command ends before its time: by a signal, or for want of memory. In both cases at once, without unwinding: what
// was being written is removed, what stood in its place is as it was.
#pragma once

#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// SIGINT, SIGTERM and SIGHUP, unless the caller has them ignored (`nohup`), end the process as they always do, but first
/// temporary files are removed. A pipe that nobody reads any more and a file that may grow no further are errors of
/// writing.
void handle_signals();

/// From now on, memory that the system refuses ends the process: an error, and the status of no answer.
void handle_exhaustion();
/// Makes the error ready in the format that was asked for. Once, before there are other threads.
void say_exhaustion_in(ErrorFormat format);

/// Ends the process as handle_exhaustion says. From any thread.
[[noreturn]] void end_for_want_of_memory();

}  // namespace exeunt::cli
