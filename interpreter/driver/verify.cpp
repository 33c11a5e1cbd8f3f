#include "interpreter/driver/verify.h"

#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/driver/apply.h"
#include "interpreter/plan/time.h"
#include "interpreter/verify/compare.h"

namespace exeunt::driver {

using diagnostic::Kind;
using verify::Happened;

namespace {

/// Which changes happened by then.
std::vector<Happened> fates_of(const plan::Plan& plan, plan::Moment until, const std::vector<CalledOff>& called_off) {
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> off;
  for (const CalledOff& each : called_off) {
    off.emplace(each.object, each.rule, each.due);
  }
  std::vector<Happened> fates;
  for (const plan::Change& change : plan.changes) {
    const auto due = change.due.empty() ? std::nullopt : plan::parse_moment(change.due);
    const bool is_later = !change.due.empty() && (!due || until < *due);
    fates.push_back(is_later ? Happened::not_yet
                    : !change.due.empty() && off.contains({change.object, change.rule, change.due})
                        ? Happened::called_off
                        : Happened::yes);
  }
  return fates;
}

struct Predicted {
  std::optional<snapshot::Account> account;  ///< none: as it was before
  std::vector<Happened> happened;
};

std::optional<Predicted> predict(Session& session, const program::Program& program, const plan::Plan& plan,
                                 plan::Moment until, const VerifyRequest& options) {
  Predicted out;
  if (plan.verdict == plan::Verdict::blocked) {
    out.happened.assign(plan.changes.size(), Happened::blocked);
    return out;
  }
  ApplyRequest apply;
  apply.snapshot = options.before;
  apply.pack = options.pack;
  apply.options.until = until;
  std::string text;
  const auto applied = driver::apply(session, apply::pack(plan), apply, [&text](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!applied) {
    return std::nullopt;
  }
  diagnostic::Sink said;  // warnings were given for the account before
  out.account =
      snapshot::read_text(text, options.before, *program.model, said, {.absent_is_null = plan.snapshot.absent_is_null});
  for (const diagnostic::Diagnostic& each : said.diagnostics()) {
    if (!out.account) {
      session.sink().add(each.kind, std::nullopt, each.message);
    }
  }
  out.happened = fates_of(plan, until, applied->called_off);
  return out.account ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::optional<verify::Verification> verify(Session& session, const std::shared_ptr<const program::Program>& program,
                                           const snapshot::Account& account, const Request& request,
                                           const VerifyRequest& options) {
  const auto plan = session.plan(program, account, request);
  const auto until = plan ? read_until(options.until, plan->request, session.sink()) : std::nullopt;
  if (!until) {
    return std::nullopt;
  }
  if (plan->verdict == plan::Verdict::conflicted) {
    for (const plan::Conflict& conflict : plan->conflicts) {
      session.sink().report<Kind::verify_conflicted>(
          std::nullopt, conflict.object + (conflict.field.empty() ? "" : "." + conflict.field));
    }
    return std::nullopt;
  }
  const auto after = session.load_snapshot(options.after, *program, options.read);
  const auto predicted = after ? predict(session, *program, *plan, *until, options) : std::nullopt;
  if (!predicted) {
    return std::nullopt;
  }
  return verify::compare({*plan, predicted->happened, *program->model, account,
                          predicted->account ? *predicted->account : account, *after,
                          cel::format_timestamp({until->seconds, until->nanos}), options.with_exact});
}

}  // namespace exeunt::driver
