#include "interpreter/engine/columnar/gather.h"

#include <algorithm>
#include <utility>

namespace exeunt::engine::columnar {

using model::FieldIndex;

namespace {

void append(std::vector<uint64_t>& to, const std::vector<uint64_t>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Gatherer::Gatherer(const model::Model& model, const Interest& interest, const Named& named, const Options& options)
    : interest_(interest),
      noted_(model.entities.size()),
      notes_all_(options.notes_all),
      unordered_(options.unordered),
      labels_(options.labels),
      skips_(options.skips),
      sieve_(named.subject),
      sift_(model, interest, named, options.absent_is_null),
      json_(options.max_depth),
      names_(model) {
  for (model::EntityIndex i = 0; options.notes_all && i < noted_.size(); ++i) {
    const EntityInterest& each = interest.entities[i];
    noted_[i] = each.wanted || !each.probed.empty() || !each.dangling.empty() || !each.waits_for.empty();
  }
}

void Gatherer::take(std::string_view lines, uint64_t offset) {
  if (skips_) {
    take_what_matters(lines, offset);
    return;
  }
  take_lines(
      json_, lines, offset, [&](std::string_view block, uint64_t at) { take_block(block, at); },
      [&](uint64_t at) { note_malformed(at); });
}

std::optional<std::string> Gatherer::error() const {
  for (const auto* const each : {&wanted_.records().error(), &referrers_.records().error(), &waiting_.error()}) {
    if (*each) {
      return *each;
    }
  }
  return log_.error();
}

void Gatherer::take_line(std::string_view line, uint64_t offset) {
  if (json_.begin(line)) {
    take_block(line, offset);
  } else if (!snapshot::object_text(line).empty()) {
    note_malformed(offset);
  }
}

void Gatherer::take_what_matters(std::string_view lines, uint64_t offset) {
  sieve_.begin(lines);
  Sighting seen;
  for (source::Sieve::Line line; sieve_.next(line);) {
    const uint64_t at = offset + static_cast<uint64_t>(line.text.data() - lines.data());
    if (line.is_plain && sift_.can_skip(line, seen)) {
      ++modelled_;
      if (noted_[seen.entity] != 0) {
        note(at, seen);
      }
    } else {
      take_line(line.text, at);
    }
  }
}

void Gatherer::take_block(std::string_view block, uint64_t offset) {
  std::string_view line;
  Sighting seen;
  while (sift_.next(json_, line, seen)) {
    const uint64_t at = offset + static_cast<uint64_t>(line.data() - block.data());
    if (seen.fate == Fate::malformed) {
      note_malformed(at);
    } else {
      take_object(line, at, seen);
    }
  }
}

void Gatherer::take_object(std::string_view line, uint64_t offset, const Sighting& seen) {
  if (seen.fate == Fate::unmodelled) {
    return;
  }
  ++modelled_;
  if (seen.fate == Fate::single || (seen.fate == Fate::waiting && !notes_all_)) {
    singles_.push_back(offset);
    lines_.keep(offset, line);
    if (noted_[seen.entity] != 0) {
      note_quiet(seen);
    }
    return;
  }
  if (seen.fate == Fate::member) {
    const ClassIndex of = class_of(seen, line, offset);
    const MemberTexts texts{seen.id, labels_ ? seen.label : std::string_view()};
    if (unordered_) {
      ++classes_[of].weight;
      log_.add(of, offset, texts);
    } else {
      add(of, texts);
    }
  }
  if (noted_[seen.entity] != 0) {
    note(offset, seen);
  }
}

void Gatherer::note(uint64_t offset, const Sighting& seen) {
  const EntityInterest& interest = interest_.entities[seen.entity];
  if (interest.wanted) {
    wanted_.add(names_.name(seen), offset);
  }
  note_quiet(seen);
  if (seen.fate == Fate::waiting) {
    for (const FieldIndex field : interest.waits_for) {
      sift_.for_each_reference(field, [&](std::string_view to) { waiting_.add(to, offset); });
    }
  }
  for (const auto* const fields : {&interest.probed, &interest.dangling}) {
    for (const FieldIndex field : *fields) {
      sift_.for_each_reference(field, [&](std::string_view to) { referrers_.add(to, offset); });
    }
  }
}

void Gatherer::note_quiet(const Sighting& seen) {
  if (!interest_.entities[seen.entity].awaited.empty() && sift_.is_quiet(seen)) {
    waiting_.add_quiet(names_.name(seen));
  }
}

void Gatherer::note_malformed(uint64_t offset) {
  if (malformed_.size() < most_malformed) {
    malformed_.push_back(offset);
  }
}

ClassIndex Gatherer::class_of(const Sighting& seen, std::string_view line, uint64_t offset) {
  auto found = class_of_.find(seen.key);
  if (found == class_of_.end()) {
    found = class_of_.emplace(std::string(seen.key), static_cast<ClassIndex>(classes_.size())).first;
    classes_.push_back({seen.entity, offset, 0});
    lines_.keep(offset, line);
  }
  ObjectClass& of = classes_[found->second];
  of.first = std::min(of.first, offset);
  return found->second;
}

class Gathering {
 public:
  void add(Gatherer& gatherer) {
    all_.whole.objects += gatherer.modelled_;
    unmodelled_.merge(gatherer.sift_.unmodelled);
    append(all_.singles, gatherer.singles_);
    append(all_.malformed, gatherer.malformed_);
    std::vector<ClassIndex> renumbered(gatherer.classes_.size());
    while (!gatherer.class_of_.empty()) {
      auto node = gatherer.class_of_.extract(gatherer.class_of_.begin());
      const ObjectClass& of = gatherer.classes_[node.mapped()];
      const ClassIndex before = node.mapped();
      node.mapped() = static_cast<ClassIndex>(all_.classes.size());
      const auto inserted = class_of_.insert(std::move(node));
      renumbered[before] = inserted.position->second;
      if (inserted.inserted) {
        all_.classes.push_back(of);
      } else {
        ObjectClass& known = all_.classes[inserted.position->second];
        known.first = std::min(known.first, of.first);
        known.weight += of.weight;
      }
    }
    all_.members.merge(std::move(gatherer.members_), renumbered);
    gatherer.log_.rename(renumbered);
    all_.logs.push_back(std::move(gatherer.log_));
    all_.lines.merge(std::move(gatherer.lines_));
    ledgers_.wanted.push_back(std::move(gatherer.wanted_));
    ledgers_.referrers.push_back(std::move(gatherer.referrers_));
    all_.waiting.push_back(std::move(gatherer.waiting_));
  }

  Caught take() {
    std::sort(all_.singles.begin(), all_.singles.end());
    std::sort(all_.malformed.begin(), all_.malformed.end());
    all_.whole.unmodelled_types = std::move(unmodelled_.types);
    all_.whole.unmodelled_fields = std::move(unmodelled_.fields);
    all_.finder = find_in(std::move(ledgers_));
    return std::move(all_);
  }

 private:
  Caught all_;
  Unmodelled unmodelled_;
  Ledgers ledgers_;
  Gatherer::ClassOf class_of_;
};

Caught put_together(std::vector<std::unique_ptr<Gatherer>> gatherers) {
  Gathering gathering;
  for (const auto& gatherer : gatherers) {
    gathering.add(*gatherer);
  }
  return gathering.take();
}

}  // namespace exeunt::engine::columnar
