#include "interpreter/diff/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/diff/typed.h"
#include "interpreter/diff/values.h"
#include "interpreter/plan/members.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/story.h"

namespace exeunt::diff {

using diagnostic::visible;
using plan::Value;
using plan::Wording;

namespace {

/// What one side says about an entry, on one line.
std::string say(Section section, const Value& entry, const Wording& words) {
  switch (section) {
    case Section::changes:
      return plan::what_happens(words, typed<plan::Change>(entry));
    case Section::displays:
      return plan::display_text(typed<plan::Display>(entry));
    case Section::conflicts:
      return "in conflict: " + plan::conflict_text(words, typed<plan::Conflict>(entry));
    case Section::undecided: {
      const auto undecided = typed<plan::Undecided>(entry);
      return "undecided: " + (undecided.error.empty() ? "needs " + plan::missing_fields(undecided.missing)
                                                      : visible(undecided.error));
    }
    case Section::unaddressed:
      return visible(fmt::format("unaddressed: {}", fmt::join(typed<plan::Unaddressed>(entry).fields, ", ")));
    case Section::dangling: {
      const auto dangling = typed<plan::Dangling>(entry);
      return visible(fmt::format("dangling: {} → {}", dangling.field, dangling.to));
    }
    case Section::guards: {
      const auto guard = typed<plan::Guard>(entry);
      return guard.holds == plan::Outcome3::yes ? "holds" : plan::guard_text(guard);
    }
    case Section::capabilities: {
      const auto capability = typed<plan::Capability>(entry);
      return fmt::format("{}: {}", plan::name(capability.change),
                         visible(capability.title.empty() ? capability.capability : capability.title));
    }
    case Section::advice:
      return visible(text_of(entry, "text"));
    case Section::labels:
      return fmt::format("\"{}\"", visible(text_of(entry, "label")));
    default:
      return visible(text_of(entry, "title"));
  }
}

/// "owner becomes", "due", "arguments.to": the path of a member for people.
std::string path_text(std::string_view path) {
  constexpr std::string_view writes = "writes.";
  if (!path.starts_with(writes)) {
    return visible(path);
  }
  path.remove_prefix(writes.size());
  if (path.ends_with(".to")) {
    return visible(path.substr(0, path.size() - 3)) + " becomes";
  }
  return path.ends_with(".from") ? visible(path.substr(0, path.size() - 5)) + " was" : visible(path);
}

/// `other`: what stands there on the other side; a count that is not there is none.
std::string value_text(const std::optional<Value>& value, const std::optional<Value>& other, const Wording& words) {
  if (!value) {
    return other && std::holds_alternative<int64_t>(other->data) ? "0" : "not there";
  }
  return plan::value_text(words, *value);
}

/// A whole write that only one side has.
std::optional<std::string> write_text(const Member& member, const Wording& words) {
  const std::optional<Value>& only = member.before ? member.before : member.after;
  const bool is_one_sided = member.before.has_value() != member.after.has_value();
  if (!member.path.starts_with("writes.") || !is_one_sided || member_of(*only, "op") == nullptr) {
    return std::nullopt;
  }
  return (member.after ? "also " : "no longer ") + plan::field_change(words, typed<plan::Write>(*only));
}

bool less(const Value& a, const Value& b) {
  return plan::compare_values(a, b) < 0;
}

/// For sets: what is new and what is gone; a set may be long where little differs.
std::optional<std::string> set_text(const Member& member, const Wording& words) {
  const auto* before = member.before ? std::get_if<Value::List>(&member.before->data) : nullptr;
  const auto* after = member.after ? std::get_if<Value::List>(&member.after->data) : nullptr;
  if (before == nullptr || after == nullptr || member.path.starts_with("writes.") || member.path == "phases" ||
      member.aspect == Aspect::arguments) {
    return std::nullopt;
  }
  Value::List gone;
  Value::List added;
  std::set_difference(before->begin(), before->end(), after->begin(), after->end(), std::back_inserter(gone), less);
  std::set_difference(after->begin(), after->end(), before->begin(), before->end(), std::back_inserter(added), less);
  std::string text = path_text(member.path) + ":";
  text += gone.empty() ? "" : " without " + plan::value_text(words, Value{std::move(gone)});
  text += added.empty() ? "" : std::string(text.back() == ':' ? " with " : "; with ") + plan::value_text(words, Value{std::move(added)});
  return text;
}

class Teller {
 public:
  Teller(const Subject& subject, const Side& before, const Side& after)
      : subject_(subject),
        old_words_{subject.labels, before.plan.types, before.plan.request},
        new_words_{subject.labels, after.plan.types, after.plan.request} {}

  Line tell(const Entry& entry) const {
    Line line;
    line.symbol = symbol(entry.kind);
    const bool is_head = subject_.area == Subject::Area::plan;
    const std::string before = entry.before && !is_head ? say(entry.section, *entry.before, old_words_) : "";
    const std::string after = entry.after && !is_head ? say(entry.section, *entry.after, new_words_) : "";
    if (is_head) {
      line.text = is_scalar(entry) ? detail(entry.members.front()) : std::string(name(entry.section));
    } else if (!entry.before || !entry.after || before == after) {
      line.text = entry.after ? after : before;
    } else {
      line.text = fmt::format("{} → {}", before, after);
    }
    line.rule = rule_text(entry);
    for (const Member& member : entry.members) {
      if (!is_shown(entry, member, before != after) && !(is_head && is_scalar(entry))) {
        line.details.push_back(detail(member));
      }
    }
    line.why = why(entry);
    return line;
  }

 private:
  static std::string symbol(Kind kind) {
    switch (kind) {
      case Kind::added:
        return "+";
      case Kind::removed:
        return "-";
      case Kind::changed:
        return "~";
      case Kind::moved:
        return ">";
    }
    return {};
  }

  static std::string rule_text(const Entry& entry) {
    const std::string before = entry.before ? visible(text_of(*entry.before, "rule")) : std::string();
    const std::string after = entry.after ? visible(text_of(*entry.after, "rule")) : std::string();
    if (before.empty() || after.empty() || before == after) {
      return before.empty() ? after : before;
    }
    return fmt::format("{} → {}", before, after);
  }

  /// A member of the document that has no members of its own.
  static bool is_scalar(const Entry& entry) {
    return entry.members.size() == 1 && entry.members.front().path == name(entry.section);
  }

  /// The line itself says so already.
  static bool is_shown(const Entry& entry, const Member& member, bool texts_differ) {
    if (member.path == "rule") {
      return true;
    }
    if (!texts_differ) {
      return false;
    }
    switch (entry.section) {
      case Section::changes:
        return member.path == "text" || member.path == "due" || member.path == "unless" || member.path == "phase";
      case Section::displays:
      case Section::advice:
        return member.path == "text";
      case Section::guards:
        return member.path == "holds" || member.path == "message";
      case Section::labels:
        return member.path == "label";
      case Section::dangling:
      case Section::unaddressed:
      case Section::conflicts:
        return true;
      default:
        return member.path == "title" || member.path == "change";
    }
  }

  std::string detail(const Member& member) const {
    if (auto text = write_text(member, member.after ? new_words_ : old_words_)) {
      return *text;
    }
    if (auto text = set_text(member, new_words_)) {
      return *text;
    }
    const bool is_count = subject_.area == Subject::Area::plan && member.path.find('.') != std::string::npos;
    return fmt::format("{}: {} → {}", path_text(member.path), value_text(member.before, is_count ? member.after : std::nullopt, old_words_),
                       value_text(member.after, is_count ? member.before : std::nullopt, new_words_));
  }

  static std::string why(const Entry& entry) {
    std::vector<std::string> parts;
    for (const Cause& cause : entry.causes) {
      parts.push_back(short_cause(cause));
    }
    // Several roots are what it may come from; a rule and a root belong together.
    const bool is_open = std::none_of(entry.causes.begin(), entry.causes.end(), [](const Cause& cause) {
      return cause.kind == Cause::Kind::rule || cause.kind == Cause::Kind::value;
    });
    return fmt::format("{}", fmt::join(parts, is_open ? " or " : "; "));
  }

  const Subject& subject_;
  Wording old_words_;
  Wording new_words_;
};

std::string from_to(const std::string& before, const std::string& after) {
  const auto shown = [](const std::string& text) { return text.empty() ? std::string("none") : visible(text); };
  return fmt::format("{} → {}", shown(before), shown(after));
}

}  // namespace

std::vector<Line> tell(const Subject& subject, const Side& before, const Side& after) {
  const Teller teller(subject, before, after);
  std::vector<Line> lines;
  for (const Entry& entry : subject.entries) {
    lines.push_back(teller.tell(entry));
  }
  return lines;
}

std::string short_cause(const Cause& cause) {
  switch (cause.kind) {
    case Cause::Kind::rule:
      return cause.before.empty() || cause.after.empty() ? "the rule takes part in one plan only"
             : cause.before == cause.after              ? "the rule says something else"
                                                        : "another rule";
    case Cause::Kind::value:
      return cause.before == "not given" ? fmt::format("the snapshot gives {} now", visible(cause.what))
             : cause.after == "not given" ? fmt::format("the snapshot does not give {} any more", visible(cause.what))
                                          : fmt::format("another value in the snapshot ({})", visible(cause.what));
    case Cause::Kind::request:
      return fmt::format("another request ({})", visible(cause.what));
    case Cause::Kind::edition:
      return "another edition";
    case Cause::Kind::policy:
      return cause.before.empty() ? "the policy was changed" : "another policy";
    case Cause::Kind::snapshot:
      return "another snapshot";
    case Cause::Kind::unexplained:
      return "policy, snapshot and request are the same";
  }
  return {};
}

std::string cause_text(const Cause& cause) {
  const bool has_values = !cause.before.empty() || !cause.after.empty();
  switch (cause.kind) {
    case Cause::Kind::edition:
    case Cause::Kind::policy:
      return has_values ? fmt::format("{} ({})", short_cause(cause), from_to(cause.before, cause.after))
                        : short_cause(cause);
    case Cause::Kind::request:
      return has_values ? fmt::format("another request ({}: {})", visible(cause.what),
                                      from_to(cause.before, cause.after))
                        : short_cause(cause);
    default:
      return short_cause(cause);
  }
}

/// "3 added, 1 removed, 2 changed"
static std::string counts_text(const Counts& counts) {
  std::vector<std::string> parts;
  for (const Kind kind : {Kind::added, Kind::removed, Kind::changed, Kind::moved}) {
    if (counts[kind] != 0) {
      parts.push_back(fmt::format("{} {}", counts[kind], name(kind)));
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// The sections that differ, but for those that the line has named already.
static std::vector<std::string> other_sections(const Totals& totals) {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < section_names.size(); ++i) {
    const auto section = static_cast<Section>(i);
    if (section != Section::changes && section != Section::verdict && totals[section].all() != 0) {
      others.emplace_back(section_names[i]);
    }
  }
  return others;
}

std::string verdict_line(const Totals& totals, const Side& before, const Side& after, const Options& options) {
  const Counts& changes = totals[Section::changes];
  std::vector<std::string> parts;
  if (totals.same()) {
    parts.emplace_back("the plans are the same");
  } else if (changes.all() != 0) {
    parts.push_back("2 plans differ: " + counts_text(changes));
  } else {
    parts.emplace_back(options.ignores(Section::changes) ? "2 plans differ" : "2 plans differ: the same changes");
  }
  if (totals[Section::verdict].all() != 0) {
    parts.push_back(fmt::format("{} → {}", plan::name(before.plan.verdict), plan::name(after.plan.verdict)));
  }
  if (const std::vector<std::string> others = other_sections(totals); !others.empty()) {
    parts.push_back(fmt::format("{}differences in {}", changes.all() == 0 ? "" : "also ", plan::enumerate(others)));
  }
  if (const std::vector<std::string> ignored = ignored_names(options); !ignored.empty()) {
    parts.push_back(fmt::format("not compared: {}", fmt::join(ignored, ", ")));
  }
  return fmt::format("{}", fmt::join(parts, " · "));
}

std::string heading_of(const Subject& subject, const Side& before, const Side& after) {
  switch (subject.area) {
    case Subject::Area::plan:
      return "The plan";
    case Subject::Area::guard:
      return "Guards";
    case Subject::Area::object: {
      const std::string type(plan::type_of(subject.name));
      const plan::Plan& plan = after.plan.types.contains(type) ? after.plan : before.plan;
      return plan::plural_of({subject.labels, plan.types, plan.request}, type);
    }
    case Subject::Area::capability:
      return "Afterwards possible or not";
    case Subject::Area::advice:
      return "What to do before";
    case Subject::Area::howto:
      return "Instructions";
    case Subject::Area::rule:
      return "Rules";
    case Subject::Area::type:
      return "Types";
    case Subject::Area::label:
      return "Labels";
  }
  return {};
}

}  // namespace exeunt::diff
