// The action template that the families specialise, and the actions of tokens and types.
//
// Conventions: an action of a token pushes a piece into State; an action of a clause takes the pieces and puts them
// into the declaration. `begin(in)` is where the matched rule begins; its last token ends at State::token_end.
#pragma once

#include "interpreter/syntax/grammar.hpp"

namespace exeunt::syntax {

template <class Rule>
struct action : grammar::pegtl::nothing<Rule> {};

template <class ActionInput>
uint32_t begin(const ActionInput& in) {
  return static_cast<uint32_t>(in.begin() - in.input().begin());
}
template <class ActionInput>
uint32_t end(const ActionInput& in) {
  return static_cast<uint32_t>(in.end() - in.input().begin());
}

struct push_name {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.push_name(begin(in), end(in));
  }
};

struct begin_text {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.text_begin = begin(in);
  }
};

template <>
struct action<grammar::name_text> : push_name {};
template <>
struct action<grammar::ident_text> : push_name {};
template <>
struct action<grammar::dotted_text> : push_name {};
template <>
struct action<grammar::field_name_text> : push_name {};
template <>
struct action<grammar::argument_label_text> : push_name {};
template <>
struct action<grammar::default_role_name> : push_name {};
template <>
struct action<grammar::dropped_word> : push_name {};
template <>
struct action<grammar::ref_target_text> : push_name {};
template <>
struct action<grammar::severity_text> : push_name {};

template <>
struct action<grammar::double_quote> : begin_text {};
template <>
struct action<grammar::single_quote> : begin_text {};
template <>
struct action<grammar::long_quote> : begin_text {};

template <>
struct action<grammar::text_literal> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.set_text(begin(in), end(in));
  }
};

template <>
struct action<grammar::clause_begins> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.clause(begin(in));
  }
};

template <>
struct action<grammar::open_brace_text> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.begin_block(begin(in));
  }
};

// ---- types: inner ones are on the stack before the outer one takes them

template <>
struct action<grammar::named_type> {
  static void apply0(State& state) {
    ast::Type type;
    type.name = state.take_name();
    state.types.push_back(std::move(type));
  }
};

template <>
struct action<grammar::enum_type> {
  static void apply0(State& state) {
    ast::Type type;
    type.kind = ast::Type::Kind::enumeration;
    type.values = state.take_names();
    state.types.push_back(std::move(type));
  }
};

template <>
struct action<grammar::ref_type> {
  static void apply0(State& state) {
    ast::Type type;
    type.kind = ast::Type::Kind::reference;
    type.targets = state.take_names();
    type.any = type.targets.empty();
    state.types.push_back(std::move(type));
  }
};

template <>
struct action<grammar::list_type> {
  static void apply0(State& state) {
    ast::Type type;
    type.kind = ast::Type::Kind::list;
    type.element.push_back(state.take_type());
    state.types.push_back(std::move(type));
  }
};

template <>
struct action<grammar::nullable> {
  static void apply0(State& state) { state.types.back().nullable = true; }
};

template <>
struct action<grammar::type> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.types.back().span = state.span_from(begin(in));
  }
};

}  // namespace exeunt::syntax
