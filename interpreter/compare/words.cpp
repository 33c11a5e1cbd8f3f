#include "interpreter/compare/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace exeunt::compare {

namespace {

template <class Said>
void add_details(Lines& lines, const Said& said, const std::string& title, const std::string& wording) {
  lines.push_back({Line::Kind::detail, title.empty() ? said.rule : title});
  if (!wording.empty()) {
    lines.push_back({Line::Kind::detail, wording});
  }
  std::vector<std::string> conjuncts;
  for (const Ties& ties : said.ties) {
    conjuncts.push_back(ties.any_of.size() > 1 ? "(" + ties.source + ")" : ties.source);
  }
  conjuncts.insert(conjuncts.end(), said.conditions.begin(), said.conditions.end());
  if (!conjuncts.empty()) {
    lines.push_back({Line::Kind::source, fmt::format("where {}", fmt::join(conjuncts, " && "))});
  }
  if (!said.note.empty()) {
    lines.push_back({Line::Kind::detail, "Note: " + said.note});
  }
  lines.push_back({Line::Kind::source, fmt::format("{} ({}:{})", said.rule, said.place.file, said.place.line)});
  if (!said.cites.empty()) {
    lines.push_back({Line::Kind::source, fmt::format("{}", fmt::join(said.cites, ", "))});
  }
}

/// Fates that read the same.
struct Kindred {
  std::string text;
  Line::Kind kind = Line::Kind::answer;
  std::vector<const Fate*> fates;
};

/// What people can do is told with the capabilities, and here only where the cell holds nothing else.
bool is_told(const Fate& fate, const Cell& cell) {
  return fate.open || counts(fate, cell);
}

std::string told_fate(const Fate& fate, bool is_of_capability) {
  const std::string text = fate_text(fate.outcome_class, fate.delay, fate.reversible);
  return is_of_capability || fate.capability.name.empty() ? text : fmt::format("{}: {}", text, fate.capability.title);
}

std::vector<Kindred> group(const Cell& cell, bool is_of_capability) {
  std::vector<Kindred> groups;
  for (const Fate& fate : cell.fates) {
    if (!is_told(fate, cell)) {
      continue;
    }
    const std::string text = told_fate(fate, is_of_capability);
    auto found = std::find_if(groups.begin(), groups.end(), [&](const Kindred& each) { return each.text == text; });
    if (found == groups.end()) {
      const auto kind = fate.open ? Line::Kind::absent : fate.reversible ? Line::Kind::answer : Line::Kind::grave;
      groups.push_back({text, kind, {}});
      found = groups.end() - 1;
    }
    found->fates.push_back(&fate);
  }
  return groups;
}

/// One rule on several events or entities is told once.
std::vector<const Fate*> each_once(const std::vector<const Fate*>& fates) {
  std::vector<const Fate*> once;
  std::set<std::tuple<std::string, std::string>> seen;
  for (const Fate* fate : fates) {
    if (seen.emplace(fate->rule, fate->wording).second) {
      once.push_back(fate);
    }
  }
  return once;
}

std::string display_text(const Display& display) {
  const std::string shown = display.text.empty() ? "is not shown" : fmt::format("is shown as \"{}\"", display.text);
  return display.field.name.empty() ? shown : fmt::format("{} {}", display.field.title, shown);
}

/// The titles of the rules, which tell the cases apart; many in short.
void add_titles(Lines& lines, const std::vector<const Fate*>& fates) {
  constexpr std::size_t most = 3;
  std::vector<std::string> titles;
  for (const Fate* fate : fates) {
    const std::string& title = fate->title.empty() ? fate->rule : fate->title;
    if (std::find(titles.begin(), titles.end(), title) == titles.end()) {
      titles.push_back(title);
    }
  }
  const std::size_t shown = titles.size() > most ? most - 1 : titles.size();
  for (std::size_t i = 0; i < shown; ++i) {
    lines.push_back({Line::Kind::detail, titles[i]});
  }
  if (shown < titles.size()) {
    lines.push_back({Line::Kind::detail, fmt::format("and {} more cases", titles.size() - shown)});
  }
}

}  // namespace

std::string name_of(const Contestant& contestant) {
  return contestant.edition.empty() ? contestant.title : contestant.title + " " + contestant.edition;
}

std::vector<std::string> short_names(const Comparison& comparison) {
  const auto& contestants = comparison.contestants;
  using Naming = std::string (*)(const Contestant&);
  std::vector<std::string> names;
  for (const Naming naming : {Naming([](const Contestant& each) { return each.title; }),
                              Naming([](const Contestant& each) { return each.edition; }), Naming(&name_of)}) {
    names.clear();
    std::transform(contestants.begin(), contestants.end(), std::back_inserter(names), naming);
    const std::set<std::string> distinct(names.begin(), names.end());
    if (distinct.size() == names.size() && !distinct.contains("")) {
      return names;
    }
  }
  std::vector<std::string> numbered = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::count(names.begin(), names.end(), names[i]) > 1) {
      numbered[i] += fmt::format(" ({})", i + 1);
    }
  }
  return numbered;
}

std::string fate_text(const Class& outcome_class, const Delay& delay, bool reversible) {
  std::string when;
  if (delay.kind == Delay::Kind::after) {
    when = fmt::format(" (after {})", delay.text);
  } else if (delay.kind == Delay::Kind::due) {
    when = " (at a time of its own)";
  }
  return fmt::format("{}{}{}", outcome_class.title, when, reversible ? "" : ", for good");
}

Lines lines_of(const Cell& cell, Detail detail, bool is_of_capability) {
  const std::vector<Kindred> groups = group(cell, is_of_capability);
  Lines lines;
  if (cell.answer != Answer::stated) {
    lines.push_back({Line::Kind::absent, silence(cell, is_of_capability)});
    if (!cell.explanation.empty()) {
      lines.push_back({Line::Kind::detail, cell.explanation});
    }
  }
  const bool has_cases = groups.size() > 1;
  for (const Kindred& kindred : groups) {
    if (cell.answer == Answer::stated) {
      lines.push_back({kindred.kind, kindred.text});
    }
    if (detail == Detail::full) {
      for (const Fate* fate : each_once(kindred.fates)) {
        add_details(lines, *fate, fate->title, fate->wording);
      }
    } else if (detail == Detail::cases && has_cases) {
      add_titles(lines, kindred.fates);
    }
  }
  std::set<std::string> shown;
  for (const Display& display : cell.displays) {
    const std::string text = display_text(display);
    if (shown.insert(text).second) {
      lines.push_back({Line::Kind::answer, text});
      if (detail == Detail::full) {
        add_details(lines, display, display.title, "");
      }
    }
  }
  for (const Advice& advice : cell.advice) {
    if (detail == Detail::full) {
      lines.push_back({Line::Kind::answer, "Advice"});
      add_details(lines, advice, advice.text, "");
    }
  }
  return lines;
}

std::string line_of(const Cell& cell, bool is_of_capability) {
  std::vector<std::string> texts;
  for (const Kindred& kindred : group(cell, is_of_capability)) {
    if (kindred.kind != Line::Kind::absent) {
      texts.push_back(kindred.text);
    }
  }
  if (!cell.displays.empty()) {
    texts.emplace_back("Is shown in another way");
  }
  return cell.answer == Answer::stated ? fmt::format("{}", fmt::join(texts, "; ")) : silence(cell, is_of_capability);
}

std::string silence(const Cell& cell, bool is_of_capability) {
  if (cell.answer == Answer::not_offered) {
    return "does not offer it";
  }
  switch (cell.why) {
    case Why::no_event:
      return "speaks of no such event";
    case Why::no_object:
      return is_of_capability ? "says nothing" : "speaks of no such thing";
    case Why::open:
      return "leaves it open";
    case Why::advised:
      return "gives advice only";
    case Why::none:
    case Why::no_rule:
      break;
  }
  return "says nothing";
}

std::string short_title(const std::string& title) {
  const std::size_t colon = title.find(": ");
  return colon == std::string::npos ? title : title.substr(0, colon);
}

}  // namespace exeunt::compare
