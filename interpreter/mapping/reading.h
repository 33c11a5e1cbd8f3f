// What the functions share that read one mapping, and one function for each of its parts. Private to the room.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/yaml/mapping.h"
#include "interpreter/yaml/value.h"

namespace exeunt::mapping {

struct Reading {
  yaml::Reader& yaml;
  const model::Model& model;
  Mapping& out;
  std::map<std::string, model::EntityIndex> aliases;  ///< of all sources, by name
  std::map<std::string, source::Span> source_names;
  std::map<std::string, source::Span> stems;
  std::set<FieldName> mapped;  ///< fields that a source fills, also where its expression is wrong
  std::set<model::EntityIndex> made;
};

// ---- read.cpp

/// `word` is none of `known`: adds a suggestion, or the words there are.
void suggest(diagnostic::Builder report, std::string_view word, const std::vector<std::string>& known);
/// The entity that the value names. Reports where there is none.
std::optional<model::EntityIndex> read_entity(Reading& reading, const yaml::Entry& entry);
/// "user.name". Reports what is wrong with it.
std::optional<FieldName> read_field_name(Reading& reading, const yaml::Entry& entry);
/// A path of members. Reports what is wrong with it.
std::optional<std::vector<std::string>> read_path(Reading& reading, const yaml::Entry& entry);
/// An expression over `environment`. Reports every mistake in it.
std::optional<Expression> read_cel(Reading& reading, const yaml::Entry& entry, const cel::Environment& environment,
                                   std::optional<cel::Type> wanted = std::nullopt);
/// What expressions about items may name; with `each`, `part` and `index` too.
cel::Environment item_environment(bool each);
cel::Environment response_environment();

// ---- source.cpp

/// The names of aliases, before any field is read that goes through one.
void collect_aliases(Reading& reading, const yaml::Entry& sources);
void read_source(Reading& reading, const yaml::Entry& entry);

// ---- field.cpp

/// One entry of `fields`.
std::optional<FieldRule> read_field(Reading& reading, const yaml::Entry& entry, const model::Entity& entity,
                                    const cel::Environment& environment);

// ---- coverage.cpp

void read_gaps(Reading& reading, const yaml::Entry& entry);
/// Every field of the model is mapped or a gap, and none is both.
void check_coverage(Reading& reading, source::Span place);

}  // namespace exeunt::mapping
