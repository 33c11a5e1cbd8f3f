// What of an account's lines can matter to a plan: objects that are looked at one by one, and classes of others.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/engine/columnar/chunks.h"
#include "interpreter/engine/columnar/kept_lines.h"
#include "interpreter/engine/columnar/ledger.h"
#include "interpreter/engine/columnar/member_log.h"
#include "interpreter/engine/columnar/members.h"
#include "interpreter/engine/columnar/object_names.h"
#include "interpreter/engine/columnar/sift.h"
#include "interpreter/engine/columnar/waiting.h"
#include "interpreter/snapshot/part.h"
#include "interpreter/source/sieve.h"

namespace exeunt::engine::columnar {

/// Objects that come to the same plan, but for their names.
struct ObjectClass {
  model::EntityIndex entity = 0;
  uint64_t first = 0;   ///< offset of its first object: the one that stands for all
  uint64_t weight = 0;  ///< how many members there are
};

struct Caught {
  snapshot::Whole whole;            ///< what a plan says of the file as a whole
  std::vector<uint64_t> singles;    ///< offsets of lines, sorted
  std::vector<uint64_t> malformed;  ///< likewise: the first few lines that need a closer look
  std::vector<ObjectClass> classes;
  Members members;
  std::vector<MemberLog> logs;      ///< `unordered`: in place of `members`, one log a thread
  KeptLines lines;                  ///< of singles, and of the first members that were seen of classes
  Finder finder;
  std::vector<WaitingList> waiting; ///< one a thread: what may have to join the singles
};

/// One thread's.
class Gatherer : public LineTaker {
 public:
  struct Options {
    bool absent_is_null = false;
    uint32_t max_depth = 64;
    /// What is passed by is noted, for the counts and `finder`, and so is what waits. Otherwise somebody else knows all that,
    /// and what waits is taken for what is awake.
    bool notes_all = true;
    bool unordered = false;  ///< members are kept in the order of the file, and not in memory
    /// Lines that cannot matter are not checked, and what the model does not know is not counted there.
    bool skips = false;
    bool labels = true;  ///< members have theirs
  };
  /// All but the last outlive it.
  Gatherer(const model::Model& model, const Interest& interest, const Named& named, const Options& options);

  void take(std::string_view lines, uint64_t offset) override;
  std::optional<std::string> error() const override;

  /// The class of members like the one that was seen in the line that begins at `offset`; it is not added.
  ClassIndex class_of(const Sighting& seen, std::string_view line, uint64_t offset);
  /// Up to so many members will be added.
  void expect_members(std::size_t count) { members_.expect_more(count); }
  /// A member that nobody has to look at: it is like another one of its class. Its label is not wanted. `number`: of the id, if
  /// that is one (Members::number_of). Not where members are `unordered`.
  void add(ClassIndex of, std::string_view id, uint64_t number) {
    if (number == Members::no_number) {
      add(of, {id, {}});
      return;
    }
    ++classes_[of].weight;
    members_.add_number(of, number);
  }

 private:
  friend class Gathering;
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  using ClassOf = std::unordered_map<std::string, ClassIndex, KeyHash, std::equal_to<>>;  ///< by key

  void add(ClassIndex of, const MemberTexts& texts) {
    ++classes_[of].weight;
    members_.add(of, texts);
  }
  void take_line(std::string_view line, uint64_t offset);
  void take_what_matters(std::string_view lines, uint64_t offset);
  void take_block(std::string_view block, uint64_t offset);
  void take_object(std::string_view line, uint64_t offset, const Sighting& seen);
  void note(uint64_t offset, const Sighting& seen);
  void note_quiet(const Sighting& seen);
  void note_malformed(uint64_t offset);

  const Interest& interest_;
  std::vector<char> noted_;  ///< by entity: what is found later by the objects' names, or by what they refer to
  bool notes_all_;
  bool unordered_;
  bool labels_;
  bool skips_;
  source::Sieve sieve_;  ///< for the leaver
  Sift sift_;
  JsonLines json_;
  ObjectNames names_;

  uint64_t modelled_ = 0;
  std::vector<uint64_t> singles_;
  std::vector<uint64_t> malformed_;
  ClassOf class_of_;
  std::vector<ObjectClass> classes_;
  Members members_;
  MemberLog log_;
  KeptLines lines_;
  Ledger wanted_;
  Ledger referrers_;
  WaitingList waiting_;
};

/// Puts together what threads have found, so that nothing tells how many there were. What they have noted is in `whole`, but
/// for the digest, and `finder`.
Caught put_together(std::vector<std::unique_ptr<Gatherer>> gatherers);

}  // namespace exeunt::engine::columnar
