#include "interpreter/cel/parse.h"

#include <fmt/format.h>

#include "interpreter/cel/action.hpp"

namespace exeunt::cel {

using Input = grammar::pegtl::memory_input<grammar::pegtl::tracking_mode::lazy, grammar::pegtl::eol::lf_crlf, const char*>;

template <typename Rule>
static Prefix run(std::string_view text, bool embedded, Issues& issues, const ParseOptions& options) {
  const size_t issues_before = issues.size();
  Builder builder(text, options, embedded, issues);
  try {
    Input in(text.data(), text.data() + text.size(), "");
    grammar::pegtl::parse<Rule, grammar::action, grammar::control>(in, builder);
  } catch (const SyntaxError& error) {
    issues.push_back(error.issue);
  }
  if (issues.size() != issues_before) {
    return {};
  }
  return {builder.take(), builder.token_end()};
}

static Issue too_large(uint32_t limit) {
  return {IssueKind::too_large, 0, 0, fmt::format("the expression is longer than {} bytes", limit), {}};
}

std::optional<Ast> parse(std::string_view text, Issues& issues, const ParseOptions& options) {
  if (text.size() > options.max_bytes) {
    issues.push_back(too_large(options.max_bytes));
    return std::nullopt;
  }
  return run<grammar::whole>(text, false, issues, options).ast;
}

Prefix parse_prefix(std::string_view text, Issues& issues, const ParseOptions& options) {
  Prefix out = run<grammar::prefix>(text.substr(0, UINT32_MAX), true, issues, options);
  if (out.end > options.max_bytes) {
    issues.push_back(too_large(options.max_bytes));
    return {};
  }
  return out;
}

}  // namespace exeunt::cel
