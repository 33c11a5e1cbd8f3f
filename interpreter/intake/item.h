// An item of a response as CEL sees it, and what in it nobody looks at.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/value.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::intake {

/// The first member that stands twice in an object, anywhere in the value.
const snapshot::RawMember* find_duplicate(const snapshot::RawValue& value);

/// Members that a source does not know, counted over its items.
class UnreadMembers {
 public:
  /// Counts those of one item.
  void count(const snapshot::RawValue& item, const mapping::MemberTree& known);
  /// By path: "owner.picture", "participants[].note".
  std::map<std::string, uint64_t> result(const mapping::MemberTree& known) const;

 private:
  std::map<const mapping::MemberTree*, std::map<std::string, uint64_t, std::less<>>> counts_;
};

/// Turns raw values into CEL values: objects are maps. Only what is known of an item is turned, for nothing else is
/// asked.
class ValueMaker {
 public:
  cel::Value make(const snapshot::RawValue& value, const mapping::MemberTree& known);
  cel::Value make_all(const snapshot::RawValue& value);

 private:
  const cel::Value& key(const std::string& text);

  std::unordered_map<std::string, cel::Value> keys_;  ///< the same few names over and over
};

/// What expressions about one item see. A member that is not there is unknown, and remembered for messages.
class ItemActivation : public cel::Activation {
 public:
  cel::Value variable(uint32_t slot) const override { return values_[slot]; }
  std::optional<cel::Value> missing_key(const cel::Value& key) const override;

  void set(uint32_t slot, cel::Value value) { values_[slot] = std::move(value); }
  /// Evaluates, forgetting what was missing before.
  cel::Value evaluate(const mapping::Expression& expression);
  /// The member that the last evaluation looked for in vain.
  const std::string& missing() const { return missing_; }

 private:
  cel::Value values_[mapping::slot::count];
  mutable std::string missing_;
};

/// Why an evaluation gave no value, for messages: "there is no `owner_id`", "null has no field `id`".
std::string why(const cel::Value& value, const ItemActivation& activation);
/// "text", "the number 5", "a list" …, for messages.
std::string describe(const cel::Value& value);

}  // namespace exeunt::intake
