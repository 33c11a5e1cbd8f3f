// A raw value to the CEL value that the model wants, or an error that says why it is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/findings.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/store.h"

namespace exeunt::snapshot {

/// Where a value stands, for messages.
struct Owner {
  const Text& text;
  uint64_t line;            ///< on which the object begins
  const std::string& name;  ///< "`deal:7`" or "`deal:7` (object 3)"
};

class Converter {
 public:
  Converter(const model::Model& model, Problems& problems, Findings& findings, Store& store)
      : model_(model), problems_(problems), findings_(findings), store_(store) {}

  /// Nothing: an error was reported, or the value is a reference to a type that the model does not have (a finding).
  /// References are slots of the store. `path` names the field in messages.
  std::optional<cel::Value> convert(const RawValue& value, const model::FieldType& type, const std::string& path,
                                    const Owner& owner);

 private:
  std::optional<cel::Value> convert_integer(const RawValue& value, const model::FieldType& type,
                                            const std::string& path, const Owner& owner);
  std::optional<cel::Value> convert_double(const RawValue& value, const model::FieldType& type, const std::string& path,
                                           const Owner& owner);
  std::optional<cel::Value> convert_timestamp(const RawValue& value, const std::string& path, const Owner& owner);
  std::optional<cel::Value> convert_duration(const RawValue& value, const std::string& path, const Owner& owner);
  std::optional<cel::Value> convert_enumeration(const RawValue& value, const model::FieldType& type,
                                                const std::string& path, const Owner& owner);
  std::optional<cel::Value> convert_reference(const RawValue& value, const model::FieldType& type,
                                              const std::string& path, const Owner& owner);
  std::optional<cel::Value> convert_list(const RawValue& value, const model::FieldType& type, const std::string& path,
                                         const Owner& owner);
  std::optional<cel::Value> wrong_kind(const RawValue& value, const model::FieldType& type, const std::string& path,
                                       const Owner& owner);
  /// Equal short texts share one value: most exports say the same few things over and over.
  cel::Value share(const std::string& text);

  const model::Model& model_;
  Problems& problems_;
  Findings& findings_;
  Store& store_;
  std::unordered_map<std::string, cel::Value> shared_;
};

}  // namespace exeunt::snapshot
