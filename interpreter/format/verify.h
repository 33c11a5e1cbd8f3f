// Formatting that proves itself: the new text is read again and must mean what the old one means.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::format {

/// Reads a file of the spelling written: syntax::parse or yaml::read.
using Read = std::function<ast::File(const source::Manager&, source::FileId, diagnostic::Sink&)>;

/// The canonical text of `file` in `spelling`. No value: it is reported why, and nothing should be written. Either the file
/// repeats a name that is a key in YAML, or the new text would not have the same abstract syntax and the same comments,
/// which is a bug of ours.
std::optional<std::string> rewrite(const ast::File& file, const source::Manager& sources, ast::File::Spelling spelling,
                                   const Read& read, diagnostic::Sink& sink);

}  // namespace exeunt::format
