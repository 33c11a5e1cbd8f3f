// What the parts of a plan's page share: the plan, its words, and the places that links go to. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/page/anchor.h"
#include "interpreter/page/markup.h"
#include "interpreter/page/plan_page.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/story.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

/// An entry of the table of contents.
struct Entry {
  Anchor anchor;
  std::string title;
  uint64_t count = 0;     ///< 0: none is shown
  bool is_inner = false;  ///< of a type, under the section of types
};

struct PlanView {
  PlanView(const plan::Plan& the_plan, const PlanOptions& the_options)
      : plan(the_plan),
        options(the_options),
        words{the_plan.labels, the_plan.types, the_plan.request},
        story(plan::tell(the_plan)) {}

  const plan::Plan& plan;
  const PlanOptions& options;
  plan::Wording words;
  plan::Story story;
  Anchors rules{"rule"};
  Anchors types{"type"};
  Anchors howtos{"howto"};
  std::vector<Entry> contents;
};

/// A section with its heading, entered into the table of contents; ends with the scope.
class Section {
 public:
  Section(PlanView& view, Markup& html, const Anchor& anchor, const std::string& title, uint64_t count = 0,
          std::string_view style = {});

 private:
  Markup::Scope scope_;
};

// objects.cpp

/// The label and `type:id`.
void write_object(const PlanView& view, Markup& html, const std::string& object);
/// A list of objects: open where it is short, closed and counted where it is long, and cut off at `longest_list`.
void write_objects(const PlanView& view, Markup& html, const std::vector<std::string>& objects);
/// The same for the changes of a fate, with what is written where that differs between them.
void write_changes(const PlanView& view, Markup& html, const plan::Group& group);
/// A link to a rule; nothing where the plan does not have it.
void write_rule_link(PlanView& view, Markup& html, const std::string& rule);
/// "12 emails: each is erased on 2024-03-31", "Welcome new leads automation:4 is switched off".
void write_sentence(const PlanView& view, Markup& html, const std::string& type,
                    const std::vector<std::string>& objects, const std::string& what);

// The parts of the page, from top to bottom; each writes nothing where the plan has nothing to say.

void write_head(PlanView& view, Markup& html);          // plan_head.cpp
void write_blocked(PlanView& view, Markup& html);       // plan_access.cpp
void write_conflicts(PlanView& view, Markup& html);     // plan_gaps.cpp
void write_advice(PlanView& view, Markup& html);        // plan_moments.cpp
void write_irreversible(PlanView& view, Markup& html);  // plan_moments.cpp
void write_moments(PlanView& view, Markup& html);       // plan_moments.cpp
void write_fates(PlanView& view, Markup& html);         // plan_fates.cpp
void write_displays(PlanView& view, Markup& html);      // plan_access.cpp
void write_capabilities(PlanView& view, Markup& html);  // plan_access.cpp
void write_requirements(PlanView& view, Markup& html);  // plan_access.cpp
void write_gaps(PlanView& view, Markup& html);          // plan_gaps.cpp
void write_inventory(PlanView& view, Markup& html);     // plan_rules.cpp
void write_howtos(PlanView& view, Markup& html);        // plan_rules.cpp
void write_rules(PlanView& view, Markup& html);         // plan_rules.cpp

/// The place of a fate in the sections by type, the same wherever it is asked for.
Anchor anchor_of(PlanView& view, const plan::Group& group);

}  // namespace exeunt::page
