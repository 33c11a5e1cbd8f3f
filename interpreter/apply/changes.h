// The changes of a plan, packed: a plan of a million changes takes some hundred megabytes as plan::Change values, and some
// tens here, because its rules, verbs, fields and most of its values are the same few texts.
//
// Found by object; one at a time is unpacked to what everything else works with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/change_text.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/time.h"

namespace exeunt::apply {

/// Texts, each kept once and known by a number.
class Texts {
 public:
  using Id = uint32_t;
  static constexpr Id none = 0xffffffff;

  Id add(std::string_view text) { return add(text, hash(text)); }
  /// `likely`: the number that it has if it is the text that came last in its place.
  Id add_likely(std::string_view text, Id likely);
  Id add(std::string_view text, uint32_t hash);
  /// `none` where there is no such text. O(1).
  Id find(std::string_view text, Id likely = none) const;
  std::string_view text(Id id) const;
  static uint32_t hash(std::string_view text);
  /// Fetches what `add` and `find` will look at: places of a large table are far from each other.
  void prefetch(uint32_t hash) const;
  std::size_t size() const { return begins_.size(); }

 private:
  /// Most places are told apart by the hash alone, without going where the texts are.
  struct Place {
    Id id = none;
    uint32_t hash = 0;
  };

  /// The place of the text in the table, or of where it would be.
  std::size_t place(std::string_view text, uint32_t hash) const;
  void grow();

  std::string all_;
  std::vector<uint64_t> begins_;  ///< in `all_`; a text ends where the next begins
  std::vector<Place> table_;      ///< open addressing; a power of two of places
};

class Changes {
 public:
  using Index = uint32_t;
  static constexpr Index none = 0xffffffff;

  /// Of the plan, in their order.
  void set_phases(const std::vector<std::string>& phases);
  /// Makes room for so many changes.
  void reserve(std::size_t size) { changes_.reserve(size); }
  /// Changes to one object are added in the order of the plan.
  void add(const plan::ChangeText& change);
  void add(const plan::Change& change);

  std::size_t size() const { return changes_.size(); }
  /// The first change of "deal:1", or `none`. O(1).
  Index first(std::string_view object) const;
  bool is_first(Index index) const { return first_[changes_[index].object] == index; }
  /// The next change of the same object.
  Index next(Index index) const { return changes_[index].next; }
  /// The same; quick where it is the object that comes in the plan after that of the change `before` (which may be `none`).
  Index first(std::string_view object, Index before) const;
  plan::Change unpack(Index index) const;
  /// Of the change, as the plan spells them. O(1).
  std::size_t write_size(Index index) const { return end_of_writes(index) - changes_[index].writes; }
  plan::ChangeText::Write write(Index index, std::size_t write) const;

  std::string_view object(Index index) const { return objects_.text(changes_[index].object); }
  std::string_view rule(Index index) const { return texts_.text(changes_[index].rule); }
  std::string_view outcome(Index index) const { return texts_.text(changes_[index].outcome); }
  std::string_view due(Index index) const { return texts_.text(changes_[index].due); }
  std::string_view unless(Index index) const { return texts_.text(changes_[index].unless); }
  /// At the event; else due later.
  bool is_immediate(Index index) const { return due(index).empty(); }
  /// A change whose due time cannot be read comes due at the end of time.
  plan::Moment due_moment(Index index) const;
  /// The position of its phase in the event; a phase that the event does not have comes last.
  std::size_t phase(Index index) const;

  /// Of an object that some change creates: a number below `created_size`; else `Texts::none`. O(1).
  Texts::Id created(std::string_view object) const { return created_.find(object); }
  std::size_t created_size() const { return created_.size(); }
  /// The (first) change that creates it.
  Index creator(Texts::Id created) const { return creators_[created]; }

 private:
  struct Packed {
    Texts::Id object, rule, outcome, text, due, unless, phase;
    Index next, last;  ///< `last`: of the object's changes, in the first of them
    uint32_t writes;   ///< the first of them
  };
  struct PackedWrite {
    Texts::Id field, from, to;
    plan::Op op;
    bool from_unknown;
  };

  std::size_t end_of_writes(Index index) const {
    return index + 1 < changes_.size() ? changes_[index + 1].writes : writes_.size();
  }
  plan::Value value(Texts::Id id) const;

  std::vector<Texts::Id> phases_;
  Texts objects_;
  Texts texts_;
  std::vector<Packed> changes_;
  std::vector<PackedWrite> writes_;
  std::vector<Index> first_;  ///< by object
  Texts created_;
  std::vector<Index> creators_;  ///< by created object
};

}  // namespace exeunt::apply
