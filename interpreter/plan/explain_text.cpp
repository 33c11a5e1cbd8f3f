#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/time.h"
#include "interpreter/plan/wording.h"

namespace exeunt::plan {

using diagnostic::visible;

static std::string_view word(Truth value) {
  switch (value) {
    case Truth::yes:
      return "yes";
    case Truth::no:
      return "no";
    case Truth::unknown:
      return "unknown";
    case Truth::error:
      return "error";
    case Truth::not_read:
      return "not read";
  }
  return {};
}

static std::string fate_text(const RuleTried& tried) {
  switch (tried.fate) {
    case Fate::fired:
      return "fired";
    case Fate::did_not_fire:
      return "did not fire";
    case Fate::undecided:
      return "undecided";
    case Fate::overridden:
      return tried.overridden_by.empty() ? "overridden" : "overridden by " + visible(tried.overridden_by);
    case Fate::conflicting:
      return "fired, in conflict with another rule";
  }
  return {};
}

/// Rules that fired first, those that did not last; otherwise in the order given.
static int rank(Fate fate) {
  switch (fate) {
    case Fate::conflicting:
    case Fate::fired:
      return 0;
    case Fate::overridden:
      return 1;
    case Fate::undecided:
      return 2;
    case Fate::did_not_fire:
      return 3;
  }
  return 3;
}

static std::string fate_symbol(Fate fate) {
  static constexpr const char* symbols[] = {"+", " ", "?", "~", "x"};
  return symbols[static_cast<std::size_t>(fate)];
}

static std::string symbol(const Change& change) {
  std::string sign = change.writes.empty() ? "=" : "~";
  for (const Write& write : change.writes) {
    sign = write.op == Op::erase ? "-" : (write.op == Op::create ? "+" : sign);
  }
  return sign;
}

class ExplanationPage {
 public:
  ExplanationPage(const Explanation& explanation, const TextOptions& options)
      : explanation_(explanation),
        options_(options),
        types_{{std::string(type_of(explanation.object)), explanation.type}},
        words_{explanation.labels, types_, explanation.request},
        page_(options.width, options.colour) {}

  std::string write() {
    page_.title(heading(words_, explanation_.policy));
    identity();
    happens();
    rules();
    return page_.take();
  }

 private:
  void identity() {
    std::string text = visible(explanation_.object);
    if (!explanation_.label.empty()) {
      text += fmt::format("  \"{}\"", visible(explanation_.label));
    }
    if (!explanation_.type.title.empty()) {
      text += fmt::format("  ({})", visible(explanation_.type.title));
    }
    page_.section(text);
    if (!explanation_.in_snapshot) {
      page_.paragraph(2, "The snapshot does not hold this object; only the plan or another object names it.");
    }
  }

  void happens() {
    for (const Change& change : explanation_.changes) {
      page_.row({2, symbol(change), "", what_happens(words_, change), visible(change.rule)});
      for (const Write& write : change.writes) {
        if (write.op != Op::erase) {
          page_.paragraph(6, field_change(words_, write));
        }
      }
    }
    if (explanation_.changes.empty()) {
      page_.paragraph(2, "The plan does nothing to it.");
    }
    for (const Capability& capability : explanation_.capabilities) {
      const bool lost = capability.change == CapabilityChange::lost;
      const std::string title = visible(capability.title.empty() ? capability.capability : capability.title);
      page_.row({2, lost ? "-" : "+", "", fmt::format("{}: {}", lost ? "no longer possible" : "now possible", title),
                 visible(capability.rule)});
    }
    for (const Advice& advice : explanation_.advice) {
      page_.row({2, "!", "", "before: " + visible(advice.text), visible(advice.rule)});
    }
    for (const Display& display : explanation_.displays) {
      page_.row({2, "~", "", display_text(display), visible(display.rule)});
    }
    for (const Conflict& conflict : explanation_.conflicts) {
      std::vector<std::string> sides;
      for (std::size_t i = 0; i < conflict.rules.size(); ++i) {
        const std::string rule = visible(conflict.rules[i]);
        sides.push_back(i < conflict.values.size() ? rule + " → " + value_text(words_, conflict.values[i]) : rule);
      }
      const std::string what = conflict.field.empty() ? std::string("the whole object") : visible(conflict.field);
      page_.row({2, "x", "", fmt::format("in conflict: {}: {}", what, fmt::join(sides, ", ")), ""});
    }
    for (const Dangling& dangling : explanation_.dangling) {
      page_.row({2, "!", "",
                 fmt::format("left dangling: {} of {} → {}", visible(dangling.field), name_of(words_, dangling.object),
                             name_of(words_, dangling.to)),
                 ""});
    }
    if (!explanation_.unaddressed.empty()) {
      std::vector<std::string> fields;
      for (const std::string& field : explanation_.unaddressed) {
        fields.push_back(visible(field));
      }
      page_.row({2, "?", "",
                 fmt::format("unaddressed: it refers to {} through {}, and no rule covers it",
                             name_of(words_, explanation_.request.subject), enumerate(fields)),
                 ""});
    }
  }

  void rules() {
    if (explanation_.rules.empty() && !explanation_.rules_tried) {
      return;
    }
    if (explanation_.rules.empty()) {
      page_.section("No rule is about objects of this type");
      return;
    }
    page_.section(explanation_.rules_tried ? "Rules tried" : "Rules that took part");
    std::vector<const RuleTried*> order;
    for (const RuleTried& tried : explanation_.rules) {
      order.push_back(&tried);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const RuleTried* a, const RuleTried* b) { return rank(a->fate) < rank(b->fate); });
    for (const RuleTried* tried : order) {
      rule(*tried);
    }
  }

  static std::string_view kind_prefix(RuleKind kind) {
    return kind == RuleKind::advice ? "advice " : kind == RuleKind::display ? "display " : "";
  }

  void rule(const RuleTried& tried) {
    const std::string name = std::string(kind_prefix(tried.kind)) + visible(tried.rule);
    page_.row({2, fate_symbol(tried.fate), "", fmt::format("{}: {}", name, fate_text(tried)), place(tried)});
    if (!tried.title.empty()) {
      page_.paragraph(4, visible(tried.title));
    }
    if (tried.condition.empty() && explanation_.rules_tried) {
      page_.paragraph(6, "no condition: it is about every object of the type");
    }
    for (const Conjunct& part : tried.condition) {
      page_.row({6, "", std::string(word(part.value)), visible(part.source), ""});
      fields(part);
    }
    if (!tried.missing.empty()) {
      page_.paragraph(6, fmt::format("The export should include {}.", missing_fields(tried.missing)));
    }
    if (!tried.error.empty()) {
      page_.paragraph(6, fmt::format("The condition cannot be evaluated: {}.", visible(tried.error)));
    }
    outcomes(tried);
    if (options_.cites) {
      for (const std::string& cite : tried.cites) {
        page_.paragraph(6, "see " + visible(cite));
      }
    }
  }

  void fields(const Conjunct& part) {
    for (const FieldValue& field : part.fields) {
      std::string value = "unknown";
      if (!field.unknown) {
        value = value_text(words_, field.value);
        const auto* text = std::get_if<std::string>(&field.value.data);
        if (text != nullptr && !text->empty() && !explanation_.labels.contains(*text)) {
          value = fmt::format("'{}'", value);
        }
      }
      page_.paragraph(18, fmt::format("{} = {}", visible(field.field), value));
    }
    if (!part.error.empty()) {
      page_.paragraph(18, visible(part.error));
    }
  }

  void outcomes(const RuleTried& tried) {
    if (tried.outcomes.empty()) {
      return;
    }
    std::vector<std::string> parts;
    for (const std::string& outcome : tried.outcomes) {
      parts.push_back(visible(outcome));
    }
    std::string text = fmt::format("then: {}", fmt::join(parts, ", "));
    if (!tried.due.empty()) {
      text += " on " + people_due(tried.due, explanation_.request.at);
    }
    if (!tried.unless.empty()) {
      text += ", unless " + visible(tried.unless);
    }
    if (!tried.phase.empty()) {
      text += ", in the step " + visible(tried.phase);
    }
    page_.paragraph(6, text);
  }

  static std::string place(const RuleTried& tried) {
    return tried.location ? fmt::format("{}:{}", visible(tried.location->file), tried.location->line) : std::string();
  }

  const Explanation& explanation_;
  const TextOptions& options_;
  std::map<std::string, TypeInfo> types_;
  Wording words_;
  Page page_;
};

std::string write_text(const Explanation& explanation, const TextOptions& options) {
  return ExplanationPage(explanation, options).write();
}

}  // namespace exeunt::plan
