// The formatter: any policy file that reads without errors, in either spelling. What begins with `#` or with a key is
// YAML.
//
// It is written in either spelling, or one that YAML has no spelling for is said to be (never that writing would change
// its meaning, which is a bug). What was written is written again byte for byte, can be written in the other spelling,
// and means what the file meant: the packs have the same digests.
#include "interpreter/ast/ast.h"
#include "interpreter/format/verify.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"
#include "tests/fuzz/input/policy_text.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 16'384;

/// No value: the file repeats a name that is a key in YAML.
static std::optional<std::string> write(const PolicyFile& read, Spelling spelling) {
  const auto again = [spelling](const source::Manager& sources, source::FileId id, diagnostic::Sink& sink) {
    return spelling == Spelling::yaml ? yaml::read(sources, id, sink) : syntax::parse(sources, id, sink);
  };
  diagnostic::Sink sink;
  auto text = format::rewrite(*read.file, read.sources, spelling, again, sink);
  hold_report(sink, read.sources, text.has_value(), "writing");
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    if (each.kind != diagnostic::Kind::format_repeated_key) {
      broken("writing does not change the meaning", told(sink) + (each.help.empty() ? "" : each.help.front()));
    }
  }
  return text;
}

/// What is written of a text that was written.
static std::string written_again(const std::string& text, Spelling from, Spelling to) {
  PolicyFile read;
  read_policy(text, from, read);
  if (!read.file) {
    broken("what is written reads", text + "\n" + told(read.sink));
  }
  const auto again = write(read, to);
  if (!again) {
    broken("what is written can be written", text);
  }
  return *again;
}

void attempt(std::string_view bytes) {
  const std::string_view first = bytes.substr(0, bytes.find_first_of(" \n"));
  const Spelling own = first.starts_with('#') || first.ends_with(':') ? Spelling::yaml : Spelling::dsl;
  PolicyFile read;
  read_policy(bytes, own, read);
  if (!read.file) {
    return;
  }
  const auto dsl = write(read, Spelling::dsl);
  const auto yaml = write(read, Spelling::yaml);
  const Meaning meaning = meaning_of(bytes, own);
  for (const Spelling spelling : {Spelling::dsl, Spelling::yaml}) {
    const auto& text = spelling == Spelling::dsl ? dsl : yaml;
    if (!text) {
      continue;
    }
    const Spelling other = spelling == Spelling::dsl ? Spelling::yaml : Spelling::dsl;
    if (dsl && yaml) {
      written_again(*text, spelling, other);
    }
    const std::string twice = written_again(*text, spelling, spelling);
    if (twice != *text) {
      broken("writing twice is writing once", *text + "\n--- again\n" + twice);
    }
    if (meaning_of(*text, spelling).digests != meaning.digests) {
      broken("what is written means the same", *text);
    }
  }
}

}  // namespace exeunt::fuzz
