#include "interpreter/driver/scenario.h"

#include <algorithm>

#include "interpreter/apply/schedule.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/driver/request.h"
#include "interpreter/driver/unless.h"
#include "interpreter/engine/reference/engine.h"
#include "interpreter/lower/lower.h"
#include "interpreter/scenario/account.h"
#include "interpreter/scenario/keys.h"
#include "interpreter/scenario/value.h"

namespace exeunt::driver {

using diagnostic::Kind;
using scenario::Step;

namespace {

std::string text(plan::Moment moment) {
  return cel::format_timestamp({moment.seconds, moment.nanos});
}

apply::Account to_account(const scenario::Account& account) {
  std::vector<plan::Value> objects;
  for (const scenario::Object& object : account.objects) {
    objects.push_back(object.value);
  }
  return apply::Account(std::move(objects));
}

/// Which word of the step a report about the request is about.
source::Span find_place(const diagnostic::Diagnostic& report, const scenario::Request& request, source::Span step) {
  const auto mentions = [&report](const ast::Name& word) {
    return report.message.find("`" + word.text + "`") != std::string::npos;
  };
  for (const ast::Name& transfer : request.transfers) {
    if (mentions(transfer) || mentions({transfer.text.substr(transfer.text.find('=') + 1), {}})) {
      return transfer.span;
    }
  }
  if (report.message.starts_with("the acting user") && request.by) {
    return request.by->span;
  }
  for (const scenario::Argument& argument : request.arguments) {
    if (mentions(argument.name)) {
      return mentions(argument.value) ? argument.value.span : argument.name.span;
    }
  }
  for (const auto& word : {request.subject, request.locale}) {
    if (word && mentions(*word)) {
      return word->span;
    }
  }
  return step;
}

}  // namespace

/// One scenario: the account, the clock and what is scheduled.
class ScenarioRunner::Run {
 public:
  Run(ScenarioRunner& runner, const scenario::File& file, const scenario::Scenario& scenario, Tally* tally)
      : runner_(runner),
        file_(file),
        scenario_(scenario),
        tally_(tally),
        given_(scenario::merge(file.account, scenario.account)),
        account_(to_account(given_)) {
    if (scenario.at) {
      clock_ = scenario::read_time(scenario.at->text);
    }
  }

  std::optional<std::vector<StepDifference>> run() {
    if (!first_account()) {
      return std::nullopt;
    }
    for (const Step& step : scenario_.steps) {
      ++step_;
      const bool done = std::holds_alternative<scenario::Due>(step.action)
                            ? let_time_pass(std::get<scenario::Due>(step.action), step)
                            : happen(std::get<scenario::Request>(step.action), step);
      if (!done) {
        return std::nullopt;
      }
      for (scenario::Difference& each : scenario::compare(step.afterwards, account_)) {
        add(std::move(each), nullptr);
      }
    }
    return std::move(differences_);
  }

 private:
  struct Asked {
    Request request;
    std::shared_ptr<const graph::Graph> graph;
  };

  bool first_account() {
    if (runner_.accounts_ != nullptr && runner_.accounts_->contains(&scenario_)) {
      typed_ = runner_.accounts_->at(&scenario_);
      return true;
    }
    auto account = scenario::load(given_, *runner_.program_->model, runner_.sink_);
    if (account) {
      typed_ = std::make_shared<const snapshot::Account>(std::move(*account));
    }
    if (account && runner_.accounts_ != nullptr) {
      runner_.accounts_->emplace(&scenario_, typed_);
    }
    return account.has_value();
  }

  /// The account as it stands, typed. No value: it was reported.
  const snapshot::Account* typed(source::Span step) {
    if (!changed_) {
      return typed_.get();
    }
    diagnostic::Sink found;
    auto account = scenario::load(account_, given_.absent_is_null, *runner_.program_->model, found);
    for (const diagnostic::Diagnostic& each : found.diagnostics()) {
      runner_.sink_.report<Kind::scenario_account_broken>(step, each.message);
    }
    typed_ = account ? std::make_shared<const snapshot::Account>(std::move(*account)) : nullptr;
    changed_ = false;
    return typed_.get();
  }

  bool let_time_pass(const scenario::Due& due, const Step& step) {
    if (!clock_) {
      runner_.sink_.report<Kind::scenario_missing_key>(step.span, "the first step", "at");
      return false;
    }
    const auto* delay = std::get_if<int64_t>(&due.when);
    const plan::Moment until =
        delay != nullptr ? plan::Moment{clock_->seconds + *delay, clock_->nanos} : std::get<plan::Moment>(due.when);
    arrived_.clear();
    if (!run_clock(until, step.span, due.text)) {
      return false;
    }
    for (scenario::Difference& each : scenario::compare(step, file_.about, arrived_)) {
      add(std::move(each), requests_.empty() ? nullptr : requests_.back().graph->event);
    }
    return true;
  }

  bool run_clock(plan::Moment until, source::Span span, const std::string& written) {
    if (clock_ && until < *clock_) {
      runner_.sink_.report<Kind::scenario_time_runs_back>(span, written, text(*clock_));
      return false;
    }
    const auto ask = [this](const apply::Account& account, const std::vector<const apply::Pending*>& changes) {
      return ask_unless(account, changes);
    };
    for (const apply::Arrival& arrival : apply::advance(account_, schedule_, until, ask)) {
      const plan::Change& change = arrival.pending.change;
      changed_ = true;
      if (tally_ != nullptr && arrival.fate == apply::Fate::carried_out) {
        note_arrival(*tally_, *requests_[arrival.pending.request].graph, change.rule, change.object, change.outcome);
      }
      if (arrival.fate == apply::Fate::carried_out || arrival.fate == apply::Fate::called_off) {
        arrived_.push_back({change, arrival.fate == apply::Fate::called_off});
        arrived_.back().change.due.clear();
      }
      if (arrival.fate == apply::Fate::undecided) {
        add({span, change.object, change.rule, "its `unless` is read at " + change.due, "it cannot be read"},
            requests_[arrival.pending.request].graph->event);
      }
    }
    clock_ = until;
    return true;
  }

  std::vector<plan::Outcome3> ask_unless(const apply::Account& account,
                                         const std::vector<const apply::Pending*>& changes) {
    std::vector<plan::Outcome3> answers(changes.size(), plan::Outcome3::unknown);
    diagnostic::Sink unheard;  // an account that cannot be read leaves the question open
    auto then = scenario::load(account, given_.absent_is_null, *runner_.program_->model, unheard);
    if (!then) {
      return answers;
    }
    std::map<std::size_t, std::vector<std::size_t>> of_request;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      of_request[changes[i]->request].push_back(i);
    }
    for (const auto& [request, positions] : of_request) {
      std::vector<DueChange> due;
      for (const std::size_t i : positions) {
        const plan::Change& change = changes[i]->change;  // its object is there: apply asks about no other
        due.push_back({change.rule, change.object});
      }
      const Asked& asked = requests_[request];
      EventTally* const tally =
          tally_ != nullptr ? &tally_->try_emplace(asked.graph->event->name, *asked.graph).first->second : nullptr;
      const auto called_off =
          driver::ask_unless(*asked.graph, asked.request, *then, due, tally != nullptr ? &tally->seen : nullptr);
      for (std::size_t i = 0; i < positions.size(); ++i) {
        answers[positions[i]] = called_off[i];
      }
    }
    return answers;
  }

  bool happen(const scenario::Request& request, const Step& step) {
    const auto at = request.at ? scenario::read_time(request.at->text) : clock_;
    if (!at) {
      runner_.sink_.report<Kind::scenario_missing_key>(step.span, "the first step", "at");
      return false;
    }
    const auto graph = runner_.graph(*request.event);
    if (!graph || !run_clock(*at, request.at ? request.at->span : step.span, text(*at))) {
      return false;
    }
    const snapshot::Account* account = typed(step.span);
    if (account == nullptr) {
      return false;
    }
    Request asked = request_of(request, text(*at));
    diagnostic::Sink found;
    const auto resolved = resolve(asked, *runner_.program_, *graph->event, *account, found);
    for (const diagnostic::Diagnostic& each : found.diagnostics()) {
      const source::Span place = find_place(each, request, step.span);
      auto report = runner_.sink_.add(each.kind, place, each.message);
      if (place.begin < step.span.begin) {  // a default, which many steps may share
        report.label(step.span, "in this step");
      }
      for (const std::string& help : each.help) {
        report.help(help);
      }
    }
    if (!resolved) {
      return false;
    }
    std::optional<engine::reference::Observation> observation;
    if (tally_ != nullptr) {
      observation.emplace(*graph);
    }
    const plan::Plan plan =
        engine::reference::evaluate(*graph, *account, *resolved, observation ? &*observation : nullptr);
    if (observation) {
      const bool expects_changes = step.expect || step.conflicted || step.plan;
      const bool at_guards = plan.verdict == plan::Verdict::blocked && !expects_changes;
      note_plan(*tally_, *graph, std::move(*observation), at_guards ? Looked::at_guards : Looked::at_all,
                plan.verdict == plan::Verdict::ready);
    }
    for (scenario::Difference& each : scenario::compare(step, file_.about, plan, *at)) {
      add(std::move(each), graph->event);
    }
    if (auto each = runner_.golden_.compare(step, runner_.program_->edition, plan)) {
      add(*std::move(each), nullptr);
    }
    if (plan.verdict == plan::Verdict::ready) {
      apply::apply(plan, requests_.size(), account_, schedule_);
      changed_ = true;
    }
    requests_.push_back({std::move(asked), graph});
    return true;
  }

  void add(scenario::Difference difference, const program::Event* event) {
    StepDifference out{scenario_.steps.size() > 1 ? step_ : 0, std::move(difference), std::nullopt};
    const std::string& name = out.difference.rule;
    for (const program::RuleInfo& rule : runner_.program_->rules) {
      if (event != nullptr && rule.name == name && !out.difference.object.empty()) {
        out.declared = rule.declared;
      }
    }
    for (const program::Guard& guard : event != nullptr ? event->guards : std::vector<program::Guard>()) {
      if (guard.name == name && out.difference.object.empty()) {
        out.declared = guard.declared;
      }
    }
    differences_.push_back(std::move(out));
  }

  ScenarioRunner& runner_;
  const scenario::File& file_;
  const scenario::Scenario& scenario_;
  Tally* tally_;
  scenario::Account given_;
  apply::Account account_;
  std::shared_ptr<const snapshot::Account> typed_;
  bool changed_ = false;  ///< since `typed_` was made
  apply::Schedule schedule_;
  std::vector<scenario::Arrived> arrived_;  ///< since time last began to pass
  std::vector<Asked> requests_;
  std::optional<plan::Moment> clock_;
  std::size_t step_ = 0;
  std::vector<StepDifference> differences_;
};

std::optional<std::vector<StepDifference>> ScenarioRunner::run(const scenario::File& file,
                                                               const scenario::Scenario& scenario, Tally* tally) {
  return Run(*this, file, scenario, tally).run();
}

std::shared_ptr<const graph::Graph> ScenarioRunner::graph(const ast::Name& event) {
  const auto found = graphs_.find(event.text);
  if (found != graphs_.end()) {
    return found->second;
  }
  const program::Event* declared = program_->find_event(event.text);
  if (declared == nullptr) {
    std::vector<std::string> names;
    for (const program::Event& each : program_->events) {
      names.push_back(each.name);
    }
    suggest(sink_.report<Kind::request_unknown_event>(event.span, program_->pack, event.text), event.text,
                      names, "its events are");
    return nullptr;
  }
  auto graph = lower::lower(program_, *declared, sink_);
  if (graph) {
    graphs_[event.text] = graph;
  }
  return graph;
}

}  // namespace exeunt::driver
