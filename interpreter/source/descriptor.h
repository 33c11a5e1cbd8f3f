// What both ways of writing a file do with a descriptor. Private to the room.
#pragma once

#include <string>
#include <string_view>

namespace exeunt::source {

/// All of `text`, however often the system stops short. 0, or the errno.
int write_fully(int descriptor, std::string_view text);

/// "No space left on device"
std::string system_message(int error);

}  // namespace exeunt::source
