// A copy of an account file in which some objects are changed, left out or added; everything else is copied byte for
// byte: layout, order, unknown members, the spelling of numbers.
//
// NDJSON is copied line by line, in memory that does not grow with the file. A JSON document is held as a whole. YAML, which people lay out as no program can, comes out as NDJSON.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/snapshot/edit.h"
#include "interpreter/snapshot/identity.h"
#include "interpreter/snapshot/plain_object.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

/// An object as the copy comes to it.
struct Passing {
  const Identity& identity;
  const RawValue& object;  ///< members sorted
  ObjectText text;
  uint64_t position = 0;  ///< in the list of all objects, from 0; the header is not counted
  bool is_in_member = false;  ///< the document has its list under `objects`
  diagnostic::Place place;
};

enum class Copy { verbatim, changed, left_out };

class Editor {
 public:
  virtual ~Editor() = default;
  /// What becomes of the object; where it is changed, `text` gets its new text. Called for each, in their order.
  virtual Copy pass(const Passing& object, std::string& text) = 0;
  /// Asked first, for a line that is spelled plainly, where that is enough to say what becomes of it; no value: it is passed
  /// as all others.
  virtual std::optional<Copy> pass_plain(const PlainObject&, std::string&) { return std::nullopt; }
  /// Asked after the last: another object to be added behind it, a JSON text without line ends; false: no more.
  virtual bool add(std::string& text) = 0;
};

/// What the file held.
struct Original {
  std::string digest;  ///< as Account::digest of the same file
  uint64_t objects = 0;
  Header header;
};

/// Takes the copy, piece by piece; false: stop, the file cannot be written.
using Write = std::function<bool(std::string_view)>;

/// No value: what is wrong with the file is in the sink, and what was written is of no use. The model is not asked: types,
/// values and objects that stand twice are not checked.
std::optional<Original> rewrite(const std::string& path, diagnostic::Sink& sink, const ReadOptions& options,
                                Editor& editor, const Write& write);
/// The same from memory; `name` is used in messages.
std::optional<Original> rewrite_text(std::string_view text, const std::string& name, diagnostic::Sink& sink,
                                     const ReadOptions& options, Editor& editor, const Write& write);

}  // namespace exeunt::snapshot
