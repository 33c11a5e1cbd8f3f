#include "interpreter/apply/run.h"

#include "interpreter/driver/apply.h"
#include "interpreter/library/error.h"
#include "interpreter/library/state.h"

namespace exeunt {

namespace {

using diagnostic::Kind;

LeftOut left_out(const plan::Plan& plan, const driver::CalledOff& called_off) {
  LeftOut out{called_off.object, called_off.rule, "", called_off.due};
  for (const plan::Change& change : plan.changes) {
    if (change.object == out.object && change.rule == out.rule && change.due == out.due) {
      out.outcome = change.outcome;
    }
  }
  return out;
}

LeftOut left_out(const plan::Plan& plan, const apply::Remaining& remaining) {
  LeftOut out{remaining.object, remaining.rule, "", ""};
  for (const plan::Change& change : plan.changes) {
    const bool is_same = change.text == remaining.outcome || change.outcome == remaining.outcome;
    if (is_same && change.object == out.object && change.rule == out.rule) {
      out.outcome = change.outcome;
      out.due = change.due;
    }
  }
  return out;
}

/// One plan carried out, or taken back, on one account.
class Application {
 public:
  Application(const Plan::State& plan, const Account& account, const ApplyOptions& options)
      : plan_(plan), account_(Access::state(account)), asked_(options) {}

  /// What is written: the account, or the patch. No value: see `error`.
  std::optional<std::string> run(apply::Direction direction, apply::Form form) {
    if (plan_.plan.verdict != plan::Verdict::ready) {
      driver::report_not_ready(plan_.plan, sink_);
      return std::nullopt;
    }
    if (!check_text("until", asked_.until, sink_)) {
      return std::nullopt;
    }
    const auto until = driver::read_until(asked_.until, plan_.plan.request, sink_);
    if (!until) {
      return std::nullopt;
    }
    apply::Options options;
    options.direction = direction;
    options.form = form;
    options.until = *until;
    options.any_snapshot = asked_.any_account;
    std::string written;
    const auto take = [&written](std::string_view piece) {
      written += piece;
      return true;
    };
    applied_ = driver::apply(
        apply::pack(plan_.plan), {account_.name, account_.text}, options, [this] { return find_graph(); }, sink_, take);
    return applied_ ? std::optional(std::move(written)) : std::nullopt;
  }

  Error error() const { return to_error(sink_); }

  Result<Applied> applied(std::string text) const {
    auto account = Account::parse(std::move(text), account_.options, account_.name);
    if (!account) {
      return account.error();
    }
    const apply::Report& report = applied_->report;
    Applied out{std::move(*account), report.changed,    report.erased, report.created, {}, {},
                applied_->to_come,   applied_->next_due};
    for (const driver::CalledOff& each : applied_->called_off) {
      out.called_off.push_back(left_out(plan_.plan, each));
    }
    for (const apply::Remaining& each : report.remaining) {
      out.remaining.push_back(left_out(plan_.plan, each));
    }
    return out;
  }

 private:
  /// Of the policy that made the plan: only that can read an `unless` of it.
  std::shared_ptr<const graph::Graph> find_graph() {
    const std::optional<Policy>& policy = asked_.policy ? asked_.policy : plan_.policy;
    if (!policy) {
      sink_.report<Kind::library_needs_policy>(std::nullopt, plan_.plan.policy.pack)
          .help("compile the policy, and give it in `policy`");
      return nullptr;
    }
    const Policy::State& state = Access::state(*policy);
    if (state.program->digest != plan_.plan.policy.digest) {
      driver::report_other_policy(plan_.plan, *state.program, sink_);
      return nullptr;
    }
    const auto graph = state.graphs.find(plan_.plan.request.event);
    return graph != state.graphs.end() ? graph->second : nullptr;
  }

  const Plan::State& plan_;
  const Account::State& account_;
  const ApplyOptions& asked_;
  diagnostic::Sink sink_;
  std::optional<driver::Applied> applied_;
};

Result<Applied> run(const Plan::State& plan, const Account& account, const ApplyOptions& options,
                    apply::Direction direction) {
  return answered([&]() -> Result<Applied> {
    Application application(plan, account, options);
    auto text = application.run(direction, apply::Form::snapshot);
    if (!text) {
      return application.error();
    }
    return application.applied(std::move(*text));
  });
}

}  // namespace

Result<Applied> Plan::apply(const Account& account, const ApplyOptions& options) const {
  return run(*state_, account, options, apply::Direction::forth);
}

Result<Applied> Plan::revert(const Account& account, const ApplyOptions& options) const {
  return run(*state_, account, options, apply::Direction::back);
}

Result<std::string> Plan::json_patch(const Account& account, const ApplyOptions& options) const {
  return answered([&]() -> Result<std::string> {
    Application application(*state_, account, options);
    auto patch = application.run(apply::Direction::forth, apply::Form::json_patch);
    if (!patch) {
      return application.error();
    }
    return std::move(*patch);
  });
}

}  // namespace exeunt
