// The columnar engine in each of its ways, held to the reference engine.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "interpreter/driver/index.h"
#include "interpreter/driver/large_plan.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "tests/differential/properties.h"

namespace exeunt::differential {

namespace {

struct Found {
  driver::PlannedBy by = driver::PlannedBy::nobody;
  std::string text;
  std::vector<std::string> said;
};

Found written(driver::LargePlanResult result, driver::Session& session, plan::DocumentForm form) {
  Found out;
  out.by = result.by;
  if (result.plan) {
    const auto take = [&](std::string_view piece) {
      out.text += piece;
      return true;
    };
    if (!result.plan->write(form, take, session.sink())) {
      out.text = "it could not be written";
    }
  }
  return out;
}

Found plan_by(Trial& trial, const source::Seekable& file, const driver::Request& request,
              driver::LargePlanOptions options, plan::DocumentForm form) {
  driver::Session& session = *trial.compiled().session;
  const std::size_t said_before = session.sink().diagnostics().size();
  options.read = trial.read_options();
  Found out = written(driver::make_large_plan(session, trial.compiled().program, file, request, options), session, form);
  out.said = codes_of(session.sink(), said_before);
  return out;
}

std::string compare(Trial& trial, const driver::LargePlanOptions& options, plan::DocumentForm form) {
  const Answer& answer = trial.answer();
  const source::Seekable file = source::Seekable::of("account", trial.tried().lines);
  const Found found = plan_by(trial, file, trial.tried().request, options, form);
  if (!answer.is_read || found.by == driver::PlannedBy::not_for_it) {
    return {};  // of a wrong account the reference engine has more to say; what begins otherwise is not for this one
  }
  const std::string expected = form == plan::DocumentForm::json     ? answer.json
                               : form == plan::DocumentForm::ndjson ? answer.ndjson
                               : answer.plan                        ? plan::write_groups(*answer.plan)
                                                                    : "";
  if (found.text != expected) {
    return difference(expected, found.text) + "\nreference says " + joined(answer.said) + ", columnar says " +
           joined(found.said);
  }
  if (found.said != answer.said) {
    return "reference says " + joined(answer.said) + ", columnar says " + joined(found.said);
  }
  return {};
}

/// Lines, and the objects that a line lists, in an order of their own.
std::vector<std::string> in_no_order(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    auto parsed = plan::parse_json(line);
    if (auto* const value = std::get_if<plan::Value>(&parsed)) {
      for (auto& [key, each] : std::get<plan::Value::Members>(value->data)) {
        auto* const list = key == "objects" ? std::get_if<plan::Value::List>(&each.data) : nullptr;
        if (list != nullptr) {
          std::sort(list->begin(), list->end(), [](const plan::Value& a, const plan::Value& b) {
            return plan::write_value(a) < plan::write_value(b);
          });
        }
      }
      line = plan::write_value(*value);
    }
    out.push_back(std::move(line));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string write_index(Trial& trial, const std::string& snapshot, const std::string& path) {
  driver::IndexRequest request;
  request.snapshot = snapshot;
  request.read = trial.read_options();
  std::ofstream out(path, std::ios::binary);
  driver::Session& session = *trial.compiled().session;
  const std::size_t before = session.sink().diagnostics().size();
  const auto made = driver::make_index(session, trial.compiled().program, request, [&](std::string_view piece) {
    out << piece;
    return true;
  });
  return made ? "" : "no index is made: " + joined(codes_of(session.sink(), before));
}

/// A plan for the request, and for each of many others who leave, by one planner.
std::string hold_many(Trial& trial, const source::Seekable& file, driver::LargePlanOptions options, plan::DocumentForm form) {
  options.read = trial.read_options();
  driver::Session& session = *trial.compiled().session;
  driver::Request request = trial.tried().request;
  driver::LargePlanner planner(session, trial.compiled().program, file, request, options);
  auto names = planner.list_subjects();
  if (!names) {
    return "nobody is listed: " + joined(codes_of(session.sink()));
  }
  constexpr std::size_t enough = 6;
  names->resize(std::min(names->size(), enough));
  names->push_back(request.subject);
  for (const std::string& name : *names) {
    request.subject = name;
    const auto plan = trial.plan(trial.tried().lines, trial.compiled(), request);
    const std::string expected = !plan ? "" : form == plan::DocumentForm::groups ? plan::write_groups(*plan) : plan::write_ndjson(*plan);
    const Found found = written(planner.plan(name), session, form);
    if (found.text != expected) {
      return "as " + name + " leaves\n" + difference(expected, found.text);
    }
  }
  return {};
}

}  // namespace

std::string hold_one_thread(Trial& trial) { return compare(trial, {}, plan::DocumentForm::json); }

std::string hold_two_threads(Trial& trial) {
  driver::LargePlanOptions options;
  options.threads = 2;
  return compare(trial, options, plan::DocumentForm::ndjson);
}

std::string hold_groups(Trial& trial) {
  driver::LargePlanOptions options;
  options.labels = false;
  options.threads = 1 + static_cast<uint32_t>(trial.random("groups").below(2));
  return compare(trial, options, plan::DocumentForm::groups);
}

std::string hold_skips(Trial& trial) {
  driver::LargePlanOptions options;
  options.skips = true;
  const Answer& answer = trial.answer();
  if (!answer.plan || !answer.said.empty()) {
    return {};  // what the model lacks is not counted where lines are skipped
  }
  return compare(trial, options, plan::DocumentForm::json);
}

std::string hold_unordered(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.plan) {
    return {};
  }
  driver::LargePlanOptions options;
  options.unordered = true;
  options.threads = 2;
  const source::Seekable file = source::Seekable::of("account", trial.tried().lines);
  const Found found = plan_by(trial, file, trial.tried().request, options, plan::DocumentForm::ndjson);
  if (found.by == driver::PlannedBy::not_for_it) {
    return {};
  }
  const auto text = [](const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& each : lines) {
      out += each + "\n";
    }
    return out;
  };
  return difference(text(in_no_order(answer.ndjson)), text(in_no_order(found.text)));
}

std::string hold_index(Trial& trial) {
  const Answer& answer = trial.answer();
  if (!answer.is_read) {
    return {};
  }
  const std::string snapshot = trial.folder() + "/account.ndjson";
  const std::string index = trial.folder() + "/account.index";
  // A file of its own each time: its name stands for other content otherwise.
  std::filesystem::remove(snapshot);
  std::ofstream(snapshot, std::ios::binary) << trial.tried().lines;
  auto opened = source::Seekable::open(snapshot);
  if (std::holds_alternative<source::LoadError>(opened)) {
    return trial.tried().lines.empty() ? "" : "the account cannot be opened";
  }
  const auto& file = std::get<source::Seekable>(opened);
  if (!snapshot::find_ndjson(file, *trial.program().model, trial.read_options())) {
    return {};
  }
  if (const std::string wrong = write_index(trial, snapshot, index); !wrong.empty()) {
    return wrong;
  }
  driver::LargePlanOptions options;
  options.index = index;
  options.remedy = "`exeunt index`";
  options.threads = 1 + static_cast<uint32_t>(trial.random("index").below(2));
  const Found found = plan_by(trial, file, trial.tried().request, options, plan::DocumentForm::json);
  if (found.text != answer.json || (answer.plan && found.said != answer.said)) {
    return difference(answer.json, found.text) + "\nreference says " + joined(answer.said) + ", index says " +
           joined(found.said);
  }
  std::string wrong = hold_many(trial, file, options, plan::DocumentForm::ndjson);
  // A form without labels: of objects that are alike one line is read, and not those of all.
  options.labels = false;
  return !wrong.empty() ? wrong : hold_many(trial, file, options, plan::DocumentForm::groups);
}

}  // namespace exeunt::differential
