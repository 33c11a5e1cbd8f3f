// The one place where the grammar, its messages and its actions are put together.
#include "interpreter/syntax/parse.h"

#include "interpreter/syntax/actions/event.hpp"
#include "interpreter/syntax/actions/file.hpp"
#include "interpreter/syntax/actions/outcome.hpp"
#include "interpreter/syntax/actions/rule.hpp"
#include "interpreter/syntax/messages.hpp"

namespace exeunt::syntax {

namespace {

namespace pegtl = TAO_PEGTL_NAMESPACE;
using diagnostic::Kind;
// Lazy: offsets are all we keep, lines and columns are worked out for messages only.
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

// Matches Rule from the beginning of the text. False: an error was reported.
template <class Rule>
bool match(State& state) {
  Input in(state.text().data(), state.text().data() + state.text().size(), "");
  try {
    return pegtl::parse<Rule, action, control>(in, state) && !state.has_errors();
  } catch (const SyntaxError&) {
    return false;
  } catch (const TooManyErrors&) {
    state.report_too_many_errors();
    return false;
  }
}

}  // namespace

ast::File parse(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink) {
  State state(file, sources.file(file).text(), sink);
  match<grammar::file>(state);
  return std::move(state.file);
}

std::optional<ast::Type> parse_type(const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  return match<grammar::type_fragment>(state) ? std::optional(state.take_type()) : std::nullopt;
}

std::optional<ast::Field> parse_field(const ast::Name& name, const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  state.field.name = name;
  if (!match<grammar::field_fragment>(state)) {
    return std::nullopt;
  }
  state.field.span = text.span;
  return std::move(state.field);
}

std::optional<ast::Parameter> parse_parameter(const ast::Name& name, const ast::Expression& text,
                                              diagnostic::Sink& sink) {
  State state(text, sink);
  state.parameter.name = name;
  if (!match<grammar::parameter_fragment>(state)) {
    return std::nullopt;
  }
  state.parameter.span = text.span;
  return std::move(state.parameter);
}

std::optional<ast::Argument> parse_argument(const ast::Name& name, const ast::Expression& text,
                                            diagnostic::Sink& sink) {
  State state(text, sink);
  state.argument.name = name;
  if (!match<grammar::argument_fragment>(state)) {
    return std::nullopt;
  }
  state.argument.span = text.span;
  return std::move(state.argument);
}

std::optional<ast::Call> parse_call(const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  return match<grammar::call_fragment>(state) ? std::optional(std::move(state.calls.front())) : std::nullopt;
}

std::optional<ast::OrderKey> parse_order_key(const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  return match<grammar::order_key_fragment>(state) ? std::optional(std::move(state.lookup.by.front())) : std::nullopt;
}

std::optional<ast::Delay> parse_delay(const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  return match<grammar::delay_fragment>(state) ? std::optional(std::move(state.delay)) : std::nullopt;
}

std::optional<ast::Targets> parse_targets(const ast::Expression& text, diagnostic::Sink& sink) {
  State state(text, sink);
  return match<grammar::targets_fragment>(state) ? std::optional(std::move(state.targets)) : std::nullopt;
}

}  // namespace exeunt::syntax
