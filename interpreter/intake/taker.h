// What is done with the items of a source: other ids are learned, objects are made.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "interpreter/intake/convert.h"
#include "interpreter/intake/objects.h"
#include "interpreter/intake/redact.h"
#include "interpreter/intake/report.h"
#include "interpreter/intake/response.h"

namespace exeunt::intake {

/// Learns by which other ids objects are known.
class AliasTaker : public ItemTaker {
 public:
  AliasTaker(Reading& reading, const mapping::Source& source, const model::Model& model, snapshot::Problems& problems,
             AliasTable& table)
      : reading_(reading), source_(source), model_(model), problems_(problems), table_(table) {}

  void take(const snapshot::RawValue& item, uint64_t number, const diagnostic::Place& place) override;

 private:
  Reading& reading_;
  const mapping::Source& source_;
  const model::Model& model_;
  snapshot::Problems& problems_;
  AliasTable& table_;
};

/// Makes the objects that the mapping makes of items.
class ObjectTaker : public ItemTaker {
 public:
  /// `redactor` may be null. `source` is a position in the mapping.
  ObjectTaker(Reading& reading, std::size_t source, const model::Model& model, const AliasTable& aliases,
              const Redactor* redactor, Objects& objects, Report& report)
      : reading_(reading),
        index_(source),
        source_(reading.mapping.sources[source]),
        model_(model),
        aliases_(aliases),
        redactor_(redactor),
        objects_(objects),
        report_(report) {}

  void take(const snapshot::RawValue& item, uint64_t number, const diagnostic::Place& place) override;
  /// Called after each item.
  void on_item(std::function<void()> tick) { tick_ = std::move(tick); }
  /// Members that nothing read, with how many items had them.
  std::map<std::string, uint64_t> unread() const { return unread_.result(source_.members); }

 private:
  cel::Value evaluate(const mapping::Expression& expression) { return reading_.activation.evaluate(expression); }
  std::string not_given(const cel::Value& value, std::string_view otherwise) const;
  void make_each(std::size_t index);
  void make(std::size_t index);
  bool is_wanted(const mapping::ObjectRule& rule);
  Converted make_field(const mapping::FieldRule& rule, const model::FieldType& type);
  void count(const mapping::FieldName& field, const Converted& converted);

  Reading& reading_;
  std::size_t index_;
  const mapping::Source& source_;
  const model::Model& model_;
  const AliasTable& aliases_;
  const Redactor* redactor_;
  Objects& objects_;
  Report& report_;
  UnreadMembers unread_;
  std::function<void()> tick_;
  // Of the item at hand.
  uint64_t number_ = 0;
  diagnostic::Place place_;
  std::set<model::EntityIndex> made_;
  std::set<model::EntityIndex> left_out_;
};

}  // namespace exeunt::intake
