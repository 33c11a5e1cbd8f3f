// What the expressions of a projection see: one object of the account that is told in concepts, and what it refers to.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cel/evaluate.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::projection {

class Activation : public cel::Activation {
 public:
  Activation(const model::Model& model, const snapshot::Account& account) : model_(model), account_(account) {}

  /// The object whose fields the bare names are.
  void look_at(snapshot::ObjectIndex object) { object_ = object; }

  cel::Value variable(uint32_t slot) const override;
  cel::Value field(cel::ObjectHandle object, std::string_view name, int32_t index) const override;
  std::string type_name(cel::ObjectHandle object) const override;

  /// What an unknown value depends on: "std.sync:5.kind", sorted.
  std::vector<std::string> names(const cel::Value& unknown) const;

 private:
  cel::Value read(snapshot::ObjectIndex object, model::FieldIndex field) const;

  const model::Model& model_;
  const snapshot::Account& account_;
  snapshot::ObjectIndex object_ = 0;
};

/// "std.sync:5".
std::string object_name(const model::Model& model, const snapshot::Object& object);

}  // namespace exeunt::projection
