#include "interpreter/compare/json_account.h"

#include "interpreter/compare/json_members.h"
#include "interpreter/plan/members.h"

namespace exeunt::compare {

using plan::Value;

static Value happening_value(const AccountChange& change) {
  Object out;
  out.put("object", change.object).put("event", change.event.name);
  out.put("rule", change.rule).put_given("title", change.title);
  out.put("outcome", change.outcome).put("text", change.text).add("class", value_of(change.outcome_class));
  out.put("reversible", change.reversible);
  if (change.open) {
    out.put("open", true);
  }
  if (!change.capability.name.empty()) {
    out.add("capability", value_of(change.capability));
  }
  out.put_given("due", change.due).put_given("unless", change.unless).put_given("phase", change.phase);
  return out.put_given("cites", change.cites).take();
}

static Value shown_value(const AccountDisplay& display) {
  Object out;
  out.put("object", display.object).put("event", display.event.name).put("rule", display.rule);
  return out.put_given("field", display.field).put("text", display.text).put_given("cites", display.cites).take();
}

static Value undecided_value(const AccountUndecided& undecided) {
  Object out;
  out.put("object", undecided.object).put("event", undecided.event.name).put("rule", undecided.rule);
  return out.put_given("missing", undecided.missing).put_given("error", undecided.error).take();
}

static Value account_cell_value(const AccountCell& cell) {
  Object out;
  out.put("answer", name(cell.answer));
  if (cell.worst) {
    out.add("worst", value_of(*cell.worst)).put("irreversible", cell.irreversible);
  }
  out.put_given_all("changes", cell.changes, happening_value);
  out.put_given_all("displays", cell.displays, shown_value);
  out.put_given_all("undecided", cell.undecided, undecided_value);
  return out.put_given("unaddressed", cell.unaddressed).take();
}

Value value_of(const AccountRequest& request) {
  Object out;
  out.put("account", request.account).put("digest", request.digest).put("objects", request.objects);
  out.put("subject", request.subject).put_given("subject_label", request.subject_label);
  out.put_given("by", request.by).put_given("by_label", request.by_label);
  out.put("at", request.at);
  const auto put_counts = [&out](const char* name, const std::map<std::string, uint64_t>& counts) {
    Object each;
    for (const auto& [what, count] : counts) {
      each.put(what.c_str(), count);
    }
    if (!counts.empty()) {
      out.add(name, each.take());
    }
  };
  put_counts("unknown_types", request.unknown_types);
  put_counts("unknown_fields", request.unknown_fields);
  return out.take();
}

Value value_of(const Run& run, const std::vector<Event>& events) {
  Object out;
  out.put("contestant", uint64_t{run.contestant}).put("concept", events[run.event_index].key);
  out.put("event", run.event.name).put("title", run.event.title);
  if (run.plan == nullptr) {
    return out.put("refused", run.refused).take();
  }
  out.put("verdict", plan::name(run.plan->verdict));
  std::vector<plan::Guard> failed;
  for (const plan::Guard& guard : run.plan->guards) {
    if (guard.holds != plan::Outcome3::yes) {
      failed.push_back(guard);
    }
  }
  out.put_given_all("guards", failed, [](const plan::Guard& guard) {
    Object each;
    each.put("name", guard.name).put("holds", plan::name(guard.holds));
    each.put_given("message", guard.message);
    each.put_given_all("missing", guard.missing, [](const plan::MissingField& missing) {
      Object field;
      return field.put("object", missing.object).put("field", missing.field).take();
    });
    return each.take();
  });
  return out.take();
}

Value value_of(const AccountObject& object, const std::vector<Event>& events) {
  Object out;
  out.put("object", object.object).put("concept", object.concept_key).put_given("label", object.label);
  out.put_all("carried", object.carried, [](const Carried& carried) {
    Object each;
    each.put_all("objects", carried.objects, [](const std::string& own) { return Value{own}; });
    each.put_given("why_not", carried.why_not).put_given("left_out", carried.left_out);
    each.put_given_all("lost", carried.lost, [](const LostField& lost) {
      Object field;
      return field.put("field", lost.field).put("why", lost.why).take();
    });
    return each.take();
  });
  Value::List rows;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const AccountRow& row = object.rows[i];
    Object each;
    each.put("event", events[i].key).put("difference", name(row.difference));
    each.put("cost", row.cost).put("worst", row.worst).put("irreversible", row.irreversible);
    rows.push_back(each.put_all("cells", row.cells, account_cell_value).take());
  }
  return out.add("rows", Value{std::move(rows)}).take();
}

}  // namespace exeunt::compare
