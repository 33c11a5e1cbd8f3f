#include "interpreter/driver/apply.h"

#include <map>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/driver/request.h"
#include "interpreter/driver/unless.h"
#include "interpreter/source/input.h"

namespace exeunt::driver {

using apply::Changes;
using diagnostic::Kind;

namespace {

constexpr uint64_t max_bytes_in_memory = uint64_t{16} << 30;

bool is_asked(const Changes& changes, Changes::Index index, const apply::Options& options) {
  return !changes.is_immediate(index) && !changes.unless(index).empty() && changes.due_moment(index) <= options.until;
}

plan::Moment just_before(plan::Moment moment) {
  constexpr int32_t last_nano = 999'999'999;
  return moment.nanos > 0 ? plan::Moment{moment.seconds, moment.nanos - 1}
                          : plan::Moment{moment.seconds - 1, last_nano};
}

/// Finds out which changes are called off, due time by due time.
class UnlessReader {
 public:
  UnlessReader(const apply::Planned& planned, const apply::AccountFile& file, apply::Options& options,
               const graph::Graph& graph, diagnostic::Sink& sink)
      : planned_(planned), changes_(planned.changes), file_(file), options_(options), graph_(graph), sink_(sink) {}

  bool read(std::vector<CalledOff>& called_off) {
    std::map<plan::Moment, std::vector<Changes::Index>> by_due;
    for (Changes::Index index = 0; index < changes_.size(); ++index) {
      if (is_asked(changes_, index, options_)) {
        by_due[changes_.due_moment(index)].push_back(index);
      }
    }
    options_.left_out.assign(changes_.size(), false);
    for (const auto& [due, asked] : by_due) {
      if (!read(due, asked, called_off)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool read(plan::Moment due, const std::vector<Changes::Index>& asked, std::vector<CalledOff>& called_off) {
    auto account = account_before(due);
    if (!account) {
      return false;
    }
    std::vector<DueChange> due_changes;
    for (const Changes::Index index : asked) {
      due_changes.push_back({changes_.rule(index), changes_.object(index)});
    }
    const auto answers = ask_unless(graph_, request_of(planned_.plan), *account, due_changes);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const Changes::Index index = asked[i];
      if (answers[i] == plan::Outcome3::unknown) {
        const plan::Change change = changes_.unpack(index);
        sink_.report<Kind::apply_undecided>(
            std::nullopt, change.object, change.text.empty() ? change.outcome : change.text, change.due, change.rule);
      } else if (answers[i] == plan::Outcome3::yes) {
        options_.left_out[index] = true;
        called_off.push_back(
            {std::string(changes_.object(index)), std::string(changes_.rule(index)), std::string(changes_.due(index))});
      }
    }
    return !sink_.has_errors();
  }

  /// As everything that is due before has left it.
  std::optional<snapshot::Account> account_before(plan::Moment due) {
    apply::Options before = options_;
    before.until = just_before(due);
    before.form = apply::Form::snapshot;
    std::string text;
    const auto take = [&text](std::string_view piece) {
      text += piece;
      return true;
    };
    if (!apply::run(planned_, file_, before, sink_, take)) {
      return std::nullopt;
    }
    diagnostic::Sink found;
    const snapshot::ReadOptions read{.absent_is_null = planned_.plan.snapshot.absent_is_null};
    auto account = snapshot::read_text(text, file_.path, *graph_.program->model, found, read);
    for (const diagnostic::Diagnostic& each : found.diagnostics()) {
      if (!account) {
        sink_.add(each.kind, std::nullopt, each.message);
      }
    }
    return account;
  }

  const apply::Planned& planned_;
  const Changes& changes_;
  const apply::AccountFile& file_;
  apply::Options& options_;
  const graph::Graph& graph_;
  diagnostic::Sink& sink_;
};

/// Standard input can be read once.
bool keep_text(apply::AccountFile& file, diagnostic::Sink& sink) {
  auto input = source::Input::open(file.path);
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(sink, *error);
    return false;
  }
  auto text = source::read_all(std::get<source::Input>(input), max_bytes_in_memory);
  if (const auto* error = std::get_if<source::LoadError>(&text)) {
    diagnostic::report(sink, *error);
    return false;
  }
  file.text = std::move(std::get<std::string>(text));
  return true;
}

void look_ahead(const Changes& changes, plan::Moment until, Applied& applied) {
  plan::Moment next;
  for (Changes::Index index = 0; index < changes.size(); ++index) {
    if (changes.is_immediate(index) || changes.due_moment(index) <= until) {
      continue;
    }
    if (applied.to_come++ == 0 || changes.due_moment(index) < next) {
      next = changes.due_moment(index);
      applied.next_due = changes.due(index);
    }
  }
}

std::optional<plan::Moment> read_moment(const std::string& text) {
  const auto moment = plan::parse_moment(text);
  return moment ? moment : plan::parse_moment(text + "T00:00:00Z");
}

}  // namespace

std::optional<plan::Moment> read_until(const std::string& until, const plan::Request& request, diagnostic::Sink& sink) {
  const auto at = read_moment(request.at);
  const auto end = until.empty() ? at : read_moment(until);
  if (!at || !end) {
    sink.report<Kind::request_bad_time>(std::nullopt, at ? until : request.at);
    return std::nullopt;
  }
  if (*end < *at) {
    sink.report<Kind::apply_too_early>(std::nullopt, until, request.at);
    return std::nullopt;
  }
  return end;
}

bool needs_policy(const apply::Planned& planned, const apply::Options& options) {
  // Backwards, what was called off is told by the account: it has not happened.
  bool is_needed = false;
  for (Changes::Index index = 0; index < planned.changes.size() && !is_needed; ++index) {
    is_needed = options.direction == apply::Direction::forth && is_asked(planned.changes, index, options);
  }
  return is_needed;
}

void report_not_ready(const plan::Plan& plan, diagnostic::Sink& sink) {
  for (const plan::Guard& guard : plan.guards) {
    if (guard.holds == plan::Outcome3::yes) {
      continue;
    }
    const std::string why =
        guard.holds == plan::Outcome3::no ? guard.message : "`" + guard.name + "` cannot be decided";
    auto report = sink.report<Kind::apply_not_ready>(std::nullopt, "blocked", why);
    if (!guard.unblock.empty()) {
      report.help(guard.unblock);
    }
  }
  if (plan.verdict == plan::Verdict::conflicted) {
    for (const plan::Conflict& conflict : plan.conflicts) {
      const std::string what = conflict.object + (conflict.field.empty() ? "" : "." + conflict.field);
      sink.report<Kind::apply_not_ready>(std::nullopt, "conflicted", "rules disagree about `" + what + "`");
    }
  }
}

void report_other_policy(const plan::Plan& plan, const program::Program& program, diagnostic::Sink& sink) {
  sink.report<Kind::explain_other_policy>(std::nullopt, plan.policy.pack, plan.policy.digest, program.digest)
      .help("a change that is due has an `unless`, which only the policy that planned it can read");
}

std::optional<Applied> apply(const apply::Planned& planned, apply::AccountFile file, apply::Options options,
                             const FindGraph& find_graph, diagnostic::Sink& sink, const snapshot::Write& write) {
  Applied applied;
  if (needs_policy(planned, options)) {
    if (!file.text && file.path == "-" && !keep_text(file, sink)) {
      return std::nullopt;
    }
    const auto graph = find_graph();
    if (!graph || !UnlessReader(planned, file, options, *graph, sink).read(applied.called_off)) {
      return std::nullopt;
    }
  }
  auto report = apply::run(planned, file, options, sink, write);
  if (!report) {
    return std::nullopt;
  }
  applied.report = std::move(*report);
  look_ahead(planned.changes, options.until, applied);
  return applied;
}

std::optional<Applied> apply(Session& session, const apply::Planned& planned, const ApplyRequest& request,
                             const snapshot::Write& write) {
  const auto find_graph = [&]() -> std::shared_ptr<const graph::Graph> {
    const plan::Policy& policy = planned.plan.policy;
    const auto program = session.compile(request.pack.empty() ? policy.pack : request.pack, policy.edition);
    if (program && program->digest != policy.digest) {
      report_other_policy(planned.plan, *program, session.sink());
      return nullptr;
    }
    return program ? session.graph(program, planned.plan.request.event) : nullptr;
  };
  return apply(planned, {request.snapshot, std::nullopt}, request.options, find_graph, session.sink(), write);
}

}  // namespace exeunt::driver
