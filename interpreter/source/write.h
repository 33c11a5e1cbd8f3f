// Writes output files so that nobody ever sees half of one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace exeunt::source {

/// Writes `text` under a temporary name in the same folder and renames it to `path`, which is replaced in one step and
/// keeps its permissions. `path`: "-" is standard output; a device or pipe (`/dev/null`) is written to directly; a
/// symbolic link is followed. Answers what went wrong ("No space left on device"), or nothing.
std::optional<std::string> write_file(const std::string& path, std::string_view text);

/// Writes all of `text` to an open descriptor, at once. Answers what went wrong, or nothing.
std::optional<std::string> write_stream(int descriptor, std::string_view text);

}  // namespace exeunt::source
