// What is the same in a JSON and in a YAML document: a list of objects, or a mapping with a header and that list.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "interpreter/snapshot/receiver.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

/// Sees the parts of a document one by one, so that a long list need not be held as a whole.
class DocumentVisitor {
 public:
  virtual ~DocumentVisitor() = default;
  /// A member of the outermost mapping other than a list `objects`.
  virtual void member(std::string key, uint64_t key_offset, RawValue value) = 0;
  /// The outermost list begins, or `objects`, whose key stands at `key_offset`.
  virtual void begin_objects(uint64_t key_offset) = 0;
  /// One entry of it. False: read no further.
  virtual bool object(RawValue object) = 0;
};

/// Checks one member of a header (`format`, `absent`, `incomplete`); others mean nothing to us.
void read_header_member(std::string_view key, const RawValue& value, const Text& text, Receiver& receiver,
                        Problems& problems);

/// Hands the objects of a document to a Receiver.
class DocumentLoader : public DocumentVisitor {
 public:
  DocumentLoader(const Text& text, Receiver& receiver, Problems& problems)
      : text_(text), receiver_(receiver), problems_(problems), line_(text.first_line) {}

  void member(std::string key, uint64_t key_offset, RawValue value) override;
  void begin_objects(uint64_t key_offset) override;
  bool object(RawValue object) override;

  bool has_objects() const { return has_objects_; }

 private:
  void check_first(std::string key, uint64_t key_offset);
  /// Objects come in the order of the text, so lines are counted on from the object before.
  uint64_t line_of(uint64_t offset);

  const Text& text_;
  Receiver& receiver_;
  Problems& problems_;
  std::set<std::string> seen_;
  bool has_objects_ = false;
  uint64_t position_ = 0;
  uint64_t counted_to_ = 0;
  uint64_t line_;
};

}  // namespace exeunt::snapshot
