#include <iostream>

#include "interpreter/cel/cel.h"

int main() {
  using namespace exeunt::cel;
  Vocabulary words;
  const auto age = words.variable<int64_t>("age");
  const Compiled rule = compile("age >= 18", words, {.result = Type::boolean()});
  Bindings bindings(words);
  bindings.set(age, 42);
  std::cout << (rule ? rule.evaluate(bindings).text() : rule.issue_text()) << '\n';
}
