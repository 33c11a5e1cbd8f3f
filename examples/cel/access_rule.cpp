// Who may open a document? A rule is compiled once and asked about many requests; rules with mistakes show what people get
// to see of them.
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "interpreter/cel/cel.h"

namespace cel = exeunt::cel;

struct Request {
  std::string role;
  int64_t clearance;
  std::vector<std::string> groups;
};

/// The names that a rule may use. The handles say where their values go.
struct Words {
  cel::Vocabulary vocabulary;
  cel::Variable<std::string> role = vocabulary.variable<std::string>(
      "role", cel::Type::closed_string("role", {"owner", "editor", "guest"}));
  cel::Variable<int64_t> clearance = vocabulary.variable<int64_t>("clearance");
  cel::Variable<std::vector<std::string>> groups = vocabulary.variable<std::vector<std::string>>("groups");
};

static cel::Compiled compile_rule(const Words& words, const std::string& text) {
  return cel::compile(text, words.vocabulary, {.result = cel::Type::boolean()});
}

/// Compiles a rule that has a mistake, and prints it.
static void show_mistake(const Words& words, const std::string& text) {
  const cel::Compiled rule = compile_rule(words, text);
  if (!rule) {
    std::cout << rule.issue_text({.name = "rule.cel"}) << '\n';
  }
}

int main() {
  const Words words;
  const cel::Compiled rule = compile_rule(words,
                                          "role in ['owner', 'editor']\n"
                                          "  || groups.exists(g, g == 'audit') && clearance / 10 >= 3");
  if (!rule) {
    std::cerr << rule.issue_text();
    return 2;
  }

  const std::vector<Request> requests = {
      {"owner", 0, {}},
      {"guest", 35, {"sales", "audit"}},
      {"guest", 20, {"audit"}},
      {"editor", 0, {"sales"}},
  };
  cel::Bindings bindings(words.vocabulary);
  for (const Request& request : requests) {
    bindings.set(words.role, request.role);
    bindings.set(words.clearance, request.clearance);
    bindings.set(words.groups, request.groups);
    std::cout << request.role << " of clearance " << request.clearance << ": "
              << (rule.evaluate(bindings).is_true() ? "may" : "may not") << '\n';
  }
  std::cout << '\n';

  // What is wrong with a text is known before it is used.
  show_mistake(words, "clearence >= 3");
  show_mistake(words, "role == 'admin'");
  show_mistake(words, "size(groups)");
  show_mistake(words, "clearance >=\n  (3 + 4");

  // What goes wrong with the data is a value.
  const cel::Compiled share = compile_rule(words, "100 / clearance > size(groups)");
  bindings.set(words.clearance, 0);
  const cel::Value answer = share.evaluate(bindings);
  std::cout << share.error_text(answer, {.name = "rule.cel"}) << '\n';

  // And what takes too long, or needs too much room, ends.
  const cel::Compiled greedy = compile_rule(words, "lists.range(1000).all(x, lists.range(1000).all(y, x + y >= 0))");
  std::cout << greedy.error_text(greedy.evaluate(bindings, {.max_cost = 10'000}), {.name = "rule.cel"});
}
