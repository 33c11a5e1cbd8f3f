// Finds what is wrong with a command line and says what was probably meant. Works on a declared CLI::App before it
// parses, because a parser stops at the first mistake and knows no suggestions.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::cli {

/// `words` without the program's name. False: at least one mistake was reported.
bool check_usage(const CLI::App& app, const std::vector<std::string>& words, diagnostic::Sink& sink);

}  // namespace exeunt::cli
