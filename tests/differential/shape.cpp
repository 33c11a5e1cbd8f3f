#include "tests/differential/shape.h"

#include <algorithm>

namespace exeunt::differential {

namespace {

const std::vector<std::string> entity_names = {"deal", "note", "folder", "task", "seat", "team", "mail", "robot"};
const std::vector<std::string> roles = {"ownership", "authorship", "membership", "assignment", "trigger"};
const std::vector<std::vector<std::string>> value_lists = {
    {"open", "won"}, {"open", "done", "lost"}, {"active", "gone"}, {"open"}, {"active", "open", "gone", "label", "on"}};

class Shaper {
 public:
  explicit Shaper(Random& random) : random_(random) {}

  Shape make() {
    for (std::size_t i = random_.below(3); i > 0; --i) {
      shape_.enums.push_back({i == 1 ? "stage" : "visibility", random_.pick(value_lists)});
    }
    std::vector<std::string> names = entity_names;
    shape_.entities.push_back({"user", {}});
    for (std::size_t i = 1 + random_.below(4); i > 0; --i) {
      const std::size_t chosen = random_.below(names.size());
      shape_.entities.push_back({names[chosen], {}});
      names.erase(names.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
    if (random_.one_in(3)) {
      shape_.entities.push_back({"account", {}});
    }
    for (std::size_t entity = 0; entity < shape_.entities.size(); ++entity) {
      fill(entity);
    }
    return std::move(shape_);
  }

 private:
  void fill(std::size_t entity) {
    Entity& out = shape_.entities[entity];
    if (!random_.one_in(6)) {
      Field label{random_.one_in(2) ? "name" : "title", Type::of(Base::string), {}, true, false, false};
      label.type.is_nullable = random_.one_in(3);
      out.fields.push_back(label);
    }
    if (entity == 0) {
      Type status = Type::of(Base::enumeration);
      status.values = {"active", "gone"};
      add(entity, "status", status);
      add(entity, "admin", Type::of(Base::boolean));
    } else if (!random_.one_in(5)) {
      Type owner = Type::to({0});
      owner.is_nullable = random_.one_in(2);
      add(entity, "owner", owner, random_.one_in(6) ? "" : "ownership");
    }
    for (std::size_t i = random_.below(5); i > 0; --i) {
      const std::size_t chosen = random_.below(kinds.size());
      add(entity, kinds[chosen].name, any_type(kinds[chosen].base, entity));
    }
    if (random_.one_in(2)) {
      Type members = Type::to({0}).list();
      members.is_nullable = random_.one_in(4);
      add(entity, "members", members, random_.one_in(5) ? "" : "membership");
    }
    if (random_.one_in(2)) {
      Type parent = Type::to({entity});
      parent.is_nullable = !random_.one_in(4);
      add(entity, "parent", parent);
    }
  }

  void add(std::size_t entity, const std::string& name, const Type& type, const std::string& role = "") {
    std::vector<Field>& fields = shape_.entities[entity].fields;
    if (std::any_of(fields.begin(), fields.end(), [&](const Field& each) { return each.name == name; })) {
      return;
    }
    Field field{name, type, role, false, random_.one_in(12), random_.one_in(3)};
    if (type.base == Base::reference && role.empty() && random_.one_in(3)) {
      field.role = random_.pick(roles);
    }
    // Anywhere but first: a name before a type could be a modifier of the field before it.
    const std::size_t at = fields.empty() ? 0 : 1 + random_.below(fields.size());
    fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at), field);
  }

  Type any_type(Base base, std::size_t self) {
    Type out = Type::of(base);
    if (base == Base::enumeration) {
      if (!shape_.enums.empty() && random_.one_in(2)) {
        const Enum& declared = random_.pick(shape_.enums);
        out.enum_name = declared.name;
        out.values = declared.values;
      } else {
        out.values = random_.pick(value_lists);
      }
    } else if (base == Base::reference) {
      out.is_any = random_.one_in(4);
      out.targets = out.is_any ? shape_.all() : some_entities(self);
    }
    out.is_list = random_.one_in(5);
    out.is_nullable = random_.one_in(3);
    return out;
  }

  std::vector<std::size_t> some_entities(std::size_t self) {
    std::vector<std::size_t> out;
    for (std::size_t i = 1 + random_.below(3); i > 0; --i) {
      out.push_back(random_.one_in(3) ? 0 : random_.one_in(4) ? self : random_.below(shape_.entities.size()));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  struct FieldKind {
    std::string name;
    Base base;
  };
  /// Some names are those of clauses: a field may have them.
  const std::vector<FieldKind> kinds = {
      {"hidden", Base::boolean},   {"size", Base::int64},        {"tries", Base::int64},       {"weight", Base::float64},
      {"value", Base::float64},    {"text", Base::string},       {"note", Base::string},       {"tags", Base::string},
      {"ends_at", Base::timestamp}, {"joined", Base::timestamp}, {"grace", Base::duration},    {"stage", Base::enumeration},
      {"kind", Base::enumeration}, {"about", Base::reference},   {"lead", Base::reference},    {"linked_to", Base::reference},
      {"backup", Base::reference}, {"phase", Base::enumeration}, {"where", Base::boolean},     {"label", Base::string}};

  Random& random_;
  Shape shape_;
};

}  // namespace

std::vector<std::size_t> Shape::all() const {
  std::vector<std::size_t> out(entities.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = i;
  }
  return out;
}

std::string text(const Shape& shape, const Type& type) {
  static const char* const words[] = {"bool", "int", "double", "string", "timestamp", "duration"};
  std::string out;
  if (type.base == Base::enumeration) {
    out = type.enum_name;
    if (out.empty()) {
      for (const std::string& value : type.values) {
        out += (out.empty() ? "enum(" : ", ") + value;
      }
      out += ")";
    }
  } else if (type.base == Base::reference) {
    out = "ref<";
    for (std::size_t i = 0; i < type.targets.size() && !type.is_any; ++i) {
      out += (i == 0 ? "" : ", ") + shape.entities[type.targets[i]].name;
    }
    out += type.is_any ? "*>" : ">";
  } else {
    out = words[static_cast<std::size_t>(type.base)];
  }
  return (type.is_list ? "list<" + out + ">" : out) + (type.is_nullable ? "?" : "");
}

Shape make_shape(Random& random) { return Shaper(random).make(); }

std::vector<Field> common_fields(const Shape& shape, const std::vector<std::size_t>& entities) {
  std::vector<Field> out;
  if (entities.empty()) {
    return out;
  }
  for (const Field& field : shape.entities[entities.front()].fields) {
    const bool everywhere = std::all_of(entities.begin(), entities.end(), [&](std::size_t entity) {
      const std::vector<Field>& fields = shape.entities[entity].fields;
      return std::any_of(fields.begin(), fields.end(), [&](const Field& each) {
        return each.name == field.name && is_same(each.type, field.type) &&
               each.type.is_nullable == field.type.is_nullable;
      });
    });
    if (everywhere) {
      out.push_back(field);
    }
  }
  return out;
}

bool is_same(const Type& a, const Type& b) {
  return a.base == b.base && a.is_list == b.is_list && a.values == b.values && a.targets == b.targets &&
         a.is_any == b.is_any;
}

bool is_within(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to) {
  return std::includes(to.begin(), to.end(), from.begin(), from.end());
}

}  // namespace exeunt::differential
