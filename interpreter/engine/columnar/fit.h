// Whether a value as it stands in a line is one that the model allows its field, told without building it.
//
// The answer errs to one side only: where more than a glance is needed (an escape in a reference, an exponent) it is no, and
// whoever reads the object for good finds out.
#pragma once

#include "interpreter/engine/columnar/json_line.h"
#include "interpreter/engine/columnar/type_table.h"
#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

/// An absent value fits every field. A text of it stands where 8 bytes can be read behind it. O(length of the value).
bool surely_fits(const JsonView& value, const model::FieldType& type, const TypeTable& types);

}  // namespace exeunt::engine::columnar
