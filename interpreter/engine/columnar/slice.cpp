#include "interpreter/engine/columnar/slice.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "interpreter/diagnostic/load_error.h"

namespace exeunt::engine::columnar {
namespace {

using model::FieldIndex;
using source::LoadError;

/// Finds what the chosen objects lead to, until nothing new is found.
class Closure {
 public:
  Closure(const source::Seekable& file, const model::Model& model, const Interest& interest, const Named& named,
          Caught& caught, const FileOptions& options, diagnostic::Sink& sink)
      : file_(file), model_(model), interest_(interest), caught_(caught), sink_(sink),
        sift_(model, interest, named, options.read.absent_is_null || options.header.absent_is_null),
        json_(options.read.max_depth),
        is_key_(model.entities.size()),
        is_left_behind_(model.entities.size()) {
    for (model::EntityIndex i = 0; i < interest.entities.size(); ++i) {
      const EntityInterest& each = interest.entities[i];
      if (!each.resident) {
        mark_targets(model.entities[i], each.probed, is_key_);
        mark_targets(model.entities[i], each.dangling, is_left_behind_);
      }
    }
    has_keys_ = std::find(is_key_.begin(), is_key_.end(), true) != is_key_.end();
  }

  /// False: what went wrong was reported.
  bool run() {
    for (const uint64_t offset : caught_.singles) {
      choose(offset);
    }
    for (const ObjectClass& each : caught_.classes) {
      if (!read(each.first, false)) {
        return false;
      }
    }
    while (!unread_.empty()) {
      const std::vector<uint64_t> now = std::move(unread_);
      unread_.clear();
      for (const uint64_t offset : now) {
        if (!read(offset, true)) {
          return false;
        }
      }
      if (!find(caught_.finder.named, asked_for_)) {
        return false;
      }
      if (unread_.empty()) {
        look_for_absent();
      }
      if (!find(caught_.finder.referring, looked_for_)) {
        return false;
      }
    }
    return true;
  }

  /// Offsets of lines, sorted.
  std::vector<uint64_t> chosen() const {
    std::vector<uint64_t> sorted(chosen_.begin(), chosen_.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }
  /// Calls `each` with entity and id of the chosen objects.
  template <class Each>
  void for_each_chosen(Each each) const {
    for (const std::string& object : names_) {
      const std::string_view text = object;
      const std::size_t colon = text.find(':');
      each(*model_.find_entity(text.substr(0, colon)), text.substr(colon + 1));
    }
  }
  /// Whether what refers to the object was looked at itself.
  bool was_looked_for(model::EntityIndex entity, std::string_view id) {
    return looked_before_.contains(Ledger::hash(name(entity, id)));
  }
  std::unordered_set<uint64_t> take_chosen() { return std::move(chosen_); }
  /// A text that none of the lines read has in it.
  std::string find_stand_in() const { return "~" + std::string(longest_ + 1, '~'); }

 private:
  /// Entities that the fields of one can refer to.
  static void mark_targets(const model::Entity& entity, const std::vector<FieldIndex>& fields, std::vector<bool>& is_target) {
    for (const FieldIndex field : fields) {
      for (model::EntityIndex target = 0; target < is_target.size(); ++target) {
        is_target[target] = is_target[target] || can_refer_to(entity.fields[field].type, target);
      }
    }
  }

  void choose(uint64_t offset) {
    if (chosen_.insert(offset).second) {
      unread_.push_back(offset);
    }
  }

  bool read(uint64_t offset, bool has_name) {
    const auto found = line_at(file_, offset, caught_.lines, buffer_);
    if (const auto* error = std::get_if<LoadError>(&found)) {
      diagnostic::report(sink_, *error);
      return false;
    }
    caught_.lines.keep(offset, std::get<std::string_view>(found));
    const std::string_view line = snapshot::object_text(std::get<std::string_view>(found));
    std::string_view object;
    Sighting seen;
    if (!json_.begin(line) || !sift_.next(json_, object, seen) || seen.fate == Fate::malformed || seen.fate == Fate::unmodelled) {
      return true;  // whoever reads it for good will say so
    }
    if (line.find('\\') == std::string_view::npos) {
      note_waves(line);
    } else {
      unescaped_.clear();
      append_unescaped(line, unescaped_);
      note_waves(unescaped_);
    }
    for (const FieldIndex field : interest_.entities[seen.entity].follow) {
      sift_.for_each_reference(field, [&](std::string_view to) {
        ask(to, asked_for_, asked_before_);
        if (has_keys_ && is_key(to)) {
          keys_.push_back(Ledger::hash(to));
        }
      });
    }
    if (has_name) {
      const std::string& own = name(seen.entity, seen.id);
      names_.insert(own);
      if (is_key_[seen.entity] || (is_left_behind_[seen.entity] && !sift_.is_quiet(seen))) {
        ask(own, looked_for_, looked_before_);
      }
    }
    return true;
  }

  bool is_key(std::string_view object) const {
    const auto entity = model_.find_entity(object.substr(0, object.find(':')));
    return entity && is_key_[*entity];
  }
  // What is there was looked for by its name when it was read. What is not, look-ups may be asked by all the same.
  void look_for_absent() {
    for (const uint64_t hash : keys_) {
      if (looked_before_.insert(hash).second) {
        looked_for_.push_back(hash);
      }
    }
    keys_.clear();
  }

  const std::string& name(model::EntityIndex entity, std::string_view id) {
    name_.assign(model_.entities[entity].name).append(":").append(id);
    return name_;
  }

  // Ids that stand for classes are made of more `~` in a row than any text that could be taken for one.
  void note_waves(std::string_view line) {
    for (std::size_t at = line.find('~'); at != std::string_view::npos; at = line.find('~', at)) {
      const std::size_t end = std::min(line.find_first_not_of('~', at), line.size());
      longest_ = std::max(longest_, end - at);
      at = end;
    }
  }

  static void ask(std::string_view object, Finder::Hashes& now, std::unordered_set<uint64_t>& before) {
    const uint64_t hash = Ledger::hash(object);
    if (before.insert(hash).second) {
      now.push_back(hash);
    }
  }

  bool find(const Finder::Find& finder, Finder::Hashes& hashes) {
    std::sort(hashes.begin(), hashes.end());
    const bool is_well = hashes.empty() || finder(hashes, [&](uint64_t offset) { choose(offset); }, sink_);
    hashes.clear();
    return is_well;
  }

  const source::Seekable& file_;
  const model::Model& model_;
  const Interest& interest_;
  Caught& caught_;
  diagnostic::Sink& sink_;
  Sift sift_;
  JsonLines json_;
  std::vector<char> buffer_;
  std::string unescaped_;
  std::unordered_set<uint64_t> chosen_;
  std::unordered_set<std::string> names_;  ///< of the chosen objects
  std::string name_;
  std::vector<uint64_t> unread_;
  Finder::Hashes asked_for_;   ///< of names
  Finder::Hashes looked_for_;  ///< likewise: others may refer to these
  std::unordered_set<uint64_t> asked_before_, looked_before_;
  std::vector<bool> is_key_;          ///< by entity: look-ups may find objects by their references to it
  std::vector<bool> is_left_behind_;  ///< likewise: if it is erased, objects may have to be found that refer to it
  bool has_keys_ = false;
  std::vector<uint64_t> keys_;  ///< hashes of the names of such objects
  std::size_t longest_ = 0;
};

/// Makes an object that stands for others refer to none that was asked about, where what refers to those was looked at
/// itself: it is made of its class's first object, which may be one of these, and the others are not.
class LettingGo {
 public:
  LettingGo(Closure& closure, snapshot::Account& account, const std::string& stand_in)
      : closure_(closure), account_(account), stand_in_(stand_in) {}

  /// `and_absent`: also of objects that are not there, which were asked about as well.
  void let_go(snapshot::ObjectIndex object, const std::vector<FieldIndex>& fields, bool and_absent) {
    for (const FieldIndex field : fields) {
      const std::optional<cel::Value> value = account_.objects[object].fields[field];
      if (!value) {
        continue;
      }
      if (value->kind() == cel::ValueKind::object) {
        account_.objects[object].fields[field] = elsewhere(*value, and_absent);
      } else if (value->kind() == cel::ValueKind::list) {
        std::vector<cel::Value> elements;
        for (const cel::Value& element : value->list_value()) {
          elements.push_back(elsewhere(element, and_absent));
        }
        account_.objects[object].fields[field] = cel::Value::list(std::move(elements));
      }
    }
  }

 private:
  /// The same reference, or one to an object that is not there and that nobody asks about.
  cel::Value elsewhere(const cel::Value& reference, bool and_absent) {
    const auto to = static_cast<snapshot::ObjectIndex>(reference.object_value().id);
    const model::EntityIndex entity = account_.objects[to].entity;
    if (account_.objects[to].present ? !closure_.was_looked_for(entity, account_.objects[to].id) : !and_absent) {
      return reference;
    }
    const auto next = static_cast<snapshot::ObjectIndex>(account_.objects.size());
    const auto [found, is_new] = absent_.emplace(entity, next);
    if (is_new) {
      snapshot::Object absent;
      absent.entity = entity;
      absent.id = stand_in_;
      absent.fields.resize(account_.objects[to].fields.size());
      absent.present = false;
      account_.objects.push_back(std::move(absent));
    }
    return cel::Value::object({found->second});
  }

  Closure& closure_;
  snapshot::Account& account_;
  const std::string& stand_in_;
  std::map<model::EntityIndex, snapshot::ObjectIndex> absent_;
};

/// The lines' numbers: one pass over the file up to the last of them.
std::variant<std::set<uint64_t>, LoadError> number_lines(const source::Seekable& file,
                                                            const std::vector<uint64_t>& offsets) {
  std::set<uint64_t> numbers;
  std::vector<char> piece(std::size_t{1} << 20);
  uint64_t number = 1;
  uint64_t begin = 0;
  for (const uint64_t offset : offsets) {
    while (begin < offset) {
      const auto read = file.read(begin, piece.data(), std::min<uint64_t>(piece.size(), offset - begin));
      if (const auto* error = std::get_if<LoadError>(&read)) {
        return *error;
      }
      const std::size_t count = std::get<std::size_t>(read);
      if (count == 0) {
        break;
      }
      number += static_cast<uint64_t>(std::count(piece.data(), piece.data() + count, '\n'));
      begin += count;
    }
    numbers.insert(number);
  }
  return numbers;
}

}  // namespace

std::optional<Slice> make_slice(const source::Seekable& file, const model::Model& model, const Interest& interest,
                                const Named& named, Caught caught, const FileOptions& options, diagnostic::Sink& sink) {
  Closure closure(file, model, interest, named, caught, options, sink);
  if (!closure.run()) {
    return std::nullopt;
  }
  Slice slice;
  slice.stand_in = closure.find_stand_in();

  const std::vector<uint64_t> offsets = closure.chosen();

  // Members that turned out to be asked about are looked at themselves, and stand no longer for anybody.
  std::vector<model::EntityIndex> entity_of;
  for (const ObjectClass& each : caught.classes) {
    entity_of.push_back(each.entity);
  }
  caught.members.sort_by_id(entity_of);
  std::vector<std::size_t> left;
  closure.for_each_chosen([&](model::EntityIndex entity, std::string_view id) {
    for (const Members::Entry& entry : caught.members.find(entity_of, entity, id)) {
      left.push_back(static_cast<std::size_t>(&entry - caught.members.entries().data()));
      --caught.classes[entry.class_index].weight;
    }
  });
  std::sort(left.begin(), left.end());
  caught.members.erase(left);
  slice.logs = std::move(caught.logs);
  slice.left_out = closure.take_chosen();
  const auto unread = for_each_member(slice.logs, [&](ClassIndex of, uint64_t offset, const MemberTexts&) {
    caught.classes[of].weight -= slice.left_out.contains(offset) ? 1 : 0;
    return true;
  });
  if (unread) {
    diagnostic::report(sink, {LoadError::Reason::unreadable, "a temporary file", *unread});
    return std::nullopt;
  }
  std::vector<ClassIndex> order;
  for (ClassIndex i = 0; i < caught.classes.size(); ++i) {
    if (caught.classes[i].weight > 0) {
      order.push_back(i);
    }
  }
  std::sort(order.begin(), order.end(),
            [&](ClassIndex a, ClassIndex b) { return caught.classes[a].first < caught.classes[b].first; });
  std::vector<ClassIndex> renumbered(caught.classes.size());
  for (ClassIndex i = 0; i < order.size(); ++i) {
    renumbered[order[i]] = i;
    slice.classes.push_back(caught.classes[order[i]]);
  }
  slice.members.merge(std::move(caught.members), renumbered);
  for (MemberLog& log : slice.logs) {
    log.rename(renumbered);
  }

  snapshot::Part part(model, options.header, options.read);
  std::vector<uint64_t> wrong;
  std::vector<char> buffer;
  const auto add = [&](uint64_t offset, const std::string& id) {
    const auto line = line_at(file, offset, caught.lines, buffer);
    const auto* const text = std::get_if<std::string_view>(&line);
    if (text == nullptr || !part.add(*text, id)) {
      wrong.push_back(offset);
    }
  };
  for (const uint64_t offset : offsets) {
    add(offset, {});
  }
  for (ClassIndex i = 0; i < slice.classes.size(); ++i) {
    add(slice.classes[i].first, slice.stand_in + std::to_string(i));
  }
  if (!wrong.empty()) {
    // All of them again: an object that stands twice is wrong only beside the other.
    std::vector<uint64_t> all = offsets;
    for (const ObjectClass& each : slice.classes) {
      all.push_back(each.first);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    report_lines(file, all, model, options, sink);
    return std::nullopt;
  }
  slice.account = part.finish(caught.whole, file.name(), sink);
  for (const EntityInterest& each : interest.entities) {
    slice.account.thinned.push_back(!each.resident);
  }
  LettingGo referrers(closure, slice.account, slice.stand_in);
  for (ClassIndex i = 0; i < slice.classes.size(); ++i) {
    const model::EntityIndex entity = slice.classes[i].entity;
    const auto object = slice.account.find(entity, slice.stand_in + std::to_string(i));
    slice.account.objects[*object].weight = slice.classes[i].weight;
    referrers.let_go(*object, interest.entities[entity].dangling, false);
    referrers.let_go(*object, interest.entities[entity].probed, true);
  }
  return slice;
}

void report_lines(const source::Seekable& file, const std::vector<uint64_t>& offsets, const model::Model& model,
                  const FileOptions& options, diagnostic::Sink& sink) {
  const auto numbers = number_lines(file, offsets);
  if (const auto* error = std::get_if<LoadError>(&numbers)) {
    diagnostic::report(sink, *error);
    return;
  }
  const std::size_t before = sink.errors();
  snapshot::report_lines(file, std::get<std::set<uint64_t>>(numbers), model, sink, options.read);
  if (sink.errors() == before) {
    // They were wrong a moment ago.
    diagnostic::report(sink, {LoadError::Reason::unreadable, file.name(), "it was changed while it was read"});
  }
}

}  // namespace exeunt::engine::columnar
