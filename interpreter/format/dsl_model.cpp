// Declarations of the model and of the verbs: concept, class, enum, capability, entity, outcome.
#include <algorithm>

#include "interpreter/format/clause.h"
#include "interpreter/format/dsl.h"
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format::dsl {

static void write_titled(Page& page, const Opening& opening, std::string_view keyword, const ast::Name& name,
                         const std::optional<ast::Text>& title, const std::vector<ast::Name>& cites) {
  std::vector<Part> parts{opening_part(opening, keyword, name)};
  if (title) {
    parts.push_back(text_part("", *title, 0));
  }
  if (!cites.empty()) {
    parts.push_back(names_part("cite", cites));
  }
  write_head(page, 0, parts, "");
}

void write(Page& page, const Opening& opening, const ast::Concept& declared) {
  write_titled(page, opening, "concept", declared.name, declared.title, {});
}
void write(Page& page, const Opening& opening, const ast::Class& declared) {
  write_titled(page, opening, "class", declared.name, declared.title, {});
}
void write(Page& page, const Opening& opening, const ast::Capability& capability) {
  write_titled(page, opening, "capability", capability.name, capability.title, capability.cites);
}

void write(Page& page, const Opening& opening, const ast::Enum& declared) {
  const Part head = opening_part(opening, "enum", declared.name);
  Units units = head.units;
  std::string line = head.text + " {";
  bool one_line = !page.layout().has_tail(*opening.declaration);
  for (const ast::EnumValue& value : declared.values) {
    line += (units.size() == head.units.size() ? " " : ", ") + value.name.text;
    units.push_back(value.name.span.begin);
    const bool last = &value == &declared.values.back();  // beside the last is beside the line
    one_line = one_line && !value.title && !page.layout().has_above(value.name.span.begin) &&
               (last || !page.layout().has_beside(value.name.span.begin));
  }
  line += " }";
  if (one_line && line.size() <= page_width) {
    page.line(0, units, line);
    return;
  }
  page.line(0, head.units, head.text + " {");
  page.begin_block();
  for (const ast::EnumValue& value : declared.values) {
    Units value_units{value.name.span.begin};
    std::string text = value.name.text;
    if (value.title) {
      value_units.push_back(value.title->span.begin);
      text += " " + string_literal(value.title->value);
    }
    page.line(2, value_units, text + ",");
  }
  close_braces(page, opening);
}

namespace {

/// A field's texts, to be set in columns.
struct Row {
  const ast::Field* field;
  std::string type;
  std::string marks;
  std::string title;
};

void pad(std::string& line, std::size_t column) {
  line.resize(std::max(column, line.size() + 2), ' ');
}

/// Fields without a blank line between them share their columns.
void write_rows(Page& page, const std::vector<Row>& rows) {
  std::size_t type_column = 0;
  std::size_t marks_column = 0;
  std::size_t title_column = 0;
  for (const Row& row : rows) {
    type_column = std::max(type_column, row.field->name.text.size() + 2);
  }
  for (const Row& row : rows) {
    if (!row.marks.empty() || !row.title.empty()) {
      marks_column = std::max(marks_column, type_column + row.type.size() + 2);
    }
  }
  for (const Row& row : rows) {
    if (!row.title.empty()) {
      title_column = std::max(title_column, marks_column + (row.marks.empty() ? 0 : row.marks.size() + 2));
    }
  }
  for (const Row& row : rows) {
    std::string line = row.field->name.text;
    pad(line, type_column);
    line += row.type;
    if (!row.marks.empty()) {
      pad(line, marks_column);
      line += row.marks;
    }
    if (!row.title.empty()) {
      pad(line, title_column);
      line += row.title;
    }
    page.line(2, {row.field->span.begin, row.field->name.span.begin}, line);
  }
}

}  // namespace

void write(Page& page, const Opening& opening, const ast::Entity& entity) {
  std::vector<Part> parts{opening_part(opening, "entity", entity.name)};
  if (entity.title) {
    parts.push_back(text_part("", *entity.title, 0));
  }
  if (entity.plural) {
    parts.push_back(text_part("plural", *entity.plural, 0));
  }
  if (entity.concept_name) {
    parts.push_back({{entity.concept_name->span.begin}, "is " + entity.concept_name->text});
  }
  write_head(page, 0, parts, " {");
  page.begin_block();
  std::vector<Row> rows;
  for (const ast::Field& field : entity.fields) {
    if (!rows.empty() && page.layout().blank_before(field.span.begin)) {
      write_rows(page, rows);
      rows.clear();
    }
    rows.push_back({&field, type_phrase(field.type), field_marks(field),
                    field.title ? string_literal(field.title->value) : ""});
  }
  write_rows(page, rows);
  close_braces(page, opening);
}

static std::string write_text_of(const ast::Write& write) {
  const std::string target = write.target ? write.target->text : "";
  const std::string value = write.value ? cel_phrase(*write.value, 4) : "";
  switch (write.op) {
    case ast::Write::Op::set: return "set " + target + " =";
    case ast::Write::Op::clear: return "clear " + target;
    case ast::Write::Op::add: return "add " + value + " to " + target;
    case ast::Write::Op::remove: return "remove " + value + " from " + target;
    case ast::Write::Op::erase: return "erase";
    case ast::Write::Op::create: return "create " + target + " {";
    case ast::Write::Op::grant: return "grant " + target;
    case ast::Write::Op::revoke: return "revoke " + target;
  }
  return "";
}

static void write_write(Page& page, const ast::Write& write) {
  Units units{write.span.begin};
  if (write.target) {
    units.push_back(write.target->span.begin);
  }
  if (write.op == ast::Write::Op::set && write.value) {
    write_assigned(page, 2, write_text_of(write), *write.value, units);
    return;
  }
  if (write.value) {
    units.push_back(write.value->span.begin);
  }
  const bool empty_create = write.op == ast::Write::Op::create && write.fields.empty();
  page.line(2, units, write_text_of(write) + (empty_create ? "}" : ""));
  if (write.op != ast::Write::Op::create || empty_create) {
    return;
  }
  page.begin_block();
  for (const auto& [name, value] : write.fields) {
    write_assigned(page, 4, name.text + " =", value, {name.span.begin});
  }
  page.begin_block();
  page.line(2, {}, "}");
}

/// `outcome name(a: t, b: u)`, or a parameter a line.
static std::vector<Part> outcome_parts(Page& page, const Opening& opening, const ast::Outcome& outcome) {
  Part head = opening_part(opening, "outcome", outcome.name);
  std::vector<Part> parameters;
  bool split = false;
  for (const ast::Parameter& parameter : outcome.parameters) {
    parameters.push_back({{parameter.span.begin, parameter.name.span.begin},
                          parameter.name.text + ": " + parameter_phrase(parameter, head_indent + 2)});
    const bool last = &parameter == &outcome.parameters.back();  // beside the last is beside the line
    split = split || page.layout().has_above(parameter.span.begin) ||
            (!last && page.layout().has_beside(parameter.span.begin)) || !is_one_line(parameters.back().text);
  }
  std::string joined = head.text;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    joined += (i == 0 ? "(" : ", ") + parameters[i].text + (i + 1 == parameters.size() ? ")" : "");
  }
  if (!split && joined.size() + 2 <= page_width) {
    for (const Part& parameter : parameters) {
      head.units.insert(head.units.end(), parameter.units.begin(), parameter.units.end());
    }
    return {{head.units, joined}};
  }
  std::vector<Part> parts{{head.units, head.text + "("}};
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    parts.push_back({parameters[i].units, parameters[i].text + (i + 1 == parameters.size() ? ")" : ",")});
  }
  return parts;
}

void write(Page& page, const Opening& opening, const ast::Outcome& outcome) {
  std::vector<Part> parts = outcome_parts(page, opening, outcome);
  const bool split = parts.size() > 1;
  if (outcome.title) {
    parts.push_back(text_part("", *outcome.title, 0));
  }
  if (split) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      page.line(i == 0 ? 0 : head_indent, parts[i].units, parts[i].text + (i + 1 == parts.size() ? " {" : ""));
    }
  } else {
    write_head(page, 0, parts, " {");
  }
  page.begin_block();
  if (outcome.class_name) {
    page.line(2, {outcome.class_name->span.begin}, "class " + outcome.class_name->text);
  }
  if (outcome.reversible) {
    page.line(2, {}, *outcome.reversible ? "reversible" : "irreversible");
  }
  if (outcome.note) {
    write_text(page, 2, "note", *outcome.note);
  }
  for (const ast::Write& write : outcome.writes) {
    write_write(page, write);
  }
  close_braces(page, opening);
}

}  // namespace exeunt::format::dsl
