// A small model that has every kind of field, and reading from memory against it.
#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/render.h"
#include "interpreter/snapshot/read.h"

namespace exeunt::snapshot {

inline model::FieldType scalar(model::FieldKind kind, bool nullable = false) {
  model::FieldType type;
  type.kind = kind;
  type.nullable = nullable;
  return type;
}

inline model::FieldType reference(std::vector<model::EntityIndex> targets, bool nullable = false) {
  model::FieldType type = scalar(model::FieldKind::reference, nullable);
  type.targets = std::move(targets);
  return type;
}

inline model::FieldType list(model::FieldType element) {
  model::FieldType type = scalar(model::FieldKind::list);
  type.element.push_back(std::move(element));
  return type;
}

enum : model::EntityIndex { account_entity, deal, note, user };
enum : model::FieldIndex { active, count, value, title, since, lasts, status, owner, linked_to };

inline model::Model sample_model() {
  using model::FieldKind;
  model::FieldType statuses = scalar(FieldKind::enumeration);
  statuses.enum_name = "deal.status";
  statuses.values = {"open", "won"};
  model::FieldType anything = reference({account_entity, deal, note, user}, true);
  anything.any = true;

  const auto entity = [](std::string name, std::vector<std::pair<std::string, model::FieldType>> fields) {
    model::Entity result;
    result.name = std::move(name);
    for (auto& [field_name, type] : fields) {
      model::Field field;
      field.name = field_name;
      field.type = type;
      result.fields.push_back(std::move(field));
    }
    return result;
  };
  model::Model model;
  model.account = account_entity;
  model.entities = {
      entity("account", {{"name", scalar(FieldKind::string, true)}}),
      entity("deal", {{"active", scalar(FieldKind::boolean)},
                      {"count", scalar(FieldKind::int64)},
                      {"value", scalar(FieldKind::float64)},
                      {"title", scalar(FieldKind::string, true)},
                      {"since", scalar(FieldKind::timestamp)},
                      {"lasts", scalar(FieldKind::duration)},
                      {"status", statuses},
                      {"owner", reference({user})},
                      {"linked_to", list(reference({deal, note}))}}),
      entity("note", {{"about", anything}}),
      entity("user", {{"name", scalar(FieldKind::string, true)}}),
  };
  return model;
}

struct Outcome {
  std::optional<Account> account;
  std::string said;  ///< without the tally
};

inline Outcome read_sample(std::string_view text, const ReadOptions& options = {}) {
  const model::Model model = sample_model();
  diagnostic::Sink sink;
  Outcome outcome;
  outcome.account = read_text(text, "f", model, sink, options);
  CHECK(outcome.account.has_value() == !sink.has_errors());
  for (const diagnostic::Diagnostic& diagnostic : sink.diagnostics()) {
    outcome.said += diagnostic::render_text(diagnostic, source::Manager());
  }
  return outcome;
}

/// What is said about a text that is wrong.
inline std::string errors(std::string_view text, const ReadOptions& options = {}) {
  const Outcome outcome = read_sample(text, options);
  CHECK_FALSE(outcome.account.has_value());
  return outcome.said;
}

inline Account account(std::string_view text, const ReadOptions& options = {}) {
  Outcome outcome = read_sample(text, options);
  INFO(outcome.said);
  REQUIRE(outcome.account.has_value());
  return std::move(*outcome.account);
}

/// Every object with its fields, a line each.
inline std::string dump(const Account& account) {
  const model::Model model = sample_model();
  std::string out;
  for (const Object& object : account.objects) {
    const model::Entity& entity = model.entities[object.entity];
    out += (object.present ? "" : "absent ") + entity.name + ":" + object.id;
    for (std::size_t i = 0; i < object.fields.size(); ++i) {
      if (object.fields[i]) {
        out += " " + entity.fields[i].name + "=" + object.fields[i]->text();
      }
    }
    out += "\n";
  }
  return out;
}

}  // namespace exeunt::snapshot
