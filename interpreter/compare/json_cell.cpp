#include "interpreter/compare/json_members.h"

namespace exeunt::compare {

using plan::Value;

static Value ties_value(const Ties& ties) {
  Object out;
  out.put_all("any_of", ties.any_of, [](const Tie& tie) {
    Object each;
    each.put_given("field", tie.field).put_given("title", tie.title).put("role", tie.role);
    return each.take();
  });
  return out.put("source", ties.source).take();
}

/// What rules, advice and displays have in common.
template <class Said>
static void put_frame(Object& out, const Said& said) {
  out.put_given("note", said.note);
  out.put_all("ties", said.ties, ties_value);
  out.put_all("conditions", said.conditions, [](const std::string& text) { return Value{text}; });
  out.put_all("cites", said.cites, [](const std::string& id) { return Value{id}; });
  out.add("place", value_of(said.place));
}

static Value fate_value(const Fate& fate) {
  Object out;
  out.add("event", value_of(fate.event)).add("entity", value_of(fate.entity));
  out.put("rule", fate.rule).put_given("title", fate.title);
  out.put("outcome", fate.outcome).put_given("wording", fate.wording);
  out.add("class", value_of(fate.outcome_class));
  Object delay;
  delay.put("kind", name(fate.delay.kind));
  if (fate.delay.seconds) {
    delay.add("seconds", Value{*fate.delay.seconds});
  }
  out.add("delay", delay.put_given("text", fate.delay.text).take());
  out.put("reversible", fate.reversible);
  if (fate.open) {
    out.put("open", true);
  }
  out.put_given("unless", fate.unless).put_given("phase", fate.phase);
  if (!fate.capability.name.empty()) {
    out.add("capability", value_of(fate.capability));
  }
  out.put_given("overrides", fate.overrides);
  put_frame(out, fate);
  return out.take();
}

static Value advice_value(const Advice& advice) {
  Object out;
  out.add("event", value_of(advice.event)).add("entity", value_of(advice.entity));
  out.put("rule", advice.rule).put("text", advice.text);
  put_frame(out, advice);
  return out.take();
}

static Value display_value(const Display& display) {
  Object out;
  out.add("event", value_of(display.event)).add("entity", value_of(display.entity));
  out.put("rule", display.rule).put_given("title", display.title);
  if (!display.field.name.empty()) {
    out.add("field", value_of(display.field));
  }
  out.put("text", display.text);
  put_frame(out, display);
  return out.take();
}

Value value_of(const Named& named) {
  Object out;
  return out.put("name", named.name).put("title", named.title).take();
}

Value value_of(const Class& outcome_class) {
  Object out;
  out.put("name", outcome_class.name).put("title", outcome_class.title);
  return out.put("severity", outcome_class.severity).take();
}

Value value_of(const Place& place) {
  Object out;
  return out.put("file", place.file).put("line", uint64_t{place.line}).take();
}

Value value_of(const Cell& cell) {
  Object out;
  out.put("answer", name(cell.answer));
  if (cell.why != Why::none) {
    out.put("why", name(cell.why));
  }
  out.put_given("explanation", cell.explanation);
  if (cell.worst) {
    out.add("worst", value_of(*cell.worst)).put("irreversible", cell.irreversible);
  }
  out.put_given_all("fates", cell.fates, fate_value);
  out.put_given_all("advice", cell.advice, advice_value);
  out.put_given_all("displays", cell.displays, display_value);
  return out.put_given("cites", cell.cites).take();
}

}  // namespace exeunt::compare
