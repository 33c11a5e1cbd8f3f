#include <fmt/format.h>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/diff/printer.h"
#include "interpreter/diff/words.h"
#include "interpreter/plan/markup.h"
#include "interpreter/plan/wording.h"

namespace exeunt::diff {

using diagnostic::visible;
using plan::code;
using plan::escape;

/// Columns of a list of objects.
static constexpr std::size_t list_columns = 100;

static std::string word_of(const Line& line) {
  return line.symbol == "+" ? "added" : line.symbol == "-" ? "removed" : line.symbol == ">" ? "moved" : "changed";
}

/// "- **added** `email:12` "Offer": is erased (`rule`)", with what there is to say below.
static std::string item(const Line& line, const std::string& what) {
  std::string out = fmt::format("- **{}** {}", word_of(line), what);
  if (!line.text.empty()) {
    out += fmt::format("{}{}", what.empty() ? "" : ": ", escape(line.text));
  }
  if (!line.rule.empty()) {
    out += fmt::format(" ({})", code(line.rule));
  }
  out += '\n';
  for (const std::string& detail : line.details) {
    out += fmt::format("  - {}\n", escape(detail));
  }
  if (!line.why.empty()) {
    out += fmt::format("  - why: {}\n", escape(line.why));
  }
  return out;
}

static std::string named(const Subject& subject) {
  const auto label = subject.labels.find(subject.name);
  const std::string id = code(visible(subject.name));
  return label == subject.labels.end() || label->second.empty() || subject.area != Subject::Area::object
             ? id
             : fmt::format("{} {}", id, escape(fmt::format("\"{}\"", visible(label->second))));
}

std::string MarkdownPrinter::show(const Alike& alike) {
  std::string out;
  if (alike.heading != heading_) {
    heading_ = alike.heading;
    out = fmt::format("\n### {}\n\n", escape(heading_));
  }
  if (alike.count > Alike::most_single) {
    for (const Line& line : alike.lines) {
      out += item(line, escape(count_of(alike, frame_)) + ", each");
    }
    return out + fmt::format("  - {}\n", code(objects_of(alike, list_columns)));
  }
  for (const Subject& subject : alike.first) {
    for (const Line& line : alike.lines) {
      out += item(line, named(subject));
    }
  }
  return out;
}

std::string MarkdownPrinter::add(const Subject& subject) {
  const auto group = grouping_.add(subject);
  return group ? show(*group) : std::string();
}

std::string MarkdownPrinter::finish() {
  const auto group = grouping_.finish();
  return group ? show(*group) : std::string();
}

std::string MarkdownPrinter::head(const Totals& totals) const {
  std::string out =
      fmt::format("## {}\n", escape(verdict_line(totals, frame_.before, frame_.after, frame_.options)));
  if (totals.same()) {
    return out;
  }
  for (const auto& [word, side] : {std::pair("before", &frame_.before), std::pair("after", &frame_.after)}) {
    const plan::Wording words{side->plan.labels, side->plan.types, side->plan.request};
    out += fmt::format("{}- {}: {}, {}\n", side == &frame_.before ? "\n" : "", word, code(visible(side->name)),
                       escape(heading(words, side->plan.policy)));
  }
  for (const Cause& cause : frame_.roots) {
    out += fmt::format("- why: {}\n", escape(cause_text(cause)));
  }
  return out;
}

}  // namespace exeunt::diff
