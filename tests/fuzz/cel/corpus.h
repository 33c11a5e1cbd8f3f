// The seeds: one expression a line. Empty lines, and lines that begin with `#`, are none.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace exeunt::fuzz {

/// Nothing where the file cannot be read.
std::optional<std::vector<std::string>> read_seeds(const std::string& path);

}  // namespace exeunt::fuzz
