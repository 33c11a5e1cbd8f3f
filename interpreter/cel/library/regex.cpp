// matches(): RE2, which takes time linear in the text whatever the pattern. The only file that sees RE2.
#include <re2/re2.h>

#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

std::shared_ptr<const RE2> compile(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

std::shared_ptr<const void> prepare(std::span<const Value* const> arguments) {
  const Value* pattern = arguments[1];
  return pattern != nullptr && pattern->kind() == ValueKind::string ? compile(pattern->string_value()) : nullptr;
}

Value matches(const Call& call) {
  const std::string_view text = call[0].string_value();
  std::shared_ptr<const RE2> compiled;
  const auto* pattern = static_cast<const RE2*>(call.prepared);
  if (pattern == nullptr) {
    call.budget.spend(call[1].weight() * 100);
    compiled = compile(call[1].string_value());
    pattern = compiled.get();
  }
  if (!pattern->ok()) {
    return Value::error("bad pattern: " + pattern->error());
  }
  call.budget.spend(call[0].weight());
  return Value::boolean(RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern));
}

}  // namespace

void add_regex(Overloads& out) {
  for (const bool receiver : {false, true}) {
    out.push_back({"matches", {Type::string(), Type::string()}, Type::boolean(), &matches, receiver, &prepare});
  }
}

}  // namespace exeunt::cel::library
