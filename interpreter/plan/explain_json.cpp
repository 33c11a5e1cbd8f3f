#include "interpreter/plan/explain.h"
#include "interpreter/plan/writer.h"

namespace exeunt::plan {

template <class A, Is<FieldValue> T>
void members(A& archive, T& field) {
  archive.required("field", field.field);
  archive.when("value", field.value, !field.unknown);
  archive.optional("unknown", field.unknown);
}

template <class A, Is<Conjunct> T>
void members(A& archive, T& part) {
  archive.required("source", part.source);
  archive.required("value", part.value);
  archive.optional("error", part.error);
  archive.required("fields", part.fields);
}

template <class A, Is<RuleTried> T>
void members(A& archive, T& tried) {
  archive.required("rule", tried.rule);
  archive.optional("title", tried.title);
  archive.when("kind", tried.kind, tried.kind != RuleKind::rule);
  archive.required("fate", tried.fate);
  archive.optional("overridden_by", tried.overridden_by);
  archive.optional("phase", tried.phase);
  archive.required("condition", tried.condition);
  archive.optional("missing", tried.missing);
  archive.optional("error", tried.error);
  archive.optional("outcomes", tried.outcomes);
  archive.optional("due", tried.due);
  archive.optional("unless", tried.unless);
  archive.required("cites", tried.cites);
  archive.inlined("file", tried.location);
}

std::string write_json(const Explanation& explanation) {
  Emitter out(2);
  Writer writer(out);
  out.begin_object();
  writer.required("format", std::string("exeunt.explanation/1"));
  writer.required("policy", explanation.policy);
  writer.required("request", explanation.request);
  writer.required("object", explanation.object);
  writer.optional("label", explanation.label);
  writer.required("type", explanation.type);
  writer.required("in_snapshot", explanation.in_snapshot);
  writer.required("changes", explanation.changes);
  writer.required("capabilities", explanation.capabilities);
  writer.required("advice", explanation.advice);
  writer.required("displays", explanation.displays);
  if (!explanation.rules_tried) {
    writer.required("rules_tried", explanation.rules_tried);
  }
  writer.required("rules", explanation.rules);
  writer.required("unaddressed", explanation.unaddressed);
  writer.required("dangling", explanation.dangling);
  writer.required("conflicts", explanation.conflicts);
  writer.required("labels", explanation.labels);
  out.end_object();
  return out.take() + "\n";
}

}  // namespace exeunt::plan
