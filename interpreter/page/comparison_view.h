// What the parts of a comparison's page share. Private to the room.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/page/anchor.h"
#include "interpreter/page/markup.h"
#include "interpreter/page/tone.h"

namespace exeunt::page {

struct ComparisonView {
  explicit ComparisonView(const compare::Comparison& compared);

  const compare::Comparison& comparison;
  std::vector<std::string> names;  ///< of the contestants, as heads of columns
  Anchors events{"e", '='};
  Anchors objects{"c", '='};
  Anchors capabilities{"a", '='};
  Anchors account{"o", '='};
};

/// One of the two matrices, with how it is told.
struct Part {
  const compare::Matrix& matrix;
  Anchors& anchors;
  const char* name;   ///< of the part, for the style and the script
  const char* title;  ///< of the section
  const char* lead;   ///< of the column of objects
  bool is_of_capabilities = false;
};

/// The place of a row.
Anchor place_of(ComparisonView& view, const Part& part, const compare::RowId& id);

/// "Suspend" of "Suspend: the user is out, …".
std::string event_name(const compare::Event& event);
/// How alike answers are: a glyph, a word, and the style.
struct Likeness {
  std::string_view style, glyph, word, says;
};
Likeness likeness_of(const compare::Comparison& comparison, compare::Difference difference);

/// The tone and words of a fate: "Is erased later (after 30d)".
const Tone& tone_of(const compare::Fate& fate);
/// Of an ability, with its name, but where `is_of_capability` says that the row has named it.
std::string words_of(const compare::Fate& fate, bool is_of_capability);

/// A glyph in its tone; says nothing to those who do not see it.
void write_glyph(Markup& html, std::string_view tone, std::string_view glyph);
/// `title`, and the name where that is another.
void write_named(Markup& html, const compare::Named& named);
/// The statements that something rests on, with their texts.
void write_facts(const ComparisonView& view, Markup& html, std::size_t contestant,
                 const std::vector<std::string>& cites);

// The parts of the page, from top to bottom; each writes nothing where there is nothing to say.

void write_comparison_head(ComparisonView& view, Markup& html);           // comparison_head.cpp
void write_comparison_tools(ComparisonView& view, Markup& html);          // comparison_head.cpp
void write_events(ComparisonView& view, Markup& html);                    // comparison_events.cpp
void write_matrix(ComparisonView& view, Markup& html, const Part& part);  // comparison_matrix.cpp
/// What stands behind the cells of the matrix, row by row.
void write_places(ComparisonView& view, Markup& html, const Part& part);  // comparison_places.cpp
void write_statements(ComparisonView& view, Markup& html);                // comparison_rest.cpp
void write_uncommon(ComparisonView& view, Markup& html);                  // comparison_rest.cpp
/// What of an example account the models have no place for; nothing without an account.
void write_not_carried(ComparisonView& view, Markup& html);  // comparison_account.cpp
/// What becomes of the objects of an example account that are of this concept, under this event.
void write_examples(ComparisonView& view, Markup& html, const compare::Concept& of,
                    std::size_t event_index);  // comparison_account.cpp

}  // namespace exeunt::page
