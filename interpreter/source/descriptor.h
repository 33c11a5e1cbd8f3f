// What all ways of writing a file do with a descriptor. Private to the room.
#pragma once

#include <string>
#include <string_view>

namespace exeunt::source {

/// All of `text`, however often the system stops short. 0, or the errno.
int write_fully(int descriptor, std::string_view text);

/// "No space left on device"
std::string system_message(int error);

/// Of a file without a name, which is gone when it is closed; -1, and errno says why.
int open_temporary();

}  // namespace exeunt::source
