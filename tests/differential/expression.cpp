#include "tests/differential/expression.h"

#include <algorithm>
#include <utility>

#include "tests/differential/pools.h"

namespace exeunt::differential {

namespace {

struct Template {
  Base base;
  unsigned weight;
  std::string_view text;
};

constexpr Template templates[] = {
#define EXEUNT_TEMPLATE(base, weight, text) {Base::base, weight, text},
#include "tests/differential/templates.def"
#undef EXEUNT_TEMPLATE
};

/// Of one type, a template as often as its weight says.
const std::vector<const Template*>& templates_of(Base base) {
  static const auto by_base = [] {
    std::vector<std::vector<const Template*>> out(static_cast<std::size_t>(Base::reference) + 1);
    for (const Template& each : templates) {
      out[static_cast<std::size_t>(each.base)].insert(out[static_cast<std::size_t>(each.base)].end(), each.weight, &each);
    }
    return out;
  }();
  return by_base[static_cast<std::size_t>(base)];
}

/// Whether a value of the path's type can stand where `wanted` is.
bool fits(const Type& type, const Type& wanted) {
  if (type.is_list != wanted.is_list || type.base != wanted.base) {
    return false;
  }
  return (type.base != Base::reference || is_within(type.targets, wanted.targets)) &&
         (type.base != Base::enumeration || type.values == wanted.values);
}

bool is_ordered(const Type& type) {
  return !type.is_list && type.base != Base::boolean && type.base != Base::enumeration && type.base != Base::reference;
}

}  // namespace

std::string Expressions::condition(int depth) {
  std::string out = scalar(Base::boolean, depth);
  // A conjunction is written without the brackets that it needs elsewhere.
  if (out.starts_with("(") && out.ends_with(")") && random_.one_in(2)) {
    int open = 0;
    std::size_t at = 0;
    char quote = 0;
    for (; at < out.size(); ++at) {
      const char c = out[at];
      if (quote != 0) {
        at += c == '\\' ? 1 : 0;
        quote = c == quote ? '\0' : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        ++open;
      } else if (c == ')' && --open == 0) {
        break;
      }
    }
    if (at + 1 == out.size()) {
      out = out.substr(1, out.size() - 2);
    }
  }
  return out;
}

std::optional<std::string> Expressions::path(const Type& type) {
  const Path* const chosen = choose(type);
  return chosen == nullptr ? std::nullopt : std::optional(spell(*chosen));
}

const Path* Expressions::choose(const Type& type) {
  std::vector<const Path*> found;
  for (const Path& each : scope_.paths()) {
    // What may be null seldom stands where null may not.
    if (fits(each.type, type) && (type.is_nullable || !each.type.is_nullable || (!is_strict_ && random_.one_in(3)))) {
      found.push_back(&each);
    }
  }
  if (found.empty()) {
    return nullptr;
  }
  // The nearest variables are the most interesting ones.
  const std::size_t near = std::min<std::size_t>(found.size(), 6);
  return random_.one_in(2) ? found[found.size() - 1 - random_.below(near)] : random_.pick(found);
}

std::string Expressions::spell(const Path& path) {
  const bool is_asked = scope_.may_plan && path.is_field && path.is_early && random_.one_in(3);
  return is_asked ? "planned(" + path.text + ")" : path.text;
}

std::string Expressions::literal(const Type& type) {
  switch (type.base) {
    case Base::boolean:
      return random_.one_in(2) ? "true" : "false";
    case Base::int64: {
      const int64_t number = pools::whole(random_);
      return number < 0 ? "(" + std::to_string(number) + ")" : std::to_string(number);
    }
    case Base::float64: {
      static const std::vector<std::string> numbers = {"0.0", "1.0", "1.5", "2.5", "1e3", "(-2.5)", "1e308", "5e-324", "0.1", ".5"};
      return random_.pick(numbers);
    }
    case Base::string:
      return pools::quoted(random_, pools::text(random_));
    case Base::timestamp:
      return "timestamp('" + pools::time(random_) + "')";
    case Base::duration:
      return "duration('" + pools::span(random_) + "')";
    case Base::enumeration:
      return "'" + random_.pick(type.values) + "'";
    case Base::reference:
      break;
  }
  return "null";
}

std::string Expressions::scalar(Base base, int depth) {
  return any_value(Type::of(base), depth).value_or(literal(Type::of(base)));
}

std::optional<std::string> Expressions::value(const Type& type, int depth) {
  is_strict_ = true;
  auto out = any_value(type, depth);
  is_strict_ = false;
  return out;
}

std::optional<std::string> Expressions::any_value(const Type& type, int depth) {
  if (type.is_list) {
    return list(type.element(), depth);
  }
  if (type.is_nullable && random_.one_in(6)) {
    return "null";
  }
  if (depth > 0 && !random_.one_in(4)) {
    if (random_.one_in(6)) {
      if (auto called = call(type, depth)) {
        return called;
      }
    }
    if (auto made = from_template(type, depth)) {
      return made;
    }
  }
  if (!random_.one_in(type.base == Base::boolean ? 12 : 3) || type.base == Base::reference) {
    if (auto found = path(type)) {
      return found;
    }
  }
  if (type.base == Base::reference) {
    return type.is_nullable ? std::optional<std::string>("null") : std::nullopt;
  }
  return literal(type);
}

std::optional<std::string> Expressions::from_template(const Type& type, int depth) {
  if (type.base == Base::reference) {
    const Path* const chosen = random_.one_in(2) ? choose(type) : nullptr;
    if (chosen == nullptr) {
      return std::nullopt;
    }
    const Path first = *chosen;
    const std::string second = path(first.type).value_or(first.text);
    return "(" + scalar(Base::boolean, depth - 1) + " ? " + spell(first) + " : " + second + ")";
  }
  if (type.base == Base::enumeration) {
    return "(" + scalar(Base::boolean, depth - 1) + " ? " + literal(type) + " : " + path(type).value_or(literal(type)) + ")";
  }
  if (type.base == Base::boolean) {
    if (random_.one_in(6)) {
      return guarded(depth);
    }
    if (random_.one_in(10)) {
      if (auto made = looked_up()) {
        return made;
      }
    }
    if (scope_.may_plan && random_.one_in(5)) {
      if (const auto object = path(Type::to(scope_.shape().all()))) {
        return (random_.one_in(2) ? "!erased(" : "erased(") + *object + ")";
      }
    }
  }
  const auto& choices = templates_of(type.base);
  return fill(random_.pick(choices)->text, depth - 1);
}

std::string Expressions::guarded(int depth) {
  std::vector<const Path*> found;
  for (const Path& each : scope_.paths()) {
    if (each.type.is_nullable && !each.type.is_list && each.type.base != Base::boolean) {
      found.push_back(&each);
    }
  }
  if (found.empty()) {
    return scalar(Base::boolean, depth - 1);
  }
  const Path path = *random_.pick(found);
  Type type = path.type;
  type.is_nullable = false;
  std::string then;
  if (type.base == Base::reference) {
    const auto other = this->path(type);
    then = other ? path.text + (random_.one_in(2) ? " == " : " != ") + *other : scalar(Base::boolean, depth - 1);
  } else {
    const char* const compare = !is_ordered(type) || random_.one_in(2) ? " == " : random_.one_in(2) ? " < " : " >= ";
    then = path.text + compare + any_value(type, depth - 1).value_or(literal(type));
  }
  return random_.one_in(3) ? "(" + path.text + " == null || " + then + ")" : "(" + path.text + " != null && " + then + ")";
}

std::optional<std::string> Expressions::looked_up() {
  std::vector<const Path*> extents;
  for (const Path& each : scope_.paths()) {
    if (each.text.starts_with("all.")) {
      extents.push_back(&each);
    }
  }
  if (extents.empty()) {
    return std::nullopt;
  }
  const Path extent = *random_.pick(extents);
  std::vector<const Field*> fields;
  for (const Field& field : scope_.shape().entities[extent.type.targets.front()].fields) {
    if (field.type.base == Base::reference) {
      fields.push_back(&field);
    }
  }
  if (fields.empty()) {
    return std::nullopt;
  }
  const Field& field = *random_.pick(fields);
  Type wanted = Type::to(field.type.targets);
  wanted.is_nullable = random_.one_in(2);
  const auto key = path(wanted);
  if (!key) {
    return std::nullopt;
  }
  const std::size_t before = scope_.mark();
  const std::string x = variable(extent.type.element());
  std::string condition = field.type.is_list ? *key + " in " + x + "." + field.name
                          : random_.one_in(2) ? *key + " == " + x + "." + field.name
                                              : x + "." + field.name + " == " + *key;
  condition += random_.one_in(3) ? " && " + scalar(Base::boolean, 0) : "";
  scope_.forget(before);
  switch (random_.below(4)) {
    case 0:
      return "!" + extent.text + ".exists(" + x + ", " + condition + ")";
    case 1:
      return extent.text + ".exists_one(" + x + ", " + condition + ")";
    case 2:
      return extent.text + ".filter(" + x + ", " + condition + ").size() > " + std::to_string(random_.below(3));
    default:
      return extent.text + ".exists(" + x + ", " + condition + ")";
  }
}

std::optional<std::string> Expressions::list(const Type& element, int depth) {
  const std::size_t choice = random_.below(10);
  if (choice < 5 || depth <= 0) {
    if (auto found = path(element.list())) {
      return found;
    }
  }
  if (depth > 0 && choice == 5) {
    return call(element.list(), depth);
  }
  if (depth > 0 && choice < 8) {
    const auto source = list(element, depth - 1);
    if (!source) {
      return std::nullopt;
    }
    const std::size_t before = scope_.mark();
    const std::string x = new_name();
    const auto declare = [&] { scope_.add(x, element); };
    const bool has_order = is_ordered(element);
    std::string out;
    switch (random_.below(has_order ? 8 : 5)) {
      case 0:
        out = *source + ".distinct()";
        break;
      case 1:
        out = "(" + *source + " + " + (element.targets.size() > 1 ? *source : list(element, depth - 1).value_or(*source)) + ")";
        break;
      case 2:
        out = *source + ".reverse()";
        break;
      case 3:
        declare();
        out = *source + ".map(" + x + ", " + scalar(Base::boolean, depth - 1) + ", " + x + ")";
        break;
      case 5:
        out = *source + ".sort()";
        break;
      case 6:
        declare();
        out = *source + ".transformList(" + "k" + x + ", " + x + ", " + any_value(element, depth - 1).value_or(x) + ")";
        break;
      case 7:
        out = "[" + *source + ", " + *source + "].flatten()";
        break;
      default:
        declare();
        out = *source + ".filter(" + x + ", " + scalar(Base::boolean, depth - 1) + ")";
    }
    scope_.forget(before);
    return out;
  }
  if (element.base == Base::enumeration) {
    return path(element.list());  // a list of literals is one of any texts
  }
  std::string out;
  for (std::size_t i = random_.below(3) + (element.base == Base::reference ? 1 : 0); i > 0; --i) {
    const bool was_strict = std::exchange(is_strict_, true);  // no list holds nulls
    const auto each = any_value(element, 0);
    is_strict_ = was_strict;
    if (!each) {
      return std::nullopt;
    }
    out += (out.empty() ? "" : ", ") + *each;
  }
  return "[" + out + "]";
}

std::optional<std::string> Expressions::call(const Type& type, int depth) {
  std::vector<const Function*> found;
  for (const Function& each : scope_.functions()) {
    if (fits(each.result, type)) {
      found.push_back(&each);
    }
  }
  if (found.empty()) {
    return std::nullopt;
  }
  const Function& function = *random_.pick(found);
  std::string arguments;
  for (const Type& parameter : function.parameters) {
    const bool was_strict = std::exchange(is_strict_, true);
    const auto argument = any_value(parameter, std::min(depth - 1, 1));
    is_strict_ = was_strict;
    if (!argument) {
      return std::nullopt;
    }
    arguments += (arguments.empty() ? "" : ", ") + *argument;
  }
  return function.name + "(" + arguments + ")";
}

std::string Expressions::new_name() {
  const int number = variables_++;
  return std::string(1, "vwxyz"[number % 5]) + std::to_string(number / 5);
}

std::string Expressions::variable(const Type& type) {
  const std::string name = new_name();
  scope_.add(name, type);
  return name;
}

std::optional<Type> Expressions::type_in_scope(bool (*wanted)(const Type&)) {
  std::vector<const Path*> found;
  for (const Path& each : scope_.paths()) {
    if (wanted(each.type)) {
      found.push_back(&each);
    }
  }
  if (found.empty()) {
    return std::nullopt;
  }
  const std::size_t near = std::min<std::size_t>(found.size(), 8);
  return (random_.one_in(2) ? found[found.size() - 1 - random_.below(near)] : random_.pick(found))->type;
}

std::optional<std::string> Expressions::fill(std::string_view text, int depth) {
  const std::size_t before = scope_.mark();
  Filling filling;
  std::string out;
  while (!text.empty()) {
    // A part is a letter in braces; other braces are CEL's.
    if (text.size() > 2 && text[0] == '{' && text[2] == '}') {
      const auto made = part(text.substr(1, 1), depth, filling);
      if (!made) {
        scope_.forget(before);
        return std::nullopt;
      }
      out += *made;
      // What a variable stands for does not see it; it is seen after that.
      if (text[1] != 'k' && text[1] != 'l' && filling.later) {
        scope_.add(filling.later->text, filling.later->type);
        filling.later.reset();
      }
      text.remove_prefix(3);
    } else {
      out += text[0];
      text.remove_prefix(1);
    }
  }
  scope_.forget(before);
  return out;
}

std::optional<std::string> Expressions::part(std::string_view name, int depth, Filling& filling) {
  const auto of_list = [&](std::optional<Type> element) {
    filling.list = element;
    return element ? list(*element, depth) : std::nullopt;
  };
  const auto introduce = [&](const Type& type) {
    filling.later = Path{new_name(), type, false, false};
    return filling.later->text;
  };
  switch (name[0]) {
    case 'b':
      return scalar(Base::boolean, depth);
    case 'i':
      return scalar(Base::int64, depth);
    case 'd':
      return scalar(Base::float64, depth);
    case 's':
      return scalar(Base::string, depth);
    case 't':
      return scalar(Base::timestamp, depth);
    case 'u':
      return scalar(Base::duration, depth);
    case 'o': {
      const Path* const chosen = choose(Type::to(scope_.shape().all()));
      if (chosen == nullptr) {
        return std::nullopt;
      }
      filling.object = chosen->type;
      filling.object->is_nullable = false;
      return spell(*chosen);
    }
    case 'e': {
      const auto type = type_in_scope([](const Type& each) { return each.base == Base::enumeration && !each.is_list; });
      return type ? path(*type) : std::nullopt;
    }
    case 'k':
      return introduce(Type::of(Base::int64));
    case 'l':
      return introduce(Type::of(Base::string));
    case 'a': {
      if (!filling.same) {
        filling.same = type_in_scope([](const Type& type) { return !type.is_list || type.base != Base::reference; });
      }
      if (!filling.same) {
        return std::nullopt;
      }
      filling.same->is_nullable = false;
      const auto made =
          filling.same->base == Base::reference ? path(*filling.same) : any_value(*filling.same, depth);
      return made && filling.same->base == Base::boolean ? std::optional("(" + *made + ")") : made;
    }
    case 'c':
      if (!filling.ordered) {
        filling.ordered = type_in_scope(&is_ordered);
      }
      if (!filling.ordered) {
        return std::nullopt;
      }
      filling.ordered->is_nullable = false;
      return any_value(*filling.ordered, depth);
    case 'z': {
      std::vector<const Path*> nullable;
      for (const Path& each : scope_.paths()) {
        if (each.type.is_nullable) {
          nullable.push_back(&each);
        }
      }
      return nullable.empty() ? std::nullopt : std::optional(spell(*random_.pick(nullable)));
    }
    case 'h': {
      std::vector<const Path*> fields;
      for (const Path& each : scope_.paths()) {
        if (each.is_field) {
          fields.push_back(&each);
        }
      }
      return fields.empty() ? std::nullopt : std::optional(random_.pick(fields)->text);
    }
    case 'L': {
      const auto type = type_in_scope([](const Type& each) { return each.is_list; });
      return of_list(type ? std::optional(type->element()) : std::nullopt);
    }
    case 'O': {
      if (filling.object) {
        return of_list(filling.object);
      }
      const auto type = type_in_scope([](const Type& each) { return each.is_list && each.base == Base::reference; });
      return of_list(type ? std::optional(type->element()) : std::nullopt);
    }
    case 'S':
      return of_list(Type::of(Base::string));
    case 'I':
      return of_list(Type::of(Base::int64));
    case 'D':
      return of_list(Type::of(Base::float64));
    case 'T':
      return of_list(Type::of(Base::timestamp));
    case 'x':
      return filling.list ? std::optional(variable(*filling.list)) : std::nullopt;
    case 'j':
      return variable(Type::of(Base::int64));
    case 'y':
      return variable(Type::of(Base::string));
    case 'q':
      return pools::quoted(random_, pools::text(random_));
    case 'n':
      return std::to_string(random_.below(3));
    case 'r': {
      static const std::vector<std::string> patterns = {"'^a'", "'[0-9]+'", "r'\\w+ \\w'", "'.*'", "'(a|b)'", "''", "'\\u00e9'"};
      return random_.pick(patterns);
    }
    default:
      return std::nullopt;
  }
}

std::string Expressions::placeholder() {
  static const Base bases[] = {Base::string, Base::string, Base::int64, Base::float64, Base::timestamp};
  if (random_.one_in(2)) {
    if (const auto object = path(Type::to(scope_.shape().all()))) {
      return "{" + *object + "}";
    }
  }
  // What stands in a text has to do without quotes and braces.
  for (int i = 0; i < 4; ++i) {
    const std::string made = scalar(random_.pick(bases), 1);
    if (made.find_first_of("\"'{}\\\n") == std::string::npos) {
      return "{" + made + "}";
    }
  }
  return "{1 + 1}";
}

}  // namespace exeunt::differential
