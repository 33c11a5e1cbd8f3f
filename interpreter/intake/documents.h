// Cuts a stream of JSON into the items of a response and what is around them, without reading either.
//
// At most one item is held. That items and envelope are well-formed is for their reader to say; here only brackets,
// texts and commas count.
//   {"success":true,"data":[{"id":1},{"id":2}],"page":{…}}   list: data
//   ->  item {"id":1}, item {"id":2}, envelope {"success":true,"data":null,"page":{…}}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/intake/bytes.h"

namespace exeunt::intake {

inline constexpr std::size_t max_item_bytes = 16u << 20;
inline constexpr uint32_t max_depth = 64;

/// A stretch of the file and where it begins. `snapshot::Reader::padding` bytes may be read past the text, which is
/// valid until the visitor returns.
struct Piece {
  std::string_view text;
  uint64_t line = 1;
  uint32_t column = 1;  ///< in code points
};

class DocumentVisitor {
 public:
  virtual ~DocumentVisitor() = default;
  /// One entry of the list. False: read no further.
  virtual bool item(const Piece& item) = 0;
  /// A document ends: what is around its list, which is null there. `has_list`: it had one, perhaps null or empty. The
  /// document begins where the piece says. False: read no further.
  virtual bool envelope(const Piece& envelope, bool has_list) = 0;
};

struct DocumentFailure {
  enum class Reason { bytes, empty, not_json, malformed, cut_off, bad_list, too_deep, too_large };
  Reason reason = Reason::malformed;
  ByteFailure bytes{};  ///< bytes
  /// not_json: what it is ("an HTML page"); malformed: in what way; cut_off: inside what; bad_list: what stands there;
  /// too_large: what.
  std::string detail;
  uint64_t line = 1;
  uint32_t column = 1;
};

/// Reads all documents of a file. `list`: the members that lead to the items; none: the document is the list, or one
/// item.
std::optional<DocumentFailure> read_documents(Bytes bytes, const std::vector<std::string>& list,
                                              DocumentVisitor& visitor);

}  // namespace exeunt::intake
