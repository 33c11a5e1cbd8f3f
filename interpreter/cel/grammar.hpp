// CEL's grammar (langdef.md, "Syntax") in PEGTL. Included by parse.cpp alone; the rules' actions are in action.hpp.
//
// Where it differs in form from the reference grammar:
// - Binary operators are one flat chain, `operand (operator operand)*`; the builder orders them by precedence. A ladder
//   with one rule per level of precedence would recurse five rules deeper for every pair of parentheses.
// - Left recursion is a head with a tail: `member = primary postfix*`.
// - Every token eats the white space after it; the builder remembers where the token itself ended.
// - Once a rule has seen its first token it is committed (`must`), so that no action ever has to be undone.
// - Everything that nests goes through `nested`, which limits the depth.
#pragma once

#include <tao/pegtl.hpp>

#include "interpreter/cel/parse_builder.h"

namespace exeunt::cel::grammar {

namespace pegtl = TAO_PEGTL_NAMESPACE;
using pegtl::apply_mode;
using pegtl::at;
using pegtl::digit;
using pegtl::identifier_other;
using pegtl::must;
using pegtl::not_at;
using pegtl::not_one;
using pegtl::one;
using pegtl::opt;
using pegtl::plus;
using pegtl::rewind_mode;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;
using pegtl::until;

// Custom rules. -------------------------------------------------------------------------------------------------------

struct comment : seq<pegtl::two<'/'>, star<not_one<'\n'>>> {};
struct space : star<sor<plus<one<' ', '\t', '\n', '\r', '\f'>>, comment>> {};

/// R, and the white space after it.
template <typename R>
struct token {
  using rule_t = token;
  using subs_t = pegtl::type_list<R>;

  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input>
  static bool match(Input& in, Builder& builder) {
    if (!Control<R>::template match<A, M, Action, Control>(in, builder)) {
      return false;
    }
    builder.token_done(static_cast<uint32_t>(in.current() - in.begin()));
    return Control<space>::template match<A, M, Action, Control>(in, builder);
  }
};

/// R, one level deeper.
template <typename R>
struct nested {
  using rule_t = nested;
  using subs_t = pegtl::type_list<R>;

  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input>
  static bool match(Input& in, Builder& builder) {
    const Builder::Level level(builder, static_cast<uint32_t>(in.current() - in.begin()));
    return Control<R>::template match<A, M, Action, Control>(in, builder);
  }
};

/// R, a chain of binary operators of its own.
template <typename R>
struct chained {
  using rule_t = chained;
  using subs_t = pegtl::type_list<R>;

  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            typename Input>
  static bool match(Input& in, Builder& builder) {
    const size_t outer = builder.begin_chain();
    const bool matched = Control<R>::template match<A, M, Action, Control>(in, builder);
    builder.end_chain(outer);
    return matched;
  }
};

/// Takes nothing, succeeds when the builder says so.
template <bool (Builder::*Question)(uint32_t at) const>
struct when {
  using rule_t = when;
  using subs_t = pegtl::empty_list;

  template <apply_mode, rewind_mode, template <typename...> class, template <typename...> class, typename Input>
  static bool match(Input& in, Builder& builder) {
    return (builder.*Question)(static_cast<uint32_t>(in.current() - in.begin()));
  }
};

// Literals. -----------------------------------------------------------------------------------------------------------

// Word characters after a number belong to the token, so that `30d` is one bad number and not a number and a name.
struct digits : plus<digit> {};
struct fraction : seq<one<'.'>, digits> {};
struct exponent : seq<one<'e', 'E'>, opt<one<'+', '-'>>, digits> {};
struct number : seq<sor<seq<digits, opt<fraction>>, fraction>, opt<exponent>, star<identifier_other>> {};

template <char Q>
struct open_quote : one<Q> {};
template <char Q>
struct open_long_quote : pegtl::three<Q> {};
template <char Q>
struct close_quote : one<Q> {};
template <char Q>
struct close_long_quote : pegtl::three<Q> {};

struct escape : seq<one<'\\'>, not_one<'\n', '\r'>> {};
struct long_escape : seq<one<'\\'>, pegtl::any> {};
template <char Q>
struct text_line : seq<star<sor<plus<not_one<Q, '\\', '\n', '\r'>>, escape>>, close_quote<Q>> {};
template <char Q>
struct text_lines : until<close_long_quote<Q>, sor<long_escape, pegtl::any>> {};
template <char Q>
struct raw_line : seq<star<not_one<Q, '\n', '\r'>>, close_quote<Q>> {};
template <char Q>
struct raw_lines : until<close_long_quote<Q>, pegtl::any> {};

template <char Q>
struct text : sor<seq<open_long_quote<Q>, must<text_lines<Q>>>, seq<open_quote<Q>, must<text_line<Q>>>> {};
template <char Q>
struct raw_text : sor<seq<open_long_quote<Q>, must<raw_lines<Q>>>, seq<open_quote<Q>, must<raw_line<Q>>>> {};

// STRING_LIT and BYTES_LIT = ["b" | "B"] STRING_LIT
struct string
    : seq<opt<one<'b', 'B'>>,
          sor<text<'\''>, text<'"'>, seq<one<'r', 'R'>, sor<raw_text<'\''>, raw_text<'"'>>>>> {};

// Words and operators. ------------------------------------------------------------------------------------------------

template <char... C>
struct word : seq<pegtl::string<C...>, not_at<identifier_other>> {};

struct true_word : word<'t', 'r', 'u', 'e'> {};
struct false_word : word<'f', 'a', 'l', 's', 'e'> {};
struct null_word : word<'n', 'u', 'l', 'l'> {};
struct in_word : word<'i', 'n'> {};
struct keyword : sor<true_word, false_word, null_word, in_word> {};

struct plain_name : seq<not_at<keyword>, pegtl::identifier> {};
// The builder refuses reserved words here, but not after a dot.
struct name : plain_name {};
struct selector : plain_name {};
struct quoted_selector : seq<one<'`'>, plus<sor<identifier_other, one<'-', '.', '/', ' '>>>, one<'`'>> {};

struct binary_operator
    : sor<pegtl::string<'=', '='>, pegtl::string<'!', '='>, pegtl::string<'<', '='>, pegtl::string<'>', '='>,
          pegtl::string<'&', '&'>, pegtl::string<'|', '|'>, one<'<', '>', '+', '-', '*', '/', '%'>, in_word> {};

// Expressions. --------------------------------------------------------------------------------------------------------

struct ternary;
struct expression : nested<ternary> {};

struct comma : token<one<','>> {};
struct optional_mark : seq<when<&Builder::optional_syntax>, token<one<'?'>>> {};

// R {"," R}
template <typename R>
struct separated : seq<must<R>, star<comma, must<R>>> {};
// [R {"," R} [","]], before the closing C
template <typename R, char C>
struct entries : sor<at<one<C>>, seq<must<R>, star<comma, sor<at<one<C>>, must<R>>>>> {};

// Arguments = "(" [Expr {"," Expr}] ")"
struct open_arguments : one<'('> {};
struct close_arguments : one<')'> {};
struct argument : expression {};
struct end_of_arguments : token<close_arguments> {};
struct arguments
    : seq<token<open_arguments>, sor<at<one<')'>>, separated<argument>>, must<end_of_arguments>> {};

// Select = "." (SELECTOR [Arguments] | ESCAPED) | ".?" (SELECTOR | ESCAPED)
struct select_mark : optional_mark {};
struct optional_selector : sor<token<quoted_selector>, token<selector>> {};
struct any_selector : sor<token<quoted_selector>, seq<token<selector>, opt<arguments>>> {};
struct selection : pegtl::if_then_else<select_mark, must<optional_selector>, any_selector> {};
struct select : seq<token<one<'.'>>, must<selection>> {};

// Index = "[" ["?"] Expr "]"
struct open_index : one<'['> {};
struct close_index : one<']'> {};
struct index_mark : optional_mark {};
struct index_key : expression {};
struct end_of_index : token<close_index> {};
struct index : seq<token<open_index>, opt<index_mark>, must<index_key, end_of_index>> {};

// List = "[" [Element {"," Element} [","]] "]", Element = ["?"] Expr
struct open_list : one<'['> {};
struct close_list : one<']'> {};
struct entry_mark : optional_mark {};
struct element : seq<opt<entry_mark>, expression> {};
struct end_of_list : token<close_list> {};
struct list : seq<token<open_list>, entries<element, ']'>, must<end_of_list>> {};

// Map = "{" [Entry {"," Entry} [","]] "}", Entry = ["?"] Expr ":" Expr
struct open_map : one<'{'> {};
struct close_map : one<'}'> {};
struct map_colon : token<one<':'>> {};
struct map_value : expression {};
struct map_entry : seq<opt<entry_mark>, expression, must<map_colon, map_value>> {};
struct end_of_map : token<close_map> {};
struct map : seq<token<open_map>, entries<map_entry, '}'>, must<end_of_map>> {};

// Message = "{" [Field {"," Field} [","]] "}" after a name, Field = ["?"] (SELECTOR | ESCAPED) ":" Expr
struct open_message : one<'{'> {};
struct close_message : one<'}'> {};
struct field_name : plain_name {};
struct quoted_field_name : quoted_selector {};
struct field_colon : token<one<':'>> {};
struct field_value : expression {};
struct field : seq<opt<entry_mark>, sor<token<quoted_field_name>, token<field_name>>, must<field_colon, field_value>> {
};
struct end_of_message : token<close_message> {};
struct message : seq<when<&Builder::may_construct>, token<open_message>, entries<field, '}'>, must<end_of_message>> {};

// Primary = ["."] IDENT [Arguments] | "(" Expr ")" | List | Map | LITERAL
struct open_group : one<'('> {};
struct close_group : one<')'> {};
struct grouped : expression {};
struct end_of_group : token<close_group> {};
struct group : seq<token<open_group>, must<grouped, end_of_group>> {};
struct leading_dot : one<'.'> {};
struct global_name : token<name> {};
struct named : seq<sor<token<name>, seq<token<leading_dot>, must<global_name>>>, opt<arguments>> {};
struct primary : sor<token<string>, token<number>, token<true_word>, token<false_word>, token<null_word>, named, group,
                     list, map> {};

// Member = Primary {Select | Index | Message}
struct member : seq<primary, star<sor<select, index, message>>> {};

// Unary = Member | "!" {"!"} Member | "-" {"-"} Member; the builder makes "-" NUMBER one literal.
struct first_prefix : one<'!', '-'> {};
struct more_not : one<'!'> {};
struct more_minus : one<'-'> {};
struct prefix_operand : member {};
struct prefixed : seq<sor<seq<at<one<'!'>>, token<first_prefix>, star<token<more_not>>>,
                          seq<token<first_prefix>, star<token<more_minus>>>>,
                      must<prefix_operand>> {};
struct unary : sor<member, prefixed> {};

// Chain = Unary {OPERATOR Unary}; Expr = Chain ["?" Chain ":" Expr]
struct operand : unary {};
struct chain : chained<seq<unary, star<token<binary_operator>, must<operand>>>> {};
struct question : one<'?'> {};
struct consequence : chain {};
struct choice_colon : token<one<':'>> {};
struct alternative : expression {};
struct choice : seq<token<question>, must<consequence, choice_colon, alternative>> {};
struct ternary : seq<chain, opt<choice>> {};

struct whole_expression : expression {};
struct end_of_text : pegtl::eof {};
struct whole : seq<space, must<whole_expression, end_of_text>> {};
struct prefix : seq<space, must<whole_expression>> {};

// Tokens alone, for the formatter: any text that parses is a sequence of these. --------------------------------------

struct comment_token : comment {};
struct word_token : pegtl::identifier {};
struct literal_token : sor<string, number, quoted_selector> {};
struct mark_token : sor<pegtl::string<'=', '='>, pegtl::string<'!', '='>, pegtl::string<'<', '='>,
                        pegtl::string<'>', '='>, pegtl::string<'&', '&'>, pegtl::string<'|', '|'>, pegtl::any> {};
struct white_space : plus<one<' ', '\t', '\n', '\r', '\f'>> {};
struct tokens : star<sor<white_space, comment_token, literal_token, word_token, mark_token>> {};

// What `must` says where one of these is missing: "expected …, found …". ---------------------------------------------

template <typename Rule>
inline constexpr const char* wanted = nullptr;

template <> inline constexpr const char* wanted<argument> = "an argument";
template <> inline constexpr const char* wanted<end_of_arguments> = "`,` or `)`";
template <> inline constexpr const char* wanted<optional_selector> = "a field name";
template <> inline constexpr const char* wanted<selection> = "a field or function name";
template <> inline constexpr const char* wanted<index_key> = "an index";
template <> inline constexpr const char* wanted<end_of_index> = "`]`";
template <> inline constexpr const char* wanted<element> = "a list element";
template <> inline constexpr const char* wanted<end_of_list> = "`,` or `]`";
template <> inline constexpr const char* wanted<map_entry> = "a key";
template <> inline constexpr const char* wanted<map_colon> = "`:` after the key";
template <> inline constexpr const char* wanted<map_value> = "a value after `:`";
template <> inline constexpr const char* wanted<end_of_map> = "`,` or `}`";
template <> inline constexpr const char* wanted<field> = "a field name";
template <> inline constexpr const char* wanted<field_colon> = "`:` after the field name";
template <> inline constexpr const char* wanted<field_value> = "a value after `:`";
template <> inline constexpr const char* wanted<end_of_message> = "`,` or `}`";
template <> inline constexpr const char* wanted<grouped> = "an expression";
template <> inline constexpr const char* wanted<end_of_group> = "`)`";
template <> inline constexpr const char* wanted<global_name> = "a name after `.`";
template <> inline constexpr const char* wanted<prefix_operand> = "an operand";
template <> inline constexpr const char* wanted<operand> = "an operand";
template <> inline constexpr const char* wanted<consequence> = "an expression after `?`";
template <> inline constexpr const char* wanted<choice_colon> = "`:`";
template <> inline constexpr const char* wanted<alternative> = "an expression after `:`";
template <> inline constexpr const char* wanted<whole_expression> = "an expression";

}  // namespace exeunt::cel::grammar
