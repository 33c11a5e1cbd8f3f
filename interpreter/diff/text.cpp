#include <fmt/format.h>

#include <utility>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/diff/printer.h"
#include "interpreter/diff/words.h"
#include "interpreter/plan/wording.h"

namespace exeunt::diff {

using diagnostic::visible;

/// A page aligns its rows and so holds all of them; a longer section goes on with a new one.
static constexpr std::size_t most_rows = 1000;

static plan::Wording words_of(const Side& side) {
  return {side.plan.labels, side.plan.types, side.plan.request};
}

static std::string lead_of(const Subject& subject, const Frame& frame) {
  const plan::Wording words{subject.labels, frame.after.plan.types, frame.after.plan.request};
  switch (subject.area) {
    case Subject::Area::object:
      return plan::object_and_label(words, subject.name);
    case Subject::Area::capability:
    case Subject::Area::plan:
      return "";
    default:
      return visible(subject.name);
  }
}

std::string TextPrinter::add(const Subject& subject) {
  if (options_.concise) {
    return concise(subject);
  }
  const auto group = grouping_.add(subject);
  return group ? show(*group) : std::string();
}

std::string TextPrinter::finish() {
  const auto group = grouping_.finish();
  std::string out = group ? show(*group) : std::string();
  return out + flush();
}

std::string TextPrinter::flush() {
  rows_ = 0;
  return std::exchange(page_, plan::Page(options_.width, options_.colour)).take();
}

std::string TextPrinter::show(const Alike& alike) {
  std::string out;
  if (alike.heading != heading_) {
    heading_ = alike.heading;
    out = flush() + "\n";
    page_.section(heading_);
  } else if (rows_ >= most_rows) {
    out = flush();
  }
  const bool is_shared = alike.count > Alike::most_single;
  if (is_shared) {
    for (const Line& line : alike.lines) {
      show(line, "", fmt::format("{}: each {}", count_of(alike, frame_), line.text));
    }
    page_.paragraph(6, objects_of(alike, page_.width() - 6));
    return out;
  }
  for (const Subject& subject : alike.first) {
    std::string lead = lead_of(subject, frame_);
    for (const Line& line : alike.lines) {
      show(line, lead, line.text);
    }
  }
  return out;
}

void TextPrinter::show(const Line& line, const std::string& lead, const std::string& text) {
  page_.row({2, line.symbol, lead, text, line.rule});
  for (const std::string& detail : line.details) {
    page_.paragraph(6, detail);
  }
  if (!line.why.empty()) {
    page_.paragraph(6, "why: " + line.why);
  }
  ++rows_;
}

std::string TextPrinter::concise(const Subject& subject) const {
  const std::vector<Line> lines = tell(subject, frame_.before, frame_.after);
  std::vector<std::string> texts;
  std::string symbol = lines.front().symbol;
  for (const Line& line : lines) {
    std::string text = line.text;
    if (!line.details.empty()) {
      text += fmt::format(" ({})", fmt::join(line.details, "; "));
    }
    if (!line.rule.empty()) {
      text += fmt::format("  {}", line.rule);
    }
    texts.push_back(std::move(text));
    symbol = line.symbol == symbol ? symbol : "~";
  }
  const std::string lead = subject.name.empty() ? std::string(name(subject.area)) : visible(subject.name);
  return fmt::format("{} {}  {}\n", symbol, lead, fmt::join(texts, " | "));
}

std::string TextPrinter::head(const Totals& totals) const {
  plan::Page page(options_.concise ? std::size_t{1} << 20 : options_.width, options_.colour);
  page.title(verdict_line(totals, frame_.before, frame_.after, frame_.options),
             totals.same() ? plan::Style::green : plan::Style::yellow);
  if (totals.same() || options_.concise) {
    return page.take();
  }
  page.row({2, "-", visible(frame_.before.name), heading(words_of(frame_.before), frame_.before.plan.policy), ""});
  page.row({2, "+", visible(frame_.after.name), heading(words_of(frame_.after), frame_.after.plan.policy), ""});
  if (!frame_.roots.empty()) {
    std::vector<std::string> causes;
    for (const Cause& cause : frame_.roots) {
      causes.push_back(cause_text(cause));
    }
    page.paragraph(2, fmt::format("why: {}", fmt::join(causes, "; ")));
  }
  return page.take();
}

}  // namespace exeunt::diff
