#include "interpreter/scenario/names.h"

#include <algorithm>
#include <set>

#include "interpreter/diagnostic/suggest.h"
#include "interpreter/plan/order.h"
#include "interpreter/scenario/keys.h"

namespace exeunt::scenario {

using diagnostic::Kind;

namespace {

class Checker {
 public:
  Checker(const program::Program& program, diagnostic::Sink& sink) : program_(program), sink_(sink) {
    for (const program::RuleInfo& rule : program.rules) {
      rules_.push_back(rule.name);
    }
  }

  void check(const File& file) {
    for (const Name& type : file.about.value_or(std::vector<Name>())) {
      entity(type.text, type.span);
    }
    for (const Scenario& scenario : file.scenarios) {
      objects_.clear();
      for (const Account* account : {&file.account, &scenario.account}) {
        for (const Object& object : account->objects) {
          objects_.insert(object.name);
        }
      }
      for (const Step& step : scenario.steps) {
        check(step);
      }
    }
  }

 private:
  void check(const Step& step) {
    if (const auto* request = std::get_if<Request>(&step.action)) {
      check(*request, step);
    }
    for (const ExpectedObject& each : step.expect ? step.expect->objects : std::vector<ExpectedObject>()) {
      object(each.object);
      for (const ExpectedRule& rule : each.rules) {
        check(rule);
      }
    }
    for (const ExpectedConflict& each : step.conflicted ? step.conflicted->objects : std::vector<ExpectedConflict>()) {
      object(each.object);
      for (const std::string& name : each.fields) {
        field(each.object, {name, each.object.span});
      }
    }
    for (const ExpectedState& each : step.afterwards) {
      object(each.object);
      for (const FieldValue& value : each.fields) {
        field(each.object, value.field);
      }
    }
  }

  void check(const Request& request, const Step& step) {
    const program::Event* event = request.event ? program_.find_event(request.event->text) : nullptr;
    if (event == nullptr || !step.blocked) {
      return;  // an unknown event is reported where it is planned
    }
    std::vector<std::string> guards;
    for (const program::Guard& guard : event->guards) {
      guards.push_back(guard.name);
    }
    for (const ExpectedGuard& each : step.blocked->guards) {
      if (std::find(guards.begin(), guards.end(), each.guard.text) == guards.end()) {
        suggest(sink_.report<Kind::scenario_unknown_guard>(each.guard.span, event->name, each.guard.text),
                each.guard.text, guards, "its guards are");
      }
    }
  }

  void check(const ExpectedRule& expected) {
    const std::string& name = expected.rule.text;
    if (name == "unaddressed" || name == plan::request_rule ||
        std::find(rules_.begin(), rules_.end(), name) != rules_.end()) {
      return;
    }
    auto report = sink_.report<Kind::scenario_unknown_rule>(expected.rule.span, edition(), name);
    suggest(report, name, rules_, "its rules are");
  }

  std::string edition() const { return program_.pack + (program_.edition.empty() ? "" : "@" + program_.edition); }

  const model::Entity* entity(const std::string& name, Span span) {
    if (const auto found = program_.model->find_entity(name)) {
      return &program_.model->entities[*found];
    }
    suggest(sink_.report<Kind::scenario_unknown_type>(span, edition(), name), name, program_.model->entity_names(),
            "its types are");
    return nullptr;
  }

  void object(const Name& name) {
    const std::size_t colon = name.text.find(':');
    if (objects_.contains(name.text) || entity(name.text.substr(0, colon), name.span) == nullptr) {
      return;
    }
    if (!name.text.substr(colon + 1).starts_with("new/")) {  // a rule may create it
      constexpr std::size_t enough_to_compare = 200;
      const auto last =
          std::next(objects_.begin(), static_cast<std::ptrdiff_t>(std::min(objects_.size(), enough_to_compare)));
      suggest(sink_.report<Kind::scenario_unknown_object>(name.span, name.text), name.text, {objects_.begin(), last},
              "it has");
    }
  }

  void field(const Name& object, const Name& name) {
    const auto type = program_.model->find_entity(object.text.substr(0, object.text.find(':')));
    if (!type || name.text.empty() || program_.model->entities[*type].find_field(name.text)) {
      return;
    }
    std::vector<std::string> names;
    for (const model::Field& each : program_.model->entities[*type].fields) {
      names.push_back(each.name);
    }
    suggest(sink_.report<Kind::scenario_unknown_field>(name.span, program_.model->entities[*type].name, name.text),
            name.text, names, "its fields are");
  }

  const program::Program& program_;
  diagnostic::Sink& sink_;
  std::vector<std::string> rules_;
  std::set<std::string> objects_;
};

}  // namespace

bool check_names(const File& file, const program::Program& program, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  Checker(program, sink).check(file);
  return sink.errors() == errors;
}

}  // namespace exeunt::scenario
