// What came out of a projection, as text.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/projection/projection.h"

namespace exeunt::test {

inline std::string neutral_name(const program::Program& program, const snapshot::Account& neutral,
                                snapshot::ObjectIndex object) {
  return program.neutral->entities[neutral.objects[object].entity].name + ":" + neutral.objects[object].id;
}

/// "crm.ticket: 3 have no counterpart" for all of a concept, then "std.sync:2: is of a kind that …", a line each.
inline std::string lost_in_short(const program::Program& program, const snapshot::Account& neutral,
                                 const projection::Projected& projected) {
  std::map<std::string, int> counts;
  std::string singly;
  for (const projection::LostObject& lost : projected.lost_objects) {
    if (lost.cause.reason == projection::Reason::no_counterpart) {
      ++counts[program.neutral->entities[neutral.objects[lost.object].entity].name];
    } else {
      singly += neutral_name(program, neutral, lost.object) + ": " + projection::describe(lost.cause) + "\n";
    }
  }
  std::string out;
  for (const auto& [name, count] : counts) {
    out += name + ": " + std::to_string(count) + " without a counterpart\n";
  }
  return out + singly;
}

/// "crm.ticket:1: has no counterpart", a line each.
inline std::string lost_objects(const program::Program& program, const snapshot::Account& neutral,
                                const projection::Projected& projected) {
  std::string out;
  for (const projection::LostObject& lost : projected.lost_objects) {
    out += neutral_name(program, neutral, lost.object);
    out += lost.entity ? " as " + program.model->entities[*lost.entity].name : "";
    out += ": " + projection::describe(lost.cause) + "\n";
  }
  return out;
}

/// "std.message:7 email.visibility: cannot be told: …", a line each.
inline std::string lost_fields(const program::Program& program, const snapshot::Account& neutral,
                               const projection::Projected& projected) {
  std::string out;
  for (const projection::LostField& lost : projected.lost_fields) {
    const model::Entity& entity = program.model->entities[lost.entity];
    out += neutral_name(program, neutral, lost.object) + " " + entity.name + "." + entity.fields[lost.field].name;
    out += (lost.in_part ? " (in part): " : ": ") + projection::describe(lost.cause) + "\n";
  }
  return out;
}

/// "std.user.picture: 2", a line each.
inline std::string without_place(const program::Program& program, const projection::Projected& projected) {
  std::string out;
  for (const projection::WithoutPlace& each : projected.without_place) {
    const model::Entity& entity = program.neutral->entities[each.entity];
    out += entity.name + "." + entity.fields[each.field].name + ": " + std::to_string(each.objects.size()) + "\n";
  }
  return out;
}

}  // namespace exeunt::test
