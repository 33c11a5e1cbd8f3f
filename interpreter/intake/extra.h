// The side file: fields and objects that people supply by hand, in the form of a snapshot.
//
// Its header may say of which types it has every object that responses do not tell (`complete`), and of which not all
// are known whatever the responses hold (`incomplete`).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::intake {

/// A value for each field that is given, by model::FieldIndex.
using Fields = std::vector<std::optional<snapshot::RawValue>>;

struct ExtraObject {
  model::EntityIndex entity = 0;
  std::string id;
  Fields fields;
  bool is_used = false;  ///< an imported object took the fields
};

struct Extra {
  std::string path;
  std::vector<ExtraObject> objects;            ///< in canonical order
  std::map<std::string, std::size_t> by_name;  ///< "deal:5"
  std::set<model::EntityIndex> complete;
  std::set<model::EntityIndex> incomplete;
};

/// Types and fields that the model does not have are errors. No value: it was reported.
std::optional<Extra> read_extra(const std::string& path, const model::Model& model, diagnostic::Sink& sink);

}  // namespace exeunt::intake
