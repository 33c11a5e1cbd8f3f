// Every policy file of the project goes through both spellings and back.
#include "tests/unit/format/round_trip.h"

#include <algorithm>
#include <vector>

namespace fs = std::filesystem;
using namespace exeunt;
using Spelling = ast::File::Spelling;

static bool is_policy(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".policy") || name.ends_with(".policy.yaml");
}

/// Files that read without an error and repeat no name: cases of the golden tests may be broken on purpose.
static bool is_sound(const fs::path& path) {
  source::Manager sources;
  diagnostic::Sink sink;
  const ast::File file = test::reader(path.extension() == ".yaml" ? Spelling::yaml : Spelling::dsl)(
      sources, sources.add("test", test::read_file(path)), sink);
  if (sink.has_errors()) {
    return false;
  }
  format::rewrite(file, sources, Spelling::yaml, yaml::read, sink);
  const auto& found = sink.diagnostics();
  return std::none_of(found.begin(), found.end(), [](const diagnostic::Diagnostic& each) {
    return each.kind == diagnostic::Kind::format_repeated_key;
  });
}

TEST_CASE("every policy file round-trips") {
  for (const char* folder : {"policies", "stdlib", "examples", "tests/golden"}) {
    if (!fs::exists(test::root() / folder)) {
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(test::root() / folder)) {
      if (!entry.is_regular_file() || !is_policy(entry.path()) || !is_sound(entry.path())) {
        continue;
      }
      INFO(fs::relative(entry.path(), test::root()).string());
      const test::Parsed original = test::parse_file(entry.path());
      const std::string meaning = ast::dump(original.file);
      const test::Parsed dsl = test::parse(test::rewrite(original, Spelling::dsl), Spelling::dsl);
      const test::Parsed yaml = test::parse(test::rewrite(original, Spelling::yaml), Spelling::yaml);
      CHECK(ast::dump(dsl.file) == meaning);
      CHECK(ast::dump(yaml.file) == meaning);

      // Writing what was written changes nothing, and neither does a turn through the other spelling.
      const std::string dsl_text(dsl.sources->file(dsl.file.id).text());
      const std::string yaml_text(yaml.sources->file(yaml.file.id).text());
      CHECK(test::rewrite(dsl, Spelling::dsl) == dsl_text);
      CHECK(test::rewrite(yaml, Spelling::yaml) == yaml_text);
      const test::Parsed there = test::parse(test::rewrite(dsl, Spelling::yaml), Spelling::yaml);
      CHECK(ast::dump(there.file) == meaning);
      CHECK(ast::dump(test::parse(test::rewrite(there, Spelling::dsl), Spelling::dsl).file) == meaning);
    }
  }
}
