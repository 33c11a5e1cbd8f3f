// The grammar of the policy DSL: rules only. Messages are in messages.hpp, actions in actions/.
//
// A keyword commits: after it everything is under `must`, so nothing is read twice and every action that fires stands.
// Each rule under `must` has a name of its own, which carries its message. Declarations, and clauses and items inside
// them, are `recoverable`. A rule that renames another for its message wraps it in seq<…> where the other has an
// action: deriving from it would lose the action. The EBNF above each rule is the one of policies/LANGUAGE.md.
#pragma once

#include "interpreter/syntax/token.hpp"

namespace exeunt::syntax::grammar {

struct comma : symbol<','> {};
struct colon : symbol<':'> {};
struct equals : symbol<'='> {};
struct open_brace_text : one<'{'> {};
struct open_brace : token<open_brace_text> {};
struct close_brace : symbol<'}'> {};

// ---- types

// type = ( ident | "enum" "(" ident { "," ident } ")" | "ref" "<" ( "*" | ident { "," ident } ) ">"
//        | "list" "<" type ">" ) [ "?" ]
struct type;
struct kw_enum_type : keyword<TAO_PEGTL_STRING("enum")> {};
struct kw_ref : keyword<TAO_PEGTL_STRING("ref")> {};
struct kw_list : keyword<TAO_PEGTL_STRING("list")> {};
struct open_values : symbol<'('> {};
struct close_values : symbol<')'> {};
struct enum_type_value : ident {};
struct enum_type
    : seq<kw_enum_type, must<open_values, enum_type_value>, star<comma, must<enum_type_value>>, must<close_values>> {};
struct open_targets : symbol<'<'> {};
struct close_targets : symbol<'>'> {};
struct any_target : symbol<'*'> {};
// Dotted: a concept's, in another concept's fields.
struct ref_target_text : seq<identifier, star<one<'.'>, must<name_after_dot>>> {};
struct ref_target_name : seq<not_at<next_clause>, ref_target_text, must<no_dash>, trivia> {};
struct ref_target : sor<any_target, seq<ref_target_name, star<comma, must<ref_target_name>>>> {};
struct ref_type : if_must<kw_ref, open_targets, ref_target, close_targets> {};
struct open_element : symbol<'<'> {};
struct close_element : symbol<'>'> {};
struct element_type : nested<type> {};
struct list_type : if_must<kw_list, open_element, element_type, close_element> {};
struct next_field : ahead<&State::field_begins> {};
struct named_type : seq<not_at<next_field>, ident> {};
struct nullable : symbol<'?'> {};
struct type : seq<sor<enum_type, ref_type, list_type, named_type>, opt<nullable>> {};

// ---- parts of several declarations

// cite = "cite" dotted { "," dotted }
struct cite_name : dotted {};
struct kw_cite : keyword<TAO_PEGTL_STRING("cite")> {};
struct cite : seq<kw_cite, must<cite_name>, star<comma, must<cite_name>>> {};

struct title : text {};  // of the declaration
struct declared_name : name {};
struct declared_ident : ident {};
struct declared_dotted : dotted {};
struct concept_of : dotted {};
struct kw_is : keyword<TAO_PEGTL_STRING("is")> {};
struct is_concept : if_must<kw_is, concept_of> {};

struct block_begins : open_brace {};
struct block_ends : close_brace {};
struct at_block_end : sor<one<'}'>, eof> {};

// { item }, each of which recovers by itself
template <class Item, Resume resume>
struct block : seq<must<block_begins>, star<not_at<at_block_end>, recoverable<Item, resume>>, must<block_ends>> {};

// Before the keyword of a clause that may be stated once.
struct clause_begins : at<word> {};

// ---- class, capability, lacks, enum

// class = "class" name [ text ] [ "severity" number ] [ "scheduled" name ]
// A severity is read as whatever stands there; what it may be is a question of meaning.
struct kw_class : keyword<TAO_PEGTL_STRING("class")> {};
struct kw_severity : keyword<TAO_PEGTL_STRING("severity")> {};
struct kw_scheduled : keyword<TAO_PEGTL_STRING("scheduled")> {};
struct class_name : seq<declared_name> {};
struct severity_text : seq<opt<one<'-', '+'>>, digit, star<sor<identifier_other, one<'.'>>>> {};
struct severity_number : token<severity_text> {};
struct severity : if_must<kw_severity, severity_number> {};
struct scheduled_name : seq<name> {};
struct scheduled : if_must<kw_scheduled, scheduled_name> {};
struct class_declaration : seq<kw_class, must<class_name>, opt<title>, opt<severity>, opt<scheduled>> {};

// capability = "capability" name [ text ] [ "is" dotted ] [ cite ]
struct kw_capability : keyword<TAO_PEGTL_STRING("capability")> {};
struct capability_name : seq<declared_name> {};
struct declared_cite : seq<cite> {};
struct capability_declaration
    : seq<kw_capability, must<capability_name>, opt<title>, opt<is_concept>, opt<declared_cite>> {};

// lacks = "lacks" dotted [ text ] [ cite ]
struct kw_lacks : keyword<TAO_PEGTL_STRING("lacks")> {};
struct lacked_concept : seq<declared_dotted> {};
struct lack_why : text {};
struct lack_declaration : seq<kw_lacks, must<lacked_concept>, opt<lack_why>, opt<declared_cite>> {};

// enum = "enum" ident "{" ident [ text ] { "," ident [ text ] } [ "," ] "}"
struct kw_enum : keyword<TAO_PEGTL_STRING("enum")> {};
struct enum_name : seq<declared_ident> {};
struct enum_value_name : ident {};
struct enum_value_title : text {};
struct enum_value : seq<enum_value_name, opt<enum_value_title>> {};
struct first_enum_value : seq<enum_value> {};
struct enum_block_ends : close_brace {};
struct enum_declaration : seq<kw_enum, must<enum_name, block_begins, first_enum_value>, star<comma, enum_value>,
                              opt<comma>, must<enum_block_ends>> {};

// ---- entity

// field = ident type { role | "derived" | "label" } [ text ] [ "is" EXPR ]
// role  = "ownership" | "authorship" | "membership" | "assignment" | "trigger"
struct kw_derived : keyword<TAO_PEGTL_STRING("derived")> {};
struct kw_label : keyword<TAO_PEGTL_STRING("label")> {};
struct modifier_follows : ahead<&State::is_modifier> {};
struct role : token<name_text> {};
struct modifier : seq<modifier_follows, sor<kw_derived, kw_label, role>> {};
struct field_title : text {};
struct unknown_modifier_follows : ahead<&State::is_unknown_modifier> {};
struct unknown_modifier : failure {};
struct field_modifiers : star<sor<modifier, seq<unknown_modifier_follows, raise<unknown_modifier>>>> {};
struct kw_field_is : keyword<TAO_PEGTL_STRING("is")> {};
struct kw_in : seq<TAO_PEGTL_STRING("in"), not_at<word_goes_on>> {};
// On the next line `shared bool` is a field, `kind in kinds` is not.
struct next_field_follows : at<next_field, not_at<identifier, star<blank>, kw_in>> {};
struct field_source : seq<not_at<next_field_follows>, expression> {};
struct field_is : if_must<kw_field_is, field_source> {};
struct field_rest : seq<type, field_modifiers, opt<field_title>, opt<field_is>> {};
struct field_type : seq<field_rest> {};
struct field_name_text : identifier {};
struct field_name : seq<field_name_text, must<no_dash>, trivia> {};
struct field : seq<field_name, must<field_type>> {};
struct stray_field : failure {};
struct entity_item : sor<field, raise<stray_field>> {};

// entity = "entity" ident [ text ] [ "plural" text ] [ "is" dotted [ "where" EXPR ] ] "{" { field } "}"
struct kw_entity : keyword<TAO_PEGTL_STRING("entity")> {};
struct kw_plural : keyword<TAO_PEGTL_STRING("plural")> {};
struct kw_entity_where : keyword<TAO_PEGTL_STRING("where")> {};
struct entity_name : seq<declared_ident> {};
struct plural_text : text {};
struct plural : if_must<kw_plural, plural_text> {};
struct entity_condition : seq<not_at<one<'{'>>, expression> {};
struct entity_where : if_must<kw_entity_where, entity_condition> {};
struct entity_declaration : seq<kw_entity, must<entity_name>, opt<title>, opt<plural>,
                                opt<is_concept, opt<entity_where>>, block<entity_item, Resume::line>> {};

// ---- concept

// concept = "concept" name [ text ] [ "plural" text ] [ "of" ( "object" | "event" | "capability" ) ]
//           [ "{" { field } "}" ]
// A field's references name concepts: `ref<user>`, `ref<crm.deal>`.
struct kw_concept : keyword<TAO_PEGTL_STRING("concept")> {};
struct kw_of : keyword<TAO_PEGTL_STRING("of")> {};
struct concept_name : seq<declared_name> {};
struct concept_kind_name : seq<name> {};
struct concept_kind : if_must<kw_of, concept_kind_name> {};
struct concept_declaration : seq<kw_concept, must<concept_name>, opt<title>, opt<plural>, opt<concept_kind>,
                                 opt<at<one<'{'>>, block<entity_item, Resume::line>>> {};

// ---- parameters

// param = ident ":" ( "field" [ "=" role ] | "capability" | "value" [ "=" EXPR ] | type [ "=" EXPR ] )
struct kw_field : keyword<TAO_PEGTL_STRING("field")> {};
struct kw_capability_kind : keyword<TAO_PEGTL_STRING("capability")> {};
struct kw_value : keyword<TAO_PEGTL_STRING("value")> {};
struct default_role_text
    : sor<TAO_PEGTL_STRING("ownership"), TAO_PEGTL_STRING("authorship"), TAO_PEGTL_STRING("membership"),
          TAO_PEGTL_STRING("assignment"), TAO_PEGTL_STRING("trigger")> {};
struct default_role_name : default_role_text {};
struct default_role : token<default_role_name, not_at<word_goes_on>> {};
struct field_parameter : seq<kw_field, opt<equals, must<default_role>>> {};
struct capability_parameter : seq<kw_capability_kind> {};
struct default_value : expression {};
struct parameter_default : opt<equals, must<default_value>> {};
struct value_parameter : seq<kw_value, parameter_default> {};
struct typed_parameter : seq<type, parameter_default> {};
struct parameter_rest : sor<field_parameter, capability_parameter, value_parameter, typed_parameter> {};
struct parameter_kind : parameter_rest {};
struct parameter_name : ident {};
struct parameter_colon : colon {};
struct parameter : seq<parameter_name, must<parameter_colon, parameter_kind>> {};
struct first_parameter : seq<parameter> {};
struct next_parameter : seq<parameter> {};
struct open_parameters : symbol<'('> {};
struct close_parameters : symbol<')'> {};
struct parameters
    : seq<open_parameters, must<first_parameter>, star<comma, must<next_parameter>>, must<close_parameters>> {};

// ---- outcome

// oclause = "class" name | "reversible" | "irreversible" | "note" text
//         | "set" ident "=" EXPR | "clear" ident | "add" EXPR "to" ident | "remove" EXPR "from" ident | "erase"
//         | "create" ident "{" { ident "=" EXPR } "}" | "grant" name | "revoke" name
struct kw_outcome_class : keyword<TAO_PEGTL_STRING("class")> {};
struct kw_reversible : keyword<TAO_PEGTL_STRING("reversible")> {};
struct kw_irreversible : keyword<TAO_PEGTL_STRING("irreversible")> {};
struct kw_note : keyword<TAO_PEGTL_STRING("note")> {};
struct kw_set : keyword<TAO_PEGTL_STRING("set")> {};
struct kw_clear : keyword<TAO_PEGTL_STRING("clear")> {};
struct kw_add : keyword<TAO_PEGTL_STRING("add")> {};
struct kw_to : keyword<TAO_PEGTL_STRING("to")> {};
struct kw_remove : keyword<TAO_PEGTL_STRING("remove")> {};
struct kw_from : keyword<TAO_PEGTL_STRING("from")> {};
struct kw_erase : keyword<TAO_PEGTL_STRING("erase")> {};
struct kw_create : keyword<TAO_PEGTL_STRING("create")> {};
struct kw_grant : keyword<TAO_PEGTL_STRING("grant")> {};
struct kw_revoke : keyword<TAO_PEGTL_STRING("revoke")> {};
struct note_text : text {};
struct note : if_must<kw_note, note_text> {};
struct outcome_class_name : name {};
struct outcome_class : if_must<kw_outcome_class, outcome_class_name> {};
struct set_field : ident {};
struct set_equals : equals {};
struct set_value : expression {};
struct set_write : if_must<kw_set, set_field, set_equals, set_value> {};
struct clear_field : ident {};
struct clear_write : if_must<kw_clear, clear_field> {};
struct added_value : expression {};
struct add_to : kw_to {};
struct add_field : ident {};
struct add_write : if_must<kw_add, added_value, add_to, add_field> {};
struct removed_value : expression {};
struct remove_from : kw_from {};
struct remove_field : ident {};
struct remove_write : if_must<kw_remove, removed_value, remove_from, remove_field> {};
struct erase_write : seq<kw_erase> {};
struct created_entity : ident {};
struct create_begins : symbol<'{'> {};
struct create_ends : close_brace {};
struct created_field_name : ident {};
struct create_equals : equals {};
struct created_value : expression {};
struct created_field : if_must<created_field_name, create_equals, created_value> {};
struct create_write : seq<kw_create, must<created_entity, create_begins>, star<created_field>, must<create_ends>> {};
struct granted_name : name {};
struct grant_write : if_must<kw_grant, granted_name> {};
struct revoked_name : name {};
struct revoke_write : if_must<kw_revoke, revoked_name> {};
struct write
    : sor<set_write, clear_write, add_write, remove_write, erase_write, create_write, grant_write, revoke_write> {};
struct reversibility : sor<kw_reversible, kw_irreversible> {};
struct single_outcome_clause : seq<clause_begins, sor<outcome_class, reversibility, note>> {};
struct single_outcome_word : sor<kw_outcome_class, kw_reversible, kw_irreversible, kw_note> {};
struct stray_outcome_clause : failure {};
struct outcome_item : sor<write, seq<at<single_outcome_word>, single_outcome_clause>, raise<stray_outcome_clause>> {};

// outcome = "outcome" name [ "(" param { "," param } ")" ] [ text ] "{" { oclause } "}"
struct kw_outcome : keyword<TAO_PEGTL_STRING("outcome")> {};
struct outcome_name : seq<declared_name> {};
struct outcome_declaration
    : seq<kw_outcome, must<outcome_name>, opt<parameters>, opt<title>, block<outcome_item, Resume::item>> {};

// ---- let

// key    = EXPR [ "asc" | "desc" ]
// lookup = ( "first" | "all" ) ident [ ident ] [ "where" EXPR ] [ "by" key { "," key } ]
struct kw_first : keyword<TAO_PEGTL_STRING("first")> {};
struct kw_all : keyword<TAO_PEGTL_STRING("all")> {};
struct kw_lookup_where : keyword<TAO_PEGTL_STRING("where")> {};
struct kw_by : keyword<TAO_PEGTL_STRING("by")> {};
struct kw_asc : keyword<TAO_PEGTL_STRING("asc")> {};
struct kw_desc : keyword<TAO_PEGTL_STRING("desc")> {};
struct order_key_expression : expression {};
struct order_key : seq<order_key_expression, opt<sor<kw_asc, kw_desc>>> {};
struct lookup_key : seq<order_key> {};
struct lookup_kind : sor<kw_first, kw_all> {};
struct lookup_type : ident {};
struct lookup_variable : seq<not_at<sor<kw_lookup_where, kw_by>>, ident> {};
struct lookup_condition : expression {};
struct lookup_where : if_must<kw_lookup_where, lookup_condition> {};
struct lookup_by : seq<kw_by, must<lookup_key>, star<comma, must<lookup_key>>> {};
struct lookup_follows : at<lookup_kind, not_at<next_clause>, not_at<kw_in>, identifier> {};
struct lookup
    : seq<lookup_follows, lookup_kind, must<lookup_type>, opt<lookup_variable>, opt<lookup_where>, opt<lookup_by>> {};

// let = "let" ident [ "(" param { "," param } ")" ] "=" ( lookup | EXPR )
struct kw_let : keyword<TAO_PEGTL_STRING("let")> {};
struct let_name : seq<declared_ident> {};
struct let_equals : equals {};
struct let_expression : expression {};
struct let_value : sor<lookup, let_expression> {};
struct let_declaration : seq<kw_let, must<let_name>, opt<parameters>, must<let_equals, let_value>> {};

// ---- event

// member = "arg" ident type [ "=" EXPR ] [ text ] | "phase" name [ text ]
//        | "require" name ":" EXPR "else" text [ "unblock" text ] [ "howto" name ] [ cite ]
//        | "inventory" [ text ] [ cite ] | cite
struct kw_arg : keyword<TAO_PEGTL_STRING("arg")> {};
struct kw_phase : keyword<TAO_PEGTL_STRING("phase")> {};
struct kw_require : keyword<TAO_PEGTL_STRING("require")> {};
struct kw_else : keyword<TAO_PEGTL_STRING("else")> {};
struct kw_unblock : keyword<TAO_PEGTL_STRING("unblock")> {};
struct kw_guard_howto : keyword<TAO_PEGTL_STRING("howto")> {};
struct kw_inventory : keyword<TAO_PEGTL_STRING("inventory")> {};
struct argument_default : expression {};
struct argument_title : text {};
struct argument_rest : seq<type, opt<equals, must<argument_default>>, opt<argument_title>> {};
struct argument_type : seq<argument_rest> {};
struct argument_name : ident {};
struct argument : if_must<kw_arg, argument_name, argument_type> {};
struct phase_name : name {};
struct phase_title : text {};
struct phase : seq<kw_phase, must<phase_name>, opt<phase_title>> {};
struct guard_name : name {};
struct guard_colon : colon {};
struct guard_condition : expression {};
struct guard_message : text {};
struct guard_else : seq<kw_else, must<guard_message>> {};
struct guard_unblock_text : text {};
struct guard_unblock : if_must<kw_unblock, guard_unblock_text> {};
struct guard_howto_name : name {};
struct guard_howto : if_must<kw_guard_howto, guard_howto_name> {};
struct guard_cite : seq<cite> {};
struct guard : seq<kw_require, must<guard_name, guard_colon, guard_condition, guard_else>, opt<guard_unblock>,
                   opt<guard_howto>, opt<guard_cite>> {};
struct inventory_title : text {};
struct inventory_cite : seq<cite> {};
struct inventory_clause : seq<kw_inventory, opt<inventory_title>, opt<inventory_cite>> {};
struct single_event_clause : seq<clause_begins, sor<inventory_clause, declared_cite>> {};
struct single_event_word : sor<kw_inventory, kw_cite> {};
struct stray_member : failure {};
struct event_item : sor<argument, phase, guard, seq<at<single_event_word>, single_event_clause>, raise<stray_member>> {
};

// event = "event" name [ text ] "for" ident [ "is" dotted ] "{" { member } "}"
struct kw_event : keyword<TAO_PEGTL_STRING("event")> {};
struct kw_for : keyword<TAO_PEGTL_STRING("for")> {};
struct event_name : seq<declared_name> {};
struct event_for : kw_for {};
struct event_subject : ident {};
struct event_declaration : seq<kw_event, must<event_name>, opt<title>, must<event_for, event_subject>, opt<is_concept>,
                               block<event_item, Resume::item>> {};

// ---- rule, advise, display, guard, howto

// events = "on" name { "," name }
struct kw_on : keyword<TAO_PEGTL_STRING("on")> {};
struct event_reference : name {};
struct on_clause : seq<kw_on, must<event_reference>, star<comma, must<event_reference>>> {};

// targets = "subject" | ident { "," ident } [ "as" ident ]
struct kw_subject : keyword<TAO_PEGTL_STRING("subject")> {};
struct kw_as : keyword<TAO_PEGTL_STRING("as")> {};
struct target_name : ident {};
struct target_alias : ident {};
struct targets : sor<kw_subject, seq<target_name, star<comma, must<target_name>>, opt<kw_as, must<target_alias>>>> {};
struct rule_targets : seq<targets> {};
struct for_clause : if_must<kw_for, rule_targets> {};

struct kw_where : keyword<TAO_PEGTL_STRING("where")> {};
struct where_condition : expression {};
struct where_clause : if_must<kw_where, where_condition> {};

// call = name [ "(" [ arg { "," arg } ] ")" ]          arg = [ ident ":" ] ( name | EXPR )
// A name alone may be a capability's, with dashes that CEL would take for minus signs: `lose(log-in)`.
struct bare_name : word {};
struct bare_argument : seq<at<word, star<space>, one<',', ')'>>, token<bare_name>> {};
struct argument_label_text : identifier {};
struct argument_label_ahead : at<identifier, star<blank>, one<':'>> {};
struct argument_label : seq<argument_label_ahead, token<argument_label_text>, colon> {};
struct argument_expression : sor<bare_argument, expression> {};
struct argument_value : argument_expression {};
struct call_argument : seq<opt<argument_label>, must<argument_value>> {};
struct open_call : symbol<'('> {};
struct close_call : symbol<')'> {};
struct call_arguments
    : seq<open_call, sor<close_call, seq<call_argument, star<comma, call_argument>, must<close_call>>>> {};
struct call_name : name {};
struct call : seq<call_name, opt<call_arguments>> {};
struct rule_call : seq<call> {};
struct kw_then : keyword<TAO_PEGTL_STRING("then")> {};
struct then_clause : seq<kw_then, must<rule_call>, star<comma, must<rule_call>>> {};

// delay = duration literal | EXPR          a literal: 30d, 12h, 45m, 10s, 1d12h
struct cel_number : seq<sor<seq<one<'0'>, one<'x', 'X'>>,
                            seq<plus<digit>, sor<one<'u', 'U'>, seq<one<'e', 'E'>, opt<one<'+', '-'>>, digit>>>>> {};
struct delay_text : seq<plus<digit>, opt<one<'.'>, plus<digit>>, plus<identifier_other>> {};
struct delay_literal : seq<not_at<cel_number>, token<delay_text>> {};
struct delay_expression : expression {};
struct delay : sor<delay_literal, delay_expression> {};
struct rule_delay : seq<delay> {};
struct kw_after : keyword<TAO_PEGTL_STRING("after")> {};
struct after_clause : if_must<kw_after, rule_delay> {};

struct kw_due : keyword<TAO_PEGTL_STRING("due")> {};
struct due_time : expression {};
struct due_clause : if_must<kw_due, due_time> {};
struct kw_unless : keyword<TAO_PEGTL_STRING("unless")> {};
struct unless_condition : expression {};
struct unless_clause : if_must<kw_unless, unless_condition> {};
struct kw_overrides : keyword<TAO_PEGTL_STRING("overrides")> {};
struct overridden_rule : name {};
struct overrides_clause : seq<kw_overrides, must<overridden_rule>, star<comma, must<overridden_rule>>> {};
struct kw_rule_phase : keyword<TAO_PEGTL_STRING("phase")> {};
struct rule_phase_name : name {};
struct phase_clause : if_must<kw_rule_phase, rule_phase_name> {};

struct clauses_end : ahead<&State::declaration_ends> {};
template <class Clause>
struct clauses : star<not_at<clauses_end>, recoverable<Clause, Resume::clause>> {};

// rclause = "on" … | "phase" name | "for" targets | "where" EXPR | "then" call { "," call } | "after" delay | "due"
// EXPR
//         | "unless" EXPR | "overrides" name { "," name } | "note" text | cite          each at most once
struct stray_rule_clause : failure {};
struct rule_clause : sor<on_clause, phase_clause, for_clause, where_clause, then_clause, after_clause, due_clause,
                         unless_clause, overrides_clause, note, declared_cite, raise<stray_rule_clause>> {};
struct rule_item : seq<opt<clause_begins>, rule_clause> {};

// rule = "rule" name [ text ] { rclause }
struct kw_rule : keyword<TAO_PEGTL_STRING("rule")> {};
struct rule_name : seq<declared_name> {};
struct rule_declaration : seq<kw_rule, must<rule_name>, opt<title>, clauses<rule_item>> {};

// advise = "advise" name text { "on" … | "for" … | "where" … | "note" … | cite }
struct kw_advise : keyword<TAO_PEGTL_STRING("advise")> {};
struct advice_name : seq<declared_name> {};
struct advice_title : seq<title> {};
struct stray_advice_clause : failure {};
struct advice_clause : sor<on_clause, for_clause, where_clause, note, declared_cite, raise<stray_advice_clause>> {};
struct advice_item : seq<opt<clause_begins>, advice_clause> {};
struct advice_declaration : seq<kw_advise, must<advice_name, advice_title>, clauses<advice_item>> {};

// display = "display" name [ text ] { "on" … | "for" … | "where" … | "field" ident
//         | "show" locale text { "," locale text } | "note" … | cite }
struct kw_display : keyword<TAO_PEGTL_STRING("display")> {};
struct kw_display_field : keyword<TAO_PEGTL_STRING("field")> {};
struct kw_show : keyword<TAO_PEGTL_STRING("show")> {};
struct display_name : seq<declared_name> {};
struct display_field : ident {};
struct field_clause : if_must<kw_display_field, display_field> {};
struct display_locale : name {};
struct display_text : text {};
struct display_form : seq<display_locale, must<display_text>> {};
struct first_display_form : seq<display_form> {};
struct next_display_form : seq<display_form> {};
struct show_clause : seq<kw_show, must<first_display_form>, star<comma, must<next_display_form>>> {};
struct stray_display_clause : failure {};
struct display_clause : sor<on_clause, for_clause, where_clause, field_clause, show_clause, note, declared_cite,
                            raise<stray_display_clause>> {};
struct display_item : seq<opt<clause_begins>, display_clause> {};
struct display_declaration : seq<kw_display, must<display_name>, opt<title>, clauses<display_item>> {};

// guard = "guard" name "on" name { "," name }
//         "{" "require" EXPR "else" text [ "unblock" text ] [ "howto" name ] [ cite ] "}"
struct kw_guard : keyword<TAO_PEGTL_STRING("guard")> {};
struct shared_guard_name : seq<declared_name> {};
struct shared_guard_on : seq<on_clause> {};
struct shared_guard_require : kw_require {};
struct shared_guard_condition : expression {};
struct shared_guard_ends : close_brace {};
struct shared_guard : seq<must<shared_guard_require, shared_guard_condition, guard_else>, opt<guard_unblock>,
                          opt<guard_howto>, opt<guard_cite>> {};
struct guard_declaration
    : seq<kw_guard, must<shared_guard_name, shared_guard_on, block_begins>, shared_guard, must<shared_guard_ends>> {};

// howto = "howto" name [ text ] "on" name { "," name } [ cite ] "{" { "step" text [ cite ] } "}"
struct kw_howto : keyword<TAO_PEGTL_STRING("howto")> {};
struct kw_step : keyword<TAO_PEGTL_STRING("step")> {};
struct howto_name : seq<declared_name> {};
struct howto_on : seq<on_clause> {};
struct step_text : text {};
struct step_cite : seq<cite> {};
struct step : seq<kw_step, must<step_text>, opt<step_cite>> {};
struct stray_step : failure {};
struct howto_item : sor<step, raise<stray_step>> {};
struct howto_declaration
    : seq<kw_howto, must<howto_name>, opt<title>, must<howto_on>, opt<declared_cite>, block<howto_item, Resume::item>> {
};

// ---- declarations

// drop = "drop" keyword name
struct kw_drop : keyword<TAO_PEGTL_STRING("drop")> {};
struct dropped_keyword : sor<kw_concept, kw_class, kw_enum, kw_capability, kw_entity, kw_outcome, kw_let, kw_event,
                             kw_guard, kw_howto, kw_rule, kw_advise, kw_display, kw_lacks> {};
struct dropped_word : word {};
struct dropped_kind : seq<at<disable<dropped_keyword>>, token<dropped_word>> {};
struct dropped_name : seq<declared_dotted> {};
struct drop_declaration : seq<kw_drop, must<dropped_kind, dropped_name>> {};

// declaration = [ "replace" ] ( concept | class | … ) | drop
struct declaration_begin : success {};
struct declared : sor<concept_declaration, class_declaration, enum_declaration, capability_declaration,
                      entity_declaration, outcome_declaration, let_declaration, event_declaration, guard_declaration,
                      howto_declaration, rule_declaration, advice_declaration, display_declaration,
                      lack_declaration> {};
struct kw_replace : keyword<TAO_PEGTL_STRING("replace")> {};
struct replacing_declaration : declared {};
struct replacement : if_must<kw_replace, replacing_declaration> {};
struct declaration_body : sor<declared, replacement, drop_declaration> {};
struct declaration : seq<declaration_body> {};

// ---- files

// header = ( "pack" name [ text ] | "module" dotted [ text ] ) [ "edition" text [ "extends" text ] [ "title" text ] ]
//          { "use" dotted { "," dotted } }
struct kw_pack : keyword<TAO_PEGTL_STRING("pack")> {};
struct kw_module : keyword<TAO_PEGTL_STRING("module")> {};
struct kw_edition : keyword<TAO_PEGTL_STRING("edition")> {};
struct kw_extends : keyword<TAO_PEGTL_STRING("extends")> {};
struct kw_title : keyword<TAO_PEGTL_STRING("title")> {};
struct kw_use : keyword<TAO_PEGTL_STRING("use")> {};
struct file_title : text {};
struct pack_name : name {};
struct pack_line : seq<kw_pack, must<pack_name>, opt<file_title>> {};
struct module_name : dotted {};
struct module_line : seq<kw_module, must<module_name>, opt<file_title>> {};
struct edition_name : text {};
struct extended_name : text {};
struct edition_title : text {};
struct edition_line
    : seq<kw_edition, must<edition_name>, opt<kw_extends, must<extended_name>>, opt<kw_title, must<edition_title>>> {};
struct used_module : dotted {};
struct use_line : seq<kw_use, must<used_module>, star<comma, must<used_module>>> {};
// Header lines that come too late are read all the same, so that the message can say so.
struct header_line : sor<pack_line, module_line, edition_line, use_line> {};

struct stray_declaration : failure {};
struct file_item : seq<declaration_begin, sor<declaration, header_line, raise<stray_declaration>>> {};
struct missing_header : success {};
struct byte_order_mark : utf8::bom {};

// file = header { declaration }
struct file : seq<opt<byte_order_mark>, trivia, sor<at<sor<kw_pack, kw_module>>, missing_header>,
                  star<not_at<eof>, recoverable<file_item, Resume::declaration>>> {};

// ---- pieces of YAML scalars

struct fragment_end : eof {};
struct whole_type : seq<type> {};
struct type_fragment : seq<trivia, must<whole_type, fragment_end>> {};
struct field_fragment : seq<trivia, must<field_type, fragment_end>> {};
struct parameter_fragment : seq<trivia, must<parameter_kind, fragment_end>> {};
struct argument_fragment : seq<trivia, must<argument_type, fragment_end>> {};
struct call_fragment : seq<trivia, must<rule_call, fragment_end>> {};
struct order_key_fragment : seq<trivia, must<lookup_key, fragment_end>> {};
struct delay_fragment : seq<trivia, must<rule_delay, fragment_end>> {};
struct targets_fragment : seq<trivia, must<rule_targets, fragment_end>> {};

}  // namespace exeunt::syntax::grammar
