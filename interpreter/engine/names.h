// How objects and values of an account are written in plans: "email:12", RFC 3339 times, labels for people.
#pragma once

#include <optional>
#include <string>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"
#include "interpreter/plan/plan.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine {

/// An unknown of the CEL library names one field of one object: attribute ids are made of both. The request's own gaps
/// (no acting user, no `account` object) and the snapshot's (not every object of a type) are fields of an object that no account has.
inline constexpr snapshot::ObjectIndex request_object = 0xffffffff;
inline constexpr model::FieldIndex request_by = 0;
inline constexpr model::FieldIndex request_account = 1;
/// + EntityIndex: which objects of the type there are, beside those in an incomplete snapshot.
inline constexpr model::FieldIndex request_extent = 16;

cel::AttributeId attribute(snapshot::ObjectIndex object, model::FieldIndex field);

/// What is unknown: one field of one object.
struct AttributeParts {
  snapshot::ObjectIndex object;
  model::FieldIndex field;
};
AttributeParts parts(cel::AttributeId attribute);

/// What a rule's entry in a plan says it is.
plan::RuleKind kind_of(program::RuleKind kind);

class Names {
 public:
  Names(const model::Model& model, const snapshot::Account& account) : model_(model), account_(account) {}

  /// "email:12"
  std::string object(snapshot::ObjectIndex object) const;
  /// The object's label field, where it has one that is known and not empty.
  std::optional<std::string> label(snapshot::ObjectIndex object) const;
  /// For people: `Sales Rep 7 (user:7)`, or `user:7`.
  std::string labelled(snapshot::ObjectIndex object) const;

  /// As plan documents hold it. Unknowns and errors become null.
  plan::Value value(const cel::Value& value) const;
  /// For people: text as it is, objects labelled, lists with commas.
  std::string text(const cel::Value& value) const;

  plan::MissingField missing(cel::AttributeId attribute) const;
  std::vector<plan::MissingField> missing(std::span<const cel::AttributeId> attributes) const;

 private:
  const model::Model& model_;
  const snapshot::Account& account_;
};

}  // namespace exeunt::engine
