#include "interpreter/cli/import_gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/plan/emit.h"

namespace exeunt::cli {

using driver::OpenGap;

namespace {

/// Facts of the edition that a rule needs a gap for.
std::set<std::string> needing(const std::vector<OpenGap>& gaps) {
  std::set<std::string> facts;
  for (const OpenGap& gap : gaps) {
    facts.insert(gap.facts.begin(), gap.facts.end());
  }
  return facts;
}

std::string list_under(std::string_view title, const std::vector<std::string>& names) {
  constexpr std::size_t width = 100;
  constexpr std::size_t indent = 10;
  if (names.empty()) {
    return "";
  }
  std::string text = fmt::format("    {:<{}}", title, indent - 4);
  std::size_t column = indent;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string word = names[i] + (i + 1 < names.size() ? "," : "");
    if (column + word.size() > width && column > indent) {
      text += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (i > 0) {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
  }
  return text + "\n";
}

}  // namespace

std::string gaps_in_text(const std::vector<OpenGap>& gaps, const program::Program& program) {
  const std::string edition = program.edition.empty() ? "" : " " + program.edition;
  std::string text = fmt::format("{}{}: {} that responses do not tell, needed for {} of {} facts\n",
                                 program.title.empty() ? program.pack : program.title, edition,
                                 gaps.size() == 1 ? "1 field or type" : fmt::format("{} fields and types", gaps.size()),
                                 needing(gaps).size(), program.facts.size());
  std::vector<std::string> places;
  for (const OpenGap& gap : gaps) {
    if (std::find(places.begin(), places.end(), gap.where) == places.end()) {
      places.push_back(gap.where);
    }
  }
  for (const std::string& place : places) {
    text += "\n" + place + "\n";
    for (const OpenGap& gap : gaps) {
      if (gap.where == place) {
        text += "  " + gap.name + (gap.rules.empty() ? "   (no rule looks at it)" : "") + "\n";
        text += list_under("rules", gap.rules) + list_under("facts", gap.facts);
      }
    }
  }
  return text;
}

std::string gaps_in_json(const std::vector<OpenGap>& gaps, const program::Program& program) {
  plan::Emitter out(2);
  const auto list = [&out](std::string_view key, const auto& names) {
    out.key(key);
    out.begin_list();
    for (const std::string& name : names) {
      out.text(name);
    }
    out.end_list();
  };
  const auto text = [&out](std::string_view key, std::string_view value) {
    out.key(key);
    out.text(value);
  };
  out.begin_object();
  text("format", "exeunt.gaps/1");
  text("pack", program.pack);
  text("edition", program.edition);
  out.key("facts");
  out.number(program.facts.size());
  list("undecided", needing(gaps));
  out.key("gaps");
  out.begin_list();
  for (const OpenGap& gap : gaps) {
    out.begin_object();
    text("gap", gap.name);
    text("where", gap.where);
    list("rules", gap.rules);
    list("facts", gap.facts);
    out.end_object();
  }
  out.end_list();
  out.end_object();
  return out.take() + "\n";
}

}  // namespace exeunt::cli
