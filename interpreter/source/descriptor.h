// What all ways of reading and writing a file do with a descriptor. Private to the room.
//
// Interrupted calls are taken up again, short ones continued, and a descriptor that somebody made non-blocking is waited
// for: what a pipe's other end did to it is no error of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::source {

/// `open`; -1, and errno says why.
int open_file(const std::string& path, int flags, unsigned mode = 0);

/// Up to `size` bytes: how many, 0 at the end; -1, and errno says why.
std::ptrdiff_t read_some(int descriptor, char* to, std::size_t size);
/// Likewise from `offset` on.
std::ptrdiff_t read_some_at(int descriptor, char* to, std::size_t size, uint64_t offset);

/// All of `text`, however often the system stops short. 0, or the errno.
int write_fully(int descriptor, std::string_view text);
/// All that `from` still has to give. 0, or the errno.
int copy_fully(int from, int to);

/// 0, or the errno. Whatever it answers, the descriptor is closed.
int close_file(int descriptor);

/// "No space left on device"
std::string system_message(int error);

/// Of a file without a name in `folder`, which is gone when it is closed; -1 where the file system has none such.
int open_nameless(const std::string& folder);
/// Of a file in the folder of temporary files, gone when it is closed; -1, and errno says why.
int open_temporary();

}  // namespace exeunt::source
