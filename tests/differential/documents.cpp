// What can be read off a plan: itself, that it does not differ from itself, its request, its explanations.
#include <algorithm>

#include "interpreter/diff/compare.h"
#include "interpreter/driver/evaluate.h"
#include "interpreter/driver/request.h"
#include "interpreter/plan/json.h"
#include "interpreter/snapshot/read.h"
#include "tests/differential/properties.h"

namespace exeunt::differential {

namespace {

std::optional<plan::Plan> read(const std::string& text) {
  source::Manager sources;
  diagnostic::Sink sink;
  auto plan = plan::read_json(sources, sources.add("plan", text), sink);
  return sink.has_errors() ? std::nullopt : plan;
}

/// The entries of `all` that are about an object, as they stand in a plan's document of nothing else.
template <class Entry>
std::vector<Entry> about(const std::vector<Entry>& all, const std::string& object) {
  std::vector<Entry> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](const Entry& each) { return each.object == object; });
  return out;
}

template <class Entry>
std::vector<Entry> naming(const std::vector<Entry>& all, const std::string& object) {
  std::vector<Entry> out;
  for (const Entry& each : all) {
    if (std::find(each.objects.begin(), each.objects.end(), object) != each.objects.end()) {
      out.push_back(each);
      out.back().objects = {object};
    }
  }
  return out;
}

}  // namespace

std::string hold_documents(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan) {
    return {};
  }
  const auto from_document = read(answer.json);
  const auto from_lines = read(answer.ndjson);
  if (!from_document || !from_lines) {
    return "what was written cannot be read\n" + (from_document ? answer.ndjson : answer.json);
  }
  for (const plan::Plan* each : {&*from_document, &*from_lines}) {
    if (plan::write_json(*each) != answer.json) {
      return difference(answer.json, plan::write_json(*each));
    }
  }
  return difference(answer.ndjson, plan::write_ndjson(*from_document));
}

std::string hold_difference(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan) {
    return {};
  }
  const diff::Difference same = diff::compare(*answer.plan, *answer.plan);
  if (!same.same()) {
    return "it differs from itself in " + std::to_string(same.totals.all()) + " entries";
  }
  const auto again = read(answer.ndjson);
  return again && diff::compare(*answer.plan, *again).same() ? "" : "it differs from itself, read again";
}

std::string hold_request(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan || trial.tried().request.howtos) {
    return {};
  }
  const driver::Request request = driver::request_of(*answer.plan);
  const auto again = trial.plan(trial.tried().lines, trial.compiled(), request);
  return difference(answer.json, again ? plan::write_json(*again) : "");
}

std::string hold_explanations(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan) {
    return {};
  }
  diagnostic::Sink sink;
  const auto account =
      snapshot::read_text(trial.tried().lines, "account", *trial.program().model, sink, trial.read_options());
  Random random = trial.random("explanations");
  for (int i = 0; i < 4 && account && account->present_count > 0; ++i) {
    const snapshot::Object& object = account->objects[random.below(account->present_count)];
    const std::string name = trial.program().model->entities[object.entity].name + ":" + object.id;
    const auto explained = driver::explain(trial.graph(), *account, trial.tried().request, name, sink);
    if (!explained) {
      return name + " cannot be explained: " + errors_of(sink);
    }
    plan::Plan said = *answer.plan;
    said.changes = about(said.changes, name);
    said.displays = about(said.displays, name);
    said.undecided = about(said.undecided, name);
    said.capabilities = naming(said.capabilities, name);
    said.advice = naming(said.advice, name);
    plan::Plan told = said;
    told.changes = explained->changes;
    told.displays = explained->displays;
    told.capabilities = naming(explained->capabilities, name);
    told.advice = naming(explained->advice, name);
    if (plan::write_json(said) != plan::write_json(told)) {
      return name + "\n" + difference(plan::write_json(said), plan::write_json(told));
    }
    for (const plan::RuleTried& rule : explained->rules) {
      const auto is_of_rule = [&](const auto& each) { return each.rule == rule.rule; };
      const bool is_undecided = std::any_of(said.undecided.begin(), said.undecided.end(), is_of_rule);
      if (is_undecided != (rule.fate == plan::Fate::undecided)) {
        return name + " is " + (is_undecided ? "" : "not ") + "undecided in the plan, by " + rule.rule +
               ", and the explanation says otherwise";
      }
    }
  }
  return {};
}

}  // namespace exeunt::differential
