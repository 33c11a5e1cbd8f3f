#include "interpreter/cel/unify.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace exeunt::cel {

Type with_parameters(const Type& type, std::vector<Type> parameters) {
  switch (type.kind()) {
    case TypeKind::list: return Type::list(parameters[0]);
    case TypeKind::map: return Type::map(parameters[0], parameters[1]);
    case TypeKind::type: return parameters.empty() ? Type::type() : Type::type(parameters[0]);
    case TypeKind::nullable: return Type::nullable(parameters[0]);
    case TypeKind::opaque: return Type::opaque(type.name(), std::move(parameters));
    default: return type;
  }
}

/// The type rebuilt with `change` applied to every parameter; itself when nothing changes.
template <typename Change>
static Type map_parameters(const Type& type, Change change) {
  if (type.parameters().empty()) {
    return type;
  }
  std::vector<Type> parameters;
  for (const Type& parameter : type.parameters()) {
    parameters.push_back(change(parameter));
  }
  return parameters == type.parameters() ? type : with_parameters(type, std::move(parameters));
}

Type Unifier::fresh() {
  bindings_.emplace_back();
  return Type::parameter(fmt::format("%{}", bindings_.size() - 1));
}

bool Unifier::is_variable(const Type& type) const {
  return type.kind() == TypeKind::parameter && type.name().starts_with('%');
}

size_t Unifier::index_of(const Type& variable) const {
  size_t index = 0;
  const std::string& name = variable.name();
  std::from_chars(name.data() + 1, name.data() + name.size(), index);
  return index;
}

Type Unifier::instantiate(const Type& type, std::map<std::string, Type>& names) {
  if (type.kind() == TypeKind::parameter) {
    const auto found = names.find(type.name());
    return found != names.end() ? found->second : names.emplace(type.name(), fresh()).first->second;
  }
  return map_parameters(type, [&](const Type& parameter) { return instantiate(parameter, names); });
}

Type Unifier::look_up(const Type& type) const {
  Type out = type;
  while (is_variable(out) && bindings_[index_of(out)]) {
    const Type next = *bindings_[index_of(out)];
    out = next;
  }
  return out;
}

Type Unifier::resolve(const Type& type) const {
  return map_parameters(look_up(type), [&](const Type& parameter) { return resolve(parameter); });
}

Type Unifier::finish(const Type& type) const {
  const Type known = look_up(type);
  if (known.kind() == TypeKind::parameter) {
    return Type::dyn();
  }
  return map_parameters(known, [&](const Type& parameter) { return finish(parameter); });
}

bool Unifier::occurs(const Type& variable, const Type& in) const {
  const Type known = look_up(in);
  if (known == variable) {
    return true;
  }
  return std::any_of(known.parameters().begin(), known.parameters().end(),
                     [&](const Type& parameter) { return occurs(variable, parameter); });
}

bool Unifier::bind(const Type& variable, const Type& type) {
  if (look_up(type) == variable) {
    return true;
  }
  if (occurs(variable, type)) {
    return false;
  }
  const size_t index = index_of(variable);
  trail_.emplace_back(index, bindings_[index]);
  bindings_[index] = type;
  return true;
}

void Unifier::rollback(size_t mark) {
  while (trail_.size() > mark) {
    bindings_[trail_.back().first] = trail_.back().second;
    trail_.pop_back();
  }
}

static bool is_wild(const Type& type) { return type.kind() == TypeKind::dyn || type.kind() == TypeKind::error; }

/// As in CEL, null goes with messages and abstract types, although they are not declared nullable.
static bool takes_null(const Type& type) {
  return type.kind() == TypeKind::nullable || type.kind() == TypeKind::null || type.kind() == TypeKind::object ||
         type.kind() == TypeKind::opaque;
}

static bool is_number(const Type& type) {
  return type.kind() == TypeKind::int64 || type.kind() == TypeKind::uint64 || type.kind() == TypeKind::float64;
}

static bool is_subset(const std::vector<std::string>& small, const std::vector<std::string>& large) {
  return std::all_of(small.begin(), small.end(), [&](const std::string& value) {
    return std::find(large.begin(), large.end(), value) != large.end();
  });
}

static bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& value) { return std::find(b.begin(), b.end(), value) != b.end(); });
}

static bool object_fits(const TypeProvider* types, const Type& from, const Type& to) {
  return from.name() == to.name() || (types != nullptr && types->is_assignable(from.name(), to.name()));
}

// Assignment. ---------------------------------------------------------------------------------------------------------

bool Unifier::assign_parameters(const Type& from, const Type& to) {
  if (from.parameters().size() != to.parameters().size()) {
    return false;
  }
  for (size_t i = 0; i < from.parameters().size(); ++i) {
    if (!assign(from.parameters()[i], to.parameters()[i])) {
      return false;
    }
  }
  return true;
}

bool Unifier::assign(const Type& from_type, const Type& to_type) {
  // What a bound variable stands for may have to grow to hold this argument as well.
  if (is_variable(to_type) && bindings_[index_of(to_type)]) {
    const auto joined = join(*bindings_[index_of(to_type)], from_type);
    return joined && bind(to_type, *joined);
  }
  const Type from = look_up(from_type);
  const Type to = look_up(to_type);
  if (is_variable(to)) {
    return bind(to, from);
  }
  if (is_variable(from)) {
    return bind(from, to);
  }
  if (is_wild(from) || is_wild(to)) {
    return true;
  }
  if (from.kind() == TypeKind::null) {
    return takes_null(to);
  }
  if (from.kind() == TypeKind::nullable || to.kind() == TypeKind::nullable) {
    return assign(from.without_null(), to.without_null());
  }
  switch (to.kind()) {
    case TypeKind::string: return from.kind() == TypeKind::string || from.kind() == TypeKind::closed_string;
    case TypeKind::closed_string:
      return from.kind() == TypeKind::closed_string && is_subset(from.values(), to.values());
    case TypeKind::object: return from.kind() == TypeKind::object && object_fits(types_, from, to);
    case TypeKind::type: return from.kind() == TypeKind::type;
    default: return from.kind() == to.kind() && from.name() == to.name() && assign_parameters(from, to);
  }
}

// Join. ---------------------------------------------------------------------------------------------------------------

std::optional<Type> Unifier::join_parameters(const Type& a, const Type& b) {
  if (a.kind() != b.kind() || a.name() != b.name() || a.parameters().size() != b.parameters().size()) {
    return std::nullopt;
  }
  std::vector<Type> parameters;
  for (size_t i = 0; i < a.parameters().size(); ++i) {
    auto joined = join(a.parameters()[i], b.parameters()[i]);
    if (!joined) {
      return std::nullopt;
    }
    parameters.push_back(std::move(*joined));
  }
  return with_parameters(a, std::move(parameters));
}

std::optional<Type> Unifier::join(const Type& a_type, const Type& b_type) {
  const Type a = look_up(a_type);
  const Type b = look_up(b_type);
  if (a == b) {
    return a;
  }
  if (is_variable(a)) {
    return bind(a, b) ? std::optional(b) : std::nullopt;
  }
  if (is_variable(b)) {
    return bind(b, a) ? std::optional(a) : std::nullopt;
  }
  if (is_wild(a) || is_wild(b)) {
    return a.kind() == TypeKind::error ? a : b.kind() == TypeKind::error ? b : Type::dyn();
  }
  if (a.kind() == TypeKind::null || b.kind() == TypeKind::null) {
    const Type& other = a.kind() == TypeKind::null ? b : a;
    return takes_null(other) ? std::optional(other) : std::nullopt;
  }
  if (a.kind() == TypeKind::nullable || b.kind() == TypeKind::nullable) {
    const auto joined = join(a.without_null(), b.without_null());
    return joined ? std::optional(Type::nullable(*joined)) : std::nullopt;
  }
  const auto is_text = [](const Type& type) {
    return type.kind() == TypeKind::string || type.kind() == TypeKind::closed_string;
  };
  if (is_text(a) && is_text(b)) {
    const bool both_closed = a.kind() == b.kind();
    return both_closed && is_subset(a.values(), b.values())   ? b
           : both_closed && is_subset(b.values(), a.values()) ? a
                                                              : Type::string();
  }
  if (a.kind() == TypeKind::object && b.kind() == TypeKind::object) {
    return object_fits(types_, a, b)   ? std::optional(b)
           : object_fits(types_, b, a) ? std::optional(a)
                                       : std::nullopt;
  }
  if (a.kind() == TypeKind::type && b.kind() == TypeKind::type) {
    return Type::type();
  }
  return join_parameters(a, b);
}

// Equality. -----------------------------------------------------------------------------------------------------------

bool Unifier::comparable(const Type& a_type, const Type& b_type) {
  const Type a = look_up(a_type);
  const Type b = look_up(b_type);
  if (is_variable(a) || is_variable(b)) {
    is_variable(a) ? bind(a, b) : bind(b, a);
    return true;
  }
  if (is_wild(a) || is_wild(b)) {
    return true;
  }
  if (a.kind() == TypeKind::null || b.kind() == TypeKind::null) {
    return takes_null(a) && takes_null(b);
  }
  if (a.kind() == TypeKind::nullable || b.kind() == TypeKind::nullable) {
    return comparable(a.without_null(), b.without_null());
  }
  if (is_number(a) && is_number(b)) {
    return true;
  }
  if (a.kind() == TypeKind::closed_string && b.kind() == TypeKind::closed_string) {
    return overlap(a.values(), b.values());
  }
  if (a.kind() == TypeKind::closed_string || b.kind() == TypeKind::closed_string) {
    return a.kind() == TypeKind::string || b.kind() == TypeKind::string;
  }
  if (a.kind() == TypeKind::object && b.kind() == TypeKind::object) {
    return object_fits(types_, a, b) || object_fits(types_, b, a);
  }
  if (a.kind() != b.kind() || a.name() != b.name()) {
    return false;
  }
  if (a.kind() == TypeKind::type) {
    return true;
  }
  for (size_t i = 0; i < std::min(a.parameters().size(), b.parameters().size()); ++i) {
    if (!comparable(a.parameters()[i], b.parameters()[i])) {
      return false;
    }
  }
  return true;
}

// The public question. ------------------------------------------------------------------------------------------------

/// Stricter than an overload's: what may be null does not go where null does not.
static bool loses_null(const Type& from, const Type& to) {
  if (from.kind() == TypeKind::nullable && to.kind() != TypeKind::nullable && to.kind() != TypeKind::dyn) {
    return true;
  }
  if (from.kind() == TypeKind::null && (to.kind() == TypeKind::object || to.kind() == TypeKind::opaque)) {
    return true;
  }
  const Type a = from.without_null();
  const Type b = to.without_null();
  for (size_t i = 0; i < std::min(a.parameters().size(), b.parameters().size()); ++i) {
    if (loses_null(a.parameters()[i], b.parameters()[i])) {
      return true;
    }
  }
  return false;
}

bool is_assignable(const Type& from, const Type& to, const TypeProvider* types) {
  return !loses_null(from, to) && Unifier(types).assign(from, to);
}

}  // namespace exeunt::cel
