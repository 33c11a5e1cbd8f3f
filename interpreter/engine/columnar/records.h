// Records of one size, of which there may be many: in memory, or in a file without a name.
#pragma once

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

template <class Record>
class Records {
 public:
  /// `most_in_memory`: bytes.
  explicit Records(std::size_t most_in_memory) : bytes_(most_in_memory) {}

  void add(const Record& record) {
    if (last_.size() == enough) {
      hand_over();
    }
    last_.push_back(record);
  }
  /// Calls `each` with all of them, in the order in which they were added. What went wrong, or nothing.
  template <class Each>
  std::optional<std::string> for_each(Each each) const {
    static_assert(std::is_trivially_copyable_v<Record> && source::Scratch::piece_size % sizeof(Record) == 0);
    auto error = bytes_.read([&](std::string_view piece) -> std::optional<std::string> {
      for (std::size_t at = 0; at + sizeof(Record) <= piece.size(); at += sizeof(Record)) {
        Record record;
        std::memcpy(&record, piece.data() + at, sizeof record);
        each(record);
      }
      return std::nullopt;
    });
    if (!error) {
      std::for_each(last_.begin(), last_.end(), each);
    }
    return error;
  }
  uint64_t size() const { return bytes_.size() / sizeof(Record) + last_.size(); }
  /// What went wrong when they were added, or nothing.
  const std::optional<std::string>& error() const { return error_; }

 private:
  static constexpr std::size_t enough = 256;

  void hand_over() {
    if (auto error = bytes_.write({reinterpret_cast<const char*>(last_.data()), last_.size() * sizeof(Record)}); error && !error_) {
      error_ = std::move(error);
    }
    last_.clear();
  }

  source::Scratch bytes_;
  std::vector<Record> last_;  ///< handed over many at a time
  std::optional<std::string> error_;
};

}  // namespace exeunt::engine::columnar
