// A value of the account that is told in concepts to one of the vendor's, in the form in which a snapshot has it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"
#include "interpreter/projection/projection.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::projection {

/// The names, among entities of these targets, of what a neutral object has become, in order.
using Became = std::function<std::vector<std::string>(snapshot::ObjectIndex object,
                                                      const std::vector<model::EntityIndex>& targets)>;
using NameOf = std::function<std::string(snapshot::ObjectIndex)>;

struct Converted {
  std::optional<snapshot::RawValue> value;  ///< none: `lost` says why
  std::optional<Cause> lost;                ///< of the whole, or, beside a value, of elements of a list
};

/// `value` is known.
Converted convert(const cel::Value& value, const model::FieldType& type, const Became& became, const NameOf& name_of);

}  // namespace exeunt::projection
