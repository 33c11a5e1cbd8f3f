// The s-expression of a file: one declaration a line group, two spaces a level, absent parts left out.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/ast/ast.h"

namespace exeunt::ast {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The end of the CEL string literal that begins at `begin` (its quote). `raw`: backslashes escape nothing.
std::size_t end_of_string(std::string_view text, std::size_t begin, bool raw) {
  const std::string_view one = text.substr(begin, 1);
  const std::string three(3, one[0]);
  const std::string_view close = text.substr(begin).starts_with(three) ? std::string_view(three) : one;
  std::size_t at = begin + close.size();
  while (at < text.size() && !text.substr(at).starts_with(close)) {
    at += !raw && text[at] == '\\' ? 2 : 1;
  }
  return std::min(text.size(), at + close.size());
}

// CEL text without comments and without white space, but for one space between two words: the same for every layout.
std::string tokens(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      space = true;
      ++at;
    } else if (text.substr(at).starts_with("//")) {
      at = std::min(text.size(), text.find('\n', at));
    } else {
      if (space && !out.empty() && is_word(out.back()) && is_word(c)) {
        out += ' ';
      }
      space = false;
      std::size_t end = at + 1;
      if (c == '\'' || c == '"') {
        const bool raw = !out.empty() && (out.back() == 'r' || out.back() == 'R' ||
                                          ((out.back() == 'b' || out.back() == 'B') && out.size() > 1 &&
                                           (out[out.size() - 2] == 'r' || out[out.size() - 2] == 'R')));
        end = end_of_string(text, at, raw);
      }
      out += text.substr(at, end - at);
      at = end;
    }
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

/// Writes nested lists; the level of nesting is the indentation.
class Writer {
 public:
  /// `(word a b`, on a line of its own; the list stays open until close().
  void open(std::string_view word) {
    out_ += out_.empty() ? "" : "\n";
    out_.append(depth_ * 2, ' ');
    out_ += '(';
    out_ += word;
    ++depth_;
  }
  void atom(std::string_view text) {
    out_ += ' ';
    out_ += text;
  }
  void close() {
    out_ += ')';
    --depth_;
  }
  void item(std::string_view word, std::string_view text) {
    open(word);
    atom(text);
    close();
  }

  void name(std::string_view word, const std::optional<Name>& value) {
    if (value) {
      item(word, value->text);
    }
  }
  void names(std::string_view word, const std::vector<Name>& values) {
    if (!values.empty()) {
      open(word);
      for (const Name& value : values) {
        atom(value.text);
      }
      close();
    }
  }
  void text(std::string_view word, const std::optional<Text>& value) {
    if (value) {
      item(word, quoted(value->value));
    }
  }
  void expression(std::string_view word, const Expression& value) { item(word, quoted(tokens(value.text))); }
  void expression(std::string_view word, const std::optional<Expression>& value) {
    if (value) {
      expression(word, *value);
    }
  }
  void flag(std::string_view word, bool value) {
    if (value) {
      open(word);
      close();
    }
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::size_t depth_ = 0;
};

void write_list(std::string& out, const std::vector<Name>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += i == 0 ? "" : ", ";
    out += names[i].text;
  }
}

// A type as the DSL writes it.
void write_type(std::string& out, const Type& type) {
  switch (type.kind) {
    case Type::Kind::named:
      out += type.name.text;
      break;
    case Type::Kind::enumeration:
      out += "enum(";
      write_list(out, type.values);
      out += ')';
      break;
    case Type::Kind::reference:
      out += "ref<";
      out += type.any ? "*" : "";
      write_list(out, type.targets);
      out += '>';
      break;
    case Type::Kind::list:
      out += "list<";
      for (const Type& element : type.element) {
        write_type(out, element);
      }
      out += '>';
      break;
  }
  out += type.nullable ? "?" : "";
}

void write(Writer& writer, const Type& type) {
  std::string text;
  write_type(text, type);
  writer.item("type", text);
}

void write(Writer& writer, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    writer.open("field");
    writer.atom(field.name.text);
    write(writer, field.type);
    writer.name("role", field.role);
    writer.flag("derived", field.derived);
    writer.flag("label", field.label);
    writer.text("title", field.title);
    writer.expression("is", field.is);
    writer.close();
  }
}

void write(Writer& writer, const Concept& declaration) {
  writer.text("title", declaration.title);
  writer.text("plural", declaration.plural);
  // To leave it out is to say `object`.
  if (declaration.of && declaration.of->text != "object") {
    writer.name("of", declaration.of);
  }
  write(writer, declaration.fields);
}

void write(Writer& writer, const Class& declaration) {
  writer.text("title", declaration.title);
  writer.name("severity", declaration.severity);
  writer.name("scheduled", declaration.scheduled);
}

void write(Writer& writer, const Lack& declaration) {
  writer.text("why", declaration.why);
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const Enum& declaration) {
  for (const EnumValue& value : declaration.values) {
    writer.open("value");
    writer.atom(value.name.text);
    writer.text("title", value.title);
    writer.close();
  }
}

void write(Writer& writer, const Capability& declaration) {
  writer.text("title", declaration.title);
  writer.name("is", declaration.concept_name);
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const Entity& declaration) {
  writer.text("title", declaration.title);
  writer.text("plural", declaration.plural);
  writer.name("is", declaration.concept_name);
  writer.expression("where", declaration.where);
  write(writer, declaration.fields);
}

void write(Writer& writer, const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    writer.open("parameter");
    writer.atom(parameter.name.text);
    switch (parameter.kind) {
      case Parameter::Kind::typed:
        if (parameter.type) {
          write(writer, *parameter.type);
        }
        break;
      case Parameter::Kind::field:
        writer.atom("field");
        break;
      case Parameter::Kind::capability:
        writer.atom("capability");
        break;
      case Parameter::Kind::value:
        writer.atom("value");
        break;
    }
    writer.expression("default", parameter.default_value);
    writer.name("default", parameter.default_role);
    writer.close();
  }
}

std::string_view word(Write::Op op) {
  switch (op) {
    case Write::Op::set:
      return "set";
    case Write::Op::clear:
      return "clear";
    case Write::Op::add:
      return "add";
    case Write::Op::remove:
      return "remove";
    case Write::Op::erase:
      return "erase";
    case Write::Op::create:
      return "create";
    case Write::Op::grant:
      return "grant";
    case Write::Op::revoke:
      return "revoke";
  }
  return "";
}

void write(Writer& writer, const Outcome& declaration) {
  write(writer, declaration.parameters);
  writer.text("title", declaration.title);
  writer.name("class", declaration.class_name);
  if (declaration.reversible) {
    writer.flag(*declaration.reversible ? "reversible" : "irreversible", true);
  }
  for (const Write& one : declaration.writes) {
    writer.open(word(one.op));
    if (one.target) {
      writer.atom(one.target->text);
    }
    writer.expression("value", one.value);
    for (const auto& [field, value] : one.fields) {
      writer.expression(field.text, value);
    }
    writer.close();
  }
  writer.text("note", declaration.note);
}

void write(Writer& writer, const Let& declaration) {
  write(writer, declaration.parameters);
  if (const auto* expression = std::get_if<Expression>(&declaration.value)) {
    writer.expression("value", *expression);
    return;
  }
  const Lookup& lookup = std::get<Lookup>(declaration.value);
  writer.item(lookup.kind == Lookup::Kind::first ? "first" : "all", lookup.type.text);
  // A variable named as the type says what no variable says.
  if (lookup.variable && lookup.variable->text != lookup.type.text) {
    writer.name("as", lookup.variable);
  }
  writer.expression("where", lookup.where);
  for (const OrderKey& key : lookup.by) {
    writer.open("by");
    writer.atom(quoted(tokens(key.key.text)));
    writer.flag("desc", key.descending);
    writer.close();
  }
}

void write(Writer& writer, const Guard& guard) {
  writer.expression("that", guard.require);
  writer.text("else", guard.otherwise);
  writer.text("unblock", guard.unblock);
  writer.name("howto", guard.howto);
  writer.names("cite", guard.cites);
}

void write(Writer& writer, const Event& declaration) {
  writer.text("title", declaration.title);
  writer.name("for", declaration.subject_type);
  writer.name("is", declaration.concept_name);
  for (const Argument& argument : declaration.arguments) {
    writer.open("arg");
    writer.atom(argument.name.text);
    write(writer, argument.type);
    writer.expression("default", argument.default_value);
    writer.text("title", argument.title);
    writer.close();
  }
  for (const Phase& phase : declaration.phases) {
    writer.open("phase");
    writer.atom(phase.name.text);
    writer.text("title", phase.title);
    writer.close();
  }
  for (const Guard& guard : declaration.guards) {
    writer.open("require");
    writer.atom(guard.name.text);
    write(writer, guard);
    writer.close();
  }
  if (declaration.inventory) {
    writer.open("inventory");
    writer.text("title", declaration.inventory->title);
    writer.names("cite", declaration.inventory->cites);
    writer.close();
  }
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const SharedGuard& declaration) {
  writer.names("on", declaration.events);
  write(writer, declaration.guard);
}

void write(Writer& writer, const HowTo& declaration) {
  writer.text("title", declaration.title);
  writer.names("on", declaration.events);
  for (const Step& step : declaration.steps) {
    writer.open("step");
    writer.atom(quoted(step.text.value));
    writer.names("cite", step.cites);
    writer.close();
  }
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const std::optional<Targets>& targets) {
  if (!targets) {
    return;
  }
  writer.open("for");
  if (targets->kind == Targets::Kind::subject) {
    writer.flag("subject", true);
  }
  for (const Name& type : targets->types) {
    writer.atom(type.text);
  }
  writer.name("as", targets->alias);
  writer.close();
}

void write(Writer& writer, const Rule& declaration) {
  writer.text("title", declaration.title);
  writer.names("on", declaration.events);
  writer.name("phase", declaration.phase);
  write(writer, declaration.targets);
  writer.expression("where", declaration.where);
  for (const Call& call : declaration.then) {
    writer.open("then");
    writer.atom(call.outcome.text);
    for (const CallArgument& argument : call.arguments) {
      writer.expression(argument.name ? std::string_view(argument.name->text) : "_", argument.value);
    }
    writer.close();
  }
  if (declaration.after) {
    if (declaration.after->seconds) {
      writer.item("after", fmt::format("{}s", *declaration.after->seconds));
    }
    writer.expression("after", declaration.after->expression);
  }
  writer.expression("due", declaration.due);
  writer.expression("unless", declaration.unless);
  writer.names("overrides", declaration.overrides);
  writer.text("note", declaration.note);
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const Advice& declaration) {
  writer.text("title", declaration.title);
  writer.names("on", declaration.events);
  write(writer, declaration.targets);
  writer.expression("where", declaration.where);
  writer.text("note", declaration.note);
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const Display& declaration) {
  writer.text("title", declaration.title);
  writer.names("on", declaration.events);
  write(writer, declaration.targets);
  writer.expression("where", declaration.where);
  writer.name("field", declaration.field);
  for (const DisplayText& form : declaration.texts) {
    writer.open("show");
    writer.atom(form.locale.text);
    writer.atom(quoted(form.text.value));
    writer.close();
  }
  writer.text("note", declaration.note);
  writer.names("cite", declaration.cites);
}

void write(Writer& writer, const Drop& declaration) {
  writer.atom(declaration.kind.text);
}

}  // namespace

std::string dump(const File& file) {
  Writer writer;
  writer.open("file");
  writer.name("pack", file.pack);
  writer.name("module", file.module);
  writer.text("title", file.title);
  if (file.edition) {
    writer.open("edition");
    writer.atom(quoted(file.edition->name.value));
    writer.text("extends", file.edition->extends);
    writer.text("title", file.edition->title);
    writer.close();
  }
  writer.names("use", file.uses);
  for (const Declaration& declaration : file.declarations) {
    writer.open(keyword(declaration.body));
    writer.atom(name(declaration.body).text);
    writer.flag("replace", declaration.replace);
    std::visit([&](const auto& body) { write(writer, body); }, declaration.body);
    writer.close();
  }
  writer.close();
  return writer.take() + "\n";
}

}  // namespace exeunt::ast
