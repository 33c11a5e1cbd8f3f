// While an output is handed over to those who read it, nobody ends the process: it is written whole, or not at all.
#pragma once

#include <mutex>

namespace exeunt::source {

/// Waits until no output is being handed over, and keeps it so while the answer lives. Whoever writes to a stream or puts a file in
/// its place holds one; so does who ends the process before its time.
std::unique_lock<std::mutex> hold_handovers();

}  // namespace exeunt::source
