#include "interpreter/driver/compare_account.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "interpreter/compare/account_build.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/driver/evaluate.h"
#include "interpreter/driver/request.h"
#include "interpreter/engine/names.h"
#include "interpreter/model/actor.h"
#include "interpreter/projection/projection.h"

namespace exeunt::driver {

namespace {

using diagnostic::Kind;
using snapshot::ObjectIndex;

/// The account as one contestant's.
struct Told {
  const program::Program& program;
  projection::Projected projected;
};

class AccountComparer {
 public:
  AccountComparer(Session& session, const std::vector<compare::Input>& inputs, const CompareAccount& asked,
                  compare::Comparison& comparison)
      : session_(session),
        inputs_(inputs),
        asked_(asked),
        comparison_(comparison),
        model_(*inputs.front().program->neutral) {}

  bool run() {
    auto neutral = snapshot::read(asked_.path, model_, session_.sink(), asked_.read);
    if (!neutral) {
      return false;
    }
    neutral_ = std::move(*neutral);
    const auto subject = find_person(asked_.subject, "subject");
    const auto by = asked_.by.empty() ? std::nullopt : find_person(asked_.by, "acting user");
    const auto at = read_time(asked_.at);
    if (!at) {
      session_.sink().report<Kind::request_bad_time>(std::nullopt, asked_.at);
    }
    if (!check_arguments() || !subject || !at || (!asked_.by.empty() && !by) || !project()) {
      return false;
    }
    describe_request(*subject, by, cel::format_timestamp(*at));
    describe_objects();
    for (std::size_t i = 0; i < told_.size(); ++i) {
      plan_all(i, *subject, by);
    }
    compare::add_account(inputs_, session_.sources(), std::move(out_), comparison_);
    return true;
  }

 private:
  /// "user:7" is short for "std.user:7".
  std::optional<ObjectIndex> find_person(const std::string& text, std::string_view role) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) {
      session_.sink().report<Kind::request_bad_object>(std::nullopt, role, text);
      return std::nullopt;
    }
    std::string type = text.substr(0, colon);
    type = type.find('.') == std::string::npos ? "std." + type : type;
    const auto entity = model_.find_entity(type);
    const auto object = entity ? neutral_.find(*entity, text.substr(colon + 1)) : std::nullopt;
    if (!object) {
      session_.sink().report<Kind::request_no_object>(std::nullopt, role, text);
    }
    return object;
  }

  /// Each is one of some event's.
  bool check_arguments() {
    std::set<std::string> known;
    for (const compare::Event& event : comparison_.events) {
      for (const compare::EventAnswer& answer : event.answers) {
        for (const compare::VendorEvent& each : answer.events) {
          for (const compare::Argument& argument : each.arguments) {
            known.insert(argument.named.name);
          }
        }
      }
    }
    bool good = true;
    for (const auto& [name, value] : asked_.arguments) {
      if (!known.contains(name)) {
        good = false;
        diagnostic::suggest(session_.sink().report<Kind::compare_unknown_argument>(std::nullopt, name), name,
                            {known.begin(), known.end()}, "their arguments are");
      }
    }
    return good;
  }

  bool project() {
    for (const compare::Input& input : inputs_) {
      auto projected = projection::project(*input.program, neutral_, session_.sink());
      if (!projected) {
        return false;
      }
      told_.push_back({*input.program, std::move(*projected)});
    }
    return true;
  }

  void describe_request(ObjectIndex subject, std::optional<ObjectIndex> by, std::string at) {
    compare::AccountRequest& request = out_.request;
    request.account = asked_.path;
    request.digest = neutral_.digest;
    request.objects = neutral_.present_count;
    const engine::Names names(model_, neutral_);
    request.subject = names.object(subject);
    request.subject_label = names.label(subject).value_or("");
    if (by) {
      request.by = names.object(*by);
      request.by_label = names.label(*by).value_or("");
    }
    request.at = std::move(at);
    request.unknown_types = neutral_.unmodelled_types;
    request.unknown_fields = neutral_.unmodelled_fields;
  }

  void describe_objects() {
    const engine::Names names(model_, neutral_);
    for (ObjectIndex i = 0; i < neutral_.present_count; ++i) {
      compare::NeutralObject out{names.object(i), model_.entities[neutral_.objects[i].entity].name,
                                 names.label(i).value_or(""), std::vector<compare::Carried>(told_.size())};
      for (std::size_t j = 0; j < told_.size(); ++j) {
        const engine::Names own_names(*told_[j].program.model, told_[j].projected.account);
        for (const ObjectIndex own : told_[j].projected.became[i]) {
          out.carried[j].objects.push_back(own_names.object(own));
        }
      }
      out_.objects.push_back(std::move(out));
    }
    for (std::size_t j = 0; j < told_.size(); ++j) {
      describe_losses(j);
    }
  }

  void describe_losses(std::size_t contestant) {
    const Told& told = told_[contestant];
    const auto carried = [&](ObjectIndex object) -> compare::Carried& {
      return out_.objects[object].carried[contestant];
    };
    for (const projection::LostObject& lost : told.projected.lost_objects) {
      compare::Carried& of = carried(lost.object);
      if (of.objects.empty()) {
        of.why_not += (of.why_not.empty() ? "" : "; ") + projection::describe(lost.cause);
      }
    }
    for (const projection::LostField& lost : told.projected.lost_fields) {
      const model::Entity& entity = told.program.model->entities[lost.entity];
      carried(lost.object)
          .lost.push_back({entity.name + "." + entity.fields[lost.field].name,
                           (lost.in_part ? "in part: " : "") + projection::describe(lost.cause)});
    }
    for (const projection::WithoutPlace& without : told.projected.without_place) {
      for (const ObjectIndex object : without.objects) {
        carried(object).left_out.push_back(model_.entities[without.entity].fields[without.field].name);
      }
    }
    for (compare::NeutralObject& object : out_.objects) {
      std::sort(object.carried[contestant].left_out.begin(), object.carried[contestant].left_out.end());
    }
  }

  void plan_all(std::size_t contestant, ObjectIndex subject, std::optional<ObjectIndex> by) {
    for (std::size_t i = 0; i < comparison_.events.size(); ++i) {
      for (const compare::VendorEvent& event : comparison_.events[i].answers[contestant].events) {
        compare::Run run{contestant, i, event.named, nullptr, {}};
        plan(run, subject, by);
        out_.runs.push_back(std::move(run));
      }
    }
  }

  /// As the contestant's own object of the type that the event is about. Empty: it has become none.
  std::string own_name(const Told& told, ObjectIndex object, model::EntityIndex entity) const {
    for (const ObjectIndex own : told.projected.became[object]) {
      if (told.projected.account.objects[own].entity == entity) {
        return engine::Names(*told.program.model, told.projected.account).object(own);
      }
    }
    return {};
  }

  void plan(compare::Run& run, ObjectIndex subject, std::optional<ObjectIndex> by) {
    const Told& told = told_[run.contestant];
    const program::Event& event = *told.program.find_event(run.event.name);
    Request request;
    request.event = event.name;
    request.subject = own_name(told, subject, event.subject);
    const model::EntityIndex actor = model::acting_entity(*told.program.model).value_or(event.subject);
    request.by = by ? own_name(told, *by, actor) : std::string();
    request.at = out_.request.at;
    for (const auto& argument : asked_.arguments) {
      if (std::any_of(event.arguments.begin(), event.arguments.end(),
                      [&argument](const program::Argument& each) { return each.name == argument.first; })) {
        request.arguments.push_back(argument);
      }
    }
    const std::vector<model::Entity>& entities = told.program.model->entities;
    if (request.subject.empty()) {
      run.refused = fmt::format("`{}` becomes no `{}`", out_.request.subject, entities[event.subject].name);
    } else if (by && request.by.empty()) {
      run.refused = fmt::format("`{}` becomes no `{}`", out_.request.by, entities[actor].name);
    } else {
      const auto graph = session_.graph(inputs_[run.contestant].program, event.name);
      diagnostic::Sink sink;
      auto plan = graph ? evaluate(*graph, told.projected.account, request, sink) : std::nullopt;
      if (plan) {
        run.plan = std::make_shared<const plan::Plan>(std::move(*plan));
      } else {
        run.refused = sink.diagnostics().empty() ? "it cannot be planned" : sink.diagnostics().front().message;
      }
    }
  }

  Session& session_;
  const std::vector<compare::Input>& inputs_;
  const CompareAccount& asked_;
  compare::Comparison& comparison_;
  const model::Model& model_;
  snapshot::Account neutral_;
  std::vector<Told> told_;
  compare::AccountInput out_;
};

}  // namespace

bool add_account(Session& session, const std::vector<compare::Input>& inputs, const CompareAccount& account,
                 compare::Comparison& comparison) {
  return AccountComparer(session, inputs, account, comparison).run();
}

}  // namespace exeunt::driver
