// Diagnostics by example: tests/golden/check/NAME.policy, or a folder NAME that is a pack, and NAME.expected, which
// holds what is reported. A folder's `stdlib`, if there is one, is the standard library, and a file `edition` names the
// edition. EXEUNT_UPDATE_GOLDEN=1 writes what is expected; read the diff before you commit it.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/unit/check/support.h"

namespace fs = std::filesystem;
using namespace exeunt;

namespace {

fs::path folder() {
  return fs::canonical(test::root()) / "tests/golden/check";
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Paths in messages are those of the case, wherever the repository lies.
std::string without_prefix(std::string text) {
  const std::string prefix = folder().string() + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

std::string report(const fs::path& path) {
  source::Manager sources;
  diagnostic::Sink sink;
  pack::LoadOptions options;
  check::CheckOptions check_options;
  if (fs::is_directory(path)) {
    if (fs::exists(path / "stdlib")) {
      options.stdlib = (path / "stdlib").string();
    }
    std::string edition = read_file(path / "edition");
    edition.erase(edition.find_last_not_of("\r\n") + 1);
    check_options.edition = edition;
  }
  const bool nested = fs::exists(path / "pack");
  const auto pack = pack::load((nested ? path / "pack" : path).string(), options, sources, sink);
  if (pack) {
    const auto program = check::check(*pack, sources, sink, check_options);
    CHECK((program == nullptr) == sink.has_errors());
  }
  return without_prefix(diagnostic::render_text(sink, sources, {false, 0, 160}));
}

std::set<fs::path> cases() {
  std::set<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() != ".expected") {
      found.insert(entry.path());
    }
  }
  return found;
}

fs::path expectation(const fs::path& input) {
  return folder() / (input.stem().stem().string() + ".expected");
}

}  // namespace

TEST_CASE("what is reported about a pack") {
  const bool update = std::getenv("EXEUNT_UPDATE_GOLDEN") != nullptr;
  for (const fs::path& input : cases()) {
    INFO(input.filename());
    const std::string text = report(input);
    const fs::path expected = expectation(input);
    if (update) {
      std::ofstream(expected, std::ios::binary) << text;
    }
    CHECK(fs::exists(expected));
    CHECK(text == read_file(expected));
  }
}

TEST_CASE("no expectation without its case") {
  std::set<fs::path> wanted;
  for (const fs::path& input : cases()) {
    wanted.insert(expectation(input));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    INFO(entry.path().filename());
    CHECK((entry.path().extension() != ".expected" || wanted.contains(entry.path())));
  }
}

TEST_CASE("every code of checking is shown by a case") {
  std::string all;
  for (const fs::path& input : cases()) {
    all += read_file(expectation(input));
  }
  // Of folders and links: tests/unit/pack.
  const std::set<diagnostic::Kind> elsewhere = {diagnostic::Kind::pack_unnamed, diagnostic::Kind::pack_not_found,
                                                diagnostic::Kind::pack_not_a_policy_file,
                                                diagnostic::Kind::pack_link_outside, diagnostic::Kind::pack_too_deep};
  for (const diagnostic::Kind kind : diagnostic::all_kinds()) {
    const diagnostic::KindInfo& info = diagnostic::info(kind);
    if (elsewhere.contains(kind)) {
      continue;
    }
    if (info.code.starts_with("E03") || info.code.starts_with("E04") || info.code.starts_with("W04")) {
      INFO(info.code << " " << info.name);
      CHECK(all.find("[" + std::string(info.code) + "]") != std::string::npos);
    }
  }
}
