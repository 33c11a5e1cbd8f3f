#include "interpreter/cli/check_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/cli/check_concepts.h"
#include "interpreter/cli/output.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using check::CoverKind;
using program::RuleKind;

std::string counted(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::size_t count(const program::Program& program, RuleKind kind) {
  const auto of_kind = [kind](const program::RuleInfo& rule) { return rule.kind == kind; };
  return static_cast<std::size_t>(std::count_if(program.rules.begin(), program.rules.end(), of_kind));
}

std::string edition_name(const program::Program& program) {
  return program.pack + (program.edition.empty() ? "" : " ") + program.edition;
}

const char* plural(CoverKind kind) {
  switch (kind) {
    case CoverKind::rule:
      return "rules";
    case CoverKind::advice:
      return "advice";
    case CoverKind::display:
      return "displays";
    case CoverKind::guard:
      return "guards";
    case CoverKind::capability:
      return "capabilities";
    case CoverKind::howto:
      return "how-tos";
    case CoverKind::event:
      return "events";
    case CoverKind::inventory:
      return "inventory";
    case CoverKind::lack:
      return "what is lacking";
  }
  return "";
}

/// "  by rules 54, advice 12, guards 3; 20 by more than one of these"
std::string breakdown(const check::Coverage& coverage) {
  std::string text;
  for (const CoverKind kind : check::cover_kinds) {
    if (const std::size_t facts = coverage.covered_by(kind); facts != 0) {
      text += fmt::format("{}{} {}", text.empty() ? "  by " : ", ", plural(kind), facts);
    }
  }
  const auto by_several = [](const check::CoveredFact& fact) {
    return !fact.covered_by.empty() && fact.covered_by.front().kind != fact.covered_by.back().kind;
  };
  const auto several = std::count_if(coverage.facts.begin(), coverage.facts.end(), by_several);
  if (several != 0) {
    text += fmt::format("; {} by more than one of these", several);
  }
  return text.empty() ? "" : text + "\n";
}

plan::Value number(std::size_t count) {
  return plan::Value{static_cast<uint64_t>(count)};
}

plan::Value fact_value(const check::CoveredFact& fact) {
  plan::Value::List covers;
  for (const check::Cover& cover : fact.covered_by) {
    covers.push_back(plan::Value{plan::Value::Members{{"kind", plan::Value{std::string(check::kind_name(cover.kind))}},
                                                      {"name", plan::Value{cover.name}}}});
  }
  return plan::Value{plan::Value::Members{
      {"id", plan::Value{fact.id}}, {"kind", plan::Value{fact.kind}}, {"covered_by", plan::Value{std::move(covers)}}}};
}

/// The members of an edition's `facts`, a line for each fact.
std::string facts_in_json(const check::Coverage& coverage) {
  plan::Value::Members by_kind;
  for (const CoverKind kind : check::cover_kinds) {
    by_kind.emplace_back(std::string(check::kind_name(kind)), number(coverage.covered_by(kind)));
  }
  plan::Value::List uncovered;
  for (const std::string& id : coverage.uncovered()) {
    uncovered.push_back(plan::Value{id});
  }
  std::string text = fmt::format(
      R"({{"stated": {}, "covered": {}, "uncovered": {}, "covered_by": {},)", coverage.facts.size(), coverage.covered(),
      plan::write_value(plan::Value{std::move(uncovered)}), plan::write_value(plan::Value{std::move(by_kind)}));
  text += "\n  \"list\": [";
  const char* separator = "\n    ";
  for (const check::CoveredFact& fact : coverage.facts) {
    text += separator + plan::write_value(fact_value(fact));
    separator = ",\n    ";
  }
  return text + "]}";
}

/// "pipedrive, 2 editions: 79 of 79 facts covered"; nothing for a pack that shows one edition. A fact counts as covered
/// where every edition that states it covers it.
std::string over_all_editions(const std::vector<Checked>& checked, const std::string& pack) {
  std::set<std::string> stated;
  std::set<std::string> uncovered;
  std::size_t editions = 0;
  for (const auto& [program, coverage] : checked) {
    if (program->pack == pack) {
      ++editions;
      for (const check::CoveredFact& fact : coverage.facts) {
        stated.insert(fact.id);
        if (fact.covered_by.empty()) {
          uncovered.insert(fact.id);
        }
      }
    }
  }
  if (editions < 2 || stated.empty()) {
    return "";
  }
  return fmt::format("{}, {} editions: {} of {} covered\n", pack, editions, stated.size() - uncovered.size(),
                     counted(stated.size(), "fact", "facts"));
}

}  // namespace

std::string check_in_text(const std::vector<Checked>& checked) {
  std::string text;
  for (std::size_t i = 0; i < checked.size(); ++i) {
    const auto& [program, coverage] = checked[i];
    text += fmt::format("{}: {}, {}, {}, {} of advice", edition_name(*program),
                        counted(program->model->entities.size(), "entity", "entities"),
                        counted(program->events.size(), "event", "events"),
                        counted(count(*program, RuleKind::rule), "rule", "rules"),
                        counted(count(*program, RuleKind::advice), "piece", "pieces"));
    if (const std::size_t displays = count(*program, RuleKind::display); displays != 0) {
      text += ", " + counted(displays, "display", "displays");
    }
    if (!coverage.facts.empty()) {
      text += fmt::format(", {} of {} covered", coverage.covered(), counted(coverage.facts.size(), "fact", "facts"));
    }
    text += "\n" + breakdown(coverage);
    if (i + 1 == checked.size() || checked[i + 1].program->pack != program->pack) {
      text += over_all_editions(checked, program->pack);
    }
  }
  return text;
}

std::string facts_in_text(const std::vector<Checked>& checked) {
  std::string text;
  for (const auto& [program, coverage] : checked) {
    std::size_t id_width = 0;
    std::size_t kind_width = 0;
    for (const check::CoveredFact& fact : coverage.facts) {
      id_width = std::max(id_width, fact.id.size());
      kind_width = std::max(kind_width, fact.kind.size());
    }
    text += fmt::format("{}: {} of {} covered\n", edition_name(*program), coverage.covered(),
                        counted(coverage.facts.size(), "fact", "facts"));
    for (const check::CoveredFact& fact : coverage.facts) {
      std::string covers;
      for (const check::Cover& cover : fact.covered_by) {
        covers += fmt::format("{}{} {}", covers.empty() ? "" : ", ", check::kind_name(cover.kind), cover.name);
      }
      text += fmt::format("  {:{}}  {:{}}  {}\n", fact.id, id_width, fact.kind, kind_width,
                          covers.empty() ? "nothing covers it" : covers);
    }
  }
  return text;
}

std::string check_in_json(const std::vector<Checked>& checked, bool concepts, const diagnostic::Sink& sink,
                          const source::Manager& sources) {
  std::string text = "{\"format\": \"exeunt.check/1\",\n\"packs\": [";
  const char* separator = "\n";
  for (const auto& [program, coverage] : checked) {
    plan::Value::Members members = {{"pack", plan::Value{program->pack}},
                                    {"edition", plan::Value{program->edition}},
                                    {"digest", plan::Value{program->digest}},
                                    {"entities", number(program->model->entities.size())},
                                    {"events", number(program->events.size())},
                                    {"rules", number(count(*program, RuleKind::rule))},
                                    {"advice", number(count(*program, RuleKind::advice))},
                                    {"displays", number(count(*program, RuleKind::display))}};
    std::string edition = plan::write_value(plan::Value{std::move(members)});
    edition.pop_back();
    text += separator + edition + ", \"facts\": " + facts_in_json(coverage) +
            (concepts ? ",\n  " + concepts_in_json(*program) : "") + "}";
    separator = ",\n";
  }
  return text + "],\n\"diagnostics\": " + diagnostics_in_json(sink, sources) + "}\n";
}

}  // namespace exeunt::cli
