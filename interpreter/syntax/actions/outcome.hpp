// Actions of outcomes, their parameters and writes, and of let.
#pragma once

#include "interpreter/syntax/actions/model.hpp"

namespace exeunt::syntax {

template <>
struct action<grammar::kw_outcome> : begin_body<ast::Outcome, outcome_words> {};
template <>
struct action<grammar::kw_let> : begin_body<ast::Let, let_words> {};

// ---- parameters

template <ast::Parameter::Kind kind>
struct set_parameter_kind {
  static void apply0(State& state) { state.parameter.kind = kind; }
};
template <>
struct action<grammar::kw_field> : set_parameter_kind<ast::Parameter::Kind::field> {};
template <>
struct action<grammar::kw_capability_kind> : set_parameter_kind<ast::Parameter::Kind::capability> {};
template <>
struct action<grammar::kw_value> : set_parameter_kind<ast::Parameter::Kind::value> {};

template <>
struct action<grammar::parameter_name> {
  static void apply0(State& state) { state.parameter.name = state.take_name(); }
};

template <>
struct action<grammar::default_role> {
  static void apply0(State& state) { state.parameter.default_role = state.take_name(); }
};

template <>
struct action<grammar::default_value> {
  static void apply0(State& state) { state.parameter.default_value = state.take_expression(); }
};

template <>
struct action<grammar::typed_parameter> {
  static void apply0(State& state) { state.parameter.type = state.take_type(); }
};

template <>
struct action<grammar::parameter> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.parameter.span = state.span_from(begin(in));
    state.parameters.push_back(std::exchange(state.parameter, {}));
  }
};

template <>
struct action<grammar::parameters> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.parameters; }) {
        body.parameters = std::exchange(state.parameters, {});
      }
    });
  }
};

// ---- outcome

template <>
struct action<grammar::outcome_class> {
  static void apply0(State& state) { state.body<ast::Outcome>().class_name = state.take_name(); }
};

template <>
struct action<grammar::kw_reversible> {
  static void apply0(State& state) { state.body<ast::Outcome>().reversible = true; }
};

template <>
struct action<grammar::kw_irreversible> {
  static void apply0(State& state) { state.body<ast::Outcome>().reversible = false; }
};

template <ast::Write::Op op>
struct finish_write {
  static void apply0(State& state) {
    state.write.op = op;
    if (!state.names.empty()) {
      state.write.target = state.take_name();
    }
    if (state.expression_piece) {
      state.write.value = state.take_expression();
    }
  }
};
template <>
struct action<grammar::set_write> : finish_write<ast::Write::Op::set> {};
template <>
struct action<grammar::clear_write> : finish_write<ast::Write::Op::clear> {};
template <>
struct action<grammar::add_write> : finish_write<ast::Write::Op::add> {};
template <>
struct action<grammar::remove_write> : finish_write<ast::Write::Op::remove> {};
template <>
struct action<grammar::erase_write> : finish_write<ast::Write::Op::erase> {};
template <>
struct action<grammar::create_write> : finish_write<ast::Write::Op::create> {};
template <>
struct action<grammar::grant_write> : finish_write<ast::Write::Op::grant> {};
template <>
struct action<grammar::revoke_write> : finish_write<ast::Write::Op::revoke> {};

template <>
struct action<grammar::created_field> {
  static void apply0(State& state) {
    ast::Name name = state.take_name();
    state.write.fields.emplace_back(std::move(name), state.take_expression());
  }
};

template <>
struct action<grammar::write> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.write.span = state.span_from(begin(in));
    state.body<ast::Outcome>().writes.push_back(std::exchange(state.write, {}));
  }
};

// ---- let

template <>
struct action<grammar::kw_first> {
  static void apply0(State& state) { state.lookup.kind = ast::Lookup::Kind::first; }
};

template <>
struct action<grammar::kw_all> {
  static void apply0(State& state) { state.lookup.kind = ast::Lookup::Kind::all; }
};

template <>
struct action<grammar::lookup_type> {
  static void apply0(State& state) { state.lookup.type = state.take_name(); }
};

template <>
struct action<grammar::lookup_variable> {
  static void apply0(State& state) { state.lookup.variable = state.take_name(); }
};

template <>
struct action<grammar::lookup_where> {
  static void apply0(State& state) { state.lookup.where = state.take_expression(); }
};

template <>
struct action<grammar::order_key_expression> {
  static void apply0(State& state) { state.order_key.key = state.take_expression(); }
};

template <>
struct action<grammar::kw_desc> {
  static void apply0(State& state) { state.order_key.descending = true; }
};

template <>
struct action<grammar::order_key> {
  static void apply0(State& state) { state.lookup.by.push_back(std::exchange(state.order_key, {})); }
};

template <>
struct action<grammar::lookup> {
  static void apply0(State& state) { state.body<ast::Let>().value = std::exchange(state.lookup, {}); }
};

template <>
struct action<grammar::let_expression> {
  static void apply0(State& state) { state.body<ast::Let>().value = state.take_expression(); }
};

}  // namespace exeunt::syntax
