#include "interpreter/cel/type.h"

namespace exeunt::cel {

struct Type::Data {
  TypeKind kind;
  std::string name;
  std::vector<Type> parameters;
  std::vector<std::string> values;
};

Type::Type() { *this = dyn(); }

#define EXEUNT_CEL_SIMPLE_TYPE(function, enumerator)                                                       \
  Type Type::function() {                                                                                  \
    static const Type shared(std::make_shared<const Data>(Data{TypeKind::enumerator, {}, {}, {}}));        \
    return shared;                                                                                         \
  }
EXEUNT_CEL_SIMPLE_TYPE(dyn, dyn)
EXEUNT_CEL_SIMPLE_TYPE(error, error)
EXEUNT_CEL_SIMPLE_TYPE(null, null)
EXEUNT_CEL_SIMPLE_TYPE(boolean, boolean)
EXEUNT_CEL_SIMPLE_TYPE(int64, int64)
EXEUNT_CEL_SIMPLE_TYPE(uint64, uint64)
EXEUNT_CEL_SIMPLE_TYPE(float64, float64)
EXEUNT_CEL_SIMPLE_TYPE(string, string)
EXEUNT_CEL_SIMPLE_TYPE(bytes, bytes)
EXEUNT_CEL_SIMPLE_TYPE(timestamp, timestamp)
EXEUNT_CEL_SIMPLE_TYPE(duration, duration)
EXEUNT_CEL_SIMPLE_TYPE(type, type)
#undef EXEUNT_CEL_SIMPLE_TYPE

Type Type::list(Type element) {
  return Type(std::make_shared<const Data>(Data{TypeKind::list, {}, {std::move(element)}, {}}));
}

Type Type::map(Type key, Type value) {
  return Type(std::make_shared<const Data>(Data{TypeKind::map, {}, {std::move(key), std::move(value)}, {}}));
}

Type Type::type(Type denoted) {
  return Type(std::make_shared<const Data>(Data{TypeKind::type, {}, {std::move(denoted)}, {}}));
}

Type Type::object(std::string name) {
  return Type(std::make_shared<const Data>(Data{TypeKind::object, std::move(name), {}, {}}));
}

Type Type::nullable(Type type) {
  if (type.kind() == TypeKind::nullable) {
    return type;
  }
  return Type(std::make_shared<const Data>(Data{TypeKind::nullable, {}, {std::move(type)}, {}}));
}

Type Type::closed_string(std::string name, std::vector<std::string> values) {
  return Type(std::make_shared<const Data>(Data{TypeKind::closed_string, std::move(name), {}, std::move(values)}));
}

Type Type::opaque(std::string name, std::vector<Type> parameters) {
  return Type(std::make_shared<const Data>(Data{TypeKind::opaque, std::move(name), std::move(parameters), {}}));
}

Type Type::optional(Type type) { return opaque("optional_type", {std::move(type)}); }

Type Type::parameter(std::string name) {
  return Type(std::make_shared<const Data>(Data{TypeKind::parameter, std::move(name), {}, {}}));
}

TypeKind Type::kind() const { return data_->kind; }
const std::string& Type::name() const { return data_->name; }
const std::vector<Type>& Type::parameters() const { return data_->parameters; }
const std::vector<std::string>& Type::values() const { return data_->values; }

Type Type::without_null() const { return kind() == TypeKind::nullable ? parameters().front() : *this; }

static std::string_view word(TypeKind kind) {
  switch (kind) {
    case TypeKind::dyn: return "dyn";
    case TypeKind::error: return "error";
    case TypeKind::null: return "null";
    case TypeKind::boolean: return "bool";
    case TypeKind::int64: return "int";
    case TypeKind::uint64: return "uint";
    case TypeKind::float64: return "double";
    case TypeKind::string: return "string";
    case TypeKind::bytes: return "bytes";
    case TypeKind::timestamp: return "timestamp";
    case TypeKind::duration: return "duration";
    case TypeKind::list: return "list";
    case TypeKind::map: return "map";
    case TypeKind::type: return "type";
    case TypeKind::nullable: return "wrapper";
    case TypeKind::object:
    case TypeKind::closed_string:
    case TypeKind::opaque:
    case TypeKind::parameter: break;  // these have a name
  }
  return {};
}

void Type::append(std::string& out, bool display) const {
  if (display && kind() == TypeKind::nullable) {
    parameters().front().append(out, display);
    out += '?';
    return;
  }
  const std::string_view fixed = word(kind());
  out += fixed.empty() ? std::string_view(name()) : fixed;
  if (parameters().empty()) {
    return;
  }
  const char* separator = "(";
  for (const Type& parameter : parameters()) {
    out += separator;
    parameter.append(out, display);
    separator = ", ";
  }
  out += ')';
}

std::string Type::text() const {
  std::string out;
  append(out, false);
  return out;
}

std::string Type::display() const {
  std::string out;
  append(out, true);
  return out;
}

bool operator==(const Type& a, const Type& b) {
  if (a.data_ == b.data_) {
    return true;
  }
  return a.kind() == b.kind() && a.name() == b.name() && a.parameters() == b.parameters() && a.values() == b.values();
}

}  // namespace exeunt::cel
