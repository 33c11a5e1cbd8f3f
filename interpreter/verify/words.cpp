#include "interpreter/verify/words.h"

#include <fmt/format.h>

#include <array>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/time.h"

namespace exeunt::verify {

using diagnostic::visible;
using plan::Value;

std::string percent(std::optional<double> ratio) {
  // Never rounded up to all.
  return ratio ? fmt::format("{:.1f} %", *ratio < 1.0 && *ratio > 0.999 ? 99.9 : *ratio * 100) : "-";
}

std::string counts(const Tally& tally) {
  std::string text;
  for (std::size_t i = 0; i < fates; ++i) {
    const auto fate = static_cast<Fate>(i);
    if (tally[fate] != 0 || fate == Fate::exact) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", tally[fate], name(fate));
    }
  }
  return text;
}

std::string verdict_line(const Verification& found) {
  if (found.is_exact()) {
    const uint64_t writes = found.total[Fate::exact];
    return writes == 0 ? "the prediction is exact: nothing changes"
                       : fmt::format("the prediction is exact: {}", plan::count_noun(writes, "write"));
  }
  return fmt::format("the prediction is not exact: {} · precision {} · recall {}", counts(found.total),
                     percent(found.total.precision()), percent(found.total.recall()));
}

std::string_view symbol(Fate fate) {
  static constexpr std::array<std::string_view, fates> symbols{"=", "-", "~", "+", "?"};
  return symbols[static_cast<std::size_t>(fate)];
}

static std::string value_text(const std::optional<Value>& value, const Verification& found) {
  return value ? plan::value_text(words_of(found), *value) : "not known";
}

static std::string tell_field(const Finding& finding, const Verification& found) {
  const std::string field = visible(finding.field);
  const std::string predicted = value_text(finding.predicted, found);
  const std::string actual = value_text(finding.actual, found);
  switch (finding.fate) {
    case Fate::exact:
      return fmt::format("{}: {}", field, predicted);
    case Fate::missed:
      return fmt::format("{}: predicted {}, is still {}", field, predicted, actual);
    case Fate::wrong:
      return finding.is_gone ? fmt::format("{}: predicted {}, the object is gone", field, predicted)
                             : fmt::format("{}: predicted {}, is {}", field, predicted, actual);
    case Fate::extra:
      return fmt::format("{}: {} → {}, not predicted", field, value_text(finding.before, found), actual);
    case Fate::unchecked:
      return fmt::format("{}: predicted {}, the snapshot does not say", field, predicted);
  }
  return field;
}

std::string tell(const Finding& finding, const Verification& found) {
  if (finding.what == What::field) {
    return tell_field(finding, found);
  }
  const bool is_erased = finding.what == What::erased;
  switch (finding.fate) {
    case Fate::exact:
      return is_erased ? "is erased" : "is created";
    case Fate::missed:
    case Fate::wrong:
      return is_erased ? "predicted to be erased, is still there" : "predicted to be created, is not there";
    case Fate::extra:
      return is_erased ? "is gone, not predicted" : "is new, not predicted";
    case Fate::unchecked:
      break;
  }
  return fmt::format("predicted to be {}, the snapshot does not hold every object of the type", name(finding.what));
}

namespace {

struct Teller {
  const Lesson& lesson;
  const Verification& found;

  std::string objects(uint64_t count) const { return plan::count_of(words_of(found), lesson.type, count); }
  std::string field() const { return fmt::format("`{}.{}`", visible(lesson.type), visible(lesson.field)); }
  std::string value(const std::optional<Value>& value) const { return value_text(value, found); }
  /// The predicted write, of several objects.
  std::string act() const {
    switch (lesson.what) {
      case What::field:
        return lesson.predicted ? fmt::format("{} becomes {}", field(), value(lesson.predicted)) : field() + " changes";
      case What::erased:
        return "each is erased";
      case What::created:
        return "each is created";
    }
    return {};
  }
  /// What happened although nothing predicts it.
  std::string happened() const {
    switch (lesson.what) {
      case What::field:
        return lesson.actual ? fmt::format("{} of {} became {}", field(), objects(lesson.count), value(lesson.actual))
                             : fmt::format("{} of {} changed", field(), objects(lesson.count));
      case What::erased:
        return fmt::format("{} {} erased", objects(lesson.count), lesson.count == 1 ? "was" : "were");
      case What::created:
        return fmt::format("{} {} created", objects(lesson.count), lesson.count == 1 ? "was" : "were");
    }
    return {};
  }
  /// "`order.open` is false for these and for none of the 5 others"
  std::string marks() const {
    std::string text;
    for (const Mark& mark : lesson.marks) {
      text += fmt::format("{}`{}.{}` is {}", text.empty() ? "" : " and ", visible(mark.type), visible(mark.field),
                          plan::value_text(words_of(found), mark.value));
    }
    return fmt::format("before the event {} for {}, and for none of those that came out exactly", text,
                       lesson.count == 1 ? "this one" : "all of these");
  }

  Told never() const {
    return {fmt::format("nothing came of it: {}, {}", objects(lesson.count), act()),
            "the system does not do this, or had not done it when the snapshot was taken"};
  }
  Told too_wide() const {
    return {fmt::format("{} too many, beside {} that came out exactly: {}", objects(lesson.count), lesson.exact, act()),
            lesson.marks.empty() ? "its condition is too wide" : "its condition is too wide: " + marks()};
  }
  Told other_value() const {
    const bool both = lesson.predicted && lesson.actual;
    return {both ? fmt::format("{} of {} became {}, not {}", field(), objects(lesson.count), value(lesson.actual),
                               value(lesson.predicted))
                 : fmt::format("{} of {} became something else", field(), objects(lesson.count)),
            "what the rule writes is not what the system does"};
  }
  Told gone() const {
    return {fmt::format("{} {} gone, where {} was predicted", objects(lesson.count), lesson.count == 1 ? "is" : "are",
                        field()),
            "the system erases what the rule changes"};
  }
  Told too_narrow() const {
    return {fmt::format("{}, as {} by this rule", happened(),
                        lesson.exact == 1 ? "1 other is" : fmt::format("{} others are", lesson.exact)),
            lesson.marks.empty() ? "its condition is too narrow" : "its condition is too narrow: " + marks()};
  }
  Told no_rule() const {
    return {fmt::format("{}, and no rule says so", happened()),
            lesson.what == What::field ? "write a rule, or declare the field `derived` if the system computes it"
                                       : "write a rule"};
  }
  Told due_later() const {
    return {fmt::format("{}, which is due on {}", happened(), visible(plan::people_time(lesson.due))),
            fmt::format("if the snapshot was taken after that, say so: `--until {}`", visible(lesson.due))};
  }
  Told called_off() const {
    return {fmt::format("{}, although the `unless` of the rule calls it off", happened()), "its `unless` is too wide"};
  }
  Told blocked() const {
    return {fmt::format("{}, as the rule says, although the event is blocked", happened()),
            "what blocks it does not block it in the system, or was not so when it happened"};
  }
  Told undecided() const {
    std::string fields;
    for (const std::string& missing : lesson.missing) {
      fields += fmt::format("{}`{}`", fields.empty() ? "" : ", ", visible(missing));
    }
    return {
        fmt::format("{}, and whether the rule says so could not be decided", happened()),
        fields.empty() ? "`exeunt explain` tells why" : fmt::format("the snapshot before should include {}", fields)};
  }
  Told unchecked() const {
    return lesson.what == What::field
               ? Told{fmt::format("{} of {} cannot be checked", field(), objects(lesson.count)),
                      "the snapshot afterwards should include the field"}
               : Told{fmt::format("{} to be {} cannot be checked", objects(lesson.count), name(lesson.what)),
                      "the snapshot afterwards should hold every object of the type"};
  }
};

}  // namespace

Told tell(const Lesson& lesson, const Verification& found) {
  const Teller teller{lesson, found};
  switch (lesson.kind) {
    case Lesson::Kind::never:
      return teller.never();
    case Lesson::Kind::too_wide:
      return teller.too_wide();
    case Lesson::Kind::other_value:
      return teller.other_value();
    case Lesson::Kind::gone:
      return teller.gone();
    case Lesson::Kind::too_narrow:
      return teller.too_narrow();
    case Lesson::Kind::no_rule:
      return teller.no_rule();
    case Lesson::Kind::due_later:
      return teller.due_later();
    case Lesson::Kind::called_off:
      return teller.called_off();
    case Lesson::Kind::blocked:
      return teller.blocked();
    case Lesson::Kind::undecided:
      return teller.undecided();
    case Lesson::Kind::unchecked:
      return teller.unchecked();
  }
  return {};
}

}  // namespace exeunt::verify
