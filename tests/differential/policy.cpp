#include "tests/differential/policy.h"

#include <algorithm>

#include "tests/differential/policy_parts.h"

namespace exeunt::differential {

namespace {

constexpr std::string_view facts_text =
    "facts:\n"
    "- {id: f.a, kind: effect, section: A, fact: Something stays.}\n"
    "- {id: f.b, kind: effect, section: B, fact: Something goes.}\n"
    "- {id: f.c, kind: precondition, section: B, fact: Somebody may.}\n";

void shuffle(Random& random, std::vector<std::string>& list) {
  for (std::size_t i = list.size(); i > 1; --i) {
    std::swap(list[i - 1], list[random.below(i)]);
  }
}

std::string declared(const std::vector<std::string>& declarations) {
  std::string out;
  for (const std::string& each : declarations) {
    out += "\n" + each;
  }
  return out;
}

std::string header(Random& random, const std::string& edition) {
  return "pack made-up" + std::string(edition.empty() && random.one_in(2) ? " \"Made up\"" : "") + "\n" + edition +
         "use std.outcomes\n";
}

}  // namespace

std::vector<pack::NamedText> make_pack(Random& random, const std::vector<Verb>& verbs) {
  Parts parts(random, verbs);
  parts.make();
  std::vector<pack::NamedText> files;
  if (!random.one_in(8) || parts.rules.size() < 3) {
    std::vector<std::string> all = parts.others;
    all.insert(all.end(), parts.rules.begin(), parts.rules.end());
    shuffle(random, all);
    files.push_back({"pack.policy", header(random, "") + declared(all)});
  } else {
    // Editions: the first says some of the rules, the second replaces one and drops one.
    std::vector<std::string> first(parts.rules.end() - 2, parts.rules.end());
    std::vector<std::string> all = parts.others;
    all.insert(all.end(), parts.rules.begin(), parts.rules.end() - 2);
    shuffle(random, all);
    files.push_back({"pack.policy", header(random, "") + declared(all)});
    files.push_back({"first.policy", header(random, "edition \"2023-01-01\" title \"The first\"\n") + declared(first)});
    std::vector<std::string> second;
    const auto name_of = [](const std::string& rule) {
      const std::size_t begin = rule.find(' ') + 1;
      return rule.substr(begin, rule.find_first_of(" \n", begin) - begin);
    };
    if (first[0].starts_with("rule ")) {
      second.push_back("drop rule " + name_of(first[0]) + "\n");
    }
    if (first[1].starts_with("rule ")) {
      second.push_back("replace " + parts.rule_named(name_of(first[1])));
    }
    if (!second.empty()) {
      files.push_back({"second.policy",
                       header(random, "edition \"2024-01-01\" extends \"2023-01-01\"\n") + declared(second)});
    }
  }
  files.push_back({"facts.yaml", std::string(facts_text)});
  return files;
}

}  // namespace exeunt::differential
