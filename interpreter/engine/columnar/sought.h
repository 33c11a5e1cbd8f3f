// Objects that others may refer to through fields by which look-ups find what refers to an object
// (EntityInterest::sought_by): where nobody does, a look-up by such an object answers as for any other to whom nobody refers.
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/interest.h"
#include "interpreter/engine/columnar/ledger.h"
#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

class Sought {
 public:
  /// `interests`: of the events that may ask. The larger the file, the more bits, up to 16 MiB.
  Sought(const model::Model& model, const std::vector<const Interest*>& interests, uint64_t file_size)
      : fields_(model.entities.size()), leads_(model.entities.size()) {
    for (model::EntityIndex entity = 0; entity < model.entities.size(); ++entity) {
      for (const Interest* const interest : interests) {
        for (const graph::FieldRef& by : interest->entities[entity].sought_by) {
          leads_[entity] = model.entities[entity].name + ":";
          std::vector<model::FieldIndex>& fields = fields_[by.entity];
          if (std::find(fields.begin(), fields.end(), by.field) == fields.end()) {
            fields.push_back(by.field);
          }
        }
      }
    }
    const bool is_any = std::any_of(leads_.begin(), leads_.end(), [](const std::string& lead) { return !lead.empty(); });
    constexpr uint64_t least_bits = uint64_t{1} << 13;
    constexpr uint64_t most_bits = uint64_t{1} << 27;
    constexpr uint64_t bytes_a_bit = 32;
    words_ = std::vector<std::atomic<uint64_t>>(
        is_any ? std::bit_ceil(std::clamp(file_size / bytes_a_bit, least_bits, most_bits)) / word_bits : 0);
  }

  /// Through which fields objects of the entity may refer to those that are sought.
  const std::vector<model::FieldIndex>& fields(model::EntityIndex entity) const { return fields_[entity]; }
  /// Whether some are of the entity.
  bool has_any(model::EntityIndex entity) const { return !leads_[entity].empty(); }
  /// Somebody refers to the object, "deal:5", through one of these fields. Threads may say so at once.
  void note(std::string_view object) {
    const uint64_t bit = Ledger::hash(object) & (words_.size() * word_bits - 1);
    words_[bit / word_bits].fetch_or(uint64_t{1} << bit % word_bits, std::memory_order_relaxed);
  }
  /// Whether somebody may do so, of an entity of which there are some: `no` is certain.
  bool is_found(model::EntityIndex entity, std::string_view id) const {
    const uint64_t bit = Ledger::hash(leads_[entity] + std::string(id)) & (words_.size() * word_bits - 1);
    return (words_[bit / word_bits].load(std::memory_order_relaxed) >> bit % word_bits & 1) != 0;
  }

 private:
  static constexpr uint64_t word_bits = 64;
  std::vector<std::vector<model::FieldIndex>> fields_;  ///< by entity
  std::vector<std::string> leads_;                      ///< by entity: "deal:", or nothing
  std::vector<std::atomic<uint64_t>> words_;            ///< a bit by the hash of a name
};

}  // namespace exeunt::engine::columnar
