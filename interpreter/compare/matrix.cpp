#include "interpreter/compare/matrix.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "interpreter/compare/events.h"
#include "interpreter/compare/fates.h"
#include "interpreter/compare/judge.h"

namespace exeunt::compare {

namespace {

using ConceptKind = program::Concept::Kind;
using Drafts = std::map<Key, Concept>;

/// The concept that a thing of `view` stands for. Titles do not depend on the order of the contestants.
Concept& draft(Drafts& drafts, const Key& key, const std::vector<View>& views, const Named& own,
               const std::string& plural) {
  const auto [at, is_new] = drafts.try_emplace(key);
  Concept& made = at->second;
  if (is_new) {
    made.key = key.text;
    made.mapped = !key.unmapped;
    made.own.resize(views.size());
    if (made.mapped) {
      const program::Concept* const declared = find_concept(views, key.text);
      made.title = concept_title(views, key.text);
      made.plural = declared == nullptr || declared->plural.empty() ? made.title : declared->plural;
    }
  }
  if (!made.mapped && (is_new || own.title < made.title)) {
    made.title = own.title;
    made.plural = plural.empty() ? own.title : plural;
  }
  return made;
}

void add_entities(Drafts& drafts, const View& view, const std::vector<View>& views) {
  for (model::EntityIndex i = 0; i < view.program().model->entities.size(); ++i) {
    const model::Entity& entity = view.program().model->entities[i];
    draft(drafts, view.key(entity), views, view.named(i), entity.plural)
        .own[view.index()]
        .push_back({view.named(i), {}});
  }
}

void add_capabilities(Drafts& drafts, const View& view, const std::vector<View>& views) {
  for (const program::Capability& capability : view.program().capabilities) {
    const Named named = view.capability(capability.name);
    draft(drafts, view.key(capability), views, named, {}).own[view.index()].push_back({named, capability.cites});
  }
}

void add_lacks(Drafts& drafts, ConceptKind kind, const View& view, const std::vector<View>& views) {
  for (const program::Lack& lack : view.program().lacks) {
    const program::Concept* const declared = view.program().find_concept(lack.concept_name);
    if (declared != nullptr && declared->kind == kind) {
      draft(drafts, view.key(lack.concept_name, lack.concept_name), views,
            name_with(lack.concept_name, declared->title), declared->plural);
    }
  }
}

std::vector<Concept> take(Drafts drafts) {
  std::vector<Concept> concepts;
  for (auto& [key, made] : drafts) {
    concepts.push_back(std::move(made));
  }
  return concepts;
}

/// A matrix that is being filled.
class Filling {
 public:
  Filling(Matrix& matrix, const std::vector<Event>& events, std::size_t contestants)
      : matrix_(matrix), events_(events) {
    for (std::size_t i = 0; i < matrix.concepts.size(); ++i) {
      places_.emplace(matrix.concepts[i].key, i);
      Row row;
      row.cells.resize(contestants);
      matrix.concepts[i].rows.assign(events.size(), row);
    }
  }

  /// Null: it is not compared.
  Cell* cell(const std::string& concept_key, std::size_t event, std::size_t contestant) {
    const auto found = places_.find(concept_key);
    return found == places_.end() ? nullptr : &matrix_.concepts[found->second].rows[event].cells[contestant];
  }

  void finish(const std::vector<View>& views) {
    for (Concept& what : matrix_.concepts) {
      for (std::size_t i = 0; i < events_.size(); ++i) {
        for (const View& view : views) {
          finish(what.rows[i].cells[view.index()], what, events_[i], view);
        }
        judge(what.rows[i]);
        Counts& counts = what.mapped && events_[i].mapped ? matrix_.counts : matrix_.unmapped_counts;
        ++counts[what.rows[i].difference];
      }
    }
    set_order();
  }

 private:
  static void finish(Cell& cell, const Concept& what, const Event& event, const View& view) {
    settle(cell, view);
    if (cell.answer == Answer::stated) {
      return;
    }
    const EventAnswer& happens = event.answers[view.index()];
    const program::Lack* const lack = view.find_lack({!what.mapped, what.key});
    if (lack != nullptr || happens.answer == Answer::not_offered) {
      cell.answer = Answer::not_offered;
      cell.why = Why::none;
      cell.explanation = lack != nullptr ? on_one_line(lack->why) : happens.explanation;
      add_cites(cell.cites, lack != nullptr ? lack->cites : happens.cites);
    } else if (happens.answer == Answer::not_stated) {
      cell.why = Why::no_event;
    } else if (what.own[view.index()].empty()) {
      cell.why = Why::no_object;
    }
  }

  void set_order() {
    for (std::size_t i = 0; i < matrix_.concepts.size(); ++i) {
      for (std::size_t j = 0; j < events_.size(); ++j) {
        matrix_.order.push_back({i, j});
      }
    }
    const auto key = [this](const RowId& id) {
      const Row& row = matrix_.at(id);
      const bool unmapped = !matrix_.concepts[id.concept_index].mapped || !events_[id.event_index].mapped;
      const Rank rank = compare::rank(row.difference, row.cost, row.worst);
      // Indices are in the order of names: concepts by key, events as their modules have them.
      return std::tuple(rank.group, unmapped, rank.cost, rank.worst, id.concept_index, id.event_index);
    };
    std::sort(matrix_.order.begin(), matrix_.order.end(),
              [&](const RowId& a, const RowId& b) { return key(a) < key(b); });
  }

  Matrix& matrix_;
  const std::vector<Event>& events_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// What one event of a contestant says, told to the rows that it is about.
class Teller {
 public:
  Teller(const View& view, std::size_t event_index, Filling& objects, Filling& capabilities)
      : view_(view), event_index_(event_index), objects_(objects), capabilities_(capabilities) {}

  void tell(const program::Event& event) {
    for (const program::RuleVariant& rule : event.rules) {
      Cell* const object = object_cell(rule.entity);
      for (const program::Outcome& outcome : rule.outcomes) {
        tell(read_fate(event, rule, outcome, view_), object);
      }
    }
    for (const program::AdviceVariant& advice : event.advice) {
      if (Cell* const cell = object_cell(advice.entity)) {
        cell->advice.push_back(read_advice(event, advice, view_));
      }
    }
    for (const program::DisplayVariant& display : event.displays) {
      if (Cell* const cell = object_cell(display.entity)) {
        cell->displays.push_back(read_display(event, display, view_));
      }
    }
  }

 private:
  void tell(Fate fate, Cell* object) {
    const program::Capability* const capability = view_.find_capability(fate.capability.name);
    if (capability != nullptr) {
      if (Cell* const cell = capabilities_.cell(view_.key(*capability).text, event_index_, view_.index())) {
        cell->fates.push_back(fate);
      }
    }
    if (object != nullptr) {
      object->fates.push_back(std::move(fate));
    }
  }

  Cell* object_cell(model::EntityIndex entity) {
    return objects_.cell(view_.key(view_.program().model->entities[entity]).text, event_index_, view_.index());
  }

  const View& view_;
  std::size_t event_index_;
  Filling& objects_;
  Filling& capabilities_;
};

}  // namespace

void read_concepts(const std::vector<View>& views, Matrix& objects, Matrix& capabilities) {
  Drafts object_drafts;
  Drafts capability_drafts;
  for (const View& view : views) {
    add_entities(object_drafts, view, views);
    add_capabilities(capability_drafts, view, views);
    add_lacks(object_drafts, ConceptKind::object, view, views);
    add_lacks(capability_drafts, ConceptKind::capability, view, views);
  }
  objects.concepts = take(std::move(object_drafts));
  capabilities.concepts = take(std::move(capability_drafts));
}

void fill(const std::vector<View>& views, const std::vector<Event>& events, Matrix& objects, Matrix& capabilities) {
  Filling filled_objects(objects, events, views.size());
  Filling filled_capabilities(capabilities, events, views.size());
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < events.size(); ++i) {
    places.emplace(events[i].key, i);
  }
  for (const View& view : views) {
    for (const program::Event& event : view.program().events) {
      if (const auto place = places.find(view.key(event).text); place != places.end()) {
        Teller(view, place->second, filled_objects, filled_capabilities).tell(event);
      }
    }
  }
  filled_objects.finish(views);
  filled_capabilities.finish(views);
}

std::vector<Unclaimed> find_unclaimed(const std::vector<View>& views) {
  std::set<std::string> claimed;
  for (const View& view : views) {
    for (const model::Entity& entity : view.program().model->entities) {
      claimed.insert(entity.concept_name);
    }
    for (const program::Event& event : view.program().events) {
      claimed.insert(event.concept_name);
    }
    for (const program::Capability& capability : view.program().capabilities) {
      claimed.insert(capability.concept_name);
    }
    for (const program::Lack& lack : view.program().lacks) {
      claimed.insert(lack.concept_name);
    }
  }
  std::vector<Unclaimed> found;
  for (const program::Concept& known : views.front().program().concepts) {
    if (!claimed.contains(known.name) && known.name.find('.') != std::string::npos) {
      const auto kind = known.kind == ConceptKind::object  ? Unclaimed::Kind::object
                        : known.kind == ConceptKind::event ? Unclaimed::Kind::event
                                                           : Unclaimed::Kind::capability;
      found.push_back({kind, known.name, name_with(known.name, known.title).title});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Unclaimed& a, const Unclaimed& b) { return std::tie(a.kind, a.key) < std::tie(b.kind, b.key); });
  return found;
}

}  // namespace exeunt::compare
