// What is said where a rule under `must` does not match. A rule without an entry does not compile.
#pragma once

#include "interpreter/syntax/grammar.hpp"

namespace exeunt::syntax {

struct NoExpectation {};
template <class Rule>
inline constexpr NoExpectation expectation;

// clang-format off
#define EXEUNT_EXPECT(rule, kind, ...) \
  template <> inline constexpr Expectation expectation<grammar::rule>{diagnostic::Kind::syntax_##kind, __VA_ARGS__};

// ---- tokens
EXEUNT_EXPECT(no_dash, dashed_identifier, "", false)
EXEUNT_EXPECT(name_after_dot, expected_name, "a name after `.`", true)
EXEUNT_EXPECT(double_close, unterminated_text, "`\"`")
EXEUNT_EXPECT(single_close, unterminated_text, "`'`")
EXEUNT_EXPECT(long_close, unterminated_text, "`\"\"\"`")

// ---- types
EXEUNT_EXPECT(open_values, unclosed_bracket, "`(` and the values after `enum`", true)
EXEUNT_EXPECT(enum_type_value, expected_name, "a value of the enum")
EXEUNT_EXPECT(close_values, unclosed_bracket, "`,` or `)` after the enum's value", true)
EXEUNT_EXPECT(open_targets, unclosed_bracket, "`<` and the entities after `ref`", true, "write `ref<user>`, or `ref<*>` for any entity")
EXEUNT_EXPECT(ref_target, expected_name, "an entity's name or `*` in `ref<…>`")
EXEUNT_EXPECT(ref_target_name, expected_name, "an entity's name after `,`")
EXEUNT_EXPECT(close_targets, unclosed_bracket, "`,` or `>` after the entity", true)
EXEUNT_EXPECT(open_element, unclosed_bracket, "`<` and a type after `list`", true, "write `list<string>`")
EXEUNT_EXPECT(element_type, expected_type, "the type of the list's elements")
EXEUNT_EXPECT(close_element, unclosed_bracket, "`>` after the type of the list's elements", true)
EXEUNT_EXPECT(whole_type, expected_type, "a type")

// ---- parts of several declarations
EXEUNT_EXPECT(cite_name, expected_name, "the id of a fact after `cite`")
EXEUNT_EXPECT(concept_of, expected_name, "the name of a concept after `is`")
EXEUNT_EXPECT(block_begins, expected_block, "`{`", true)
EXEUNT_EXPECT(block_ends, unclosed_block, "", true)
EXEUNT_EXPECT(note_text, expected_text, "a text after `note`")

// ---- model
EXEUNT_EXPECT(concept_name, expected_name, "a name after `concept`")
EXEUNT_EXPECT(concept_kind_name, expected_name, "`object`, `event` or `capability` after `of`")
EXEUNT_EXPECT(class_name, expected_name, "a name after `class`")
EXEUNT_EXPECT(severity_number, expected_name, "a number from 0 to 100 after `severity`")
EXEUNT_EXPECT(scheduled_name, expected_name, "the name of a class after `scheduled`")
EXEUNT_EXPECT(capability_name, expected_name, "a name after `capability`")
EXEUNT_EXPECT(lacked_concept, expected_name, "the name of a concept after `lacks`")
EXEUNT_EXPECT(enum_name, expected_name, "a name after `enum`")
EXEUNT_EXPECT(first_enum_value, expected_name, "a value of the enum")
EXEUNT_EXPECT(enum_block_ends, unclosed_bracket, "`,` or `}` after the enum's value", true)
EXEUNT_EXPECT(entity_name, expected_name, "a name after `entity`")
EXEUNT_EXPECT(plural_text, expected_text, "a text after `plural`")
EXEUNT_EXPECT(entity_condition, expected_expression, "a condition after `where`")
EXEUNT_EXPECT(field_type, expected_type, "a type after the field's name")
EXEUNT_EXPECT(field_source, expected_expression, "an expression after `is`")
EXEUNT_EXPECT(unknown_modifier, unknown_modifier, "")
EXEUNT_EXPECT(stray_field, unknown_clause, "a field")

// ---- outcomes
EXEUNT_EXPECT(outcome_name, expected_name, "a name after `outcome`")
EXEUNT_EXPECT(first_parameter, expected_name, "a parameter after `(`", false, "leave the parentheses out where there are no parameters")
EXEUNT_EXPECT(next_parameter, expected_name, "a parameter after `,`")
EXEUNT_EXPECT(parameter_colon, expected_colon, "`:` and a type after the parameter's name", true)
EXEUNT_EXPECT(parameter_kind, expected_type, "a type, `field`, `capability` or `value`")
EXEUNT_EXPECT(close_parameters, unclosed_bracket, "`,` or `)` after the parameter", true)
EXEUNT_EXPECT(default_role, expected_role, "a role after `=`")
EXEUNT_EXPECT(default_value, expected_expression, "an expression after `=`")
EXEUNT_EXPECT(outcome_class_name, expected_name, "the name of a class after `class`")
EXEUNT_EXPECT(set_field, expected_name, "a field after `set`")
EXEUNT_EXPECT(set_equals, expected_equals, "`=` after the field", true)
EXEUNT_EXPECT(set_value, expected_expression, "an expression after `=`")
EXEUNT_EXPECT(clear_field, expected_name, "a field after `clear`")
EXEUNT_EXPECT(added_value, expected_expression, "an expression after `add`")
EXEUNT_EXPECT(add_to, expected_keyword, "`to` and a field after the value", true)
EXEUNT_EXPECT(add_field, expected_name, "a field after `to`")
EXEUNT_EXPECT(removed_value, expected_expression, "an expression after `remove`")
EXEUNT_EXPECT(remove_from, expected_keyword, "`from` and a field after the value", true)
EXEUNT_EXPECT(remove_field, expected_name, "a field after `from`")
EXEUNT_EXPECT(created_entity, expected_name, "an entity's name after `create`")
EXEUNT_EXPECT(create_begins, expected_block, "`{` and the fields of the new object", true)
EXEUNT_EXPECT(create_equals, expected_equals, "`=` after the field", true)
EXEUNT_EXPECT(created_value, expected_expression, "an expression after `=`")
EXEUNT_EXPECT(create_ends, unclosed_bracket, "`}` after the fields of the new object", true)
EXEUNT_EXPECT(granted_name, expected_name, "a capability after `grant`")
EXEUNT_EXPECT(revoked_name, expected_name, "a capability after `revoke`")
EXEUNT_EXPECT(stray_outcome_clause, unknown_clause, "a clause of an outcome")

// ---- let
EXEUNT_EXPECT(let_name, expected_name, "a name after `let`")
EXEUNT_EXPECT(let_equals, expected_equals, "`=` and a value", true)
EXEUNT_EXPECT(let_value, expected_expression, "an expression, `first` or `all` after `=`")
EXEUNT_EXPECT(lookup_type, expected_name, "an entity's name")
EXEUNT_EXPECT(lookup_condition, expected_expression, "a condition after `where`")
EXEUNT_EXPECT(lookup_key, expected_expression, "an expression to order by")

// ---- event
EXEUNT_EXPECT(event_name, expected_name, "a name after `event`")
EXEUNT_EXPECT(event_for, expected_keyword, "`for` and the entity that the event happens to", true)
EXEUNT_EXPECT(event_subject, expected_name, "an entity's name after `for`")
EXEUNT_EXPECT(argument_name, expected_name, "a name after `arg`")
EXEUNT_EXPECT(argument_type, expected_type, "a type after the argument's name")
EXEUNT_EXPECT(argument_default, expected_expression, "an expression after `=`")
EXEUNT_EXPECT(phase_name, expected_name, "a name after `phase`")
EXEUNT_EXPECT(guard_name, expected_name, "a name for the guard after `require`", false, "write `require NAME: CONDITION else \"message\"`")
EXEUNT_EXPECT(guard_colon, expected_colon, "`:` between the guard's name and its condition", true, "write `require NAME: CONDITION else \"message\"`")
EXEUNT_EXPECT(guard_condition, expected_expression, "a condition after `:`")
EXEUNT_EXPECT(guard_else, expected_else, "`else` and a message after the condition", true)
EXEUNT_EXPECT(guard_message, expected_text, "a text after `else`")
EXEUNT_EXPECT(guard_unblock_text, expected_text, "a text after `unblock`")
EXEUNT_EXPECT(guard_howto_name, expected_name, "the name of a howto")
EXEUNT_EXPECT(shared_guard_name, expected_name, "a name after `guard`")
EXEUNT_EXPECT(shared_guard_on, expected_keyword, "`on` and the events that the guard stands before", true)
EXEUNT_EXPECT(shared_guard_require, expected_keyword, "`require` and a condition")
EXEUNT_EXPECT(shared_guard_condition, expected_expression, "a condition after `require`")
EXEUNT_EXPECT(shared_guard_ends, unclosed_bracket, "`}` after the guard", true)
EXEUNT_EXPECT(stray_member, unknown_clause, "a member of an event")

// ---- rule, advise, display, howto
EXEUNT_EXPECT(rule_name, expected_name, "a name after `rule`")
EXEUNT_EXPECT(event_reference, expected_name, "the name of an event")
EXEUNT_EXPECT(rule_phase_name, expected_name, "the name of a phase")
EXEUNT_EXPECT(target_name, expected_name, "an entity's name after `,`")
EXEUNT_EXPECT(target_alias, expected_name, "a name after `as`")
EXEUNT_EXPECT(rule_targets, expected_name, "an entity's name or `subject`")
EXEUNT_EXPECT(where_condition, expected_expression, "a condition after `where`")
EXEUNT_EXPECT(rule_call, expected_name, "the name of an outcome")
EXEUNT_EXPECT(argument_value, expected_expression, "an argument")
EXEUNT_EXPECT(close_call, unclosed_bracket, "`,` or `)` after the argument", true)
EXEUNT_EXPECT(rule_delay, expected_expression, "a delay, such as `30d`")
EXEUNT_EXPECT(due_time, expected_expression, "a time after `due`")
EXEUNT_EXPECT(unless_condition, expected_expression, "a condition after `unless`")
EXEUNT_EXPECT(overridden_rule, expected_name, "the name of a rule")
EXEUNT_EXPECT(stray_rule_clause, unknown_clause, "a clause of a rule")
EXEUNT_EXPECT(advice_name, expected_name, "a name after `advise`")
EXEUNT_EXPECT(advice_title, expected_text, "the advice as a text after its name")
EXEUNT_EXPECT(stray_advice_clause, unknown_clause, "a clause of an advice")
EXEUNT_EXPECT(display_name, expected_name, "a name after `display`")
EXEUNT_EXPECT(display_field, expected_name, "a field after `field`")
EXEUNT_EXPECT(first_display_form, expected_name, "a locale and a text after `show`", false, "write `show en \"deleted user\"`")
EXEUNT_EXPECT(next_display_form, expected_name, "a locale and a text after `,`")
EXEUNT_EXPECT(display_text, expected_text, "a text after the locale")
EXEUNT_EXPECT(stray_display_clause, unknown_clause, "a clause of a display")
EXEUNT_EXPECT(howto_name, expected_name, "a name after `howto`")
EXEUNT_EXPECT(howto_on, expected_keyword, "`on` and the events that the howto is about", true)
EXEUNT_EXPECT(step_text, expected_text, "a text after `step`")
EXEUNT_EXPECT(stray_step, unknown_clause, "a step")

// ---- files
EXEUNT_EXPECT(dropped_kind, expected_declaration, "the keyword of a declaration after `drop`")
EXEUNT_EXPECT(dropped_name, expected_name, "the name of what is dropped")
EXEUNT_EXPECT(replacing_declaration, expected_declaration, "a declaration after `replace`")
EXEUNT_EXPECT(pack_name, expected_name, "the pack's name after `pack`")
EXEUNT_EXPECT(module_name, expected_name, "the module's name after `module`")
EXEUNT_EXPECT(edition_name, expected_text, "the edition's name as a text after `edition`")
EXEUNT_EXPECT(extended_name, expected_text, "the name of an edition as a text after `extends`")
EXEUNT_EXPECT(edition_title, expected_text, "a text after `title`")
EXEUNT_EXPECT(used_module, expected_name, "the name of a module")
EXEUNT_EXPECT(stray_declaration, unknown_declaration, "a declaration")
EXEUNT_EXPECT(fragment_end, leftover, "")
#undef EXEUNT_EXPECT
// clang-format on

// Raises our own light error instead of PEGTL's, which would build strings and positions that nobody reads.
template <class Rule>
struct control : grammar::pegtl::normal<Rule> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, State& state) {
    static_assert(std::is_same_v<decltype(expectation<Rule>), const Expectation>, "this rule needs a message");
    state.raise(expectation<Rule>, grammar::offset(in));
  }
};

}  // namespace exeunt::syntax
