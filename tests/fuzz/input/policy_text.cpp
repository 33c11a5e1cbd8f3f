#include "tests/fuzz/input/policy_text.h"

#include "interpreter/check/check.h"
#include "interpreter/lower/lower.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

void read_policy(std::string_view text, Spelling spelling, PolicyFile& out) {
  const auto accepted = out.sources.accept("a.policy", std::string(text));
  const auto* const id = std::get_if<source::FileId>(&accepted);
  if (id == nullptr) {
    return;
  }
  ast::File file =
      spelling == Spelling::yaml ? yaml::read(out.sources, *id, out.sink) : syntax::parse(out.sources, *id, out.sink);
  hold_report(out.sink, out.sources, !out.sink.has_errors(), "reading");
  if (!out.sink.has_errors()) {
    out.file = std::move(file);
  }
}

static void compile(const pack::Pack& pack, const std::string& edition, const source::Manager& sources,
                    Meaning& meaning) {
  diagnostic::Sink sink;
  const auto program = check::check(pack, sources, sink, {edition, true});
  hold_report(sink, sources, program != nullptr, "checking");
  meaning.told += told(sink);
  bool is_ordered = program != nullptr;
  if (program) {
    for (const program::Event& event : program->events) {
      diagnostic::Sink lowering;
      const auto graph = lower::lower(program, event, lowering);
      hold_report(lowering, sources, graph != nullptr, "lowering");
      is_ordered = is_ordered && graph;
      meaning.told += told(lowering);
    }
  }
  meaning.digests.push_back(is_ordered ? program->digest : "");
}

Meaning meaning_of(std::string_view text, Spelling spelling) {
  Meaning out;
  source::Manager sources;
  diagnostic::Sink sink;
  const bool uses_modules = text.find("std") != std::string_view::npos;
  const std::string name = spelling == Spelling::yaml ? "a.policy.yaml" : "a.policy";
  const auto pack =
      pack::read({{name, std::string(text)}}, uses_modules ? EXEUNT_FUZZ_HOME "/stdlib" : "", sources, sink);
  out.told += told(sink);
  if (!pack || !pack->complete) {
    hold_report(sink, sources, false, "loading");
    return out;
  }
  for (const pack::EditionInfo& edition : pack::editions(*pack)) {
    compile(*pack, edition.name, sources, out);
  }
  if (out.digests.empty()) {
    compile(*pack, "", sources, out);
  }
  return out;
}

void hold_policy(std::string_view text, Spelling spelling) {
  PolicyFile read;
  read_policy(text, spelling, read);
  const Meaning meaning = meaning_of(text, spelling);
  if (meaning != meaning_of(text, spelling)) {
    broken("compiling twice is compiling once", meaning.told);
  }
}

}  // namespace exeunt::fuzz
