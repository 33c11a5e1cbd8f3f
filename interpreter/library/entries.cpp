// Plans as the stages have them, told in the library's own types.
#include "interpreter/driver/request.h"
#include "interpreter/library/state.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"

namespace exeunt {

namespace {

Value to_value(const plan::Value& value) {
  return Access::value(plan::write_value(value));
}

Op to_op(plan::Op op) {
  switch (op) {
    case plan::Op::set:
      return Op::set;
    case plan::Op::clear:
      return Op::clear;
    case plan::Op::add:
      return Op::add;
    case plan::Op::remove:
      return Op::remove;
    case plan::Op::erase:
      return Op::erase;
    case plan::Op::create:
      return Op::create;
  }
  return Op::set;
}

Answer to_answer(plan::Outcome3 answer) {
  switch (answer) {
    case plan::Outcome3::yes:
      return Answer::yes;
    case plan::Outcome3::no:
      return Answer::no;
    case plan::Outcome3::unknown:
      return Answer::unknown;
  }
  return Answer::unknown;
}

std::vector<MissingField> to_fields(const std::vector<plan::MissingField>& missing) {
  std::vector<MissingField> fields;
  for (const plan::MissingField& each : missing) {
    fields.push_back({each.object, each.field});
  }
  return fields;
}

Guard to_guard(const plan::Guard& guard) {
  return {guard.name, to_answer(guard.holds), guard.message, guard.unblock, to_fields(guard.missing), guard.error};
}

Request to_request(const plan::Plan& plan) {
  const driver::Request asked = driver::request_of(plan);
  Request request;
  request.event = asked.event;
  request.subject = asked.subject;
  request.by = asked.by;
  request.at = asked.at;
  request.arguments = asked.arguments;
  request.transfers = asked.transfers;
  request.locale = asked.locale;
  return request;
}

}  // namespace

Change to_change(const plan::Plan& plan, const plan::Change& change) {
  Change out;
  out.object = change.object;
  out.rule = change.rule;
  out.outcome = change.outcome;
  const plan::RuleOutcome* const outcome = plan::find_outcome(plan, change);
  out.class_name = outcome != nullptr ? outcome->class_name : "";
  out.text = change.text;
  out.due = change.due;
  out.unless = change.unless;
  out.phase = change.phase;
  out.reversible = !plan::is_irreversible(plan, change);
  out.unchanged = plan::is_unchanged(plan, change);
  for (const plan::Write& write : change.writes) {
    out.writes.push_back({to_op(write.op), write.field, to_value(write.from), to_value(write.to), write.from_unknown});
  }
  return out;
}

driver::Request to_driver(const Request& request) {
  driver::Request out;
  out.event = request.event;
  out.subject = request.subject;
  out.by = request.by;
  out.at = request.at;
  out.arguments = request.arguments;
  out.transfers = request.transfers;
  out.locale = request.locale;
  out.howtos = request.howtos;
  out.locations = request.locations;
  return out;
}

plan::TextOptions to_plan(const TextOptions& options) {
  return {options.colour, options.verbose, options.concise, options.cites, options.width};
}

Plan make_plan(plan::Plan plan, std::optional<Policy> policy, std::optional<Account> account) {
  auto state = std::make_shared<Plan::State>();
  state->request = to_request(plan);
  for (const plan::Guard& guard : plan.guards) {
    state->guards.push_back(to_guard(guard));
  }
  for (const plan::Undecided& each : plan.undecided) {
    state->undecided.push_back({each.object, each.rule, to_fields(each.missing), each.error});
  }
  for (const plan::Unaddressed& each : plan.unaddressed) {
    state->unaddressed.push_back({each.object, each.fields});
  }
  const plan::Summary& counts = plan.summary;
  state->summary = {counts.objects, counts.affected, counts.scheduled, counts.irreversible, counts.point_of_no_return};
  state->plan = std::move(plan);
  state->policy = std::move(policy);
  state->account = std::move(account);
  return Access::make<Plan>(std::move(state));
}

}  // namespace exeunt
