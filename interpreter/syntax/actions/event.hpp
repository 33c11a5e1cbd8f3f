// Actions of events, guards and howtos.
#pragma once

#include "interpreter/syntax/actions/model.hpp"

namespace exeunt::syntax {

template <>
struct action<grammar::kw_event> : begin_body<ast::Event, event_words> {};
template <>
struct action<grammar::kw_howto> : begin_body<ast::HowTo, howto_words> {};

template <>
struct action<grammar::kw_guard> : begin_body<ast::SharedGuard, guard_words> {};

template <>
struct action<grammar::event_subject> {
  static void apply0(State& state) { state.body<ast::Event>().subject_type = state.take_name(); }
};

// ---- arg; also the argument of a YAML file, which has no event around it

template <>
struct action<grammar::argument_name> {
  static void apply0(State& state) { state.argument.name = state.take_name(); }
};

template <>
struct action<grammar::argument_default> {
  static void apply0(State& state) { state.argument.default_value = state.take_expression(); }
};

template <>
struct action<grammar::argument_title> {
  static void apply0(State& state) { state.argument.title = state.take_text(); }
};

template <>
struct action<grammar::argument_rest> {
  static void apply0(State& state) { state.argument.type = state.take_type(); }
};

template <>
struct action<grammar::argument> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.argument.span = state.span_from(begin(in));
    state.body<ast::Event>().arguments.push_back(std::exchange(state.argument, {}));
  }
};

// ---- phase

template <>
struct action<grammar::phase_name> {
  static void apply0(State& state) { state.body<ast::Event>().phases.push_back({state.take_name(), std::nullopt}); }
};

template <>
struct action<grammar::phase_title> {
  static void apply0(State& state) { state.body<ast::Event>().phases.back().title = state.take_text(); }
};

// ---- require

template <>
struct action<grammar::guard_name> {
  static void apply0(State& state) { state.guard.name = state.take_name(); }
};

template <>
struct action<grammar::guard_condition> {
  static void apply0(State& state) { state.guard.require = state.take_expression(); }
};

template <>
struct action<grammar::guard_message> {
  static void apply0(State& state) { state.guard.otherwise = state.take_text(); }
};

template <>
struct action<grammar::guard_unblock> {
  static void apply0(State& state) { state.guard.unblock = state.take_text(); }
};

template <>
struct action<grammar::guard_howto> {
  static void apply0(State& state) { state.guard.howto = state.take_name(); }
};

template <>
struct action<grammar::guard_cite> {
  static void apply0(State& state) { state.guard.cites = state.take_names(); }
};

template <>
struct action<grammar::guard> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.guard.span = state.span_from(begin(in));
    state.body<ast::Event>().guards.push_back(std::exchange(state.guard, {}));
  }
};

// ---- a guard by itself

template <>
struct action<grammar::shared_guard_condition> {
  static void apply0(State& state) { state.guard.require = state.take_expression(); }
};

template <>
struct action<grammar::shared_guard> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.guard.span = state.span_from(begin(in));
    auto& declared = state.body<ast::SharedGuard>();
    declared.guard = std::exchange(state.guard, {});
    declared.guard.name = declared.name;
  }
};

// ---- inventory

template <>
struct action<grammar::kw_inventory> {
  static void apply0(State& state) { state.body<ast::Event>().inventory = ast::Inventory{}; }
};

template <>
struct action<grammar::inventory_title> {
  static void apply0(State& state) { state.body<ast::Event>().inventory->title = state.take_text(); }
};

template <>
struct action<grammar::inventory_cite> {
  static void apply0(State& state) { state.body<ast::Event>().inventory->cites = state.take_names(); }
};

template <>
struct action<grammar::inventory_clause> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.body<ast::Event>().inventory->span = state.span_from(begin(in));
  }
};

// ---- howto

template <>
struct action<grammar::step_text> {
  static void apply0(State& state) { state.body<ast::HowTo>().steps.push_back({state.take_text(), {}, {}}); }
};

template <>
struct action<grammar::step_cite> {
  static void apply0(State& state) { state.body<ast::HowTo>().steps.back().cites = state.take_names(); }
};

template <>
struct action<grammar::step> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.body<ast::HowTo>().steps.back().span = state.span_from(begin(in));
  }
};

}  // namespace exeunt::syntax
