// What the rules of grammar.hpp do: tell the builder. Included by parse.cpp alone.
#pragma once

#include "interpreter/cel/grammar.hpp"

namespace exeunt::cel::grammar {

template <typename Rule>
struct action : pegtl::nothing<Rule> {};

/// Calls a builder event with the range of what matched.
template <void (*Event)(Builder&, Range)>
struct tell {
  template <typename Input>
  static void apply(const Input& in, Builder& builder) {
    const char* base = in.input().begin();
    Event(builder, {static_cast<uint32_t>(in.begin() - base), static_cast<uint32_t>(in.end() - base)});
  }
};

#define EXEUNT_CEL_ON(rule, call)                                        \
  inline void on_##rule(Builder& b, [[maybe_unused]] Range r) { call; }  \
  template <>                                                            \
  struct action<rule> : tell<&on_##rule> {};

EXEUNT_CEL_ON(number, b.number(r))
EXEUNT_CEL_ON(string, b.string(r))
EXEUNT_CEL_ON(true_word, b.literal(Value::boolean(true), r))
EXEUNT_CEL_ON(false_word, b.literal(Value::boolean(false), r))
EXEUNT_CEL_ON(null_word, b.literal(Value::null(), r))
EXEUNT_CEL_ON(name, b.ident(r))
EXEUNT_CEL_ON(leading_dot, b.leading_dot(r.begin))
EXEUNT_CEL_ON(selector, b.select(r, false))
EXEUNT_CEL_ON(quoted_selector, b.select(r, true))
EXEUNT_CEL_ON(select_mark, b.select_mark())
EXEUNT_CEL_ON(open_arguments, b.begin_call(r.begin))
EXEUNT_CEL_ON(close_arguments, b.end_call(r.end))
EXEUNT_CEL_ON(open_index, b.begin_index(r))
EXEUNT_CEL_ON(index_mark, b.entry_mark())
EXEUNT_CEL_ON(close_index, b.end_index(r.end))
EXEUNT_CEL_ON(open_list, b.begin_sequence(r.begin))
EXEUNT_CEL_ON(close_list, b.end_list(r.end))
EXEUNT_CEL_ON(open_map, b.begin_sequence(r.begin))
EXEUNT_CEL_ON(close_map, b.end_map(r.end))
EXEUNT_CEL_ON(entry_mark, b.entry_mark())
EXEUNT_CEL_ON(element, b.entry_done())
EXEUNT_CEL_ON(map_entry, b.entry_done())
EXEUNT_CEL_ON(open_message, b.begin_message())
EXEUNT_CEL_ON(field_name, b.field_name(r, false))
EXEUNT_CEL_ON(quoted_field_name, b.field_name(r, true))
EXEUNT_CEL_ON(field, b.entry_done())
EXEUNT_CEL_ON(close_message, b.end_message(r.end))
EXEUNT_CEL_ON(open_group, b.begin_group(r.begin))
EXEUNT_CEL_ON(close_group, b.end_group(r.end))
EXEUNT_CEL_ON(first_prefix, b.prefix(r, true))
EXEUNT_CEL_ON(more_not, b.prefix(r, false))
EXEUNT_CEL_ON(more_minus, b.prefix(r, false))
EXEUNT_CEL_ON(prefixed, b.prefixed())
EXEUNT_CEL_ON(binary_operator, b.binary(r))
EXEUNT_CEL_ON(question, b.question(r))
EXEUNT_CEL_ON(choice, b.choice())

#undef EXEUNT_CEL_ON

template <char Q>
struct action<open_quote<Q>> {
  template <typename Input>
  static void apply(const Input& in, Builder& builder) {
    builder.quote(static_cast<uint32_t>(in.begin() - in.input().begin()));
  }
};
template <char Q>
struct action<open_long_quote<Q>> : action<open_quote<Q>> {};

/// Turns a failed `must` into a SyntaxError.
template <typename Rule>
struct control : pegtl::normal<Rule> {
  template <typename Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    static_assert(wanted<Rule> != nullptr, "a rule under must<> needs a text in `wanted`");
    builder.fail_expected(static_cast<uint32_t>(in.current() - in.begin()), wanted<Rule>);
  }
};

template <>
struct control<end_of_text> : pegtl::normal<end_of_text> {
  template <typename Input>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    builder.fail_stray(static_cast<uint32_t>(in.current() - in.begin()));
  }
};

template <typename Rule>
struct string_control : pegtl::normal<Rule> {
  template <typename Input>
  [[noreturn]] static void raise(const Input&, Builder& builder) {
    builder.fail_unclosed_string();
  }
};
template <char Q>
struct control<text_line<Q>> : string_control<text_line<Q>> {};
template <char Q>
struct control<text_lines<Q>> : string_control<text_lines<Q>> {};
template <char Q>
struct control<raw_line<Q>> : string_control<raw_line<Q>> {};
template <char Q>
struct control<raw_lines<Q>> : string_control<raw_lines<Q>> {};

}  // namespace exeunt::cel::grammar
