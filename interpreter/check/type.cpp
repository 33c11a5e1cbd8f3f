#include "interpreter/check/type.h"

#include <algorithm>
#include <map>

#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;
using model::FieldKind;
using model::FieldType;

namespace {

/// What the DSL calls a kind of value that needs no declaration.
std::optional<FieldKind> plain_kind(std::string_view word) {
  static const std::map<std::string_view, FieldKind> words = {
      {"bool", FieldKind::boolean},  {"int", FieldKind::int64},           {"double", FieldKind::float64},
      {"string", FieldKind::string}, {"timestamp", FieldKind::timestamp}, {"duration", FieldKind::duration}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

class Resolver {
 public:
  Resolver(Context& context, const TypeScope& scope, const std::string& owner, EntityNames entity_names)
      : context_(context), scope_(scope), owner_(owner), entity_names_(entity_names) {}

  std::optional<FieldType> run(const ast::Type& type) {
    std::optional<FieldType> out;
    switch (type.kind) {
      case ast::Type::Kind::named:
        out = named(type);
        break;
      case ast::Type::Kind::enumeration:
        out = enumeration(type);
        break;
      case ast::Type::Kind::reference:
        out = reference(type);
        break;
      case ast::Type::Kind::list:
        out = list(type);
        break;
    }
    if (out) {
      out->nullable = type.nullable;
    }
    return out;
  }

 private:
  std::optional<FieldType> named(const ast::Type& type) {
    const std::string& name = type.name.text;
    FieldType out;
    if (const auto kind = plain_kind(name)) {
      out.kind = *kind;
      return out;
    }
    if (const auto values = scope_.enums.find(name); values != scope_.enums.end()) {
      if (scope_.of_pack) {
        context_.used.enums.insert(name);
      }
      out.kind = FieldKind::enumeration;
      out.enum_name = name;
      out.values = values->second;
      return out;
    }
    const auto entity = scope_.model.find_entity(name);
    if (entity && entity_names_ == EntityNames::references) {
      out.kind = FieldKind::reference;
      out.targets = {*entity};
      return out;
    }
    report_unknown(type, entity.has_value());
    return std::nullopt;
  }

  void report_unknown(const ast::Type& type, bool is_entity) {
    const std::string& name = type.name.text;
    if (is_entity) {
      context_.sink.report<Kind::type_entity_by_value>(type.name.span, name)
          .help("a reference to it is written `ref<" + name + ">`");
      return;
    }
    auto report = context_.sink.report<Kind::type_unknown>(type.name.span, name);
    std::vector<std::string> candidates = {"bool", "int", "double", "string", "timestamp", "duration"};
    for (const auto& [declared, unused] : scope_.enums) {
      candidates.push_back(declared);
    }
    suggest(context_.sink, report, name, candidates);
  }

  std::optional<FieldType> enumeration(const ast::Type& type) {
    FieldType out;
    out.kind = FieldKind::enumeration;
    out.enum_name = owner_;
    out.values = enum_values(context_, type.values);
    return out;
  }

  std::optional<FieldType> reference(const ast::Type& type) {
    FieldType out;
    out.kind = FieldKind::reference;
    out.any = type.any;
    if (type.any) {
      for (model::EntityIndex i = 0; i < scope_.model.entities.size(); ++i) {
        out.targets.push_back(i);
      }
      return out;
    }
    bool good = true;
    for (const ast::Name& target : type.targets) {
      const auto entity = scope_.find_target(target);
      if (!entity) {
        good = false;
      } else if (std::find(out.targets.begin(), out.targets.end(), *entity) != out.targets.end()) {
        context_.sink.report<Kind::type_repeated_target>(target.span, target.text);
      } else {
        out.targets.push_back(*entity);
      }
    }
    std::sort(out.targets.begin(), out.targets.end());
    return good ? std::optional(out) : std::nullopt;
  }

  std::optional<FieldType> list(const ast::Type& type) {
    if (type.element.empty()) {
      return std::nullopt;
    }
    const ast::Type& element = type.element.front();
    if (element.kind == ast::Type::Kind::list) {
      context_.sink.report<Kind::type_nested_list>(element.span);
      return std::nullopt;
    }
    if (element.nullable) {
      context_.sink.report<Kind::type_nullable_element>(element.span).help("the list itself may be absent: `list<…>?`");
      return std::nullopt;
    }
    auto inner = run(element);
    if (!inner) {
      return std::nullopt;
    }
    FieldType out;
    out.kind = FieldKind::list;
    out.element.push_back(std::move(*inner));
    return out;
  }

  Context& context_;
  const TypeScope& scope_;
  const std::string& owner_;
  EntityNames entity_names_;
};

}  // namespace

TypeScope model_types(Context& context) {
  const auto find = [&context](const ast::Name& target) {
    const auto entity = context.model->find_entity(target.text);
    if (!entity) {
      auto report = context.sink.report<Kind::entity_unknown>(target.span, target.text);
      suggest(context.sink, report, target.text, context.model->entity_names());
    }
    return entity;
  };
  return {*context.model, context.enum_values, true, find};
}

std::optional<model::FieldType> resolve(Context& context, const TypeScope& scope, const ast::Type& type,
                                        const std::string& owner, EntityNames entity_names) {
  return Resolver(context, scope, owner, entity_names).run(type);
}

std::optional<model::FieldType> resolve(Context& context, const ast::Type& type, const std::string& owner,
                                        EntityNames entity_names) {
  return resolve(context, model_types(context), type, owner, entity_names);
}

std::vector<std::string> enum_values(Context& context, const std::vector<ast::Name>& values) {
  std::vector<std::string> out;
  std::map<std::string_view, source::Span> first;
  for (const ast::Name& value : values) {
    const auto [at, added] = first.emplace(value.text, value.span);
    if (added) {
      out.push_back(value.text);
    } else {
      context.sink.report<Kind::enum_value_twice>(value.span, value.text).label(at->second, "first listed here");
    }
  }
  return out;
}

}  // namespace exeunt::check
