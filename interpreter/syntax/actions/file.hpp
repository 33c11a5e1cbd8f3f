// Actions of whole files: header lines, which come once and in order, and declarations.
#pragma once

#include "interpreter/syntax/actions/model.hpp"

namespace exeunt::syntax {

template <>
struct action<grammar::missing_header> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.missing_header(begin(in));
  }
};

template <HeaderLine line>
struct begin_header_line {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.begin_header_line(line, begin(in));
  }
};
template <>
struct action<grammar::kw_pack> : begin_header_line<HeaderLine::pack> {};
template <>
struct action<grammar::kw_module> : begin_header_line<HeaderLine::module> {};
template <>
struct action<grammar::kw_edition> : begin_header_line<HeaderLine::edition> {};
template <>
struct action<grammar::kw_use> : begin_header_line<HeaderLine::use> {};

template <>
struct action<grammar::pack_name> {
  static void apply0(State& state) { state.file.pack = state.take_name(); }
};

template <>
struct action<grammar::module_name> {
  static void apply0(State& state) { state.file.module = state.take_name(); }
};

template <>
struct action<grammar::file_title> {
  static void apply0(State& state) { state.file.title = state.take_text(); }
};

template <>
struct action<grammar::edition_name> {
  static void apply0(State& state) {
    state.file.edition.emplace();
    state.file.edition->name = state.take_text();
  }
};

template <>
struct action<grammar::extended_name> {
  static void apply0(State& state) { state.file.edition->extends = state.take_text(); }
};

template <>
struct action<grammar::edition_title> {
  static void apply0(State& state) { state.file.edition->title = state.take_text(); }
};

template <>
struct action<grammar::edition_line> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.file.edition->span = state.span_from(begin(in));
  }
};

template <>
struct action<grammar::used_module> {
  static void apply0(State& state) { state.file.uses.push_back(state.take_name()); }
};

// ---- declarations

template <>
struct action<grammar::declaration_begin> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.begin_declaration(begin(in));
  }
};

template <>
struct action<grammar::kw_replace> {
  static void apply0(State& state) { state.declaration.replace = true; }
};

template <>
struct action<grammar::kw_drop> {
  static void apply0(State& state) { state.declaration.body = ast::Drop{}; }
};

template <>
struct action<grammar::dropped_kind> {
  static void apply0(State& state) { state.body<ast::Drop>().kind = state.take_name(); }
};

template <>
struct action<grammar::declaration> {
  static void apply0(State& state) { state.end_declaration(); }
};

}  // namespace exeunt::syntax
