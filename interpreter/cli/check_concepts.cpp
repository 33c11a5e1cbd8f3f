#include "interpreter/cli/check_concepts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using plan::Value;

/// A declaration and the concept that it is of.
struct Mapped {
  std::string keyword;
  std::string name;
  std::string concept_name;  ///< empty: none
  bool has_fields = false;   ///< an entity whose concept states some
  std::size_t fields = 0;
  std::vector<std::string> unmapped_fields;
};

Mapped mapped_entity(const program::Program& program, model::EntityIndex index) {
  const model::Entity& entity = program.model->entities[index];
  Mapped out{"entity", entity.name, entity.concept_name, false, entity.fields.size(), {}};
  const auto found =
      std::find_if(program.projections.begin(), program.projections.end(),
                   [&](const program::Projection& projection) { return projection.entity == index; });
  out.has_fields = found != program.projections.end();
  for (model::FieldIndex field = 0; out.has_fields && field < entity.fields.size(); ++field) {
    const auto says = [&](const auto& value) { return value.first == field; };
    if (std::none_of(found->fields.begin(), found->fields.end(), says)) {
      out.unmapped_fields.push_back(entity.fields[field].name);
    }
  }
  return out;
}

/// In the order in which they are told.
std::vector<Mapped> all_mapped(const program::Program& program) {
  std::vector<Mapped> out;
  for (model::EntityIndex entity = 0; entity < program.model->entities.size(); ++entity) {
    out.push_back(mapped_entity(program, entity));
  }
  for (const program::Event& event : program.events) {
    out.push_back({"event", event.name, event.concept_name, false, 0, {}});
  }
  for (const program::Capability& capability : program.capabilities) {
    out.push_back({"capability", capability.name, capability.concept_name, false, 0, {}});
  }
  for (const program::Lack& lack : program.lacks) {
    out.push_back({"lacks", lack.concept_name, lack.concept_name, false, 0, {}});
  }
  return out;
}

std::string fields_in_text(const Mapped& mapped) {
  if (mapped.keyword != "entity" || mapped.concept_name.empty()) {
    return "";
  }
  if (!mapped.has_fields) {
    return "the concept states no fields";
  }
  std::string text = fmt::format("{} of {} fields", mapped.fields - mapped.unmapped_fields.size(), mapped.fields);
  return mapped.unmapped_fields.empty() ? text
                                        : fmt::format("{}, not {}", text, fmt::join(mapped.unmapped_fields, ", "));
}

/// "42 of 42 entities", of those that the pack has any of.
std::string share(const std::vector<Mapped>& all, std::string_view keyword, const char* many) {
  const auto of_kind = [&](const Mapped& each) { return each.keyword == keyword; };
  const auto total = std::count_if(all.begin(), all.end(), of_kind);
  const auto mapped = std::count_if(all.begin(), all.end(),
                                    [&](const Mapped& each) { return of_kind(each) && !each.concept_name.empty(); });
  return fmt::format("{} of {} {}", mapped, total, many);
}

/// The classes that a rule gives something, and those that stand in for them with a delay.
std::vector<const program::OutcomeClass*> used_classes(const program::Program& program) {
  std::set<std::string_view> used;
  for (const program::Event& event : program.events) {
    for (const program::RuleVariant& rule : event.rules) {
      for (const program::Outcome& outcome : rule.outcomes) {
        used.insert(outcome.class_name);
        if (const auto* found = program.find_class(outcome.class_name); found != nullptr && (rule.after || rule.due)) {
          used.insert(found->scheduled);
        }
      }
    }
  }
  std::vector<const program::OutcomeClass*> out;
  for (const program::OutcomeClass& each : program.outcome_classes) {
    if (used.contains(each.name)) {
      out.push_back(&each);
    }
  }
  return out;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string json_text(const std::string& text) {
  return plan::write_value(Value{text});
}

}  // namespace

std::string concepts_in_text(const std::vector<Checked>& checked) {
  std::string text;
  for (const auto& [program, coverage] : checked) {
    const std::vector<Mapped> all = all_mapped(*program);
    std::size_t name_width = 0;
    std::size_t concept_width = 0;
    const std::vector<const program::OutcomeClass*> classes = used_classes(*program);
    for (const program::OutcomeClass* each : classes) {
      name_width = std::max(name_width, each->name.size());
    }
    for (const Mapped& each : all) {
      name_width = std::max(name_width, each.name.size());
      concept_width = std::max(concept_width, each.concept_name.size());
    }
    text += fmt::format("{}{}{}: {}, {}, {} stand for concepts\n", program->pack, program->edition.empty() ? "" : " ",
                        program->edition, share(all, "entity", "entities"), share(all, "event", "events"),
                        share(all, "capability", "capabilities"));
    for (const Mapped& each : all) {
      if (each.keyword == "lacks") {
        text += fmt::format("  {:10}  {}\n", each.keyword, each.name);
        continue;
      }
      text += trimmed(fmt::format("  {:10}  {:{}}  {:{}}  {}", each.keyword, each.name, name_width,
                                  each.concept_name.empty() ? "no concept" : each.concept_name, concept_width,
                                  fields_in_text(each))) +
              "\n";
    }
    for (const program::OutcomeClass* each : classes) {
      text += fmt::format("  {:10}  {:{}}  severity {}{}\n", "class", each->name, name_width, each->severity,
                          each->scheduled.empty() ? "" : ", with a delay " + each->scheduled);
    }
  }
  return text;
}

std::string concepts_in_json(const program::Program& program) {
  std::string text = "\"concepts\": [";
  const char* separator = "\n    ";
  for (const Mapped& each : all_mapped(program)) {
    text += separator;
    text += fmt::format(R"({{"kind": {}, "name": {}, "concept": {}}})", json_text(each.keyword), json_text(each.name),
                        each.concept_name.empty() ? "null" : json_text(each.concept_name));
    if (each.has_fields) {
      Value::List unmapped;
      for (const std::string& field : each.unmapped_fields) {
        unmapped.push_back(Value{field});
      }
      text.pop_back();
      text += fmt::format(R"(, "fields": {}, "unmapped_fields": {}}})", each.fields,
                          plan::write_value(Value{std::move(unmapped)}));
    }
    separator = ",\n    ";
  }
  text += "],\n  \"classes\": [";
  separator = "\n    ";
  for (const program::OutcomeClass* each : used_classes(program)) {
    text += separator;
    text += fmt::format(R"({{"name": {}, "title": {}, "severity": {}, "scheduled": {}}})", json_text(each->name),
                        json_text(each->title), each->severity,
                        each->scheduled.empty() ? "null" : json_text(each->scheduled));
    separator = ",\n    ";
  }
  return text + "]";
}

}  // namespace exeunt::cli
