#include "interpreter/apply/changes.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <limits>
#include <utility>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::apply {

std::string_view Texts::text(Id id) const {
  const uint64_t begin = begins_[id];
  const uint64_t end = id + 1 < begins_.size() ? begins_[id + 1] : all_.size();
  return std::string_view(all_).substr(begin, end - begin);
}

uint32_t Texts::hash(std::string_view text) {
  return static_cast<uint32_t>(std::hash<std::string_view>()(text));
}

std::size_t Texts::place(std::string_view text, uint32_t hash) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  while (table_[at].id != none && (table_[at].hash != hash || this->text(table_[at].id) != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

void Texts::grow() {
  constexpr std::size_t least = 64;
  const std::vector<Place> old = std::exchange(table_, std::vector<Place>(std::max(least, 2 * table_.size())));
  const std::size_t mask = table_.size() - 1;
  for (const Place& each : old) {
    if (each.id != none) {
      std::size_t at = each.hash & mask;
      while (table_[at].id != none) {
        at = (at + 1) & mask;
      }
      table_[at] = each;
    }
  }
}

void Texts::prefetch(uint32_t hash) const {
  if (!table_.empty()) {
    __builtin_prefetch(&table_[hash & (table_.size() - 1)]);
  }
}

Texts::Id Texts::add_likely(std::string_view text, Id likely) {
  return likely < size() && this->text(likely) == text ? likely : add(text);
}

Texts::Id Texts::add(std::string_view text, uint32_t hash) {
  if (3 * begins_.size() >= 2 * table_.size()) {
    grow();
  }
  Place& found = table_[place(text, hash)];
  if (found.id == none) {
    found = {static_cast<Id>(begins_.size()), hash};
    begins_.push_back(all_.size());
    all_ += text;
  }
  return found.id;
}

Texts::Id Texts::find(std::string_view text, Id likely) const {
  if (likely < size() && this->text(likely) == text) {
    return likely;
  }
  return table_.empty() ? none : table_[place(text, hash(text))].id;
}

void Changes::add(const plan::ChangeText& change) {
  const auto index = static_cast<Index>(changes_.size());
  const uint32_t object = Texts::hash(change.object);
  objects_.prefetch(object);
  // Nearly every change says what the one before has said.
  const Packed before = changes_.empty() ? Packed{} : changes_.back();
  Packed packed{};
  packed.rule = texts_.add_likely(change.rule, before.rule);
  packed.outcome = texts_.add_likely(change.outcome, before.outcome);
  packed.text = texts_.add_likely(change.text, before.text);
  packed.due = texts_.add_likely(change.due, before.due);
  packed.unless = texts_.add_likely(change.unless, before.unless);
  packed.phase = texts_.add_likely(change.phase, before.phase);
  packed.next = none;
  packed.last = index;
  packed.writes = static_cast<uint32_t>(writes_.size());
  std::size_t write_before = before.writes;
  for (const plan::ChangeText::Write& write : change.writes) {
    const PackedWrite likely = write_before < packed.writes ? writes_[write_before++] : PackedWrite{};
    writes_.push_back({texts_.add_likely(write.field, likely.field), texts_.add_likely(write.from, likely.from),
                       texts_.add_likely(write.to, likely.to), write.op, write.from_unknown});
    if (write.op == plan::Op::create) {
      created_.add(name_of(value(writes_.back().to)));
      creators_.resize(created_.size(), index);
    }
  }
  packed.object = objects_.add(change.object, object);
  if (packed.object == first_.size()) {
    first_.push_back(index);
  } else {
    Packed& first = changes_[first_[packed.object]];
    changes_[first.last].next = index;
    first.last = index;
  }
  changes_.push_back(packed);
}

void Changes::add(const plan::Change& change) {
  std::deque<std::string> values;
  plan::ChangeText text{change.object, change.rule,   change.outcome, change.text,
                        change.due,    change.unless, change.phase,   {}};
  for (const plan::Write& write : change.writes) {
    const auto written = [&values](const plan::Value& value) -> std::string_view {
      return values.emplace_back(plan::write_value(value));
    };
    text.writes.push_back({write.op, write.from_unknown, write.field, written(write.from), written(write.to)});
  }
  add(text);
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
  return first(object, none);
}

Changes::Index Changes::first(std::string_view object, Index before) const {
  const Texts::Id id = objects_.find(object, before == none ? Texts::none : changes_[before].object + 1);
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
  for (std::size_t i = packed.writes; i < end_of_writes(index); ++i) {
    const PackedWrite& write = writes_[i];
    change.writes.push_back(
        {write.op, std::string(texts_.text(write.field)), value(write.from), value(write.to), write.from_unknown});
  }
  return change;
}

plan::ChangeText::Write Changes::write(Index index, std::size_t write) const {
  const PackedWrite& packed = writes_[changes_[index].writes + write];
  return {packed.op, packed.from_unknown, texts_.text(packed.field), texts_.text(packed.from), texts_.text(packed.to)};
}

plan::Moment Changes::due_moment(Index index) const {
  return plan::parse_moment(due(index)).value_or(plan::Moment{std::numeric_limits<int64_t>::max(), 0});
}

}  // namespace exeunt::apply
