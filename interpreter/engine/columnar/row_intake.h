// Rows of an index (index_rows.h) on their way into it: who refers to whom, as threads come upon it.
//
// Rows wait in parts, in files without names where they are many; all rows of a leaver are in one part. Which numbers leavers
// and likenesses have is chance: it depends on which thread was first.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/engine/columnar/shape.h"
#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

/// Nearly all rows fit in 128 bits: `leaver` and `like` are numbers that all threads use, the id is one as well.
struct NarrowRow {
  uint64_t object;  ///< leaver, entity, id
  uint64_t line;    ///< offset, like
};
/// Any row.
struct WideRow {
  std::string_view leaver;
  std::string_view id;
  uint64_t number = 0;
  uint64_t offset = 0;
  model::EntityIndex entity = 0;
  uint32_t like = 0;
};

constexpr unsigned leaver_bits = 20;
constexpr unsigned entity_bits = 10;
constexpr unsigned number_bits = 34;
constexpr unsigned offset_bits = 40;
constexpr unsigned like_bits = 24;
static_assert(leaver_bits + entity_bits + number_bits == 64 && offset_bits + like_bits == 64);

constexpr uint64_t low_bits(unsigned count) { return (uint64_t{1} << count) - 1; }

/// Numbers for what comes again and again.
template <class T>
class Numbers {
 public:
  /// `slot`: any number that tends to differ for what differs. Null: it has none yet.
  [[gnu::always_inline]] const uint32_t* find(T of, std::size_t slot) {
    Recent& recent = recent_[slot % recent_.size()];
    return recent.is_known && is_same(recent.of, of) ? &recent.number : find_among_all(of, recent);
  }
  void add(const T& of, uint32_t number) { all_.emplace(of, number); }

 private:
  static bool is_same(uint64_t a, uint64_t b) { return a == b; }
  static bool is_same(std::string_view a, std::string_view b) { return cel::same_text(a, b); }

  struct Recent {
    T of{};
    uint32_t number = 0;
    bool is_known = false;
  };

  [[gnu::noinline]] const uint32_t* find_among_all(T of, Recent& recent) {
    const auto found = all_.find(of);
    if (found == all_.end()) {
      return nullptr;
    }
    recent = {found->first, found->second, true};
    return &recent.number;
  }

  std::unordered_map<T, uint32_t> all_;
  std::array<Recent, 1024> recent_;
};

/// What all threads have one number for.
struct RowNames {
  std::mutex mutex;
  std::unordered_map<std::string, uint32_t> leaver_numbers;
  std::vector<std::string_view> leavers;
  std::unordered_map<uint64_t, uint32_t> like_numbers;  ///< by shape and mask
  std::vector<ShapeNumber> likes{0};                    ///< the shape of each; 0: no like

  static constexpr uint32_t none = UINT32_MAX;

  /// `none`: there are too many.
  std::pair<std::string_view, uint32_t> number_leaver(std::string_view leaver) {
    constexpr std::size_t longest = 64;
    const std::lock_guard lock(mutex);
    const auto found = leaver_numbers.find(std::string(leaver));
    if (found != leaver_numbers.end()) {
      return *found;
    }
    if (leavers.size() > low_bits(leaver_bits) || leaver.size() > longest) {
      return {leaver, none};
    }
    const auto added = leaver_numbers.emplace(leaver, static_cast<uint32_t>(leavers.size())).first;
    leavers.push_back(added->first);
    return *added;
  }
  uint32_t number_like(uint64_t shape_and_mask) {
    const std::lock_guard lock(mutex);
    const auto [found, is_new] = like_numbers.emplace(shape_and_mask, static_cast<uint32_t>(likes.size()));
    if (is_new) {
      likes.push_back(static_cast<ShapeNumber>(shape_and_mask >> 32));
    }
    return found->second;
  }
};

/// Takes rows from several threads at once.
class RowIntake {
 public:
  static constexpr unsigned part_bits = 7;
  static constexpr std::size_t parts = std::size_t{1} << part_bits;
  struct Part {
    std::mutex mutex;
    source::Scratch narrow{std::size_t{64} << 10};  ///< NarrowRow
    source::Scratch wide{std::size_t{4} << 10};     ///< WideRow, as `read_wide_rows` reads them
  };

  RowIntake() : parts_(std::make_unique<std::array<Part, parts>>()) {}

  /// One thread's way in.
  class Feed {
   public:
    explicit Feed(RowIntake& intake) : intake_(intake), waiting_(parts) {}
    /// `mask`: a bit for each of the entity's fields through which the object refers to the leaver; nothing of it counts where
    /// the object has no shape, and such a row may be added twice. `offset`: of its line.
    void add(std::string_view leaver, model::EntityIndex entity, std::string_view id, uint64_t offset, ShapeNumber shape,
             uint32_t mask);
    /// Hands over what is left. What went wrong since the beginning, or nothing.
    const std::optional<std::string>& finish();
    const std::optional<std::string>& error() const { return error_; }

   private:
    static constexpr std::size_t enough = 256;

    uint32_t number_leaver(std::string_view leaver, std::size_t slot);
    uint32_t number_like(ShapeNumber shape, uint32_t mask);
    void add_wide(std::size_t part, const WideRow& row);
    void hand_over(std::size_t part);

    RowIntake& intake_;
    std::vector<std::array<NarrowRow, enough>> waiting_;
    std::array<uint32_t, parts> counts_{};  ///< side by side, since each is asked for as often as its rows are scattered
    Numbers<std::string_view> leavers_;
    Numbers<uint64_t> likes_;
    std::optional<std::string> error_;
  };

  // Once all feeds have finished.

  const Part& part(std::size_t index) const { return (*parts_)[index]; }
  const RowNames& names() const { return names_; }

 private:
  RowNames names_;
  std::unique_ptr<std::array<Part, parts>> parts_;
};

/// The wide rows of a part; their texts stand in `bytes`, which is all that was written.
void read_wide_rows(std::string_view bytes, std::vector<WideRow>& rows);

}  // namespace exeunt::engine::columnar
