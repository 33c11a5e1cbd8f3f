// The fields of an entity or a concept, as declared, to fields of a model.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/check/type.h"
#include "interpreter/model/model.h"

namespace exeunt::check {

/// What is different about an entity's fields and a concept's.
struct FieldScope {
  TypeScope types;
  /// Why a field cannot have this name, or nothing.
  std::function<std::optional<std::string>(std::string_view)> reserved;
};

/// Fills `entity.fields` and `entity.label`. Fields that could not be resolved are left out and noted as broken.
void check_fields(Context& context, const FieldScope& scope, const std::vector<ast::Field>& fields,
                  model::Entity& entity);

}  // namespace exeunt::check
