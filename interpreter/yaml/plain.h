// Reads documents that say everything the plain way, many times faster than yaml-cpp. Private to the room.
//
//   - rule: deals-stay            block lists and mappings, one key a line
//     for: [deal, lead]           lists and mappings in brackets
//     where: deal.owner == subject
//     title: 'It''s kept'         scalars of every style
// Whatever else a document may hold (tabs, anchors, tags, several documents, `? ` keys, errors of any kind) is left to
// yaml-cpp: where this reader has an answer, it is the tree that yaml-cpp's events give, to the last span. A test holds
// both to that, on all YAML of the project and on mutants of it.
#pragma once

#include <string_view>

#include "interpreter/yaml/tree.h"

namespace exeunt::yaml {

/// False: the document is not of the plain kind, and `tree` holds parts of it. O(bytes of text).
bool read_plain(std::string_view text, Tree& tree);

}  // namespace exeunt::yaml
