// The lexical rules: white space, words, keywords, texts, and the rules that match by hand.
//
// White space convention: every token eats the white space and comments that follow it (`trivia`), so a rule always
// begins at a token. Errors about something missing therefore point at the end of the last token (State::token_end),
// not at the next one, which may stand lines below.
#pragma once

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "interpreter/cel/parse.h"
#include "interpreter/syntax/state.h"

namespace exeunt::syntax::grammar {

namespace pegtl = TAO_PEGTL_NAMESPACE;
using namespace pegtl;

template <class Input>
uint32_t offset(const Input& in) {
  return static_cast<uint32_t>(in.current() - in.begin());
}

// trivia = { " " | "\t" | "\r" | "\n" | "//" to the end of the line }
struct trivia {
  using rule_t = trivia;
  using subs_t = type_list<>;
  template <apply_mode, rewind_mode, template <class...> class, template <class...> class, class Input>
  static bool match(Input& in, State& state) {
    state.token_end = std::max(state.token_end, offset(in));
    const std::string_view text = state.text();
    std::size_t at = offset(in);
    while (at < text.size()) {
      const char c = text[at];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at;
      } else if (text.substr(at).starts_with("//")) {
        const std::size_t end = std::min(text.size(), text.find_first_of("\r\n", at));
        state.comment(static_cast<uint32_t>(at), static_cast<uint32_t>(end));
        at = end;
      } else {
        break;
      }
    }
    in.iterator() = in.begin() + at;
    return true;
  }
};

template <class... Rules>
struct token : seq<Rules..., trivia> {};

template <char C>
struct symbol : token<one<C>> {};

// ident = letter { letter | digit | "_" }; a name may hold dashes inside, a dotted name dots.
struct name_rest : seq<star<one<'-'>, plus<identifier_other>>> {};
struct word : seq<identifier, name_rest> {};
struct word_goes_on : sor<identifier_other, seq<one<'-'>, identifier_other>> {};

template <class Text>
struct keyword : token<Text, not_at<word_goes_on>> {};

// A predicate of State: matches without eating anything where it holds.
template <bool (State::*predicate)(uint32_t) const>
struct ahead {
  using rule_t = ahead;
  using subs_t = type_list<>;
  template <apply_mode, rewind_mode, template <class...> class, template <class...> class, class Input>
  static bool match(Input& in, State& state) {
    return (state.*predicate)(offset(in));
  }
};

struct next_clause : ahead<&State::name_missing> {};

struct name_text : word {};
struct name : seq<not_at<next_clause>, token<name_text>> {};

struct ident_text : identifier {};
struct no_dash : not_at<one<'-'>, identifier_other> {};
struct ident : seq<not_at<next_clause>, ident_text, must<no_dash>, trivia> {};

struct name_after_dot : word {};
struct dotted_text : seq<word, star<one<'.'>, must<name_after_dot>>> {};
struct dotted : seq<not_at<next_clause>, token<dotted_text>> {};

// text = '"' … '"' | "'" … "'" on one line | '"""' … '"""'
struct escape : seq<one<'\\'>, not_one<'\n', '\r'>> {};
template <char Quote>
struct text_character : sor<escape, seq<not_one<Quote, '\n', '\r', '\\'>>, seq<one<'\\'>, at<eol>>> {};
struct double_quote : one<'"'> {};
struct single_quote : one<'\''> {};
struct long_quote : string<'"', '"', '"'> {};
struct double_close : one<'"'> {};
struct single_close : one<'\''> {};
struct long_close : string<'"', '"', '"'> {};
struct double_quoted : seq<double_quote, star<text_character<'"'>>, must<double_close>> {};
struct single_quoted : seq<single_quote, star<text_character<'\''>>, must<single_close>> {};
struct long_character : sor<seq<one<'\\'>, any>, seq<not_at<long_close>, any>> {};
struct long_quoted : seq<long_quote, star<long_character>, must<long_close>> {};
struct text_literal : sor<long_quoted, double_quoted, single_quoted> {};
struct text : token<text_literal> {};

// CEL: as much of the text as is one expression, found by the CEL library.
struct expression {
  using rule_t = expression;
  using subs_t = type_list<>;
  template <apply_mode, rewind_mode, template <class...> class, template <class...> class, class Input>
  static bool match(Input& in, State& state) {
    const uint32_t begin = offset(in);
    if (state.expression_missing(begin)) {
      return false;
    }
    cel::Issues issues;
    const cel::Prefix prefix = cel::parse_prefix(state.text().substr(begin), issues);
    if (!prefix.ast) {
      state.raise_issues(issues, begin);
    }
    state.check_expression(begin, begin + prefix.end);
    in.bump(prefix.end);
    state.set_expression(begin, begin + prefix.end);
    return trivia::match<apply_mode::action, rewind_mode::dontcare, nothing, normal>(in, state);
  }
};

// Rule, but not nested in itself beyond the limit.
template <class Rule>
struct nested {
  using rule_t = nested;
  using subs_t = type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, State& state) {
    if (state.depth == State::max_depth) {
      state.raise_too_deep(offset(in));
    }
    ++state.depth;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
    --state.depth;  // an error resets it in State::recover
    return matched;
  }
};

// Rule; after an error in it, reading goes on where `resume` says.
template <class Rule, Resume resume>
struct recoverable {
  using rule_t = recoverable;
  using subs_t = type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, State& state) {
    const uint32_t begin = offset(in);
    try {
      return Control<Rule>::template match<A, M, Action, Control>(in, state);
    } catch (const SyntaxError& error) {
      if (error.leaves_block && resume != Resume::declaration) {
        throw;
      }
      // Unwinding took the input back to some earlier place; recovery says where to go, and that is after `begin`.
      in.iterator() = in.begin() + state.recover(error, resume, begin);
      return true;
    }
  }
};

}  // namespace exeunt::syntax::grammar

namespace TAO_PEGTL_NAMESPACE {

template <class Name>
struct analyze_traits<Name, exeunt::syntax::grammar::trivia> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, exeunt::syntax::grammar::expression> : analyze_any_traits<> {};
template <class Name, bool (exeunt::syntax::State::*predicate)(uint32_t) const>
struct analyze_traits<Name, exeunt::syntax::grammar::ahead<predicate>> : analyze_opt_traits<> {};
template <class Name, class Rule>
struct analyze_traits<Name, exeunt::syntax::grammar::nested<Rule>> : analyze_traits<Name, typename Rule::rule_t> {};
// Consumes on success: either the rule does, or recovery went on.
template <class Name, class Rule, exeunt::syntax::Resume resume>
struct analyze_traits<Name, exeunt::syntax::grammar::recoverable<Rule, resume>>
    : analyze_traits<Name, typename Rule::rule_t> {};

}  // namespace TAO_PEGTL_NAMESPACE
