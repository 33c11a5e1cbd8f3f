#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"

namespace exeunt::cli {

namespace {

using driver::AtomCoverage;
using driver::DeclarationCoverage;
using driver::Points;

/// A line of the report, with where it points to.
struct Gap {
  source::Span at;
  std::string text;
};

using Row = std::vector<std::string>;

std::string fraction(const Points& points) {
  return points.all == 0 ? "-" : fmt::format("{}/{}", points.seen, points.all);
}

Row row(const driver::PackCoverage& coverage) {
  const driver::CoverageSummary summary = summarise(coverage);
  Row cells{coverage.pack->name};
  for (const Points& points : {summary.fired, summary.declined, summary.yes, summary.no, summary.unknown,
                               summary.outcomes, summary.facts}) {
    cells.push_back(fraction(points));
  }
  cells.push_back(percent(summary.total()) + " %");
  return cells;
}

/// The first column to the left, the others to the right.
std::string table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  std::string text;
  for (const Row& row : rows) {
    text += fmt::format("{:<{}}", row[0], widths[0]);
    for (std::size_t i = 1; i < row.size(); ++i) {
      text += fmt::format("  {:>{}}", row[i], widths[i]);
    }
    text += "\n";
  }
  return text;
}

/// `true or unknown`; empty: nothing is missing.
std::string missing_values(const AtomCoverage& atom) {
  std::string text;
  const auto add = [&text](bool is_missing, std::string_view word) {
    if (is_missing) {
      text += (text.empty() ? "" : " or ") + std::string(word);
    }
  };
  add(atom.seen.yes == 0, "true");
  add(atom.seen.no == 0, "false");
  add(atom.seen.unknown == 0 && atom.can_be_unknown, "unknown");
  return text;
}

bool is_read(const AtomCoverage& atom) {
  return atom.seen.yes + atom.seen.no + atom.seen.unknown != 0;
}

void add_gaps(const DeclarationCoverage& declaration, std::vector<Gap>& gaps) {
  const std::string name = declaration.keyword + " " + declaration.name;
  const bool is_guard = declaration.keyword == "require";
  const bool tried = declaration.can_fire()
                         ? declaration.fired + declaration.declined + declaration.undecided != 0
                         : std::any_of(declaration.atoms.begin(), declaration.atoms.end(), is_read);
  if (!tried) {
    gaps.push_back({declaration.declared, name + " is never tried"});
    return;  // nor is anything in it
  }
  if (declaration.can_fire() && declaration.fired == 0) {
    gaps.push_back({declaration.declared, name + (is_guard ? " never blocks" : " never fires")});
  }
  if (declaration.can_fire() && declaration.can_decline && declaration.declined == 0) {
    gaps.push_back({declaration.declared, name + (is_guard ? " always blocks" : " never declines")});
  }
  for (const AtomCoverage& atom : declaration.atoms) {
    const std::string values = is_read(atom) ? missing_values(atom) : "read";
    if (!values.empty()) {
      gaps.push_back({atom.span, name + ": " + one_line(atom.text) + " is never " + values});
    }
  }
  for (const driver::OutcomeCoverage& outcome : declaration.outcomes) {
    if (outcome.carried_out == 0 && declaration.fired != 0) {
      gaps.push_back({outcome.used, name + ": " + outcome.name + " is never carried out"});
    }
  }
}

}  // namespace

std::string coverage_text(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources) {
  std::vector<Row> rows{{"", "fired", "declined", "true", "false", "unknown", "outcomes", "facts", "covered"}};
  std::string gaps_text;
  for (const driver::PackCoverage& pack : packs) {
    rows.push_back(row(pack));
    std::vector<Gap> gaps;
    for (const DeclarationCoverage& each : pack.declarations) {
      add_gaps(each, gaps);
    }
    for (const driver::FactCoverage& fact : pack.facts) {
      if (!fact.tried) {
        gaps.push_back({fact.declared, "fact " + fact.id + ": nothing that cites it takes part"});
      }
    }
    for (const Gap& gap : gaps) {
      gaps_text += place(gap.at, sources) + ": " + gap.text + "\n";
    }
  }
  return table(rows) + gaps_text;
}

}  // namespace exeunt::cli
