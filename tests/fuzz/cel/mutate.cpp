#include "tests/fuzz/cel/mutate.h"

#include <algorithm>
#include <optional>
#include <set>

#include "interpreter/cel/check.h"
#include "interpreter/cel/parse.h"
#include "tests/fuzz/cel/extremes.h"
#include "tests/fuzz/cel/random_text.h"
#include "tests/fuzz/cel/world.h"

namespace exeunt::fuzz {

namespace {

std::optional<cel::CheckedExpression> check(std::string_view text) {
  cel::Issues issues;
  auto ast = cel::parse(text, issues);
  return ast ? cel::check(std::move(*ast), vocabulary(), issues) : std::nullopt;
}

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

std::string replaced(std::string_view text, size_t begin, size_t end, std::string_view with) {
  std::string out(text.substr(0, begin));
  out += with;
  out += text.substr(end);
  return out;
}

/// Where a word, a number or a single other character begins and ends, near a random place.
std::pair<size_t, size_t> some_token(std::string_view text, Random& random) {
  size_t begin = random.below(text.size());
  size_t end = begin + 1;
  if (is_word(text.substr(begin, 1))) {
    while (begin > 0 && is_word(text.substr(begin - 1, 1))) {
      --begin;
    }
    while (end < text.size() && is_word(text.substr(end, 1))) {
      ++end;
    }
  }
  return {begin, end};
}

/// Tokens deleted, doubled, swapped, replaced; white space and comments between them.
std::string changed_token(std::string_view text, Random& random) {
  const auto [begin, end] = some_token(text, random);
  const std::string token(text.substr(begin, end - begin));
  switch (random.below(7)) {
    case 0:
      return replaced(text, begin, end, "");
    case 1:
      return replaced(text, begin, end, token + " " + token);
    case 2:
      return replaced(text, begin, end, random_token(random));
    case 3:
      return replaced(text, begin, begin, random_token(random));
    case 4:
      return replaced(text, end, end, random.one_in(2) ? "\n" : " // why\n");
    case 5: {
      const auto [other_begin, other_end] = some_token(text, random);
      if (other_begin < end) {
        return replaced(text, begin, end, text.substr(other_begin, other_end - other_begin));
      }
      const std::string late = replaced(text, other_begin, other_end, token);
      return replaced(late, begin, end, text.substr(other_begin, other_end - other_begin));
    }
    default:
      return std::string(text.substr(0, end));
  }
}

std::string changed_byte(std::string_view text, Random& random) {
  const size_t at = random.below(text.size());
  const char byte = static_cast<char>(static_cast<unsigned char>(random.below(256)));
  switch (random.below(4)) {
    case 0:
      return replaced(text, at, at + 1, "");
    case 1:
      return replaced(text, at, at, std::string(1, byte));
    case 2:
      return replaced(text, at, at + 1, std::string(1, static_cast<char>(text[at] ^ (1 << random.below(8)))));
    default:
      return replaced(text, at, at + 1, std::string(1, byte));
  }
}

/// The template with `$` replaced by the one and `@` by the other.
std::string filled(std::string_view pattern, std::string_view one, std::string_view other) {
  std::string out;
  for (const char c : pattern) {
    if (c == '$') {
      out += one;
    } else if (c == '@') {
      out += other;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Mutator::Mutator(const std::vector<std::string>& seeds) {
  std::map<std::string, std::set<std::string>> found;
  std::set<std::string> all;
  for (const std::string& text : seeds) {
    seeds_.push_back({text, parts_of(text)});
    for (const Part& part : seeds_.back().parts) {
      const std::string content = text.substr(part.begin, part.end - part.begin);
      // Parts that speak of a macro's variable do not stand for themselves.
      if (content.size() <= 200 && all.count(content) == 0) {
        if (const auto checked = check(content)) {
          found[checked->type().text()].insert(content);
          all.insert(content);
        }
      }
    }
  }
  all_.assign(all.begin(), all.end());
  for (const auto& [type, contents] : found) {
    by_type_[type].assign(contents.begin(), contents.end());
  }
}

std::vector<Mutator::Part> Mutator::parts_of(std::string_view text) {
  cel::Issues issues;
  const auto ast = cel::parse(text, issues);
  if (!ast) {
    return {};
  }
  const auto checked = cel::check(*ast, vocabulary(), issues);
  std::vector<Part> out;
  for (size_t i = 0; i < ast->nodes.size(); ++i) {
    const cel::Node& node = ast->nodes[i];
    if (node.begin < node.end) {
      out.push_back({.begin = node.begin,
                     .end = node.end,
                     .literal = node.kind == cel::NodeKind::literal,
                     .kind = node.value.kind(),
                     .type = checked ? checked->info[i].type.text() : "dyn"});
    }
  }
  return out;
}

const std::string& Mutator::other(const std::string& type, Random& random) const {
  const auto found = by_type_.find(type);
  return random.pick(found == by_type_.end() || random.one_in(16) ? all_ : found->second);
}

std::string Mutator::wrapped(std::string_view text, const Part& part, Random& random) const {
  const std::string_view content = text.substr(part.begin, part.end - part.begin);
  const std::string_view pattern = random_wrap(part.type, random);
  return replaced(text, part.begin, part.end, filled(pattern, content, other(part.type, random)));
}

std::string Mutator::changed_part(std::string_view text, const Part& part, Random& random) const {
  if (part.literal && random.one_in(2)) {
    return replaced(text, part.begin, part.end, random_extreme(part.kind, random));
  }
  if (random.one_in(3)) {
    return wrapped(text, part, random);
  }
  const std::string& content = random.one_in(8) ? random.pick(all_) : other(part.type, random);
  return replaced(text, part.begin, part.end, is_word(content) || random.one_in(4) ? content : "(" + content + ")");
}

std::string Mutator::change(std::string_view text, const std::vector<Part>& parts, Random& random) const {
  if (text.empty()) {
    return random_token(random);
  }
  if (parts.empty() || random.one_in(12)) {
    return random.one_in(3) ? changed_byte(text, random) : changed_token(text, random);
  }
  return changed_part(text, random.pick(parts), random);
}

std::string Mutator::changed(std::string_view text, Random& random) const {
  std::string out = change(text, parts_of(text), random);
  out.resize(std::min(out.size(), max_bytes));
  return out;
}

std::string Mutator::mutant(Random& random) const {
  const Seed& seed = random.pick(seeds_);
  std::string out = change(seed.text, seed.parts, random);
  out.resize(std::min(out.size(), max_bytes));
  while (random.one_in(2)) {
    out = changed(out, random);
  }
  return out;
}

}  // namespace exeunt::fuzz
