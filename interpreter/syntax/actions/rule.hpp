// Actions of rules, advice and displays.
#pragma once

#include "interpreter/syntax/actions/model.hpp"
#include "interpreter/syntax/literal.h"

namespace exeunt::syntax {

template <>
struct action<grammar::kw_rule> : begin_body<ast::Rule, rule_words> {};
template <>
struct action<grammar::kw_advise> : begin_body<ast::Advice, advice_words> {};
template <>
struct action<grammar::kw_display> : begin_body<ast::Display, display_words> {};

template <>
struct action<grammar::on_clause> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.events; }) {
        body.events = state.take_names();
      }
    });
  }
};

// ---- for

template <>
struct action<grammar::kw_subject> {
  static void apply0(State& state) { state.targets.kind = ast::Targets::Kind::subject; }
};

template <>
struct action<grammar::target_alias> {
  static void apply0(State& state) { state.targets.alias = state.take_name(); }
};

template <>
struct action<grammar::targets> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.targets.types = state.take_names();
    state.targets.span = state.span_from(begin(in));
  }
};

template <>
struct action<grammar::for_clause> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.targets; }) {
        body.targets = std::exchange(state.targets, {});
      }
    });
  }
};

template <>
struct action<grammar::where_clause> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.where; }) {
        body.where = state.take_expression();
      }
    });
  }
};

// ---- what a display shows, and where

template <>
struct action<grammar::field_clause> {
  static void apply0(State& state) { state.body<ast::Display>().field = state.take_name(); }
};

template <>
struct action<grammar::display_form> {
  static void apply0(State& state) {
    ast::Name locale = state.take_name();
    state.body<ast::Display>().texts.push_back({std::move(locale), state.take_text()});
  }
};

// ---- then

template <>
struct action<grammar::call_name> {
  static void apply0(State& state) { state.call.outcome = state.take_name(); }
};

template <>
struct action<grammar::argument_label> {
  static void apply0(State& state) { state.call_argument.name = state.take_name(); }
};

template <>
struct action<grammar::bare_name> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.set_expression(begin(in), end(in));
  }
};

template <>
struct action<grammar::argument_value> {
  static void apply0(State& state) { state.call_argument.value = state.take_expression(); }
};

template <>
struct action<grammar::call_argument> {
  static void apply0(State& state) { state.call.arguments.push_back(std::exchange(state.call_argument, {})); }
};

template <>
struct action<grammar::call> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.call.span = state.span_from(begin(in));
    state.calls.push_back(std::exchange(state.call, {}));
  }
};

template <>
struct action<grammar::then_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().then = std::exchange(state.calls, {}); }
};

// ---- after

template <>
struct action<grammar::delay_text> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.delay.literal = in.string();
    state.delay.seconds = decode_delay(state.delay.literal);
    if (!state.delay.seconds) {
      state.report<diagnostic::Kind::syntax_bad_delay>(state.span(begin(in), end(in)), state.delay.literal)
          .help("write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`");
    }
  }
};

template <>
struct action<grammar::delay_expression> {
  static void apply0(State& state) { state.delay.expression = state.take_expression(); }
};

template <>
struct action<grammar::delay> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.delay.span = state.span_from(begin(in));
  }
};

template <>
struct action<grammar::after_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().after = std::exchange(state.delay, {}); }
};

// ---- the rest

template <>
struct action<grammar::phase_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().phase = state.take_name(); }
};

template <>
struct action<grammar::due_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().due = state.take_expression(); }
};

template <>
struct action<grammar::unless_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().unless = state.take_expression(); }
};

template <>
struct action<grammar::overrides_clause> {
  static void apply0(State& state) { state.body<ast::Rule>().overrides = state.take_names(); }
};

}  // namespace exeunt::syntax
