// Declarations of the model and of the verbs: concept, class, lacks, enum, capability, entity, outcome.
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"
#include "interpreter/format/yaml.h"

namespace exeunt::format::yaml {

static void write_fields(Page& page, const std::vector<ast::Field>& fields) {
  if (fields.empty()) {
    return;
  }
  write_key(page, 2, "fields");
  for (const ast::Field& field : fields) {
    std::string text = type_phrase(field.type);
    const std::string marks = field_marks(field);
    text += marks.empty() ? "" : " " + marks;
    text += field.title ? " " + string_literal(field.title->value) : "";
    text += field.is ? " is " + cel_phrase(*field.is, 0) : "";
    write_scalar(page, 4, yaml_scalar(field.name.text, 6, true), text, {field.span.begin, field.name.span.begin});
  }
}

void write(Page& page, const Opening& opening, const ast::Concept& declared) {
  write_opening(page, opening, "concept", declared.name);
  write_text(page, 2, "title", declared.title);
  write_text(page, 2, "plural", declared.plural);
  write_name(page, 2, "of", declared.of);
  write_fields(page, declared.fields);
}

void write(Page& page, const Opening& opening, const ast::Class& declared) {
  write_opening(page, opening, "class", declared.name);
  write_text(page, 2, "title", declared.title);
  if (declared.severity) {
    write_scalar(page, 2, "severity", declared.severity->text, {declared.severity->span.begin});
  }
  write_name(page, 2, "scheduled", declared.scheduled);
}

void write(Page& page, const Opening& opening, const ast::Lack& lack) {
  write_opening(page, opening, "lacks", lack.name);
  write_text(page, 2, "why", lack.why);
  write_names(page, 2, "cite", lack.cites);
}

void write(Page& page, const Opening& opening, const ast::Capability& capability) {
  write_opening(page, opening, "capability", capability.name);
  write_text(page, 2, "title", capability.title);
  write_name(page, 2, "is", capability.concept_name);
  write_names(page, 2, "cite", capability.cites);
}

void write(Page& page, const Opening& opening, const ast::Enum& declared) {
  write_opening(page, opening, "enum", declared.name);
  bool titled = false;
  std::vector<ast::Name> names;
  for (const ast::EnumValue& value : declared.values) {
    names.push_back(value.name);
    titled = titled || value.title;
  }
  if (!titled) {
    write_names(page, 2, "values", names);
    return;
  }
  write_key(page, 2, "values");
  for (const ast::EnumValue& value : declared.values) {
    const std::string key = yaml_scalar(value.name.text, 6, true);
    if (value.title) {
      write_scalar(page, 4, key, value.title->value, {value.name.span.begin, value.title->span.begin}, true);
    } else {
      page.line(4, {value.name.span.begin}, key + ":");
    }
  }
}

void write(Page& page, const Opening& opening, const ast::Entity& entity) {
  write_opening(page, opening, "entity", entity.name);
  write_text(page, 2, "title", entity.title);
  write_text(page, 2, "plural", entity.plural);
  write_name(page, 2, "is", entity.concept_name);
  write_cel(page, 2, "where", entity.where);
  write_fields(page, entity.fields);
}

static void write_write(Page& page, const ast::Write& write) {
  using Op = ast::Write::Op;
  page.begin_item();
  const std::string target = write.target ? write.target->text : "";
  Units units{write.span.begin};
  Units target_units;
  if (write.target) {
    target_units.push_back(write.target->span.begin);
  }
  Units first = units;
  first.insert(first.end(), target_units.begin(), target_units.end());
  switch (write.op) {
    case Op::set:
      write_scalar(page, 4, "set", target, first, true);
      page.begin_block();
      write_cel(page, 4, "to", write.value);
      break;
    case Op::clear: write_scalar(page, 4, "clear", target, first, true); break;
    case Op::add:
      write_cel(page, 4, "add", write.value, units);
      page.begin_block();
      write_scalar(page, 4, "to", target, target_units, true);
      break;
    case Op::remove:
      write_cel(page, 4, "remove", write.value, units);
      page.begin_block();
      write_scalar(page, 4, "from", target, target_units, true);
      break;
    case Op::erase: page.line(4, units, "erase"); break;
    case Op::create:
      write_scalar(page, 4, "create", target, first, true);
      page.begin_block();
      if (!write.fields.empty()) {
        write_key(page, 4, "with");
        for (const auto& [name, value] : write.fields) {
          write_cel(page, 6, yaml_scalar(name.text, 8, true), value, {name.span.begin});
        }
      }
      break;
    case Op::grant: write_scalar(page, 4, "grant", target, first, true); break;
    case Op::revoke: write_scalar(page, 4, "revoke", target, first, true); break;
  }
}

void write(Page& page, const Opening& opening, const ast::Outcome& outcome) {
  write_opening(page, opening, "outcome", outcome.name);
  if (!outcome.parameters.empty()) {
    write_parameters(page, outcome.parameters);
  }
  write_text(page, 2, "title", outcome.title);
  write_name(page, 2, "class", outcome.class_name);
  if (outcome.reversible) {
    page.line(2, {}, *outcome.reversible ? "reversible: true" : "reversible: false");
  }
  if (!outcome.writes.empty()) {
    write_key(page, 2, "writes");
    for (const ast::Write& write : outcome.writes) {
      write_write(page, write);
    }
  }
  write_text(page, 2, "note", outcome.note);
}

void write_parameters(Page& page, const std::vector<ast::Parameter>& parameters) {
  write_key(page, 2, "params");
  for (const ast::Parameter& parameter : parameters) {
    write_scalar(page, 4, yaml_scalar(parameter.name.text, 6, true), parameter_phrase(parameter, 0),
                 {parameter.span.begin, parameter.name.span.begin});
  }
}

}  // namespace exeunt::format::yaml
