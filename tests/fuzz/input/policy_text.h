// A text as a policy file in either spelling: read, compiled, written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::fuzz {

using Spelling = ast::File::Spelling;

/// A text that was read. What was reported is held to report.h.
struct PolicyFile {
  source::Manager sources;
  diagnostic::Sink sink;
  std::optional<ast::File> file;  ///< none: it is no text, or errors were reported
};
/// `out` is empty before.
void read_policy(std::string_view text, Spelling spelling, PolicyFile& out);

/// What a pack of this one file means, edition by edition; an edition that does not compile is an empty text. Errors
/// are held to report.h. Nothing: it is no text at all.
struct Meaning {
  std::vector<std::string> digests;
  std::string told;  ///< codes and messages

  friend bool operator==(const Meaning&, const Meaning&) = default;
};
Meaning meaning_of(std::string_view text, Spelling spelling);

/// Holds a text to what every policy file has to be: what is refused has errors, what is not has none; places lie within
/// the file and can be shown; compiling twice gives the same meaning and the same messages.
void hold_policy(std::string_view text, Spelling spelling);

}  // namespace exeunt::fuzz
