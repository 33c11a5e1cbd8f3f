// Declarations of the model and of the verbs: concept, class, lacks, enum, capability, entity, outcome.
#include <algorithm>

#include "interpreter/format/clause.h"
#include "interpreter/format/dsl.h"
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format::dsl {

static Part name_part(std::string_view keyword, const ast::Name& name) {
  return {{name.span.begin}, std::string(keyword) + " " + name.text};
}

/// Parts of a head that may be absent.
static void add_text(std::vector<Part>& parts, std::string_view keyword, const std::optional<ast::Text>& text) {
  if (text) {
    parts.push_back(text_part(keyword, *text, 0));
  }
}
static void add_name(std::vector<Part>& parts, std::string_view keyword, const std::optional<ast::Name>& name) {
  if (name) {
    parts.push_back(name_part(keyword, *name));
  }
}
static void add_cites(std::vector<Part>& parts, const std::vector<ast::Name>& cites) {
  if (!cites.empty()) {
    parts.push_back(names_part("cite", cites));
  }
}

void write(Page& page, const Opening& opening, const ast::Class& declared) {
  std::vector<Part> parts{opening_part(opening, "class", declared.name)};
  add_text(parts, "", declared.title);
  add_name(parts, "severity", declared.severity);
  add_name(parts, "scheduled", declared.scheduled);
  write_head(page, 0, parts, "");
}

void write(Page& page, const Opening& opening, const ast::Capability& capability) {
  std::vector<Part> parts{opening_part(opening, "capability", capability.name)};
  add_text(parts, "", capability.title);
  add_name(parts, "is", capability.concept_name);
  add_cites(parts, capability.cites);
  write_head(page, 0, parts, "");
}

void write(Page& page, const Opening& opening, const ast::Lack& lack) {
  std::vector<Part> parts{opening_part(opening, "lacks", lack.name)};
  add_text(parts, "", lack.why);
  add_cites(parts, lack.cites);
  write_head(page, 0, parts, "");
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
  std::string is;  ///< `is CEL`
};

constexpr std::size_t field_indent = 2;
constexpr std::size_t source_indent = field_indent + head_indent;

void pad(std::string& line, std::size_t column) {
  line.resize(std::max(column, line.size() + 2), ' ');
}

/// What comes before `is`, a line a row.
std::vector<std::string> declared_parts(const std::vector<Row>& rows) {
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
  std::vector<std::string> lines;
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
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Which rows have their `is` on the line, and in which column; the others have it below.
std::size_t place_sources(const std::vector<Row>& rows, const std::vector<std::string>& lines,
                          std::vector<bool>& beside) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    beside[i] = !rows[i].is.empty() && is_one_line(rows[i].is) &&
                field_indent + lines[i].size() + 2 + rows[i].is.size() <= page_width;
  }
  while (true) {  // each turn takes the widest rows out, and there are few widths
    std::size_t column = 0;
    std::size_t longest = 0;  // `is` beside a field
    for (std::size_t i = 0; i < rows.size(); ++i) {
      column = std::max(column, beside[i] ? lines[i].size() + 2 : 0);
      longest = std::max(longest, beside[i] ? rows[i].is.size() : 0);
    }
    if (column == 0 || field_indent + column + longest <= page_width) {
      return column;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      beside[i] = beside[i] && lines[i].size() + 2 < column;
    }
  }
}

/// Fields without a blank line between them share their columns.
void write_rows(Page& page, const std::vector<Row>& rows) {
  std::vector<std::string> lines = declared_parts(rows);
  std::vector<bool> beside(rows.size());
  const std::size_t column = place_sources(rows, lines, beside);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ast::Field& field = *rows[i].field;
    std::string& line = lines[i];
    if (beside[i]) {
      pad(line, column);
      line += rows[i].is;
    } else if (field.is) {
      const std::string word = "is ";
      line += "\n" + std::string(source_indent, ' ') + word + cel_block(*field.is, source_indent + word.size());
    }
    page.line(field_indent, {field.span.begin, field.name.span.begin}, line);
  }
}

void write_fields(Page& page, const std::vector<ast::Field>& fields) {
  std::vector<Row> rows;
  for (const ast::Field& field : fields) {
    if (!rows.empty() && page.layout().blank_before(field.span.begin)) {
      write_rows(page, rows);
      rows.clear();
    }
    rows.push_back({&field, type_phrase(field.type), field_marks(field),
                    field.title ? string_literal(field.title->value) : "",
                    field.is ? "is " + cel_phrase(*field.is, source_indent) : ""});
  }
  write_rows(page, rows);
}

}  // namespace

void write(Page& page, const Opening& opening, const ast::Entity& entity) {
  std::vector<Part> parts{opening_part(opening, "entity", entity.name)};
  add_text(parts, "", entity.title);
  add_text(parts, "plural", entity.plural);
  add_name(parts, "is", entity.concept_name);
  if (entity.where) {
    const std::string word = "where ";
    parts.push_back({{entity.where->span.begin}, word + cel_block(*entity.where, head_indent + word.size())});
  }
  write_head(page, 0, parts, " {");
  page.begin_block();
  write_fields(page, entity.fields);
  close_braces(page, opening);
}

void write(Page& page, const Opening& opening, const ast::Concept& declared) {
  std::vector<Part> parts{opening_part(opening, "concept", declared.name)};
  add_text(parts, "", declared.title);
  add_text(parts, "plural", declared.plural);
  add_name(parts, "of", declared.of);
  if (declared.fields.empty()) {
    write_head(page, 0, parts, "");
    return;
  }
  write_head(page, 0, parts, " {");
  page.begin_block();
  write_fields(page, declared.fields);
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
