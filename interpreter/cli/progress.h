// How far long work is, over and over on one line, while somebody watches: only on a terminal, and gone when the work is.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace exeunt::cli {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Whether anybody watches.
  bool is_shown() const { return is_shown_; }
  /// "12 of 84", in place of what was shown before.
  void show(std::string_view text) const;

 private:
  bool is_shown_;
};

/// Shows how much of a snapshot is read; empty where nobody watches. `progress` outlives it.
std::function<void(uint64_t done, uint64_t all)> show_reading(const Progress& progress);

}  // namespace exeunt::cli
