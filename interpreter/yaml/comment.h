// `#` comments: what yaml-cpp drops and a formatter must keep.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/source/source.h"

namespace exeunt::yaml {

/// Byte ranges of scalars, ascending: no `#` in them begins a comment.
using Ranges = std::vector<std::pair<uint32_t, uint32_t>>;

/// All `#` comments of the file outside of `scalars`, in source order. O(bytes).
std::vector<ast::Comment> collect_comments(std::string_view text, source::FileId file, const Ranges& scalars);

/// `//` comments of a phrase of the DSL's grammar written as a scalar (a type, a call), in source order.
std::vector<ast::Comment> collect_phrase_comments(const ast::Expression& phrase, std::string_view file_text);

}  // namespace exeunt::yaml
