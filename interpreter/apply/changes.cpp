#include "interpreter/apply/changes.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::apply {

std::string_view Texts::text(Id id) const {
  const uint64_t begin = begins_[id];
  const uint64_t end = id + 1 < begins_.size() ? begins_[id + 1] : all_.size();
  return std::string_view(all_).substr(begin, end - begin);
}

std::size_t Texts::place(std::string_view text) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = std::hash<std::string_view>()(text) & mask;
  while (table_[at] != none && this->text(table_[at]) != text) {
    at = (at + 1) & mask;
  }
  return at;
}

void Texts::grow() {
  constexpr std::size_t least = 64;
  table_.assign(std::max(least, 2 * table_.size()), none);
  for (Id id = 0; id < begins_.size(); ++id) {
    table_[place(text(id))] = id;
  }
}

Texts::Id Texts::add(std::string_view text) {
  if (3 * begins_.size() >= 2 * table_.size()) {
    grow();
  }
  const std::size_t at = place(text);
  if (table_[at] == none) {
    table_[at] = static_cast<Id>(begins_.size());
    begins_.push_back(all_.size());
    all_ += text;
  }
  return table_[at];
}

Texts::Id Texts::find(std::string_view text) const {
  return table_.empty() ? none : table_[place(text)];
}

void Changes::add(const plan::Change& change) {
  const auto index = static_cast<Index>(changes_.size());
  Packed packed{};
  packed.object = objects_.add(change.object);
  packed.rule = texts_.add(change.rule);
  packed.outcome = texts_.add(change.outcome);
  packed.text = texts_.add(change.text);
  packed.due = texts_.add(change.due);
  packed.unless = texts_.add(change.unless);
  packed.next = none;
  packed.last = index;
  packed.writes = static_cast<uint32_t>(writes_.size());
  packed.phase = texts_.add(change.phase);
  for (const plan::Write& write : change.writes) {
    const auto id = [this](const plan::Value& value) { return texts_.add(plan::write_value(value)); };
    writes_.push_back({texts_.add(write.field), id(write.from), id(write.to), write.op, write.from_unknown});
    if (write.op == plan::Op::create) {
      created_.add(name_of(write.to));
      creators_.resize(created_.size(), index);
    }
  }
  if (packed.object == first_.size()) {
    first_.push_back(index);
  } else {
    Packed& first = changes_[first_[packed.object]];
    changes_[first.last].next = index;
    first.last = index;
  }
  changes_.push_back(packed);
}

void Changes::set_phases(const std::vector<std::string>& phases) {
  phases_.clear();
  for (const std::string& phase : phases) {
    phases_.push_back(texts_.add(phase));
  }
}

std::size_t Changes::phase(Index index) const {
  const auto found = std::find(phases_.begin(), phases_.end(), changes_[index].phase);
  return static_cast<std::size_t>(found - phases_.begin());
}

Changes::Index Changes::first(std::string_view object) const {
  const Texts::Id id = objects_.find(object);
  return id == Texts::none ? none : first_[id];
}

plan::Value Changes::value(Texts::Id id) const {
  auto parsed = plan::parse_json(texts_.text(id));
  auto* value = std::get_if<plan::Value>(&parsed);
  return value == nullptr ? plan::Value{} : std::move(*value);  // it was written by write_value
}

plan::Change Changes::unpack(Index index) const {
  const Packed& packed = changes_[index];
  plan::Change change;
  change.object = object(index);
  change.rule = rule(index);
  change.outcome = outcome(index);
  change.text = texts_.text(packed.text);
  change.due = due(index);
  change.unless = unless(index);
  change.phase = texts_.text(packed.phase);
  const std::size_t end = index + 1 < changes_.size() ? changes_[index + 1].writes : writes_.size();
  for (std::size_t i = packed.writes; i < end; ++i) {
    const PackedWrite& write = writes_[i];
    change.writes.push_back(
        {write.op, std::string(texts_.text(write.field)), value(write.from), value(write.to), write.from_unknown});
  }
  return change;
}

plan::Moment Changes::due_moment(Index index) const {
  return plan::parse_moment(due(index)).value_or(plan::Moment{std::numeric_limits<int64_t>::max(), 0});
}

}  // namespace exeunt::apply
