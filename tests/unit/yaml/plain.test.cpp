// Two readers of YAML, one tree: read_plain agrees with yaml-cpp wherever it has an answer.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <fmt/format.h>

#include "interpreter/yaml/document.h"
#include "interpreter/yaml/plain.h"

using namespace exeunt;
namespace fs = std::filesystem;

/// All there is to know of a tree, a line a node. `shift` is taken off every offset.
static void write_tree(const yaml::Node& node, uint32_t shift, int depth, std::string& out) {
  out += fmt::format("{:{}}{} {}-{} `{}`", "", depth, yaml::describe(node.kind), node.span.begin - shift,
                     node.span.end - shift, node.text);
  for (const ast::TextRun& run : node.runs) {
    out += fmt::format(" {}@{}", run.text_offset, run.file_offset - shift);
  }
  out += '\n';
  for (const yaml::Node& item : node.items) {
    write_tree(item, shift, depth + 1, out);
  }
}

static std::string describe(const yaml::Document& document, uint32_t shift) {
  if (!document.root) {
    return "refused";
  }
  std::string out;
  write_tree(*document.root, shift, 0, out);
  for (const ast::Comment& comment : document.comments) {
    out += fmt::format("# {}-{} `{}` {}\n", comment.span.begin - shift, comment.span.end - shift, comment.text,
                       comment.own_line);
  }
  return out;
}

static std::string load(const std::string& text, uint32_t shift = 0) {
  source::Manager sources;
  diagnostic::Sink sink;
  return describe(yaml::load(sources, sources.add("test.yaml", text), sink), shift);
}

static bool is_plain(const std::string& text) {
  yaml::Tree tree(text, {});
  return yaml::read_plain(text, tree);
}

/// What yaml-cpp makes of the same text: the marker of a document is not of the plain kind.
static std::string load_with_yaml_cpp(const std::string& text) { return load("---\n" + text, 4); }

static std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// All YAML of the project: packs, facts, scenarios, mappings, and what tests hold against the readers.
static std::vector<fs::path> files_of_project() {
  const fs::path root = fs::path(__FILE__).parent_path() / "../../..";
  std::vector<fs::path> paths;
  for (const char* folder : {"policies", "stdlib", "examples", "tests/golden"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && entry.path().extension() == ".yaml") {
        paths.push_back(entry.path());
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

static std::size_t below(std::mt19937& random, std::size_t bound) { return random() % bound; }

/// One small change: what a person may mistype, or write differently.
static std::string mutant(std::string text, std::mt19937& random) {
  static const std::string pieces[] = {" ",  "\n", "-",  ":",  "#",  "'",    "\"",  "[",    "]",   "{",    "}",   ",",   "|",
                                       ">",  "?",  "&",  "*",  "!",  "%",    "@",   "`",    "\\",  "~",    "\t",  "=",   "a",
                                       "- ", ": ", " #", "\n ", "\n\n", "\n- ", "|\n", ">-\n", "[]", "{}", "null", "\n  ", "''"};
  const std::size_t at = below(random, text.size() + 1);
  switch (below(random, 4)) {
    case 0: return text.erase(std::min(at, text.size() - 1), 1 + below(random, 3));
    case 1: return text.insert(at, pieces[below(random, std::size(pieces))]);
    case 2: {
      const std::size_t from = below(random, text.size());
      return text.insert(at, text.substr(from, 1 + below(random, 30)));
    }
    default: {
      const std::size_t line = text.rfind('\n', at) + 1;  // npos + 1 is the beginning
      return text.insert(line, std::string(1 + below(random, 4), ' '));
    }
  }
}

/// A piece of the text, whole lines, so that one change after another meets every kind of neighbour.
static std::string excerpt(const std::string& text, std::mt19937& random) {
  const std::size_t begin = text.rfind('\n', below(random, text.size())) + 1;
  const std::size_t end = text.find('\n', std::min(text.size(), begin + 20 + below(random, 300)));
  std::string out = text.substr(begin, end == std::string::npos ? end : end + 1 - begin);
  return out.empty() ? "a: b\n" : out;
}

TEST_CASE("the plain reader and yaml-cpp agree on every file of the project") {
  for (const fs::path& path : files_of_project()) {
    const std::string text = read_file(path);
    if (is_plain(text)) {
      INFO(path.string());
      CHECK(load(text) == load_with_yaml_cpp(text));
    }
  }
}

TEST_CASE("policies and facts are plain") {
  for (const fs::path& path : files_of_project()) {
    const std::string name = path.generic_string();
    if (name.find("/policies/") != std::string::npos &&
        (name.ends_with(".policy.yaml") || name.ends_with("/facts.yaml"))) {
      INFO(name);
      CHECK(is_plain(read_file(path)));
    }
  }
}

TEST_CASE("the plain reader and yaml-cpp agree on mutants") {
  std::vector<std::string> texts;
  for (const fs::path& path : files_of_project()) {
    if (std::string text = read_file(path); !text.empty()) {
      texts.push_back(std::move(text));
    }
  }
  constexpr int mutants = 3000;  // millions were tried by hand
  std::mt19937 random(8);
  std::size_t plain = 0;
  for (int i = 0; i < mutants; ++i) {
    std::string text = excerpt(texts[below(random, texts.size())], random);
    for (std::size_t changes = below(random, 4); changes != 0 && !text.empty(); --changes) {
      text = mutant(std::move(text), random);
    }
    if (is_plain(text)) {
      ++plain;
      if (const std::string theirs = load_with_yaml_cpp(text); load(text) != theirs) {
        INFO(text);
        CHECK(load(text) == theirs);
      }
    }
  }
  CHECK(plain > 1000);
}
