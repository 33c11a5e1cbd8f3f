// Objects of which only the name is kept, since one of their class stands for them: sixteen bytes each, and the texts of those
// that have a label or whose id is no number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "interpreter/model/model.h"
#include "interpreter/plan/groups.h"

namespace exeunt::engine::columnar {

using ClassIndex = uint32_t;

/// What is kept of a member.
struct MemberTexts {
  std::string_view id;
  std::string_view label;
  uint64_t number = UINT64_MAX;                   ///< as in Members::Entry, while those are sorted by id
  const plan::ListedNumber* as_number = nullptr;  ///< where the id was made of a number: what it stands in
};

class Members {
 public:
  struct Entry {
    uint64_t number;   ///< the id, where it is a number as everybody writes it; else `no_number`
    ClassIndex class_index;
    uint32_t place;    ///< of the texts, or `no_place`: they follow from the number
  };
  static constexpr uint64_t no_number = UINT64_MAX;
  static constexpr uint32_t no_place = UINT32_MAX;
  using Digits = plan::ListedNumber;
  static uint64_t number_of(std::string_view id);

  void add(ClassIndex class_index, const MemberTexts& texts);
  /// Makes room for so many more, all at once.
  void expect_more(std::size_t count) { entries_.reserve(entries_.size() + count); }
  /// One without a label.
  void add_number(ClassIndex class_index, uint64_t number);
  /// Takes the other's members over; `renumbered[i]` is what its class i is called here.
  void merge(Members&& other, const std::vector<ClassIndex>& renumbered);

  /// They may stand in `digits`.
  MemberTexts texts(const Entry& entry, Digits& digits) const;
  /// Says that the texts will be wanted: in another order than that of the file each is somewhere else.
  void expect(const Entry& entry) const {
    if (entry.place != no_place) {
      __builtin_prefetch(address(entry));
    }
  }
  std::vector<Entry>& entries() { return entries_; }
  const std::vector<Entry>& entries() const { return entries_; }

  /// By entity, then by id as people expect it. `entity_of`: by class.
  void sort_by_id(const std::vector<model::EntityIndex>& entity_of);
  // While they are in that order:

  /// Those of the name: more than one if it stands twice. O(log n).
  std::span<const Entry> find(const std::vector<model::EntityIndex>& entity_of, model::EntityIndex entity,
                              std::string_view id) const;
  /// Takes out the entries at these positions, which are sorted. O(n), if there are any.
  void erase(const std::vector<std::size_t>& positions);

  /// By "type:id" as text, after which there is no other order any more. `rank_of`: of each class,
  /// the rank of its entity's name with a colon behind it.
  void sort_by_text(const std::vector<uint32_t>& rank_of);

 private:
  static constexpr std::size_t block_size = std::size_t{64} << 10;
  static constexpr std::size_t alignment = 4;

  char* allocate(std::size_t size, uint32_t& place);
  void add_entry(const Entry& entry);
  int compare_ids(const Entry& a, const Entry& b) const;
  const char* address(const Entry& entry) const {
    constexpr std::size_t places = block_size / alignment;
    return blocks_[entry.place / places] + entry.place % places * alignment;
  }

  std::vector<Entry> entries_;
  std::vector<char*> blocks_;  ///< of `block_size` each; a large text has several, which lie side by side
  std::vector<std::unique_ptr<char[]>> owned_;
  std::size_t used_ = block_size;  ///< of the last block
  bool in_text_order_ = false;     ///< numbers of entries stand for the order of their digits as text
};

}  // namespace exeunt::engine::columnar
