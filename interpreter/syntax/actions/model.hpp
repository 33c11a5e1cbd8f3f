// Actions of concept, class, enum, capability, lacks and entity, and of the parts that several declarations share.
#pragma once

#include "interpreter/syntax/actions/action.hpp"

namespace exeunt::syntax {

template <class Body, const ClauseWords& words>
struct begin_body {
  static void apply0(State& state) { state.begin_body<Body>(words); }
};

template <>
struct action<grammar::kw_concept> : begin_body<ast::Concept, no_words> {};
template <>
struct action<grammar::kw_class> : begin_body<ast::Class, no_words> {};
template <>
struct action<grammar::kw_enum> : begin_body<ast::Enum, no_words> {};
template <>
struct action<grammar::kw_capability> : begin_body<ast::Capability, no_words> {};
template <>
struct action<grammar::kw_lacks> : begin_body<ast::Lack, no_words> {};
template <>
struct action<grammar::kw_entity> : begin_body<ast::Entity, no_words> {};

// ---- parts of several declarations: each goes to the member of that name

struct set_declared_name {
  static void apply0(State& state) {
    ast::Name name = state.take_name();
    state.visit_body([&](auto& body) { body.name = std::move(name); });
  }
};
template <>
struct action<grammar::declared_name> : set_declared_name {};
template <>
struct action<grammar::declared_ident> : set_declared_name {};
template <>
struct action<grammar::declared_dotted> : set_declared_name {};

template <>
struct action<grammar::title> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.title; }) {
        body.title = state.take_text();
      }
    });
  }
};

template <>
struct action<grammar::is_concept> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.concept_name; }) {
        body.concept_name = state.take_name();
      }
    });
  }
};

template <>
struct action<grammar::declared_cite> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.cites; }) {
        body.cites = state.take_names();
      }
    });
  }
};

template <>
struct action<grammar::note> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.note; }) {
        body.note = state.take_text();
      }
    });
  }
};

template <>
struct action<grammar::plural> {
  static void apply0(State& state) {
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.plural; }) {
        body.plural = state.take_text();
      }
    });
  }
};

// ---- class, concept, lacks

template <>
struct action<grammar::severity> {
  static void apply0(State& state) { state.body<ast::Class>().severity = state.take_name(); }
};

template <>
struct action<grammar::scheduled> {
  static void apply0(State& state) { state.body<ast::Class>().scheduled = state.take_name(); }
};

template <>
struct action<grammar::concept_kind> {
  static void apply0(State& state) { state.body<ast::Concept>().of = state.take_name(); }
};

template <>
struct action<grammar::lack_why> {
  static void apply0(State& state) { state.body<ast::Lack>().why = state.take_text(); }
};

// ---- enum

template <>
struct action<grammar::enum_value_name> {
  static void apply0(State& state) { state.body<ast::Enum>().values.push_back({state.take_name(), std::nullopt}); }
};

template <>
struct action<grammar::enum_value_title> {
  static void apply0(State& state) { state.body<ast::Enum>().values.back().title = state.take_text(); }
};

// ---- entity and concept; also a field of a YAML file, which has neither around it

template <>
struct action<grammar::entity_where> {
  static void apply0(State& state) { state.body<ast::Entity>().where = state.take_expression(); }
};

template <>
struct action<grammar::field_name> {
  static void apply0(State& state) { state.field.name = state.take_name(); }
};

template <>
struct action<grammar::kw_derived> {
  static void apply0(State& state) { state.field.derived = true; }
};

template <>
struct action<grammar::kw_label> {
  static void apply0(State& state) { state.field.label = true; }
};

template <>
struct action<grammar::role> {
  static void apply0(State& state) {
    ast::Name role = state.take_name();
    if (state.field.role) {
      state.report<diagnostic::Kind::syntax_second_role>(role.span, role.text, state.field.role->text);
    }
    state.field.role = std::move(role);
  }
};

template <>
struct action<grammar::field_title> {
  static void apply0(State& state) { state.field.title = state.take_text(); }
};

template <>
struct action<grammar::field_is> {
  static void apply0(State& state) { state.field.is = state.take_expression(); }
};

template <>
struct action<grammar::field_rest> {
  static void apply0(State& state) { state.field.type = state.take_type(); }
};

template <>
struct action<grammar::field> {
  template <class ActionInput>
  static void apply(const ActionInput& in, State& state) {
    state.field.span = state.span_from(begin(in));
    state.visit_body([&](auto& body) {
      if constexpr (requires { body.fields; }) {
        body.fields.push_back(std::exchange(state.field, {}));
      }
    });
  }
};

}  // namespace exeunt::syntax
