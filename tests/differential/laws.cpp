// The algebra of plans: applied in memory and as a stream, applied twice, taken back, as a patch.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "interpreter/apply/account.h"
#include "interpreter/apply/schedule.h"
#include "interpreter/driver/apply.h"
#include "interpreter/driver/unless.h"
#include "interpreter/engine/names.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "interpreter/snapshot/read.h"
#include "tests/differential/properties.h"
#include "tests/differential/spelling.h"

namespace exeunt::differential {

namespace {

struct Afterwards {
  std::optional<driver::Applied> applied;
  std::string text;
  std::vector<std::string> said;
};

class Laws {
 public:
  explicit Laws(Trial& trial) : trial_(trial), plan_(*trial.answer().plan), planned_(apply::pack(plan_)) {
    Random random = trial.random("until");
    options_.until = plan::parse_moment(plan_.request.at).value_or(plan::Moment{});
    is_later_ = random.one_in(2);
    if (is_later_) {
      options_.until.seconds += static_cast<int64_t>(random.below(2) == 0 ? 40 * 86400 : int64_t{300} * 366 * 86400);
    }
  }

  Afterwards run(const std::string& account, apply::Direction direction, bool any_snapshot,
                 apply::Form form = apply::Form::snapshot) {
    Afterwards out;
    diagnostic::Sink sink;
    apply::Options options = options_;
    options.direction = direction;
    options.any_snapshot = any_snapshot;
    options.form = form;
    out.applied = driver::apply(planned_, {"account", account}, options, [&] { return trial_.shared_graph(); }, sink,
                                [&](std::string_view piece) {
                                  out.text += piece;
                                  return true;
                                });
    out.said = codes_of(sink);
    return out;
  }

  /// The account afterwards, as the one that is held in memory comes to it, as lines. No value: an `unless` is undecided.
  std::optional<std::string> in_memory() const {
    apply::Account account(trial_.tried().account.objects);
    apply::Schedule schedule;
    apply::apply(plan_, 0, account, schedule);
    bool is_decided = true;
    const auto ask = [&](const apply::Account& then, const std::vector<const apply::Pending*>& changes) {
      Account held = trial_.tried().account;
      held.objects = then.objects();
      diagnostic::Sink sink;
      auto read = snapshot::read_text(as_lines(held), "then", *trial_.program().model, sink);
      std::vector<driver::DueChange> due;
      for (const apply::Pending* each : changes) {
        due.push_back({each->change.rule, each->change.object});
      }
      std::vector<plan::Outcome3> answers(changes.size(), plan::Outcome3::unknown);
      if (read) {
        answers = driver::ask_unless(trial_.graph(), trial_.tried().request, *read, due);
      }
      is_decided = is_decided && std::find(answers.begin(), answers.end(), plan::Outcome3::unknown) == answers.end();
      return answers;
    };
    if (is_later_) {
      apply::advance(account, schedule, options_.until, ask);
    }
    Account out = trial_.tried().account;
    out.objects = account.objects();
    const bool is_empty = out.objects.empty() && !out.absent_is_null && out.incomplete.empty();
    return !is_decided ? std::nullopt : std::optional(is_empty ? "[]" : as_lines(out));
  }

  /// Every value of every object but the ones left out, by the model; empty: it is no account.
  std::string content(const std::string& text, const std::set<std::string>& left_out = {}) const {
    diagnostic::Sink sink;
    const auto account = snapshot::read_text(text, "account", *trial_.program().model, sink);
    if (!account) {
      return "no account: " + errors_of(sink);
    }
    const engine::Names names(*trial_.program().model, *account);
    std::string out;
    for (snapshot::ObjectIndex i = 0; i < account->present_count; ++i) {
      const snapshot::Object& object = account->objects[i];
      if (left_out.contains(names.object(i))) {
        continue;
      }
      out += names.object(i);
      const auto& fields = trial_.program().model->entities[object.entity].fields;
      for (std::size_t field = 0; field < fields.size(); ++field) {
        const auto& value = object.fields[field];
        out += " " + fields[field].name + "=" + (value ? plan::write_value(names.value(*value)) : "?");
      }
      out += "\n";
    }
    return out;
  }

  /// Objects that have a member of which the plan does not know what it holds. One at the end looks as if it had been added.
  std::set<std::string> not_known() const {
    std::set<std::string> out;
    for (const plan::Value& object : trial_.tried().account.objects) {
      for (const plan::Change& change : plan_.changes) {
        if (change.object == name_of(object)) {
          const bool is_one = std::any_of(change.writes.begin(), change.writes.end(), [&](const plan::Write& write) {
            return write.from_unknown && member(object, write.field) != nullptr;
          });
          out.insert(is_one ? change.object : "");
        }
      }
    }
    return out;
  }

  /// The objects that changes are about or have created.
  std::set<std::string> changed_by(const std::vector<apply::Remaining>& changes) const {
    std::set<std::string> out;
    for (const apply::Remaining& each : changes) {
      out.insert(each.object);
      for (const plan::Change& change : plan_.changes) {
        for (const plan::Write& write : change.writes) {
          if (change.object == each.object && change.rule == each.rule && write.op == plan::Op::create) {
            out.insert(name_of(write.to));
          }
        }
      }
    }
    return out;
  }

 private:
  Trial& trial_;
  const plan::Plan& plan_;
  apply::Planned planned_;
  apply::Options options_;
  bool is_later_ = false;
};

bool is_same_called_off(const driver::Applied& a, const driver::Applied& b) {
  return std::equal(a.called_off.begin(), a.called_off.end(), b.called_off.begin(), b.called_off.end(),
                    [](const driver::CalledOff& x, const driver::CalledOff& y) {
                      return x.object == y.object && x.rule == y.rule && x.due == y.due;
                    });
}

/// The list of the objects, as `jq -s` makes it of the lines.
nlohmann::json objects_of(const std::string& lines) {
  auto out = nlohmann::json::array();
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string line = lines.substr(begin, end - begin);
    line.erase(0, line.starts_with("\xef\xbb\xbf") ? 3 : 0);
    auto object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_object() && !object.contains("format")) {
      out.push_back(std::move(object));
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::string hold_apply(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan || answer.plan->verdict != plan::Verdict::ready) {
    return {};
  }
  Laws laws(trial);
  const std::string& before = trial.tried().lines;
  const Afterwards after = laws.run(before, apply::Direction::forth, false);
  const auto expected = laws.in_memory();
  if (!after.applied) {
    return expected ? "it cannot be applied: " + joined(after.said) : "";
  }
  if (!expected) {
    return "it is applied although an `unless` cannot be decided";
  }
  if (laws.content(after.text) != laws.content(*expected)) {
    return "in memory and as a stream\n" + difference(laws.content(*expected), laws.content(after.text));
  }
  const Afterwards twice = laws.run(after.text, apply::Direction::forth, true);
  // What an `unless` is about may be otherwise afterwards: then something else is called off.
  const bool is_same = twice.applied && is_same_called_off(*after.applied, *twice.applied);
  if (is_same && laws.content(twice.text) != laws.content(after.text)) {
    return "applied twice\n" + difference(laws.content(after.text), laws.content(twice.text));
  }
  const Afterwards back = laws.run(after.text, apply::Direction::back, false);
  if (!back.applied) {
    return "it cannot be taken back: " + joined(back.said) + "\n" + after.text;
  }
  std::set<std::string> remaining = laws.changed_by(back.applied->report.remaining);
  remaining.merge(laws.not_known());
  const std::string restored = laws.content(back.text, remaining);
  if (restored != laws.content(before, remaining)) {
    return "taken back\n" + difference(laws.content(before, remaining), restored);
  }
  return {};
}

std::string hold_patch(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan || answer.plan->verdict != plan::Verdict::ready) {
    return {};
  }
  Laws laws(trial);
  const Afterwards after = laws.run(trial.tried().lines, apply::Direction::forth, false);
  const Afterwards patch = laws.run(trial.tried().lines, apply::Direction::forth, false, apply::Form::json_patch);
  if (after.applied.has_value() != patch.applied.has_value()) {
    return "one of both forms cannot be made: " + joined(after.said) + " and " + joined(patch.said);
  }
  if (!after.applied) {
    return {};
  }
  const nlohmann::json document = objects_of(trial.tried().lines);
  const auto operations = nlohmann::json::parse(patch.text, nullptr, false);
  nlohmann::json patched;
  try {
    patched = document.patch(operations);
  } catch (const nlohmann::json::exception& error) {
    return std::string("the patch does not apply: ") + error.what() + "\n" + patch.text;
  }
  // Numbers are compared by their values, not by their spelling.
  const nlohmann::json expected = objects_of(after.text);
  return expected == patched ? "" : difference(expected.dump(0), patched.dump(0)) + "\n" + patch.text;
}

}  // namespace exeunt::differential
