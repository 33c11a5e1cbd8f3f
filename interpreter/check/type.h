// Types as written, resolved against entities and enums: those of the pack, or the concepts of the modules.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/model/model.h"

namespace exeunt::check {

enum class EntityNames : bool {
  refused,     ///< fields and arguments say `ref<deal>`
  references,  ///< parameters may say `deal` for it
};

/// What types may name.
struct TypeScope {
  const model::Model& model;
  const std::map<std::string, std::vector<std::string>, std::less<>>& enums;
  bool of_pack = true;  ///< its enums count as used
  /// The entity that a reference's target names. No value: reported.
  std::function<std::optional<model::EntityIndex>(const ast::Name&)> find_target;
};

/// The pack's own entities and enums.
TypeScope model_types(Context& context);

/// No value: an error was reported. `owner` names an enumeration declared in place ("email.visibility").
std::optional<model::FieldType> resolve(Context& context, const TypeScope& scope, const ast::Type& type,
                                        const std::string& owner, EntityNames entity_names);
/// In model_types().
std::optional<model::FieldType> resolve(Context& context, const ast::Type& type, const std::string& owner,
                                        EntityNames entity_names);

/// The values of a declared enum or of `enum(a, b)`; a repeated one is reported.
std::vector<std::string> enum_values(Context& context, const std::vector<ast::Name>& values);

}  // namespace exeunt::check
