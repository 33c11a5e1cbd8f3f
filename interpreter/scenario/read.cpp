#include "interpreter/scenario/read.h"

#include <algorithm>
#include <map>

#include "interpreter/scenario/account.h"
#include "interpreter/scenario/cases.h"
#include "interpreter/scenario/entry.h"
#include "interpreter/scenario/keys.h"
#include "interpreter/scenario/value.h"

namespace exeunt::scenario {

using diagnostic::Kind;
using yaml::Node;
using Words = std::vector<std::string>;

static Words operator+(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

namespace {

const Words default_keys = {"event", "subject", "by", "at", "args", "locale"};
const Words expectation_keys = {"expect", "partial", "blocked", "conflicted", "plan", "afterwards"};
const Words event_keys = default_keys + Words{"transfers"};
const Words step_keys = event_keys + expectation_keys + Words{"wait", "until"};
const Words scenario_keys = Words{"scenario", "cases", "account", "steps"} + event_keys + expectation_keys;
const Words file_keys = Words{"pack", "title", "editions", "about", "absent", "account", "scenarios"} + default_keys;

class FileReader {
 public:
  FileReader(source::FileId file, source::Manager& sources, diagnostic::Sink& sink)
      : sources_(sources), text_(sources.file(file).text()), sink_(sink) {
    file_.id = file;
  }

  std::optional<File> run() {
    const std::size_t errors = sink_.errors();
    const yaml::Document document = yaml::load(sources_, file_.id, sink_);
    if (!document.root) {
      return std::nullopt;
    }
    if (document.root->kind != Node::Kind::mapping) {
      report_kind("a scenario file", "a mapping with `pack` and `scenarios`", *document.root, sink_);
      return std::nullopt;
    }
    read(*document.root);
    return sink_.errors() == errors ? std::optional(std::move(file_)) : std::nullopt;
  }

 private:
  void read(const Node& root) {
    const Keys keys(root, "a scenario file", file_keys, sink_);
    if (const Pair* pack = keys.require("pack", sink_)) {
      file_.pack = read_word("`pack`", *pack->value, sink_).value_or(Name());
    }
    if (const Pair* title = keys.find("title")) {
      file_.title = read_word("`title`", *title->value, sink_).value_or(Name()).text;
    }
    if (const Pair* editions = keys.find("editions")) {
      file_.editions = read_words("`editions`", *editions->value, sink_);
    }
    if (const Pair* about = keys.find("about")) {
      file_.about = read_words("`about`", *about->value, sink_);
    }
    if (const Pair* account = keys.find("account")) {
      file_.account = read_account(*account->value, file_.id, sources_, sink_);
      has_account_ = true;
    }
    read_absent(keys);
    const Request defaults = read_request(keys, {});
    const Pair* scenarios = keys.require("scenarios", sink_);
    if (scenarios == nullptr) {
      return;
    }
    if (scenarios->value->kind != Node::Kind::list) {
      report_kind("`scenarios`", "a list", *scenarios->value, sink_);
    } else if (scenarios->value->items.empty()) {
      sink_.report<Kind::scenario_none>(scenarios->key.span);
    }
    for (const Node& item :
         scenarios->value->kind == Node::Kind::list ? scenarios->value->items : std::vector<Node>()) {
      if (item.kind == Node::Kind::mapping) {
        for_each_case(item, sink_, [&](const Node& one) { read_scenario(one, defaults); });
      } else {
        report_kind("a scenario", "a mapping", item, sink_);
      }
    }
  }

  void read_absent(const Keys& keys) {
    const Pair* absent = keys.find("absent");
    if (absent == nullptr) {
      return;
    }
    const auto word = read_word("`absent`", *absent->value, sink_);
    if (word && word->text != "null" && word->text != "unknown") {
      report_kind("`absent`", "`null` or `unknown`", *absent->value, sink_);
    }
    file_.account.absent_is_null = word && word->text == "null";
  }

  void read_scenario(const Node& node, const Request& file_defaults) {
    const Keys keys(node, "a scenario", scenario_keys, sink_);
    Scenario scenario;
    scenario.name.span = head(node);
    if (const Pair* name = keys.require("scenario", sink_)) {
      scenario.name = read_word("`scenario`", *name->value, sink_).value_or(Name{"", head(*name->value)});
      const auto [first, is_new] = names_.emplace(scenario.name.text, scenario.name.span);
      if (!is_new) {
        sink_.report<Kind::scenario_duplicate_name>(scenario.name.span, scenario.name.text)
            .label(first->second, "first given here");
      }
    }
    const Pair* account = keys.find("account");
    if (account != nullptr) {
      scenario.account = read_account(*account->value, file_.id, sources_, sink_);
    } else if (!has_account_) {
      sink_.report<Kind::scenario_missing_key>(scenario.name.span, "the scenario", "account");
    }
    const Request defaults = read_request(keys, file_defaults);
    scenario.at = defaults.at;
    if (const Pair* steps = keys.find("steps")) {
      refuse_beside_steps(keys);
      read_steps(*steps, defaults, scenario);
    } else if (auto step = read_step(keys, defaults, scenario.name.span, true)) {
      scenario.steps.push_back(std::move(*step));
    }
    file_.scenarios.push_back(std::move(scenario));
  }

  void refuse_beside_steps(const Keys& keys) {
    for (const std::string& key : expectation_keys + Words{"transfers"}) {
      if (const Pair* pair = keys.find(key)) {
        sink_.report<Kind::scenario_exclusive_keys>(pair->key.span, "steps", key)
            .help("it belongs into one of the steps");
      }
    }
  }

  void read_steps(const Pair& steps, const Request& defaults, Scenario& scenario) {
    if (steps.value->kind != Node::Kind::list) {
      report_kind("`steps`", "a list", *steps.value, sink_);
      return;
    }
    if (steps.value->items.empty()) {
      sink_.report<Kind::scenario_expects_nothing>(steps.key.span, "this scenario");
    }
    for (const Node& item : steps.value->items) {
      if (item.kind != Node::Kind::mapping) {
        report_kind("a step", "a mapping", item, sink_);
        continue;
      }
      const Keys keys(item, "a step", step_keys, sink_);
      if (auto step = read_step(keys, defaults, head(item), scenario.steps.empty())) {
        scenario.steps.push_back(std::move(*step));
      }
    }
  }

  std::optional<Step> read_step(const Keys& keys, const Request& defaults, Span span, bool is_first) {
    Step step;
    step.span = span;
    const Pair* clock = keys.find("wait") != nullptr ? keys.find("wait") : keys.find("until");
    if (clock != nullptr) {
      refuse_beside_clock(keys, clock->key.text);
      const auto word = read_word("`" + clock->key.text + "`", *clock->value, sink_);
      const auto due = word ? read_clock(*word, clock->key.text == "wait") : std::nullopt;
      if (!due) {
        return std::nullopt;
      }
      step.action = *due;
    } else {
      step.action = read_event(keys, defaults, span, is_first);
    }
    read_expectations(keys, step);
    hold_to_action(step, clock != nullptr);
    if (clock == nullptr && !step.expect && !step.blocked && !step.conflicted && !step.plan &&
        step.afterwards.empty()) {
      sink_.report<Kind::scenario_expects_nothing>(span, "this step")
          .help("it needs one of `expect`, `blocked`, `conflicted`, `plan` and `afterwards`");
    }
    return step;
  }

  /// What comes due is an outcome, or called off; nothing else happens while the clock runs.
  void hold_to_action(const Step& step, bool is_clock) {
    for (const ExpectedObject& object : step.expect ? step.expect->objects : std::vector<ExpectedObject>()) {
      for (const ExpectedRule& rule : object.rules) {
        for (const Entry& entry : rule.entries) {
          const bool called_off = entry.kind == Entry::Kind::called_off;
          const bool fits = is_clock ? called_off || (entry.kind == Entry::Kind::outcome && !entry.due) : !called_off;
          if (!fits) {
            sink_
                .report<Kind::scenario_wrong_kind>(rule.rule.span, "`" + rule.rule.text + "`",
                                                   is_clock ? "an outcome, or `called-off`, when the clock runs"
                                                            : "what the event leads to",
                                                   "`" + text(entry) + "`")
                .help(is_clock ? "the step says when it is due; what an event leads to is expected of the event"
                               : "what is called off is expected where the clock runs, beside `wait` or `until`");
          }
        }
      }
    }
  }

  std::optional<Due> read_clock(const Name& word, bool is_delay) {
    if (is_delay) {
      return read_due(word, false, sink_);
    }
    const auto moment = read_time(word.text);
    if (!moment) {
      report_time(word);
      return std::nullopt;
    }
    return Due{*moment, word.text};
  }

  void report_time(const Name& word) {
    sink_.report<Kind::scenario_bad_time>(word.span, word.text)
        .help("write it like `2024-03-01T09:00:00Z` or `2024-03-01`");
  }

  void refuse_beside_clock(const Keys& keys, const std::string& clock) {
    for (const std::string& key : event_keys + Words{"blocked", "conflicted", "plan", "until"}) {
      const Pair* pair = keys.find(key);
      if (pair != nullptr && key != clock) {
        sink_.report<Kind::scenario_exclusive_keys>(pair->key.span, clock, key)
            .help("the clock runs in a step of its own");
      }
    }
  }

  Request read_event(const Keys& keys, const Request& defaults, Span span, bool is_first) {
    Request request = read_request(keys, defaults);
    // A default time is where the clock begins, not where every step happens.
    const bool has_own_time = keys.find("at") != nullptr;
    if (!has_own_time && !is_first) {
      request.at.reset();
    }
    for (const auto& [key, word] : {std::pair("event", &request.event), std::pair("subject", &request.subject)}) {
      if (!*word) {
        sink_.report<Kind::scenario_missing_key>(span, "this step", key);
      }
    }
    if (is_first && !request.at) {
      sink_.report<Kind::scenario_missing_key>(span, "the first step", "at");
    }
    return request;
  }

  /// What the keys say, else the defaults.
  Request read_request(const Keys& keys, const Request& defaults) {
    Request request = defaults;
    word(keys, "event", request.event);
    word(keys, "subject", request.subject);
    word(keys, "by", request.by);
    word(keys, "at", request.at);
    word(keys, "locale", request.locale);
    if (request.by && request.by->text == "null") {
      request.by.reset();
    }
    const Pair* at = keys.find("at");
    if (at != nullptr && at->value->kind == Node::Kind::scalar && !read_time(request.at->text)) {
      report_time(*request.at);
    }
    if (const Pair* args = keys.find("args")) {
      read_arguments(*args->value, request);
    }
    if (const Pair* transfers = keys.find("transfers")) {
      request.transfers = read_words("`transfers`", *transfers->value, sink_);
    }
    return request;
  }

  void word(const Keys& keys, std::string_view key, std::optional<Name>& to) {
    if (const Pair* pair = keys.find(key)) {
      to = read_word("`" + std::string(key) + "`", *pair->value, sink_).value_or(Name{"", head(*pair->value)});
    }
  }

  void read_arguments(const Node& node, Request& request) {
    if (node.kind != Node::Kind::mapping) {
      report_kind("`args`", "a mapping of names to values", node, sink_);
      return;
    }
    for (const Pair& pair : pairs(node, sink_)) {
      Name value{"", head(*pair.value)};
      for (const Name& each : read_words("an argument", *pair.value, sink_)) {
        value.text += (value.text.empty() ? "" : ",") + each.text;
      }
      const auto known = std::find_if(request.arguments.begin(), request.arguments.end(),
                                      [&](const Argument& each) { return each.name.text == pair.key.text; });
      if (known != request.arguments.end()) {
        *known = {pair.key, value};
      } else {
        request.arguments.push_back({pair.key, value});
      }
    }
  }

  void read_expectations(const Keys& keys, Step& step) {
    if (const Pair* expect = keys.find("expect")) {
      step.expect = read_expectation(*expect->value, expect->key.span, text_, sink_);
    }
    if (const Pair* partial = keys.find("partial")) {
      const auto flag = value(*partial->value, text_);
      if (!std::holds_alternative<bool>(flag.data)) {
        report_kind("`partial`", "`true` or `false`", *partial->value, sink_);
      } else {
        step.partial = std::get<bool>(flag.data);
      }
    }
    if (const Pair* blocked = keys.find("blocked")) {
      step.blocked = read_blocked(*blocked->value, blocked->key.span, sink_);
    }
    if (const Pair* conflicted = keys.find("conflicted")) {
      step.conflicted = read_conflicted(*conflicted->value, conflicted->key.span, sink_);
    }
    if (const Pair* plan = keys.find("plan")) {
      step.plan = read_word("`plan`", *plan->value, sink_);
    }
    if (const Pair* afterwards = keys.find("afterwards")) {
      step.afterwards = read_states(*afterwards->value, text_, sink_);
    }
  }

  source::Manager& sources_;
  std::string_view text_;
  diagnostic::Sink& sink_;
  File file_;
  bool has_account_ = false;
  std::map<std::string, Span> names_;
};

}  // namespace

std::optional<File> read(source::FileId file, source::Manager& sources, diagnostic::Sink& sink) {
  return FileReader(file, sources, sink).run();
}

bool is_account(const source::Manager& sources, source::FileId file) {
  diagnostic::Sink unheard;
  const yaml::Document document = yaml::load(sources, file, unheard);
  if (!document.root) {
    return false;
  }
  const Node& root = *document.root;
  const auto has = [&root](std::string_view key) {
    for (std::size_t i = 0; i + 1 < root.items.size(); i += 2) {
      if (root.items[i].text == key) {
        return true;
      }
    }
    return false;
  };
  return root.kind == Node::Kind::list || (root.kind == Node::Kind::mapping && has("objects") && !has("scenarios"));
}

}  // namespace exeunt::scenario
