// Values of two accounts held against each other, where references are by name and created objects have names that
// differ. Private to the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/names.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::verify {

/// One account, read by the model.
struct Side {
  const model::Model& model;
  const snapshot::Account& account;
  engine::Names names{model, account};

  const snapshot::Object& object(snapshot::ObjectIndex index) const { return account.objects[index]; }
  /// Null: the account does not say.
  const cel::Value* value(snapshot::ObjectIndex index, model::FieldIndex field) const;
  /// The object of the same type and id that is there.
  std::optional<snapshot::ObjectIndex> counterpart(const snapshot::Object& object) const {
    return account.find(object.entity, object.id);
  }
};

/// Which created object of the account afterwards is which predicted one.
class Matches {
 public:
  /// The objects of `predicted` and of `actual` that `before` does not have; those of one type are matched by what the
  /// plan says about them: all fields are equal, or all but one, or the references. O(created × fields²).
  Matches(const Side& before, const Side& predicted, const Side& actual);

  const std::vector<snapshot::ObjectIndex>& predicted() const { return predicted_; }
  const std::vector<snapshot::ObjectIndex>& actual() const { return actual_; }
  std::optional<snapshot::ObjectIndex> actual_of(snapshot::ObjectIndex predicted) const;
  bool is_matched(snapshot::ObjectIndex actual) const;

 private:
  using Fields = std::vector<model::FieldIndex>;

  std::string signature(const Side& side, bool is_predicted, snapshot::ObjectIndex index, const Fields& fields) const;
  /// Among those of the type that are not matched yet. `alike`: predicted objects of one type.
  void match(const Side& predicted, const std::vector<snapshot::ObjectIndex>& alike, const Side& actual,
             const Fields& fields);

  std::vector<snapshot::ObjectIndex> predicted_;
  std::vector<snapshot::ObjectIndex> actual_;
  std::vector<std::optional<snapshot::ObjectIndex>> to_actual_;  ///< by index in the predicted account
  std::vector<bool> is_created_[2];                              ///< by index; predicted, actual
  std::vector<bool> is_taken_;                                   ///< by index in the actual account
};

/// The same to the model: lists of references in any order, other lists in theirs. `matches`: `a` is of the predicted
/// account, `b` of the one afterwards; null: objects go by their names.
bool same(const Side& a, const cel::Value& value_a, const Side& b, const cel::Value& value_b, const Matches* matches);

}  // namespace exeunt::verify
