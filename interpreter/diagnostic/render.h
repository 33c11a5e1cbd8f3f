// Prints diagnostics: as text for people, as JSON for tools.
//
//   policies/crm/emails.policy:12:52: error[E0312]: `privat` is not a value of `email.visibility`
//      12 |   where email.visibility == 'privat'
//         |                             ^~~~~~~~ did you mean 'private'?
//   policies/crm/model.policy:31:15: note: `visibility` is declared here
//
// Nothing that a file or an argument holds reaches the terminal unescaped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::diagnostic {

struct RenderOptions {
  bool colour = false;
  uint32_t max_errors = 50;  ///< as many errors and as many warnings are shown; 0: all of them
  uint32_t width = 160;      ///< columns of a source line that are shown
};

/// The line that the span begins in, and below it the span underlined, with `remark` behind where there is room for it.
std::string render_source(const source::Span& span, std::string_view remark, const source::Manager& files,
                          const RenderOptions& options = {});
/// One diagnostic with its source lines, each line ended by "\n".
std::string render_text(const Diagnostic& diagnostic, const source::Manager& files, const RenderOptions& options = {});
/// All of them in Sink::sorted order, then what was left out, then the tally. Empty where there is nothing to say.
std::string render_text(const Sink& sink, const source::Manager& files, const RenderOptions& options = {});

/// One JSON object on a line: `code`, `severity`, `message`, and where there is a place `file`, `line`, `column`,
/// `endLine`, `endColumn` (1-based, in code points) and `begin`, `end` (byte offsets); `labels` with the same members;
/// `help`, a list of texts. Members that do not apply are left out; `labels` and `help` are always there.
std::string render_json(const Diagnostic& diagnostic, const source::Manager& files);
/// One line each in Sink::sorted order, `max_errors` considered.
std::string render_json(const Sink& sink, const source::Manager& files, const RenderOptions& options = {});

/// "2 errors, 1 warning"; "no errors" where both are zero.
std::string tally(std::size_t errors, std::size_t warnings);

}  // namespace exeunt::diagnostic
