// Who can leave: the objects of one type, by an index.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/columnar/index.h"
#include "interpreter/model/model.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

/// "user:7", of all objects of the event's subject's type, in canonical order. Time by how many there are. No value: errors
/// are in the sink.
std::optional<std::vector<std::string>> list_subjects(const source::Seekable& file, const Index& index,
                                                      const program::Event& event, const model::Model& model,
                                                      uint32_t max_depth, diagnostic::Sink& sink);

}  // namespace exeunt::engine::columnar
