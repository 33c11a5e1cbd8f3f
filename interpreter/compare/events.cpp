#include "interpreter/compare/events.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "interpreter/compare/condition.h"
#include "interpreter/compare/fates.h"
#include "interpreter/compare/phrase.h"

namespace exeunt::compare {

namespace {

namespace slot = program::slot;

bool reads(const program::Expression& expression, uint32_t variable) {
  const auto& info = expression.checked->info;
  return std::any_of(info.begin(), info.end(),
                     [variable](const cel::NodeInfo& node) { return node.slot == static_cast<int32_t>(variable); });
}

/// By itself or through a let.
bool reads_by(const program::Expression& expression, const program::Program& program) {
  std::vector<const program::Expression*> open{&expression};
  std::vector<bool> seen(program.lets.size(), false);
  while (!open.empty()) {
    const program::Expression& at = *open.back();
    open.pop_back();
    if (reads(at, slot::by)) {
      return true;
    }
    for (const cel::NodeInfo& node : at.checked->info) {
      for (const int32_t number : {node.slot, node.index}) {
        const int64_t index = int64_t{number} - int64_t{slot::let};
        if (index < 0 || index >= static_cast<int64_t>(seen.size()) || seen[static_cast<std::size_t>(index)]) {
          continue;
        }
        seen[static_cast<std::size_t>(index)] = true;
        const program::Let& let = program.lets[static_cast<std::size_t>(index)];
        if (const auto* value = std::get_if<program::Expression>(&let.value)) {
          open.push_back(value);
        } else if (const auto& where = std::get<program::Lookup>(let.value).where) {
          open.push_back(&*where);
        }
      }
    }
  }
  return false;
}

Guard read_guard(const program::Guard& guard, const View& view) {
  Guard out;
  out.name = guard.name;
  out.require = cel_text(guard.require);
  out.says_who = reads_by(guard.require, view.program());
  out.otherwise = tell(guard.otherwise);
  out.unblock = tell(guard.unblock);
  out.howto = guard.howto;
  out.cites = guard.cites;
  out.place = view.place(guard.declared);
  return out;
}

HowTo read_howto(const program::HowTo& howto) {
  HowTo out{name_with(howto.name, howto.title), {}, howto.cites};
  for (const program::Step& step : howto.steps) {
    out.steps.push_back({on_one_line(step.text), step.cites});
  }
  return out;
}

VendorEvent read_event(const program::Event& event, const View& view) {
  const program::Program& program = view.program();
  VendorEvent out;
  out.named = view.named(event);
  out.subject = view.named(event.subject);
  for (const program::Argument& argument : event.arguments) {
    out.arguments.push_back({name_with(argument.name, argument.title), model::text(*program.model, argument.type),
                             argument.default_value ? cel_text(*argument.default_value) : ""});
  }
  if (event.phases.size() > 1 || !event.phases.front().empty()) {
    out.phases = event.phases;
  }
  for (const program::Guard& guard : event.guards) {
    out.guards.push_back(read_guard(guard, view));
  }
  out.inventory = on_one_line(event.inventory_title);
  out.inventory_cites = event.inventory_cites;
  for (const program::HowTo& howto : program.howtos) {
    if (std::find(howto.events.begin(), howto.events.end(), event.name) != howto.events.end()) {
      out.howtos.push_back(read_howto(howto));
    }
  }
  out.cites = event.cites;
  out.place = view.place(event.declared);
  return out;
}

void note_cites(EventAnswer& answer, const VendorEvent& event) {
  add_cites(answer.cites, event.cites);
  add_cites(answer.cites, event.inventory_cites);
  for (const Guard& guard : event.guards) {
    add_cites(answer.cites, guard.cites);
  }
  for (const HowTo& howto : event.howtos) {
    add_cites(answer.cites, howto.cites);
    for (const Step& step : howto.steps) {
      add_cites(answer.cites, step.cites);
    }
  }
}

EventAnswer read_answer(const Key& key, const View& view) {
  EventAnswer answer;
  for (const program::Event& event : view.program().events) {
    if (view.key(event) == key) {
      answer.events.push_back(read_event(event, view));
      note_cites(answer, answer.events.back());
    }
  }
  if (!answer.events.empty()) {
    answer.answer = Answer::stated;
  } else if (const program::Lack* const lack = view.find_lack(key)) {
    answer.answer = Answer::not_offered;
    answer.explanation = on_one_line(lack->why);
    add_cites(answer.cites, lack->cites);
  }
  return answer;
}

/// Whether contestants have it; what becomes of things under it is for the rows to say.
Difference judge_answers(const std::vector<EventAnswer>& answers) {
  const auto count = [&answers](Answer wanted) {
    return static_cast<std::size_t>(std::count_if(
        answers.begin(), answers.end(), [wanted](const EventAnswer& answer) { return answer.answer == wanted; }));
  };
  const std::size_t stated = count(Answer::stated);
  if (stated == answers.size() || count(Answer::not_offered) == answers.size()) {
    return Difference::same;
  }
  return stated == 0 ? Difference::not_stated : Difference::one_sided;
}

/// Events follow each other as their modules declare them, which is the order in which people think of them.
std::tuple<bool, std::string, uint32_t, std::string> order_of(const Key& key, const std::vector<View>& views) {
  const program::Concept* const found = key.unmapped ? nullptr : find_concept(views, key.text);
  return {key.unmapped, key.unmapped ? "" : key.text.substr(0, key.text.rfind('.')),
          found == nullptr ? 0 : found->declared.begin, key.text};
}

}  // namespace

const program::Concept* find_concept(const std::vector<View>& views, const std::string& name) {
  for (const View& view : views) {
    if (const program::Concept* const found = view.program().find_concept(name)) {
      return found;
    }
  }
  return nullptr;
}

std::string concept_title(const std::vector<View>& views, const std::string& key) {
  const program::Concept* const found = find_concept(views, key);
  return found == nullptr ? key : name_with(key, found->title).title;
}

std::vector<Event> read_events(const std::vector<View>& views) {
  std::map<Key, std::string> titles;
  for (const View& view : views) {
    for (const program::Event& event : view.program().events) {
      const Key key = view.key(event);
      const std::string title = key.unmapped ? view.named(event).title : concept_title(views, key.text);
      const auto [at, is_new] = titles.emplace(key, title);
      at->second = is_new ? title : std::min(at->second, title);  // whatever the order of the contestants
    }
    for (const program::Lack& lack : view.program().lacks) {
      const program::Concept* const found = view.program().find_concept(lack.concept_name);
      if (found != nullptr && found->kind == program::Concept::Kind::event) {
        const Key key = view.key(lack.concept_name, lack.concept_name);
        titles.emplace(key, concept_title(views, lack.concept_name));
      }
    }
  }
  std::vector<std::pair<Key, std::string>> sorted(titles.begin(), titles.end());
  std::sort(sorted.begin(), sorted.end(),
            [&](const auto& a, const auto& b) { return order_of(a.first, views) < order_of(b.first, views); });
  std::vector<Event> events;
  for (const auto& [key, title] : sorted) {
    Event event{key.text, title, !key.unmapped, {}, Difference::not_stated};
    for (const View& view : views) {
      event.answers.push_back(read_answer(key, view));
    }
    event.difference = judge_answers(event.answers);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace exeunt::compare
