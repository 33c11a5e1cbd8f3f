// The model of a pack that is being made up, as far as those need to know it who make up the rest: entities, their typed
// fields, enums.
#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/trial/random.h"

namespace exeunt::differential {

using fuzz::Random;

enum class Base { boolean, int64, float64, string, timestamp, duration, enumeration, reference };

struct Type {
  Base base = Base::boolean;
  bool is_list = false;
  bool is_nullable = false;
  std::vector<std::string> values;   ///< enumeration
  std::string enum_name;             ///< enumeration that is declared by itself; empty: in place
  std::vector<std::size_t> targets;  ///< reference: entities, sorted
  bool is_any = false;               ///< reference: written `ref<*>`

  static Type of(Base base) {
    Type out;
    out.base = base;
    return out;
  }
  static Type to(std::vector<std::size_t> entities) {
    Type out = of(Base::reference);
    out.targets = std::move(entities);
    return out;
  }
  Type element() const {
    Type out = *this;
    out.is_list = out.is_nullable = false;
    return out;
  }
  Type list() const {
    Type out = element();
    out.is_list = true;
    return out;
  }
};

struct Field {
  std::string name;
  Type type;
  std::string role;
  bool is_label = false;
  bool is_derived = false;
  /// Written by rules that look at the plan, and never looked at through planned(…): so that most packs have an order.
  bool is_late = false;
};

struct Entity {
  std::string name;
  std::vector<Field> fields;
};

struct Enum {
  std::string name;
  std::vector<std::string> values;
};

struct Shape {
  std::vector<Enum> enums;
  std::vector<Entity> entities;  ///< the first one is `user`

  std::vector<std::size_t> all() const;
};

/// As the DSL writes it.
std::string text(const Shape& shape, const Type& type);

Shape make_shape(Random& random);

/// The fields that every one of these entities has, with one type.
std::vector<Field> common_fields(const Shape& shape, const std::vector<std::size_t>& entities);

bool is_same(const Type& a, const Type& b);
/// Whether every object that `from` may lead to is one that `to` may lead to.
bool is_within(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to);

}  // namespace exeunt::differential
