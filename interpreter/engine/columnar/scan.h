// One pass over the lines of an account file: which objects can matter, and what a plan says of the file as a whole.
//
// Memory grows with the objects that can matter, not with the file; what is needed to find others later (objects that may be
// asked about, references to look-ups' objects) waits in a file without a name.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/engine/columnar/member_log.h"
#include "interpreter/engine/columnar/members.h"
#include "interpreter/engine/columnar/sift.h"
#include "interpreter/snapshot/content.h"
#include "interpreter/source/scratch.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

/// Objects that are in a file under some name, or that refer to one: its hash, and where the line begins.
class Ledger {
 public:
  Ledger();

  struct Record {
    uint64_t hash;
    uint64_t offset;
  };
  void add(std::string_view object, uint64_t offset);
  static uint64_t hash(std::string_view object);
  /// In the order in which they were added. What went wrong, or nothing.
  std::optional<std::string> for_each(const std::function<void(const Record&)>& each) const;
  const std::optional<std::string>& error() const { return error_; }

 private:
  source::Scratch records_;
  std::optional<std::string> error_;
};

/// Objects that come to the same plan, but for their names.
struct ObjectClass {
  model::EntityIndex entity = 0;
  uint64_t first = 0;   ///< offset of its first object: the one that stands for all
  uint64_t weight = 0;  ///< how many members there are
};

struct Catch {
  snapshot::ContentDigest content;
  uint64_t modelled = 0;  ///< objects of types that the model has
  Unmodelled unmodelled;
  std::vector<uint64_t> singles;    ///< offsets of lines, sorted
  std::vector<uint64_t> malformed;  ///< likewise: the first few lines that need a closer look
  std::vector<ObjectClass> classes;
  Members members;
  std::vector<MemberLog> logs;    ///< `unordered`: in place of `members`, one log a thread
  std::vector<Ledger> wanted;     ///< objects of wanted types, by name; one ledger a thread
  std::vector<Ledger> referrers;  ///< objects that refer to others through `probed` and `dangling` fields, by what they refer to
};

struct ScanOptions {
  uint64_t begin = 0;  ///< the first line after the header
  bool absent_is_null = false;
  uint32_t max_depth = 64;
  uint32_t threads = 1;
  bool unordered = false;  ///< members are kept in the order of the file, and not in memory
  bool skips = false;  ///< lines that cannot matter are not checked, and what the model does not know is not counted there
  std::function<void(uint64_t)> progress;  ///< told how many bytes are done, by one thread at a time
};

/// No value: the file could not be read, or what has to wait could not be written; the error says which.
std::variant<Catch, source::LoadError> scan(const source::Seekable& file, const model::Model& model,
                                            const Interest& interest, const Named& named, const ScanOptions& options);

/// The line that begins there, without its end; `buffer` holds it, with readable bytes behind it.
std::variant<std::string_view, source::LoadError> read_line(const source::Seekable& file, uint64_t offset,
                                                            std::vector<char>& buffer);

}  // namespace exeunt::engine::columnar
