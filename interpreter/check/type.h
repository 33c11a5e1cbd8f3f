// Types as written, resolved against the model's entities and enums.
#pragma once

#include <optional>
#include <string>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/model/model.h"

namespace exeunt::check {

enum class EntityNames : bool {
  refused,     ///< fields and arguments say `ref<deal>`
  references,  ///< parameters may say `deal` for it
};

/// No value: an error was reported. `owner` names an enumeration declared in place ("email.visibility").
std::optional<model::FieldType> resolve(Context& context, const ast::Type& type, const std::string& owner,
                                        EntityNames entity_names);

/// The values of a declared enum or of `enum(a, b)`; a repeated one is reported.
std::vector<std::string> enum_values(Context& context, const std::vector<ast::Name>& values);

}  // namespace exeunt::check
