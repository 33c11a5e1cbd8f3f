// Policy files that `fmt` and `convert` take one by one, in whichever spelling they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// Files stay, a folder becomes the policy files below it, sorted. What cannot be searched is reported.
std::vector<std::string> find_policy_files(const std::vector<std::string>& paths, diagnostic::Sink& sink);

/// Reads `path` ("-" is standard input). The spelling is told by the name, and where that says nothing by the text. No
/// value: at least one error was reported.
std::optional<ast::File> read_policy_file(Context& context, const std::string& path);

/// The file's canonical text. No value: it was reported.
std::optional<std::string> rewrite(Context& context, const ast::File& file, ast::File::Spelling spelling);

}  // namespace exeunt::cli
