// The entity of a type's name, found at the price of one multiplication: it is asked for every line of a file.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

constexpr model::EntityIndex no_entity = std::numeric_limits<model::EntityIndex>::max();

class TypeTable {
 public:
  /// Outlived by the model.
  explicit TypeTable(const model::Model& model) {
    constexpr std::size_t slots_for_each = 4;
    const std::size_t most_tries = 100'000 / (model.entities.size() + 1);  // some milliseconds, whatever the model
    slots_.resize(std::bit_ceil(slots_for_each * (model.entities.size() + 1)));
    // With some factor or other no two names meet, as a rule.
    for (std::size_t i = 0; !fill(model) && i < most_tries; ++i) {
      factor_ = factor_ * 5 + 2;  // odd again
    }
  }

  /// `no_entity`: there is no such type.
  model::EntityIndex find(std::string_view type) const { return find(copy(type), type); }
  /// Likewise, where 8 bytes can be read from the type's first one on.
  [[gnu::always_inline]] model::EntityIndex find_in_text(std::string_view type) const {
    uint64_t word = 0;
    std::memcpy(&word, type.data(), sizeof word);
    uint64_t mask = 0;
    std::memcpy(&mask, first_bytes.data() + sizeof mask - std::min(type.size(), sizeof mask), sizeof mask);
    return find(word & mask, type);
  }

 private:
  struct Slot {
    uint64_t word = 0;  ///< the name's first bytes
    std::string_view name;
    model::EntityIndex entity = no_entity;
  };
  /// Read so many bytes before its middle it is a mask of as many.
  static constexpr std::array<char, 16> first_bytes = {-1, -1, -1, -1, -1, -1, -1, -1};

  /// False: two names have met, and one of them is looked for twice.
  bool fill(const model::Model& model) {
    std::fill(slots_.begin(), slots_.end(), Slot());
    bool is_perfect = true;
    for (model::EntityIndex i = 0; i < model.entities.size(); ++i) {
      const std::string_view name = model.entities[i].name;
      const uint64_t word = copy(name);
      std::size_t at = slot(word, name.size());
      while (slots_[at].entity != no_entity) {
        at = (at + 1) & (slots_.size() - 1);
        is_perfect = false;
      }
      slots_[at] = {word, name, i};
    }
    return is_perfect;
  }
  static uint64_t copy(std::string_view type) {
    uint64_t word = 0;
    std::memcpy(&word, type.data(), std::min(type.size(), sizeof word));
    return word;
  }
  std::size_t slot(uint64_t word, std::size_t size) const {
    return (word + size) * factor_ >> 32 & (slots_.size() - 1);
  }
  [[gnu::always_inline]] model::EntityIndex find(uint64_t word, std::string_view type) const {
    for (std::size_t at = slot(word, type.size());; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& each = slots_[at];
      const bool is_it = each.word == word && each.name.size() == type.size() &&
                         (type.size() <= sizeof word || std::memcmp(each.name.data(), type.data(), type.size()) == 0);
      if (is_it || each.entity == no_entity) {
        return each.entity;
      }
    }
  }

  std::vector<Slot> slots_;
  uint64_t factor_ = 0x9e3779b97f4a7c15;
};

}  // namespace exeunt::engine::columnar
