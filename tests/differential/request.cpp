#include "tests/differential/request.h"

#include <fmt/format.h>

#include "interpreter/model/actor.h"
#include "tests/differential/pools.h"

namespace exeunt::differential {

namespace {

using model::FieldKind;

class Asker {
 public:
  Asker(Random& random, const program::Program& program, const program::Event& event, const Account& account)
      : random_(random), program_(program), model_(*program.model), event_(event), account_(account) {}

  driver::Request run() {
    driver::Request out;
    out.event = event_.name;
    const std::string& leavers = model_.entities[event_.subject].name;
    out.subject = random_.one_in(40) ? "user:404" : random_.one_in(4) ? some_object(leavers) : leavers + ":7";
    const auto actor = model::acting_entity(model_);
    const std::string actors = actor ? model_.entities[*actor].name : leavers;
    out.by = random_.one_in(4) ? "" : random_.one_in(30) ? "user:404" : some_object(random_.one_in(20) ? leavers : actors);
    out.at = random_.one_in(4) ? pools::time(random_) : random_.one_in(6) ? "2024-03-01" : "2024-03-01T09:00:00Z";
    for (const program::Argument& argument : event_.arguments) {
      const bool may_be_left = argument.default_value || argument.type.nullable;
      if (!may_be_left || random_.one_in(2)) {
        out.arguments.emplace_back(argument.name, value(argument.type));
      }
    }
    if (random_.one_in(5)) {
      for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
        out.transfers.push_back(transfer());
      }
    }
    if (!program_.locales.empty() && random_.one_in(3)) {
      out.locale = random_.pick(program_.locales);
    }
    out.howtos = random_.one_in(8);
    return out;
  }

 private:
  std::string some_object(const std::string& type) {
    std::vector<std::string> names;
    for (const plan::Value& each : account_.objects) {
      const std::string name = name_of(each);
      if (name.starts_with(type + ":")) {
        names.push_back(name);
      }
    }
    return names.empty() ? type + ":1" : random_.pick(names);
  }

  std::string value(const model::FieldType& type) {
    if (type.nullable && random_.one_in(6)) {
      return "null";
    }
    switch (type.kind) {
      case FieldKind::boolean:
        return random_.one_in(2) ? "true" : "false";
      case FieldKind::int64:
        return std::to_string(pools::whole(random_));
      case FieldKind::float64:
        return fmt::format("{}", pools::real(random_));
      case FieldKind::string:
        return pools::text(random_);
      case FieldKind::timestamp:
        return pools::time(random_);
      case FieldKind::duration:
        return pools::span(random_);
      case FieldKind::enumeration:
        return random_.pick(type.values);
      case FieldKind::reference:
        return some_object(model_.entities[random_.pick(type.targets)].name);
      case FieldKind::list: {
        std::string out;
        for (std::size_t i = random_.below(3); i > 0; --i) {
          out += (out.empty() ? "" : ",") + value(type.element[0]);
        }
        return out;
      }
    }
    return {};
  }

  std::string transfer() {
    const model::Entity& entity = random_.pick(model_.entities);
    std::string what = random_.one_in(3) ? "*" : random_.one_in(2) ? entity.name : some_object(entity.name);
    if (what == entity.name && !entity.fields.empty() && random_.one_in(2)) {
      what += "." + random_.pick(entity.fields).name;
    }
    return what + "=" + some_object(model_.entities[event_.subject].name);
  }

  Random& random_;
  const program::Program& program_;
  const model::Model& model_;
  const program::Event& event_;
  const Account& account_;
};

}  // namespace

driver::Request make_request(Random& random, const program::Program& program, const program::Event& event,
                             const Account& account) {
  return Asker(random, program, event, account).run();
}

}  // namespace exeunt::differential
