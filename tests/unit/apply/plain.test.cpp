// What is changed by its spelling held to what is read first: the same accounts, with something in every line that keeps it
// from being plain.
#include "interpreter/apply/plain.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "interpreter/apply/run.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/parse.h"

using namespace exeunt;
using plan::Op;
using plan::Value;

namespace {

constexpr std::string_view burden = "\"burden\":{},";

struct Outcome {
  std::string text;
  uint64_t changed = 0, erased = 0, created = 0;
  std::vector<std::string> said;
  bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  out << outcome.text << outcome.changed << " changed " << outcome.erased << " erased " << outcome.created << " created";
  for (const std::string& each : outcome.said) {
    out << "\n" << each;
  }
  return out;
}

std::string with_burden(const std::string& lines) {
  std::string out;
  for (const char c : lines) {
    out += c;
    out += c == '{' ? burden : "";
  }
  return out;
}

std::string without_burden(std::string text) {
  for (std::size_t at = text.find(burden); at != std::string::npos; at = text.find(burden)) {
    text.erase(at, burden.size());
  }
  return text;
}

std::string digest(const std::string& lines) {
  struct Nothing : snapshot::Editor {
    snapshot::Copy pass(const snapshot::Passing&, std::string&) override { return snapshot::Copy::verbatim; }
    bool add(std::string&) override { return false; }
  } nothing;
  diagnostic::Sink sink;
  return snapshot::rewrite_text(lines, "account", sink, {}, nothing, [](std::string_view) { return true; })->digest;
}

Outcome run(plan::Plan plan, const std::string& lines, apply::Options options) {
  plan.snapshot.digest = digest(lines);
  const apply::Planned planned = apply::pack(std::move(plan));
  Outcome outcome;
  diagnostic::Sink sink;
  const auto report = apply::run(planned, {"account", lines}, options, sink, [&outcome](std::string_view piece) {
    outcome.text += piece;
    return true;
  });
  if (report) {
    outcome.changed = report->changed;
    outcome.erased = report->erased;
    outcome.created = report->created;
    for (const apply::Remaining& each : report->remaining) {
      outcome.said.push_back("remains " + each.object + " " + each.outcome + " " + each.rule);
    }
  } else {
    outcome.text.clear();  // it is of no use
  }
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    const std::string line = each.place ? std::to_string(each.place->line) + ": " : "";
    outcome.said.push_back(line + std::string(diagnostic::info(each.kind).code) + " " + each.message);
  }
  outcome.text = without_burden(outcome.text);
  return outcome;
}

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  bool one_in(std::size_t count) { return random_() % count == 0; }

  /// Few, so that what a plan says is often what the account holds; some are alike but not the same.
  std::string value() {
    static const std::vector<std::string> values = {"\"user:7\"", "\"user:1\"", "null", "true", "1", "1.0", "[]", "[\"x\"]",
                                                    "\"2024-03-01\"", "\"2024-03-01T00:00:00Z\"", "\"\xc3\xa9\"", "1e0"};
    return one_in(2) ? values[0] : values[random_() % values.size()];
  }
  std::string field() { return std::string(1, static_cast<char>('a' + random_() % 3)); }

  std::string account() {
    std::string lines;
    held_.clear();
    for (int id = 0; id < 12; ++id) {
      lines += "{\"type\":\"deal\",\"id\":" + std::string(one_in(4) ? " " : "") + std::to_string(id);
      for (char name = 'a'; name <= 'c'; ++name) {
        if (!one_in(6)) {
          const std::string& held = held_[{id, std::string(1, name)}] = value();
          lines += ",\"" + std::string(1, name) + "\": " + held;
        }
      }
      lines += "}\n";
      if (one_in(200)) {
        lines += "{\"type\":\"deal\",\"id\":" + std::to_string(id) + "}\n";  // twice
      }
    }
    return lines;
  }

  plan::Plan plan() {
    plan::Plan plan;
    plan.request.at = "2024-03-01T00:00:00Z";
    plan.snapshot.absent_is_null = one_in(2);
    for (const bool reversible : {true, false}) {
      plan.rules[reversible ? "r" : "final"].outcomes = {{"change", "changed", reversible}};
    }
    for (int id = 0; id < 12; ++id) {
      for (std::size_t count = one_in(20) ? 2 : one_in(5) ? 0 : 1; count > 0; --count) {
        plan.changes.push_back(change(one_in(200) ? 99 : id));
      }
    }
    plan::sort(plan);
    return plan;
  }

  plan::Change change(int id) {
    plan::Change change;
    change.object = "deal:" + std::to_string(id);
    change.rule = one_in(8) ? "final" : "r";
    change.outcome = "change";
    change.due = one_in(6) ? "2024-04-01T00:00:00Z" : one_in(6) ? "2024-05-01T00:00:00Z" : "";
    if (one_in(10)) {
      change.writes = {{Op::erase, "", {}, {}, false}};
      return change;
    }
    for (std::size_t count = one_in(3) ? 2 : one_in(8) ? 0 : 1; count > 0; --count) {
      const Op op = one_in(12) ? Op::add : one_in(6) ? Op::clear : Op::set;
      const std::string name = field();
      const auto held = held_.find({id, name});
      const bool is_wrong = one_in(60);
      const std::string from = is_wrong || held == held_.end() ? value() : held->second;
      change.writes.push_back({op, name, parsed(from), op == Op::clear ? Value{} : parsed(value()),
                               !is_wrong && (held == held_.end() || one_in(15))});
    }
    if (one_in(15)) {
      Value created{Value::Members{{"type", {"note"}}, {"id", {"new/" + std::to_string(id)}}}};
      change.writes.push_back({Op::create, "", {}, std::move(created), false});
    }
    return change;
  }

 private:
  static Value parsed(const std::string& text) { return std::get<Value>(plan::parse_json(text)); }

  std::mt19937 random_;
  std::map<std::pair<int, std::string>, std::string> held_;  ///< by the account that was made last
};

}  // namespace

TEST_CASE("An account changed by its spelling is the account that is read first, forth and back") {
  Generator generator(17);
  std::size_t carried_out = 0;
  std::size_t taken_back = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string account = generator.account();
    const plan::Plan plan = generator.plan();
    apply::Options options;
    options.until = *plan::parse_moment(generator.one_in(2) ? "2024-04-01T00:00:00Z" : plan.request.at);
    options.any_snapshot = generator.one_in(2);
    INFO(account << plan::write_json(plan));
    const Outcome forth = run(plan, account, options);
    REQUIRE(forth == run(plan, with_burden(account), options));
    carried_out += forth.text.empty() ? 0 : 1;
    options.direction = apply::Direction::back;
    const std::string after = forth.text.empty() ? account : forth.text;
    const Outcome back = run(plan, after, options);
    REQUIRE(back == run(plan, with_burden(after), options));
    taken_back += back.text.empty() ? 0 : 1;
  }
  CHECK(carried_out > 100);
  CHECK(taken_back > 100);
}

TEST_CASE("Letter for letter is enough where a plan found what the account holds") {
  plan::Plan plan;
  plan.request.at = "2024-03-01T00:00:00Z";
  plan.changes = {{"deal:1", "r", "pass", "", "", "", "", {}, {{Op::set, "b", {"user:7"}, {"user:1"}, false},
                                                                {Op::clear, "a", {int64_t{5}}, {}, false}}},
                  {"deal:2", "r", "stay", "", "", "", "", {}, {}},
                  {"deal:3", "r", "go", "", "", "", "", {}, {{Op::erase, "", {}, {}, false}}}};
  plan::sort(plan);
  const std::string account =
      "{\"type\":\"deal\",\"id\":3}\n {\"type\":\"deal\",\"id\":1, \"b\" : \"user:7\",\"a\":5} \n{\"type\":\"deal\",\"id\":2}\n";
  apply::Options options;
  options.until = *plan::parse_moment(plan.request.at);
  const Outcome outcome = run(plan, account, options);
  CHECK(outcome.text ==
        " {\"type\":\"deal\",\"id\":1, \"b\" : \"user:1\",\"a\":null} \n{\"type\":\"deal\",\"id\":2}\n");
  CHECK(outcome.changed == 1);
  CHECK(outcome.erased == 1);
}
