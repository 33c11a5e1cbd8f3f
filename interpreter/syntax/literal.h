// The values of literals: texts in quotes and delays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"

namespace exeunt::syntax {

/// A text literal's value. Run offsets count from the literal's opening quote.
struct DecodedText {
  std::string value;
  std::vector<ast::TextRun> runs;
  /// Escapes that mean nothing, as ranges of the literal.
  std::vector<std::pair<uint32_t, uint32_t>> bad_escapes;
};

/// `literal` with its quotes: "…", '…' or """…""". A long text that begins with a line end loses it, the indentation
/// that all its lines share and the line end before the closing quotes. Line ends become "\n".
DecodedText decode_text(std::string_view literal);

/// Seconds of `30d`, `12h`, `1d12h`; nothing where the units are unknown, out of order or repeated, or the delay is
/// longer than CEL's longest duration.
std::optional<int64_t> decode_delay(std::string_view literal);

}  // namespace exeunt::syntax
