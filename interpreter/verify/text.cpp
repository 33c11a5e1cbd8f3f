#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/time.h"
#include "interpreter/verify/words.h"
#include "interpreter/verify/write.h"

namespace exeunt::verify {

using diagnostic::visible;

namespace {

/// Findings of one type that say the same.
struct Alike {
  const Finding* first;
  std::string text;
  std::string margin;
  std::vector<std::string> objects;
};

/// Up to so many get a line each; more share one.
constexpr std::size_t most_single = 3;

std::string margin_of(const Finding& finding) {
  std::string text;
  for (const std::string& rule : finding.rules) {
    text += (text.empty() ? "" : ", ") + visible(rule);
  }
  return text;
}

/// By type, each in the order of what comes first.
std::map<std::string, std::vector<Alike>> group(const std::vector<Finding>& findings, const Verification& found,
                                                bool is_single) {
  std::map<std::string, std::vector<Alike>> types;
  std::map<std::pair<std::string, std::string>, std::size_t> known;  // by type, and all that a line says
  for (const Finding& finding : findings) {
    const std::string type(plan::type_of(finding.object));
    Alike line{&finding, tell(finding, found), margin_of(finding), {finding.object}};
    std::vector<Alike>& lines = types[type];
    const std::string key = fmt::format("{}{}\n{}", symbol(finding.fate), line.text, line.margin);
    const auto [place, is_new] = known.try_emplace({type, key}, lines.size());
    if (is_single || is_new) {
      lines.push_back(std::move(line));
    } else {
      lines[place->second].objects.push_back(finding.object);
    }
  }
  return types;
}

class TextPage {
 public:
  TextPage(const Verification& found, const TextOptions& options)
      : found_(found), words_(words_of(found)), options_(options), page_(options.width, options.colour) {}

  std::string write() {
    head();
    lessons();
    objects(found_.findings, "");
    if (found_.derived.of[0] != 0 || !found_.derived_findings.empty()) {
      page_.section(fmt::format("Derived fields, which are not counted: {}", counts(found_.derived)));
      for (auto& [type, lines] : group(found_.derived_findings, found_, options_.verbose)) {
        rows(type, lines);
      }
    }
    not_compared();
    return page_.take() + table("By rule", found_.by_rule, false) + table("By type", found_.by_type, true);
  }

 private:
  void head() {
    page_.title(verdict_line(found_), found_.is_exact() ? plan::Style::green : plan::Style::yellow);
    std::string heading = plan::heading(words_, found_.policy);
    if (found_.until != found_.request.at) {
      heading += " · until " + visible(plan::people_time(found_.until));
    }
    page_.title(heading);
    if (found_.verdict == plan::Verdict::blocked) {
      std::vector<std::string> guards;
      for (const std::string& guard : found_.blocked_by) {
        guards.push_back("`" + visible(guard) + "`");
      }
      page_.paragraph(2, fmt::format("blocked by {}, which predicts that nothing changes", plan::enumerate(guards)));
    }
  }

  void lessons() {
    if (found_.lessons.empty()) {
      return;
    }
    page_.section("What to change");
    for (const Lesson& lesson : found_.lessons) {
      const Told told = tell(lesson, found_);
      page_.row({2, "!", visible(lesson.rule.empty() ? "no rule" : lesson.rule), told.what, place_of(lesson.rule)});
      page_.paragraph(6, told.cure);
      page_.paragraph(6, objects_of(lesson));
    }
  }

  /// Names, and the others counted.
  std::string objects_of(const Lesson& lesson) const {
    std::vector<std::string> objects = lesson.objects;
    objects.resize(std::max<std::size_t>(objects.size(), lesson.count));  // nameless, and cut off in any line
    constexpr std::size_t longest = 120;
    return plan::object_list(objects, std::min(options_.width - 8, longest));
  }

  std::string place_of(const std::string& rule) const {
    const auto found = found_.rules.find(rule);
    return found == found_.rules.end() || !found->second.location
               ? std::string()
               : fmt::format("{}:{}", visible(found->second.location->file), found->second.location->line);
  }

  void objects(const std::vector<Finding>& findings, const std::string& before) {
    for (auto& [type, lines] : group(findings, found_, options_.verbose)) {
      page_.section(before + plan::plural_of(words_, type));
      rows(type, lines);
    }
  }

  void rows(const std::string& type, const std::vector<Alike>& lines) {
    for (const Alike& line : lines) {
      const std::string mark(symbol(line.first->fate));
      if (line.objects.size() > most_single) {
        page_.row({2, mark, plan::count_of(words_, type, line.objects.size()), line.text, line.margin});
        page_.paragraph(6, plan::object_list(line.objects, options_.width - 8));
        continue;
      }
      for (const std::string& object : line.objects) {
        page_.row({2, mark, plan::object_and_label(words_, object), line.text, line.margin});
      }
    }
  }

  void not_compared() {
    if (found_.not_compared.empty()) {
      return;
    }
    page_.section("Not compared: only one of the snapshots has them");
    for (const auto& [field, count] : found_.not_compared) {
      page_.row({2, "?", visible(field), plan::count_noun(count, "object"), ""});
    }
  }

  /// Numbers in columns, which a page has not.
  std::string table(const std::string& title, const std::map<std::string, Tally>& tallies, bool is_type) const {
    if (tallies.empty()) {
      return {};
    }
    std::size_t width = 0;
    std::vector<std::pair<std::string, const Tally*>> lines;
    for (const auto& [name, tally] : tallies) {
      lines.emplace_back(is_type ? plan::plural_of(words_, name) : visible(name), &tally);
      width = std::max(width, plan::columns(lines.back().first));
    }
    width = std::max(width, plan::columns(title) - 2);
    std::string text = fmt::format("\n{}{}", title, std::string(width + 2 - plan::columns(title), ' '));
    text += fmt::format(" {:>7} {:>7} {:>7} {:>7} {:>9} {:>10} {:>8}\n", "exact", "missed", "wrong", "extra",
                        "unchecked", "precision", "recall");
    for (const auto& [name, tally] : lines) {
      text += fmt::format("  {}{} {:>7} {:>7} {:>7} {:>7} {:>9} {:>10} {:>8}\n", name,
                          std::string(width - plan::columns(name), ' '), (*tally)[Fate::exact], (*tally)[Fate::missed],
                          (*tally)[Fate::wrong], (*tally)[Fate::extra], (*tally)[Fate::unchecked],
                          percent(tally->precision()), percent(tally->recall()));
    }
    return text;
  }

  const Verification& found_;
  const plan::Wording words_;
  const TextOptions& options_;
  plan::Page page_;
};

}  // namespace

std::string write_text(const Verification& found, const TextOptions& options) {
  return TextPage(found, options).write();
}

}  // namespace exeunt::verify
