#include "interpreter/check/concept.h"

#include <algorithm>
#include <functional>
#include <map>

#include "interpreter/check/cite.h"
#include "interpreter/check/field.h"
#include "interpreter/check/name.h"
#include "interpreter/check/title.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// In the order of ConceptKind.
constexpr std::string_view kind_words[] = {"object", "event", "capability"};
constexpr std::string_view kind_plurals[] = {"objects", "events", "capabilities"};

/// Why a concept's field, a variable wherever the concept is carried over, cannot have this name.
std::optional<std::string> reserved_name(std::string_view name) {
  const auto why = reserved_field(name);
  return why ? why : reserved_word(name);
}

class ConceptChecker {
 public:
  explicit ConceptChecker(Context& context) : context_(context) {}

  void run() {
    collect();
    for (const auto& [name, declared] : concepts_) {
      add(name, *declared.body, declared.of_module());
    }
    neutral_->account = neutral_->find_entity("std.account");
    for (model::Entity& entity : neutral_->entities) {
      const Declared<ast::Concept>& declared = concepts_.at(entity.name);
      const std::string& module = declared.file->module->text;
      const FieldScope scope{{*neutral_, enums_of(module), false,
                              [&](const ast::Name& target) { return find_target(target, *declared.file); }},
                             reserved_name};
      check_fields(context_, scope, declared.body->fields, entity);
      report_sources(entity.name, declared.body->fields);
    }
    context_.program->neutral = neutral_;
    context_.program->neutral_types = forgiving(context_, model::type_provider(neutral_));
  }

 private:
  /// Of the pack, and of all modules.
  void collect() {
    for (const auto& [name, declared] : context_.all<ast::Concept>()) {
      if (!declared.of_module()) {
        concepts_.emplace(name, declared);
      }
    }
    for (const ast::File& file : context_.pack.modules) {
      for (const ast::Declaration& declaration : file.declarations) {
        if (const auto* body = std::get_if<ast::Concept>(&declaration.body)) {
          add_of_module({body, &declaration, &file});
        } else if (const auto* values = std::get_if<ast::Enum>(&declaration.body)) {
          enum_bodies_[file.module->text].push_back(values);
        }
      }
    }
  }

  void add_of_module(const Declared<ast::Concept>& declared) {
    const std::string name = concept_name(*declared.file, declared.body->name.text);
    const auto [first, added] = concepts_.emplace(name, declared);
    if (!added) {
      context_.sink.report<Kind::declared_twice>(declared.body->name.span, "concept", declared.body->name.text)
          .label(first->second.body->name.span, "first declared here");
    }
  }

  void add(const std::string& name, const ast::Concept& declared, bool of_module) {
    const auto kind = concept_kind(declared);
    if (!kind) {
      auto report = context_.sink.report<Kind::concept_kind_unknown>(declared.of->span, declared.of->text);
      suggest(context_.sink, report, declared.of->text, {std::begin(kind_words), std::end(kind_words)});
      report.help("a concept is of `object`, `event` or `capability`");
      return;
    }
    program::Concept entry;
    entry.name = name;
    entry.title = declared.title ? declared.title->value : title_of(declared.name.text);
    entry.kind = *kind;
    if (declared.plural) {
      entry.plural = declared.plural->value;
    } else if (entry.kind == ConceptKind::object) {
      entry.plural = plural_of(entry.title);
    }
    entry.declared = declared.name.span;
    if (!declared.fields.empty() && may_have_fields(name, declared, *kind, of_module)) {
      entry.entity = static_cast<model::EntityIndex>(neutral_->entities.size());  // concepts_ is in order
      model::Entity entity;
      entity.name = name;
      entity.title = entry.title;
      entity.plural = entry.plural;
      entity.concept_name = name;
      entity.declared = entry.declared;
      neutral_->entities.push_back(std::move(entity));
    }
    context_.program->concepts.push_back(std::move(entry));
  }

  bool may_have_fields(const std::string& name, const ast::Concept& declared, ConceptKind kind, bool of_module) {
    const source::Span place = declared.fields.front().name.span;
    if (kind != ConceptKind::object) {
      context_.sink.report<Kind::concept_cannot_have_fields>(
          place, name, "it is a concept of " + std::string(plural_word(kind)));
      return false;
    }
    if (!of_module) {
      context_.sink.report<Kind::concept_cannot_have_fields>(place, name, "it is the pack's own")
          .help("an account that several packs are held to is told in the concepts of modules");
      return false;
    }
    return true;
  }

  void report_sources(const std::string& name, const std::vector<ast::Field>& fields) {
    for (const ast::Field& field : fields) {
      if (field.is) {
        context_.sink
            .report<Kind::nothing_to_carry_over>(field.is->span, name + "." + field.name.text,
                                                 "a concept's field is what others are compared by")
            .help("the fields of entities say `is`");
      }
    }
  }

  /// The concept that `ref<…>` names: of the same module or of `std` by its name alone, of another with it.
  std::optional<model::EntityIndex> find_target(const ast::Name& target, const ast::File& file) {
    const bool is_dotted = target.text.find('.') != std::string::npos;
    const std::vector<std::string> names = is_dotted ? std::vector{target.text}
                                                     : std::vector{concept_name(file, target.text), "std." + target.text};
    for (const std::string& name : names) {
      if (const auto entity = neutral_->find_entity(name)) {
        return entity;
      }
      if (concepts_.contains(name)) {
        context_.sink.report<Kind::concept_without_fields>(target.span, name)
            .label(concepts_.at(name).body->name.span, "declared here");
        return std::nullopt;
      }
    }
    auto report = context_.sink.report<Kind::concept_unknown>(target.span, target.text);
    std::vector<std::string> candidates;
    for (const std::string& name : neutral_->entity_names()) {
      const std::string last = name.substr(name.find('.') + 1);
      const bool is_near = name == concept_name(file, last) || name == "std." + last;
      candidates.push_back(!is_dotted && is_near ? last : name);
    }
    suggest(context_.sink, report, target.text, candidates);
    return std::nullopt;
  }

  /// The enums of one module and of `std`.
  const std::map<std::string, std::vector<std::string>, std::less<>>& enums_of(const std::string& module) {
    auto [found, added] = enums_.try_emplace(module);
    if (added) {
      for (const std::string& from : {module, std::string("std")}) {
        for (const ast::Enum* body : enum_bodies_[from]) {
          std::vector<ast::Name> values;
          for (const ast::EnumValue& value : body->values) {
            values.push_back(value.name);
          }
          found->second.try_emplace(body->name.text, enum_values(context_, values));
        }
      }
    }
    return found->second;
  }

  Context& context_;
  Table<ast::Concept> concepts_;
  std::shared_ptr<model::Model> neutral_ = std::make_shared<model::Model>();
  std::map<std::string, std::vector<const ast::Enum*>> enum_bodies_;  // by module
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>> enums_;
};

}  // namespace

std::optional<program::Concept::Kind> concept_kind(const ast::Concept& declared) {
  if (!declared.of) {
    return ConceptKind::object;
  }
  const auto found = std::find(std::begin(kind_words), std::end(kind_words), declared.of->text);
  if (found == std::end(kind_words)) {
    return std::nullopt;
  }
  return static_cast<ConceptKind>(found - std::begin(kind_words));
}

std::string_view plural_word(program::Concept::Kind kind) {
  return kind_plurals[static_cast<std::size_t>(kind)];
}

void check_concepts(Context& context) {
  ConceptChecker(context).run();
}

}  // namespace exeunt::check
