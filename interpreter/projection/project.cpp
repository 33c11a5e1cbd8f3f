#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "interpreter/cel/evaluate.h"
#include "interpreter/projection/activation.h"
#include "interpreter/projection/convert.h"
#include "interpreter/projection/places.h"
#include "interpreter/projection/projection.h"
#include "interpreter/snapshot/canonical.h"
#include "interpreter/snapshot/read.h"

namespace exeunt::projection {

using snapshot::ObjectIndex;

namespace {

/// One entity's part of the pack, ready to run.
struct Part {
  const program::Projection* projection = nullptr;
  std::optional<cel::Program> where;
  std::vector<std::pair<model::FieldIndex, cel::Program>> fields;
};

class Projector {
 public:
  Projector(const program::Program& program, const snapshot::Account& neutral)
      : program_(program), neutral_(neutral), activation_(*program.neutral, neutral) {}

  std::optional<Projected> run(diagnostic::Sink& sink) {
    prepare();
    choose();
    write();
    snapshot::ReadOptions options;
    options.strict = true;
    options.max_bytes = std::numeric_limits<uint64_t>::max();
    auto account = snapshot::read_text(out_.text, "projection", *program_.model, sink, options);
    if (!account) {
      return std::nullopt;
    }
    out_.account = std::move(*account);
    out_.became.resize(neutral_.present_count);
    for (ObjectIndex object = 0; object < neutral_.present_count; ++object) {
      for (const Part* part : chosen_[object]) {
        out_.became[object].push_back(*out_.account.find(part->projection->entity, neutral_.objects[object].id));
      }
    }
    out_.without_place = find_without_place(program_, neutral_, out_.became);
    return std::move(out_);
  }

 private:
  /// Which parts there are for objects of each concept; by entity, as the program has them.
  void prepare() {
    parts_.reserve(program_.projections.size());  // pointed into
    by_concept_.resize(program_.neutral->entities.size());
    for (const program::Projection& projection : program_.projections) {
      Part part{&projection, std::nullopt, {}};
      if (projection.where) {
        part.where.emplace(*projection.where->checked);
      }
      for (const auto& [field, value] : projection.fields) {
        part.fields.emplace_back(field, cel::Program(*value.checked));
      }
      parts_.push_back(std::move(part));
      by_concept_[*program_.neutral->find_entity(projection.concept_name)].push_back(&parts_.back());
    }
    // Where no concept becomes an entity, nobody has said that there are no objects of it.
    incomplete_.assign(program_.model->entities.size(), true);
    for (const Part& part : parts_) {
      const auto source = *program_.neutral->find_entity(part.projection->concept_name);
      incomplete_[part.projection->entity] = source < neutral_.incomplete.size() && neutral_.incomplete[source];
    }
  }

  /// Which entities each object becomes: references need to know of all objects before any is written.
  void choose() {
    chosen_.resize(neutral_.present_count);
    for (ObjectIndex object = 0; object < neutral_.present_count; ++object) {
      const std::vector<const Part*>& candidates = by_concept_[neutral_.objects[object].entity];
      bool settled = false;
      for (const Part* part : candidates) {
        settled = choose(object, *part) || settled;
      }
      if (!settled) {
        const Reason reason = candidates.empty() ? Reason::no_counterpart : Reason::declined;
        out_.lost_objects.push_back({object, std::nullopt, {reason, {}}});
      }
    }
  }

  /// False: the object is certainly none of the entity's.
  bool choose(ObjectIndex object, const Part& part) {
    if (!part.where) {
      chosen_[object].push_back(&part);
      return true;
    }
    activation_.look_at(object);
    const cel::Value value = part.where->evaluate(activation_);
    if (value.is_true()) {
      chosen_[object].push_back(&part);
      return true;
    }
    if (value.is_unknown() || value.is_error()) {
      incomplete_[part.projection->entity] = true;
      out_.lost_objects.push_back({object, part.projection->entity, cause_of(value, Reason::undecided)});
      return true;
    }
    return false;
  }

  Cause cause_of(const cel::Value& value, Reason unknown) const {
    if (value.is_unknown()) {
      return {unknown, activation_.names(value)};
    }
    return {Reason::failed, {value.error_info().message}};
  }

  /// All objects as lines, entity by entity: within one, neutral objects of its concept are in order already.
  void write() {
    write_header();
    std::vector<std::vector<ObjectIndex>> by_entity(program_.model->entities.size());
    for (ObjectIndex object = 0; object < neutral_.present_count; ++object) {
      for (const Part* part : chosen_[object]) {
        by_entity[part->projection->entity].push_back(object);
      }
    }
    for (const Part& part : parts_) {
      for (const ObjectIndex object : by_entity[part.projection->entity]) {
        write(object, part);
      }
    }
    std::stable_sort(out_.lost_fields.begin(), out_.lost_fields.end(), [](const LostField& a, const LostField& b) {
      return std::tie(a.object, a.entity, a.field) < std::tie(b.object, b.entity, b.field);
    });
  }

  void write_header() {
    std::string types;
    for (model::EntityIndex entity = 0; entity < incomplete_.size(); ++entity) {
      if (incomplete_[entity]) {
        types += types.empty() ? "" : ",";
        snapshot::append_json_text(program_.model->entities[entity].name, types);
      }
    }
    if (!types.empty()) {
      out_.text += R"({"format":"exeunt.snapshot/1","incomplete":[)" + types + "]}\n";
    }
  }

  void write(ObjectIndex object, const Part& part) {
    const model::Entity& entity = program_.model->entities[part.projection->entity];
    snapshot::RawValue line;
    line.kind = snapshot::RawValue::Kind::object;
    add_text(line, "type", entity.name);
    add_text(line, "id", neutral_.objects[object].id);
    activation_.look_at(object);
    for (const auto& [field, value] : part.fields) {
      add_field(line, object, part, field, value.evaluate(activation_));
    }
    snapshot::append_json(line, out_.text);
    out_.text += '\n';
  }

  static void add_text(snapshot::RawValue& object, const char* key, const std::string& text) {
    snapshot::RawMember member;
    member.key = key;
    member.value.kind = snapshot::RawValue::Kind::text;
    member.value.text = text;
    object.members.push_back(std::move(member));
  }

  void add_field(snapshot::RawValue& line, ObjectIndex object, const Part& part, model::FieldIndex index,
                 const cel::Value& value) {
    const model::EntityIndex entity = part.projection->entity;
    const model::Field& field = program_.model->entities[entity].fields[index];
    if (value.is_unknown() || value.is_error()) {
      out_.lost_fields.push_back({object, entity, index, false, cause_of(value, Reason::unknown)});
      return;
    }
    Converted converted = convert(
        value, field.type,
        [this](ObjectIndex target, const std::vector<model::EntityIndex>& targets) { return became(target, targets); },
        [this](ObjectIndex target) { return object_name(*program_.neutral, neutral_.objects[target]); });
    if (converted.lost) {
      out_.lost_fields.push_back({object, entity, index, converted.value.has_value(), std::move(*converted.lost)});
    }
    if (converted.value) {
      snapshot::RawMember member;
      member.key = field.name;
      member.value = std::move(*converted.value);
      line.members.push_back(std::move(member));
    }
  }

  std::vector<std::string> became(ObjectIndex object, const std::vector<model::EntityIndex>& targets) const {
    std::vector<std::string> names;
    if (object >= neutral_.present_count) {
      return names;
    }
    for (const Part* part : chosen_[object]) {
      const model::EntityIndex entity = part->projection->entity;
      if (std::binary_search(targets.begin(), targets.end(), entity)) {
        names.push_back(program_.model->entities[entity].name + ":" + neutral_.objects[object].id);
      }
    }
    return names;
  }

  const program::Program& program_;
  const snapshot::Account& neutral_;
  Activation activation_;
  std::vector<Part> parts_;
  std::vector<std::vector<const Part*>> by_concept_;  // by entity of the neutral model
  std::vector<std::vector<const Part*>> chosen_;      // by object
  std::vector<bool> incomplete_;                      // by entity of the pack
  Projected out_;
};

}  // namespace

std::optional<Projected> project(const program::Program& program, const snapshot::Account& neutral,
                                 diagnostic::Sink& sink) {
  return Projector(program, neutral).run(sink);
}

}  // namespace exeunt::projection
