// Who takes the objects of a file, one at a time, and what the file says of itself.
//
// Two do: the Builder types them by a model, the rewriter of rewrite.h copies them and changes some.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "interpreter/model/model.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

/// Where an object stands in the file.
struct Location {
  uint64_t line = 0;
  uint64_t position = 0;  ///< 1-based in the list; 0 in NDJSON, where the line says it all
};

/// What a file says of itself: the first line of NDJSON, or the members beside `objects`.
struct Header {
  bool is_said = false;
  bool absent_is_null = false;
  std::set<std::string> incomplete;  ///< types of which the file does not hold every object
};

enum class Spelling { ndjson, json, yaml };

class Receiver {
 public:
  virtual ~Receiver() = default;

  /// Before all others. A document is handed over as a whole; of NDJSON, where `document` is null, each line.
  virtual void begin(Spelling, const Text*) {}
  /// The header of NDJSON stands on this line.
  virtual void header_line(const Text&) {}

  /// By which the header's types are checked. Null: any will do.
  virtual const model::Model* model() const { return nullptr; }
  /// The list of a document begins: behind the key at `key_offset`, or (0) it is the document.
  virtual void begin_objects(const Text&, uint64_t) {}
  /// A line of NDJSON that nobody has read yet. False: it is to be read, and comes back as header or object.
  virtual bool take_line(const Text&) { return false; }
  /// Offsets in `object` are into `text`. What is wrong with it is reported, and it is left out.
  virtual void add(RawValue object, const Text& text, const Location& location) = 0;
  /// Behind the last one of a file that could be read; a document is still there.
  virtual void end() {}

  Header& header() { return header_; }
  const Header& header() const { return header_; }

 private:
  Header header_;
};

}  // namespace exeunt::snapshot
