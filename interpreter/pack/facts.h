// Reads facts.yaml: what a pack's source documents state, one entry a statement. Private to the room.
//
//   facts:
//   - id: pd.deactivate.deals.stay
//     kind: retained
//     section: Deals
//     fact: Deals stay with the deactivated user.
//     editions: ["2024-02-29"]     # optional: the editions that state it
// Other members (`objects`, `stated_in`, `differs` …) and other keys of the file are for people and pass unread.
#pragma once

#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::pack {

std::vector<program::Fact> read_facts(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink);

}  // namespace exeunt::pack
