// How a vendor's API responses become objects of a pack's model: `import.yaml`, read and checked.
//
// policies/IMPORT.md describes the file. Everything here is resolved: entities and fields are indices, expressions are
// checked CEL. Lists are in the order of the file, which is the order of the snapshot that is made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/mapping/member_tree.h"
#include "interpreter/mapping/stem.h"
#include "interpreter/model/model.h"

namespace exeunt::mapping {

/// Slots of the names that expressions of a mapping may use. All values are dynamic.
namespace slot {
inline constexpr uint32_t item = 0;      ///< one entry of the response's list
inline constexpr uint32_t part = 1;      ///< one element of the item, where an object has `each`
inline constexpr uint32_t index = 2;     ///< its position, from 0
inline constexpr uint32_t response = 3;  ///< the members around the items
inline constexpr uint32_t file = 4;      ///< what stands for `*` in the file's name
inline constexpr uint32_t count = 5;
}  // namespace slot

struct Expression {
  cel::Program program;
  ast::Expression source;
};

/// What is around the items of a response.
struct Envelope {
  std::string name;
  std::vector<std::string> list;      ///< members that lead to the items; empty: the response is the list
  std::optional<Expression> error;    ///< bool: the response is an error
  std::optional<Expression> message;  ///< what the error says
  std::optional<Expression> more;     ///< bool: another page follows
};

/// How a time is written in a response.
enum class TimeFormat : uint8_t { rfc3339, sql, date, epoch_ms, epoch_s };

/// What a value of a response means in the model.
struct Translation {
  std::string text;  ///< an enum's value, text, `true`, `12`
  bool is_null = false;
  bool is_dropped = false;  ///< the model has nothing for it: the field is left out
};

struct FieldRule {
  model::FieldIndex field = 0;
  Expression from;
  std::optional<std::map<std::string, Translation>> values;  ///< by the value as text
  TimeFormat time = TimeFormat::rfc3339;
  std::string via;  ///< a reference's id is looked up under this alias
};

/// What one item, or each element of it, becomes.
struct ObjectRule {
  model::EntityIndex entity = 0;
  std::optional<Expression> each;
  Expression id;
  std::optional<Expression> when;
  std::vector<FieldRule> fields;
  source::Span declared;
};

/// Another id by which an object is known.
struct Alias {
  ast::Name name;
  model::EntityIndex entity = 0;
  Expression key;
  Expression id;
};

struct Source {
  ast::Name name;
  std::string title;
  std::string endpoint;
  std::vector<Stem> files;
  std::optional<std::size_t> envelope;            ///< into Mapping::envelopes; none: the response is the list
  std::vector<std::vector<std::string>> require;  ///< paths of members that every item has
  std::vector<ObjectRule> objects;
  std::vector<Alias> aliases;
  MemberTree members;           ///< of items: what is read, required or ignored
  bool reads_response = false;  ///< an expression other than the envelope's own looks at `response`
};

/// How personal data in a field is replaced.
enum class Personal : uint8_t { name, email, text };

struct FieldName {
  model::EntityIndex entity = 0;
  model::FieldIndex field = 0;
  friend auto operator<=>(const FieldName&, const FieldName&) = default;
};

/// What no response carries, and where a person finds it.
struct Gap {
  model::EntityIndex entity = 0;
  std::optional<model::FieldIndex> field;  ///< none: the entity as a whole
  std::string where;
  source::Span declared;
};

struct Mapping {
  std::string pack;
  std::vector<Envelope> envelopes;
  std::vector<Source> sources;
  std::map<FieldName, Personal> personal;
  std::vector<Gap> gaps;
};

}  // namespace exeunt::mapping
