#include "interpreter/compare/account_build.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "interpreter/compare/fates.h"
#include "interpreter/compare/judge.h"
#include "interpreter/compare/phrase.h"
#include "interpreter/compare/view.h"
#include "interpreter/plan/order.h"

namespace exeunt::compare {

namespace {

/// Objects of one contestant's model, and the neutral object that each of them was.
using Origins = std::unordered_map<std::string, std::size_t>;

class Builder {
 public:
  Builder(const std::vector<View>& views, AccountInput input, const Comparison& comparison)
      : views_(views), events_(comparison.events), concepts_(comparison.only_concepts), origins_(views.size()) {
    out_.request = std::move(input.request);
    out_.runs = std::move(input.runs);
    for (std::size_t i = 0; i < input.objects.size(); ++i) {
      add(std::move(input.objects[i]), i);
    }
    std::stable_sort(out_.runs.begin(), out_.runs.end(), [](const Run& a, const Run& b) {
      return std::tie(a.event_index, a.contestant, a.event.name) < std::tie(b.event_index, b.contestant, b.event.name);
    });
  }

  AccountFates take() {
    for (std::size_t event = 0; event < events_.size(); ++event) {
      for (const View& view : views_) {
        const std::vector<const Run*> runs = relevant(event, view.index());
        for (const Run* run : runs) {
          read(*run);
        }
        finish(event, view, !runs.empty());
      }
    }
    if (!concepts_.empty()) {
      std::erase_if(out_.objects, [this](const AccountObject& object) {
        return !std::binary_search(concepts_.begin(), concepts_.end(), object.concept_key);
      });
    }
    judge_rows();
    return std::move(out_);
  }

 private:
  void add(NeutralObject object, std::size_t index) {
    for (std::size_t i = 0; i < views_.size(); ++i) {
      for (const std::string& own : object.carried[i].objects) {
        origins_[i].emplace(own, index);
      }
    }
    AccountRow row;
    row.cells.resize(views_.size());
    out_.objects.push_back({std::move(object.object), std::move(object.concept_key), std::move(object.label),
                            std::move(object.carried), std::vector<AccountRow>(events_.size(), row)});
  }

  /// Those that are ready; where none is, all that have a plan.
  std::vector<const Run*> relevant(std::size_t event, std::size_t contestant) const {
    std::vector<const Run*> planned;
    for (const Run& run : out_.runs) {
      if (run.event_index == event && run.contestant == contestant && run.plan != nullptr) {
        planned.push_back(&run);
      }
    }
    const auto is_ready = [](const Run* run) { return run->plan->verdict == plan::Verdict::ready; };
    if (std::any_of(planned.begin(), planned.end(), is_ready)) {
      std::erase_if(planned, [&](const Run* run) { return !is_ready(run); });
    }
    return planned;
  }

  /// Null: no neutral object became it.
  AccountCell* cell(const Run& run, const std::string& object) {
    const auto found = origins_[run.contestant].find(object);
    return found == origins_[run.contestant].end()
               ? nullptr
               : &out_.objects[found->second].rows[run.event_index].cells[run.contestant];
  }

  void read(const Run& run) {
    const plan::Plan& plan = *run.plan;
    for (const plan::Change& change : plan.changes) {
      if (AccountCell* const to = cell(run, change.object)) {
        add_once(to->changes, read(change, run), [](const AccountChange& a, const AccountChange& b) {
          return std::tie(a.object, a.rule, a.outcome, a.text, a.due) ==
                 std::tie(b.object, b.rule, b.outcome, b.text, b.due);
        });
      }
    }
    for (const plan::Display& display : plan.displays) {
      if (AccountCell* const to = cell(run, display.object)) {
        add_once(to->displays,
                 AccountDisplay{display.object, run.event, display.rule, display.field, display.text,
                                cites_of(plan, display.rule)},
                 [](const AccountDisplay& a, const AccountDisplay& b) {
                   return std::tie(a.object, a.rule, a.field, a.text) == std::tie(b.object, b.rule, b.field, b.text);
                 });
      }
    }
    for (const plan::Undecided& undecided : plan.undecided) {
      if (AccountCell* const to = cell(run, undecided.object)) {
        AccountUndecided out{undecided.object, run.event, undecided.rule, {}, undecided.error};
        for (const plan::MissingField& missing : undecided.missing) {
          out.missing.push_back(missing.field);
        }
        add_once(to->undecided, std::move(out), [](const AccountUndecided& a, const AccountUndecided& b) {
          return std::tie(a.object, a.rule) == std::tie(b.object, b.rule);
        });
      }
    }
    for (const plan::Unaddressed& unaddressed : plan.unaddressed) {
      if (AccountCell* const to = cell(run, unaddressed.object)) {
        add_cites(to->unaddressed, unaddressed.fields);
      }
    }
  }

  /// What several events do alike is told once.
  template <class Item, class Same>
  static void add_once(std::vector<Item>& to, Item item, Same same) {
    if (std::none_of(to.begin(), to.end(), [&](const Item& each) { return same(each, item); })) {
      to.push_back(std::move(item));
    }
  }

  static std::vector<std::string> cites_of(const plan::Plan& plan, const std::string& rule) {
    const auto found = plan.rules.find(rule);
    return found == plan.rules.end() ? std::vector<std::string>() : found->second.cites;
  }

  AccountChange read(const plan::Change& change, const Run& run) {
    const plan::Plan& plan = *run.plan;
    const View& view = views_[run.contestant];
    const auto rule = plan.rules.find(change.rule);
    const plan::RuleOutcome* const outcome = plan::find_outcome(plan, change);
    AccountChange out;
    out.object = change.object;
    out.event = run.event;
    out.rule = change.rule;
    out.title = rule == plan.rules.end() ? std::string() : on_one_line(rule->second.title);
    out.outcome = change.outcome;
    out.text = on_one_line(change.text);
    out.outcome_class =
        view.outcome_class(outcome == nullptr ? change.outcome : outcome->class_name, !change.due.empty());
    out.reversible = outcome == nullptr || outcome->reversible;
    out.open = outcome != nullptr && outcome->class_name == open_class;
    out.capability = capability(change, run);
    out.due = change.due;
    out.unless = change.unless;
    out.phase = change.phase;
    out.cites = cites_of(plan, change.rule);
    return out;
  }

  /// The one that the change is about.
  Named capability(const plan::Change& change, const Run& run) {
    const View& view = views_[run.contestant];
    const auto [at, is_new] = capabilities_.try_emplace({run.contestant, run.event.name});
    const program::Event* const event = is_new ? view.program().find_event(run.event.name) : nullptr;
    if (event != nullptr) {
      for (const program::RuleVariant& rule : event->rules) {
        for (const program::Outcome& outcome : rule.outcomes) {
          at->second.try_emplace({view.program().rules[rule.rule].name, outcome.name}, capability_of(outcome));
        }
      }
    }
    const auto found = at->second.find({change.rule, change.outcome});
    return found == at->second.end() || found->second.empty() ? Named{} : view.capability(found->second);
  }

  void finish(std::size_t event, const View& view, bool is_planned) {
    const bool has_event = events_[event].answers[view.index()].answer == Answer::stated;
    for (AccountObject& object : out_.objects) {
      AccountCell& cell = object.rows[event].cells[view.index()];
      if (!has_event) {
        cell.answer = AccountAnswer::no_event;
      } else if (object.carried[view.index()].objects.empty()) {
        cell.answer = AccountAnswer::not_carried;
      } else if (!is_planned) {
        cell.answer = AccountAnswer::blocked;
      } else {
        settle(cell);
      }
    }
  }

  static void settle(AccountCell& cell) {
    std::stable_sort(cell.changes.begin(), cell.changes.end(), [](const AccountChange& a, const AccountChange& b) {
      return std::tuple(a.open, -a.outcome_class.severity, a.reversible) <
             std::tuple(b.open, -b.outcome_class.severity, b.reversible);
    });
    for (const AccountChange& change : cell.changes) {
      if (counts(change, cell)) {
        cell.worst = cell.worst ? cell.worst : change.outcome_class;
        cell.irreversible = cell.irreversible || !change.reversible;
      }
    }
    if (!cell.changes.empty() || !cell.displays.empty()) {
      cell.answer = AccountAnswer::changes;
    } else if (!cell.undecided.empty()) {
      cell.answer = AccountAnswer::undecided;
    } else if (!cell.unaddressed.empty()) {
      cell.answer = AccountAnswer::unaddressed;
    }
  }

  static Stand stand(const AccountCell& cell) {
    Stand out;
    out.worst = cell.worst ? cell.worst->severity : 0;
    out.irreversible = cell.irreversible;
    for (const AccountChange& change : cell.changes) {
      if (counts(change, cell)) {
        const auto delay = change.due.empty() ? Delay::Kind::none : Delay::Kind::due;
        out.marks.push_back({change.outcome_class.name + " " + change.due, delay, std::nullopt, change.reversible});
      }
    }
    if (!cell.displays.empty()) {
      out.marks.push_back({std::string(display_class), Delay::Kind::none, std::nullopt, true});
    }
    out.is_stated = !out.marks.empty();
    return out;
  }

  void judge_rows() {
    for (std::size_t i = 0; i < out_.objects.size(); ++i) {
      for (std::size_t event = 0; event < events_.size(); ++event) {
        AccountRow& row = out_.objects[i].rows[event];
        std::vector<Stand> stands;
        std::transform(row.cells.begin(), row.cells.end(), std::back_inserter(stands), &Builder::stand);
        const Judgement judgement = judge(std::move(stands));
        row.difference = judgement.difference;
        row.cost = judgement.cost;
        row.worst = judgement.worst;
        row.irreversible = judgement.irreversible;
        ++out_.counts[row.difference];
        out_.order.push_back({i, event});
      }
    }
    const auto key = [this](const AccountRowId& id) {
      const AccountRow& row = out_.objects[id.object_index].rows[id.event_index];
      const Rank rank = compare::rank(row.difference, row.cost, row.worst);
      return std::tuple(rank.group, rank.cost, rank.worst, id.object_index, id.event_index);
    };
    std::sort(out_.order.begin(), out_.order.end(),
              [&](const AccountRowId& a, const AccountRowId& b) { return key(a) < key(b); });
  }

  const std::vector<View>& views_;
  const std::vector<Event>& events_;
  const std::vector<std::string>& concepts_;  ///< that were asked for, sorted; empty: all
  std::vector<Origins> origins_;              ///< by contestant
  /// Of a contestant's event: by rule and verb, what the verb is about.
  using Capabilities = std::map<std::pair<std::string, std::string>, std::string>;
  std::map<std::pair<std::size_t, std::string>, Capabilities> capabilities_;
  AccountFates out_;
};

/// All facts that changes and displays rest on are among the contestant's.
void add_facts(const std::vector<View>& views, const AccountFates& account, Comparison& comparison) {
  for (const View& view : views) {
    std::set<std::string> cited;
    for (const AccountObject& object : account.objects) {
      for (const AccountRow& row : object.rows) {
        const AccountCell& cell = row.cells[view.index()];
        for (const AccountChange& change : cell.changes) {
          cited.insert(change.cites.begin(), change.cites.end());
        }
        for (const AccountDisplay& display : cell.displays) {
          cited.insert(display.cites.begin(), display.cites.end());
        }
      }
    }
    std::vector<Fact>& facts = comparison.contestants[view.index()].facts;
    for (const Fact& known : facts) {
      cited.erase(known.id);
    }
    for (const program::Fact& fact : view.program().facts) {
      if (cited.contains(fact.id)) {
        facts.push_back({fact.id, on_one_line(fact.section), on_one_line(fact.text)});
      }
    }
    std::sort(facts.begin(), facts.end());
  }
}

}  // namespace

void add_account(const std::vector<Input>& inputs, const source::Manager& sources, AccountInput account,
                 Comparison& comparison) {
  std::vector<View> views;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    views.emplace_back(inputs[i], sources, i);
  }
  AccountFates fates = Builder(views, std::move(account), comparison).take();
  add_facts(views, fates, comparison);
  comparison.account = std::move(fates);
}

}  // namespace exeunt::compare
