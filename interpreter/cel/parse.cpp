#include "interpreter/cel/parse.h"

#include <fmt/format.h>

#include "interpreter/cel/action.hpp"
#include "interpreter/cel/token.h"

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

// Tokens. -------------------------------------------------------------------------------------------------------------

namespace {

template <typename Rule>
struct token_action : grammar::pegtl::nothing<Rule> {};

template <TokenKind Kind>
struct keep {
  template <typename Matched>
  static void apply(const Matched& in, std::vector<Token>& out) {
    const std::string_view before(in.input().begin(), static_cast<size_t>(in.begin() - in.input().begin()));
    const size_t last = before.find_last_not_of(" \t\r\f");
    const bool starts_line = last != std::string_view::npos && before[last] == '\n';
    out.push_back({Kind, starts_line, in.string_view()});
  }
};

template <> struct token_action<grammar::word_token> : keep<TokenKind::word> {};
template <> struct token_action<grammar::literal_token> : keep<TokenKind::literal> {};
template <> struct token_action<grammar::mark_token> : keep<TokenKind::mark> {};
template <> struct token_action<grammar::comment_token> : keep<TokenKind::comment> {};

struct UnclosedString {};

template <typename Rule>
struct token_control : grammar::pegtl::normal<Rule> {
  template <typename Matched>
  [[noreturn]] static void raise(const Matched&, std::vector<Token>&) {
    throw UnclosedString();
  }
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> out;
  try {
    Input in(text.data(), text.data() + text.size(), "");
    grammar::pegtl::parse<grammar::tokens, token_action, token_control>(in, out);
  } catch (const UnclosedString&) {
    out.clear();
  }
  return out;
}

}  // namespace exeunt::cel
