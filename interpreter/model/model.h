// A vendor's data model after checking: entities, their typed fields, and what references may point at.
//
// Indices are positions in `Model::entities` and `Entity::fields`; entities are sorted by name, fields stay in declared
// order, so that nothing depends on the order of declarations in the files.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/source/source.h"

namespace exeunt::model {

using EntityIndex = uint32_t;
using FieldIndex = uint32_t;

/// Every object has these two besides its declared fields; they are FieldIndex values past any real field.
inline constexpr FieldIndex id_field = 0x7ffffffe;
inline constexpr FieldIndex type_field = 0x7fffffff;

enum class Role : uint8_t { none, ownership, authorship, membership, assignment, trigger };
std::string_view name(Role role);
std::optional<Role> find_role(std::string_view name);
std::vector<std::string> role_names();

enum class FieldKind : uint8_t { boolean, int64, float64, string, timestamp, duration, enumeration, reference, list };

struct FieldType {
  FieldKind kind = FieldKind::string;
  bool nullable = false;
  std::string enum_name;                ///< enumeration: its name, or "entity.field" where declared in place
  std::vector<std::string> values;      ///< enumeration, in declared order
  std::vector<EntityIndex> targets;     ///< reference, sorted; every entity for `ref<*>`
  bool any = false;                     ///< reference: written `ref<*>`
  std::vector<FieldType> element;       ///< list: exactly one

  bool is_reference() const { return kind == FieldKind::reference; }
  bool is_reference_list() const { return kind == FieldKind::list && element[0].is_reference(); }
};

struct Field {
  std::string name;
  FieldType type;
  Role role = Role::none;
  bool derived = false;
  bool label = false;
  std::string title;
  source::Span declared;
};

struct Entity {
  std::string name;
  std::string title;    ///< "Email"; the name with a capital and spaces where the author gave none
  std::string plural;   ///< "Emails"
  std::string concept_name;  ///< "std.message", or empty
  std::vector<Field> fields;
  std::optional<FieldIndex> label;  ///< the field that names an object to people
  source::Span declared;

  std::optional<FieldIndex> find_field(std::string_view field) const;
};

struct Model {
  std::vector<Entity> entities;
  std::optional<EntityIndex> account;  ///< the singleton, where the pack declares an entity `account`

  std::optional<EntityIndex> find_entity(std::string_view name) const;
  std::vector<std::string> entity_names() const;
};

/// `ref<deal, person>?`, `enum(a, b)`, `list<string>` as an author writes it.
std::string text(const Model& model, const FieldType& type);

/// The name under which CEL knows a reference to any of `targets`: "deal", "deal|person", "*" for all.
std::string object_type_name(const Model& model, const std::vector<EntityIndex>& targets);
/// The CEL type of a field's value: nullable where the field is, enumerations as closed strings.
cel::Type cel_type(const Model& model, const FieldType& type);

/// The entities an expression of this type may be an object of: one, several, every one for `dyn` and `*`, none for
/// anything that is no object of the account.
std::vector<EntityIndex> entities_of(const cel::Type& type, const Model& model);

/// Lets the CEL checker see the model: entities, unions ("deal|person": fields that all of them have with one type), "*",
/// "@all" (a field per entity: the list of all its objects). `id` and `type` are on everything. A value of a union may
/// stand where any of its members is wanted and the other way round (checked when evaluated).
/// The type of a union's field has the values and targets of all members and is nullable where one is; its index is -1
/// where the members have it in different positions, so an evaluator then goes by the name.
/// `extra` adds object types of the caller ("@args:deactivate") with their fields.
struct ExtraType {
  std::string name;
  std::vector<std::pair<std::string, cel::Type>> fields;  ///< field index = position
};
std::shared_ptr<const cel::TypeProvider> type_provider(std::shared_ptr<const Model> model,
                                                       std::vector<ExtraType> extra = {});

/// Ids in the order people expect: numbers by value, then text by bytes. <0, 0, >0.
int compare_ids(std::string_view a, std::string_view b);

}  // namespace exeunt::model
