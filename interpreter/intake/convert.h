// What an expression gives, as the value that a snapshot has for a field; or why there is none.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "interpreter/cel/value.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::intake {

/// Why a field is left out.
enum class Omission : uint8_t {
  missing,       ///< the item lacks the member
  null,          ///< the item says null, the model never does
  dropped,       ///< the mapping says so
  untranslated,  ///< a value that the mapping or the model does not list
  unaliased,     ///< no object is known by this id
  failed,        ///< the value is none of the field's type, or the evaluation failed
};
std::string_view name(Omission omission);

struct Converted {
  std::optional<snapshot::RawValue> value;
  Omission omission = Omission::missing;  ///< where there is no value
  std::string detail;                     ///< untranslated, unaliased: the value; failed: what is wrong
};

/// Objects by another id of theirs: alias, then key, then id.
using AliasTable = std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>;

/// `value` is neither unknown nor failed.
Converted convert(const cel::Value& value, const mapping::FieldRule& rule, const model::FieldType& type,
                  const model::Model& model, const AliasTable& aliases);

/// An id: text that is not empty, or a whole number. Nothing: it is neither.
std::optional<std::string> to_id(const cel::Value& value);

/// The value of a field of an account in memory.
snapshot::RawValue text_value(std::string text);

}  // namespace exeunt::intake
