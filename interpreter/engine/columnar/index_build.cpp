#include "interpreter/engine/columnar/index_build.h"

#include <algorithm>
#include <utility>

#include "interpreter/cel/value.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/chunks.h"
#include "interpreter/engine/columnar/index_rows.h"
#include "interpreter/engine/columnar/index_table.h"
#include "interpreter/engine/columnar/ledger.h"
#include "interpreter/engine/columnar/object_names.h"
#include "interpreter/engine/columnar/shape.h"
#include "interpreter/engine/columnar/sift.h"
#include "interpreter/engine/columnar/slice.h"
#include "interpreter/engine/columnar/sought.h"
#include "interpreter/engine/columnar/waiting.h"

namespace exeunt::engine::columnar {
namespace {

using model::EntityIndex;
using model::FieldIndex;

/// An event, and who leaves in it although nobody refers to them: an object without an id.
struct IndexedEvent {
  const graph::Graph* graph = nullptr;
  Interest interest;
  Named nobody;
  std::size_t referrers = 0;  ///< which of Scheme::referrers
};

void insert(std::vector<FieldIndex>& to, const std::vector<FieldIndex>& from) {
  to.insert(to.end(), from.begin(), from.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

/// Events with subjects of one type, looked at together: what none of them can want is passed by at once.
struct EventGroup {
  EntityIndex subject = 0;
  std::vector<std::size_t> events;
  Interest interest;

  void add(std::size_t event, const Interest& other) {
    if (events.empty()) {
      interest.entities.resize(other.entities.size());
      for (EntityInterest& entity : interest.entities) {
        entity.driven = true;
        // Whatever is not passed by without a question is asked about one event after the other.
        entity.consumers.emplace_back().identity = true;
      }
    }
    events.push_back(event);
    for (EntityIndex i = 0; i < interest.entities.size(); ++i) {
      EntityInterest& to = interest.entities[i];
      const EntityInterest& from = other.entities[i];
      to.resident = to.resident || from.resident;
      to.driven = to.driven && from.driven && from.waits_for.empty() && from.awaited.empty();
      insert(to.references, from.references);
      insert(to.anchors, from.anchors);
      insert(to.probed, from.probed);
      insert(to.probed_by_subject, from.probed_by_subject);
    }
  }
};

/// By entity: fields by whose references objects are found.
using References = std::vector<std::vector<FieldIndex>>;

/// All that the threads share.
struct Scheme {
  const model::Model& model;
  std::vector<IndexedEvent> events;
  std::vector<EventGroup> groups;
  std::vector<std::string> leads;     ///< "user:" of types that can leave
  References leavers;                 ///< those that can be to who leaves in some event
  std::vector<References> referrers;  ///< `probed`, `dangling` and `waits_for` ones, as they are in some event
  bool absent_is_null = false;
  uint32_t max_depth = 64;

  /// By event.
  std::vector<const Interest*> interests() const {
    std::vector<const Interest*> all;
    for (const IndexedEvent& event : events) {
      all.push_back(&event.interest);
    }
    return all;
  }
};

Scheme make_scheme(const std::vector<std::shared_ptr<const graph::Graph>>& graphs, const model::Model& model) {
  Scheme scheme{model, {}, {}, {}, References(model.entities.size()), {}};
  for (const auto& graph : graphs) {
    IndexedEvent& event = scheme.events.emplace_back();
    event.graph = graph.get();
    event.interest = interest_of(*graph, true);
    const EntityIndex subject = graph->event->subject;
    event.nobody.subject = model.entities[subject].name + ":";
    auto group = std::find_if(scheme.groups.begin(), scheme.groups.end(),
                              [&](const EventGroup& each) { return each.subject == subject; });
    if (group == scheme.groups.end()) {
      scheme.leads.push_back(event.nobody.subject);
      group = scheme.groups.insert(group, {subject, {}, {}});
    }
    group->add(scheme.events.size() - 1, event.interest);
    References referrers(model.entities.size());
    for (EntityIndex i = 0; i < model.entities.size(); ++i) {
      const EntityInterest& entity = event.interest.entities[i];
      insert(referrers[i], entity.probed);
      insert(referrers[i], entity.dangling);
      insert(referrers[i], entity.waits_for);
      std::vector<FieldIndex> to_leavers = entity.references;
      std::erase_if(to_leavers, [&](FieldIndex field) { return !can_refer_to(model.entities[i].fields[field].type, subject); });
      insert(scheme.leavers[i], to_leavers);
    }
    const auto known = std::find(scheme.referrers.begin(), scheme.referrers.end(), referrers);
    event.referrers = static_cast<std::size_t>(known - scheme.referrers.begin());
    if (known == scheme.referrers.end()) {
      scheme.referrers.push_back(std::move(referrers));
    }
  }
  return scheme;
}

/// One event's way of looking at a single line.
struct Judge {
  Judge(const Scheme& scheme, const IndexedEvent& event)
      : sift(scheme.model, event.interest, event.nobody, scheme.absent_is_null), json(scheme.max_depth) {}

  Sighting look_at(std::string_view line) {
    std::string_view object;
    Sighting seen;
    return json.begin(line) && sift.next(json, object, seen) ? seen : Sighting();
  }

  Sift sift;
  JsonLines json;
};

/// The tables of an index, while they are built.
struct Tables {
  Tables(const Scheme& scheme, uint64_t file_size)
      : names(file_size), shapes(scheme.model.entities.size()), sought(scheme.model, scheme.interests(), file_size) {
    for (std::size_t i = 0; i < scheme.referrers.size(); ++i) {
      referrers.emplace_back(file_size);
    }
  }

  TableBuilder names;
  Shapes shapes;
  Sought sought;
  RowIntake leavers;
  std::vector<TableBuilder> referrers;  ///< as in the scheme
};

/// One thread's.
class IndexTaker : public LineTaker {
 public:
  IndexTaker(const Scheme& scheme, Tables& tables)
      : wanted(scheme.events.size()),
        waiting(scheme.events.size()),
        names_(tables.names),
        leavers_(tables.leavers),
        sought_(tables.sought),
        shaper_(scheme.model, scheme.interests(), tables.shapes),
        scheme_(scheme),
        object_names_(scheme.model) {
    for (TableBuilder& table : tables.referrers) {
      referrers_.emplace_back(table);
    }
    for (const EventGroup& group : scheme.groups) {
      const Named& nobody = scheme.events[group.events.front()].nobody;
      looks_.push_back(std::make_unique<Look>(scheme, group, nobody));
    }
    for (const IndexedEvent& event : scheme.events) {
      judges_.push_back(std::make_unique<Judge>(scheme, event));
    }
  }

  void take(std::string_view lines, uint64_t offset) override {
    for (std::size_t group = 0; group < looks_.size(); ++group) {
      take_lines(
          looks_[group]->json, lines, offset,
          [&](std::string_view block, uint64_t at) { take_block(block, at, group); },
          [&](uint64_t at) { note_malformed(at, group); });
    }
  }

  std::optional<std::string> error() const override {
    std::optional<std::string> first = names_.error() ? names_.error() : leavers_.error();
    for (const TableBuilder::Feed& feed : referrers_) {
      first = first ? first : feed.error();
    }
    for (const WaitingList& list : waiting) {
      first = first ? first : list.error();
    }
    return first;
  }
  std::optional<std::string> finish() {
    names_.finish();
    leavers_.finish();
    for (TableBuilder::Feed& feed : referrers_) {
      feed.finish();
    }
    return error();
  }

  uint64_t modelled = 0;
  std::vector<uint64_t> malformed;
  std::vector<std::vector<uint64_t>> wanted;  ///< by event: offsets of lines that may matter whoever leaves
  std::vector<WaitingList> waiting;           ///< by event: what may do so besides
  Unmodelled& unmodelled() { return looks_.front()->sift.unmodelled; }

 private:
  struct Look {
    Look(const Scheme& scheme, const EventGroup& group, const Named& nobody)
        : sift(scheme.model, group.interest, nobody, scheme.absent_is_null), json(scheme.max_depth) {}
    Sift sift;
    JsonLines json;
  };

  void take_block(std::string_view block, uint64_t offset, std::size_t group) {
    Look& look = *looks_[group];
    std::string_view line;
    Sighting seen;
    while (look.sift.next(look.json, line, seen)) {
      const uint64_t at = offset + static_cast<uint64_t>(line.data() - block.data());
      if (seen.fate == Fate::malformed) {
        note_malformed(at, group);
        continue;
      }
      if (seen.fate == Fate::unmodelled) {
        continue;
      }
      if (group == 0) {
        note(at, seen);
      }
      if (seen.fate != Fate::passed_by) {
        ask_events(line, at, seen, scheme_.groups[group]);
      }
    }
  }

  /// Under which names it is found.
  void note(uint64_t offset, const Sighting& seen) {
    ++modelled;
    names_.add(Ledger::hash(object_names_.name(seen)), offset);
    if (!scheme_.leavers[seen.entity].empty()) {
      note_row(offset, seen);
    }
    for (std::size_t i = 0; i < referrers_.size(); ++i) {
      note_references(scheme_.referrers[i][seen.entity], referrers_[i], offset);
    }
    for (const FieldIndex field : sought_.fields(seen.entity)) {
      looks_.front()->sift.for_each_reference(field, [&](std::string_view to) { sought_.note(to); });
    }
  }

  bool can_leave(std::string_view object) const {
    return std::any_of(scheme_.leads.begin(), scheme_.leads.end(), [&](const auto& lead) { return object.starts_with(lead); });
  }

  /// Beside each of those who may leave to whom it refers.
  void note_row(uint64_t offset, const Sighting& seen) {
    Sift& sift = looks_.front()->sift;
    const std::vector<FieldIndex>& fields = scheme_.leavers[seen.entity];
    const ShapeNumber none = Shapes::none(seen.entity);
    const ShapeNumber shape = fields.size() <= most_in_mask ? shaper_.of(seen.entity, sift.fields()) : none;
    leavers_of_line_.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      sift.for_each_reference(fields[i], [&](std::string_view to) {
        if (!can_leave(to)) {
          return;
        }
        if (shape == none) {
          leavers_.add(to, seen.entity, seen.id, offset, none, 0);
        } else {
          add_to_line(to, uint32_t{1} << i);  // it stands in the line as it is: it has no escapes
        }
      });
    }
    if (leavers_of_line_.size() > few) {
      merge_leavers();
    }
    for (const auto& [leaver, mask] : leavers_of_line_) {
      leavers_.add(leaver, seen.entity, seen.id, offset, shape, mask);
    }
  }

  void add_to_line(std::string_view leaver, uint32_t mask) {
    for (std::size_t i = 0; i < leavers_of_line_.size() && leavers_of_line_.size() <= few; ++i) {
      if (cel::same_text(leavers_of_line_[i].first, leaver)) {
        leavers_of_line_[i].second |= mask;
        return;
      }
    }
    leavers_of_line_.emplace_back(leaver, mask);
  }
  void merge_leavers() {
    std::sort(leavers_of_line_.begin(), leavers_of_line_.end());
    std::size_t last = 0;
    for (std::size_t i = 1; i < leavers_of_line_.size(); ++i) {
      const auto [leaver, mask] = leavers_of_line_[i];
      if (leaver == leavers_of_line_[last].first) {
        leavers_of_line_[last].second |= mask;
      } else {
        leavers_of_line_[++last] = {leaver, mask};
      }
    }
    leavers_of_line_.resize(last + 1);
  }

  void note_references(const std::vector<FieldIndex>& fields, TableBuilder::Feed& table, uint64_t offset) {
    for (const FieldIndex field : fields) {
      looks_.front()->sift.for_each_reference(
          field, [&](std::string_view to) { table.add(Ledger::hash(to), offset); });
    }
  }

  void ask_events(std::string_view line, uint64_t offset, const Sighting& object, const EventGroup& group) {
    for (const std::size_t event : group.events) {
      const EntityInterest& interest = scheme_.events[event].interest.entities[object.entity];
      if (interest.resident) {
        wanted[event].push_back(offset);
        continue;
      }
      Judge& judge = *judges_[event];
      const Sighting seen = judge.look_at(line);
      if (seen.fate == Fate::waiting) {
        for (const FieldIndex field : interest.waits_for) {
          judge.sift.for_each_reference(field, [&](std::string_view to) { waiting[event].add(to, offset); });
        }
      } else if (seen.fate != Fate::passed_by) {
        add_resident(event, offset, seen);
      }
      if (!interest.awaited.empty() && judge.sift.is_quiet(seen)) {
        waiting[event].add_quiet(object_names_.name(seen));
      }
    }
  }

  // A member is like others of its shape, whoever leaves, as long as it does not refer to them.
  void add_resident(std::size_t event, uint64_t offset, const Sighting& seen) {
    const ShapeNumber none = Shapes::none(seen.entity);
    const bool is_told = (seen.fate == Fate::member || seen.is_sought) && !seen.reads_values;
    const ShapeNumber shape = is_told ? shaper_.of(seen.entity, judges_[event]->sift.fields()) : none;
    if (shape == none) {
      wanted[event].push_back(offset);
    } else {
      leavers_.add(scheme_.events[event].graph->event->name, seen.entity, seen.id, offset, shape, 0);
    }
  }

  void note_malformed(uint64_t offset, std::size_t group) {
    if (group == 0 && malformed.size() < most_malformed) {
      malformed.push_back(offset);
    }
  }

  static constexpr std::size_t most_in_mask = 32;
  static constexpr std::size_t few = 16;  ///< of which each is compared with all others

  TableBuilder::Feed names_;
  RowIntake::Feed leavers_;
  std::vector<TableBuilder::Feed> referrers_;
  Sought& sought_;
  Shaper shaper_;
  std::vector<std::pair<std::string_view, uint32_t>> leavers_of_line_;  ///< each with a bit of the mask
  const Scheme& scheme_;
  std::vector<std::unique_ptr<Look>> looks_;
  std::vector<std::unique_ptr<Judge>> judges_;
  ObjectNames object_names_;
};

void report_temporary(diagnostic::Sink& sink, const std::string& message) {
  diagnostic::report(sink, {source::LoadError::Reason::unreadable, "a temporary file", message});
}

/// Writes all of it. False: what went wrong was reported.
bool write_index(IndexContent& content, const Scheme& scheme, const Tables& tables,
                 const std::vector<std::unique_ptr<IndexTaker>>& takers, const BlockWriter::Write& write, uint64_t& size,
                 diagnostic::Sink& sink) {
  BlockWriter blocks(write);
  const auto threads = static_cast<uint32_t>(takers.size());
  constexpr uint64_t any_place = uint64_t{1} << 48;
  TableBuilder leavers(any_place);
  TableBuilder::Feed places(leavers);
  if (!blocks.write(index_head()) || !tables.names.write(blocks, content.names, threads, sink) ||
      !write_rows(tables.leavers, blocks, places, tables.shapes, tables.sought, threads, sink)) {
    return false;
  }
  if (const auto& error = places.finish()) {
    report_temporary(sink, *error);
    return false;
  }
  if (!leavers.write(blocks, content.leavers, threads, sink)) {
    return false;
  }
  for (const TableBuilder& table : tables.referrers) {
    if (!table.write(blocks, content.referrers.emplace_back(), threads, sink)) {
      return false;
    }
  }
  for (std::size_t event = 0; event < scheme.events.size(); ++event) {
    std::vector<uint64_t> offsets;
    std::vector<WaitingList> waiting;
    for (const auto& taker : takers) {
      offsets.insert(offsets.end(), taker->wanted[event].begin(), taker->wanted[event].end());
      waiting.push_back(std::move(taker->waiting[event]));
    }
    if (const auto error = wake(waiting, offsets)) {
      report_temporary(sink, *error);
      return false;
    }
    std::string distances;
    uint64_t before = 0;
    for (const uint64_t offset : offsets) {
      append_varint(distances, offset - before);
      before = offset;
    }
    const IndexedEvent& each = scheme.events[event];
    content.events[each.graph->event->name] = {{blocks.size(), distances.size()}, each.referrers};
    if (!blocks.write(distances)) {
      return false;
    }
  }
  const uint64_t end = blocks.size();
  const std::string directory = index_directory(content, blocks.finish(), end);
  size = end + directory.size();
  return write(directory);
}

}  // namespace

IndexPolicy index_policy(const program::Program& program) { return {program.pack, program.edition, program.digest}; }

std::optional<IndexSummary> build_index(const std::vector<std::shared_ptr<const graph::Graph>>& graphs,
                                        const source::Seekable& file, const snapshot::Opening& opening,
                                        const IndexOptions& options, const BlockWriter::Write& write, diagnostic::Sink& sink) {
  file.settle();
  const auto state = file.state();
  const program::Program& program = *graphs.front()->program;
  Scheme scheme = make_scheme(graphs, *program.model);
  scheme.absent_is_null = options.read.absent_is_null || opening.header.absent_is_null;
  scheme.max_depth = options.read.max_depth;
  Tables tables(scheme, file.size());
  std::vector<std::unique_ptr<IndexTaker>> takers;
  std::vector<LineTaker*> all;
  for (uint32_t i = 0; i < std::max(options.threads, 1u); ++i) {
    takers.push_back(std::make_unique<IndexTaker>(scheme, tables));
    all.push_back(takers.back().get());
  }
  const auto read = read_chunks(file, {opening.first_object, options.progress}, all);
  if (const auto* const error = std::get_if<source::LoadError>(&read)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }

  IndexContent content;
  content.policy = index_policy(program);
  content.absent_is_null = scheme.absent_is_null;
  Unmodelled unmodelled;
  std::vector<uint64_t> malformed;
  for (const auto& taker : takers) {
    if (const auto error = taker->finish()) {
      report_temporary(sink, *error);
      return std::nullopt;
    }
    unmodelled.merge(taker->unmodelled());
    content.whole.objects += taker->modelled;
    malformed.insert(malformed.end(), taker->malformed.begin(), taker->malformed.end());
  }
  if (!malformed.empty()) {
    std::sort(malformed.begin(), malformed.end());
    report_lines(file, malformed, *program.model, {opening.header, options.read}, sink);
    return std::nullopt;
  }
  content.whole.digest = std::get<snapshot::FileDigest>(read).finish();
  content.whole.unmodelled_types = std::move(unmodelled.types);
  content.whole.unmodelled_fields = std::move(unmodelled.fields);
  if (!state || file.state() != state) {
    sink.report<diagnostic::Kind::index_snapshot_changes>(std::nullopt, file.name());
    return std::nullopt;
  }
  content.snapshot = *state;
  IndexSummary summary{content.whole.objects, content.whole.digest, 0};
  const bool is_written = write_index(content, scheme, tables, takers, write, summary.bytes, sink);
  return is_written ? std::optional(std::move(summary)) : std::nullopt;
}

}  // namespace exeunt::engine::columnar
