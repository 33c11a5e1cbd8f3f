#include "interpreter/check/let.h"

#include <algorithm>

#include "interpreter/check/inspect.h"
#include "interpreter/check/name.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using cel::Environment;
using cel::Type;
using diagnostic::Kind;
using program::LetIndex;
namespace slot = program::slot;

namespace {

/// All expressions of a let, in source order.
std::vector<const ast::Expression*> expressions(const ast::Let& let) {
  if (const auto* value = std::get_if<ast::Expression>(&let.value)) {
    return {value};
  }
  const auto& lookup = std::get<ast::Lookup>(let.value);
  std::vector<const ast::Expression*> all;
  if (lookup.where) {
    all.push_back(&*lookup.where);
  }
  for (const ast::OrderKey& key : lookup.by) {
    all.push_back(&key.key);
  }
  return all;
}

bool can_be_key(const Type& type) {
  switch (type.without_null().kind()) {
    case cel::TypeKind::boolean:
    case cel::TypeKind::int64:
    case cel::TypeKind::uint64:
    case cel::TypeKind::float64:
    case cel::TypeKind::string:
    case cel::TypeKind::closed_string:
    case cel::TypeKind::timestamp:
    case cel::TypeKind::duration:
    case cel::TypeKind::dyn:
    case cel::TypeKind::error:
      return true;
    default:
      return false;
  }
}

class LetChecker {
 public:
  explicit LetChecker(Context& context) : context_(context) {}

  void run() {
    for (const auto& [name, declared] : context_.all<ast::Let>()) {
      lets_.push_back(declared.body);
      index_[name] = static_cast<LetIndex>(lets_.size() - 1);
      check_name(*declared.body);
    }
    context_.scopes.lets.resize(lets_.size());
    context_.program->lets.resize(lets_.size());
    for (LetIndex let = 0; let < lets_.size(); ++let) {
      check_signature(let);
      dependencies_.push_back(find_dependencies(let));
    }
    base_ = lookup_scope(context_);
    for (LetIndex let : order()) {
      check_let(let);
    }
  }

 private:
  void check_name(const ast::Let& let) {
    const std::string& name = let.name.text;
    if (const auto why = reserved_variable(name)) {
      context_.sink.report<Kind::name_reserved>(let.name.span, "a let", name, *why);
    } else if (const auto* entity = context_.find<ast::Entity>(name)) {
      context_.sink.report<Kind::name_taken>(let.name.span, "let", name, "an entity")
          .label(entity->body->name.span, "the entity is declared here")
          .help("in a rule for it, the name stands for the object");
    }
  }

  void check_signature(LetIndex index) {
    const ast::Let& let = *lets_[index];
    LetSignature& signature = context_.scopes.lets[index];
    signature.name = let.name.text;
    std::map<std::string_view, source::Span> seen;
    for (const ast::Parameter& parameter : let.parameters) {
      const auto [first, added] = seen.emplace(parameter.name.text, parameter.name.span);
      if (!added) {
        context_.sink.report<Kind::declared_twice>(parameter.name.span, "parameter", parameter.name.text)
            .label(first->second, "first declared here");
      } else if (const auto why = reserved_variable(parameter.name.text)) {
        context_.sink.report<Kind::name_reserved>(parameter.name.span, "a parameter", parameter.name.text, *why);
      }
      if (parameter.default_value) {
        context_.sink.report<Kind::let_parameter_default>(parameter.default_value->span, parameter.name.text);
      }
      signature.parameters.push_back(parameter_type(let, parameter));
    }
  }

  Type parameter_type(const ast::Let& let, const ast::Parameter& parameter) {
    if (!parameter.type) {
      context_.sink.report<Kind::let_parameter_without_type>(parameter.span, parameter.name.text);
      return Type::error();
    }
    const auto type =
        resolve(context_, *parameter.type, let.name.text + "." + parameter.name.text, EntityNames::references);
    return type ? model::cel_type(*context_.model, *type) : Type::error();
  }

  /// The lets it names. What its parameters and its candidate are called is not one of them.
  std::vector<LetIndex> find_dependencies(LetIndex index) {
    const ast::Let& let = *lets_[index];
    std::set<std::string> own;
    for (const ast::Parameter& parameter : let.parameters) {
      own.insert(parameter.name.text);
    }
    if (const auto* lookup = std::get_if<ast::Lookup>(&let.value)) {
      own.insert(variable_of(*lookup));
    }
    std::set<LetIndex> found;
    for (const ast::Expression* expression : expressions(let)) {
      const cel::Ast* ast = parse(context_, *expression);
      if (ast == nullptr) {
        continue;
      }
      for (const Mention& mention : mentions(*ast)) {
        const auto other = index_.find(mention.name);
        if (other != index_.end() && !own.contains(mention.name)) {
          found.insert(other->second);
        } else if (mention.name == "args" && !own.contains("args")) {
          report_arguments(*expression, (*ast)[mention.node]);
        }
      }
    }
    return {found.begin(), found.end()};
  }

  void report_arguments(const ast::Expression& expression, const cel::Node& node) {
    context_.sink.report<Kind::let_uses_arguments>(expression.locate(node.begin, node.end))
        .help("give the let a parameter, and pass the argument where it is used");
    broken_.insert(&expression);
  }

  /// Every let after those it names. Lets that name each other are reported, and left out: their type stays an error.
  std::vector<LetIndex> order() {
    enum class State : uint8_t { fresh, open, done };
    std::vector<State> state(lets_.size(), State::fresh);
    std::vector<bool> circular(lets_.size(), false);
    std::vector<LetIndex> sorted;
    struct Frame {
      LetIndex let;
      std::size_t next = 0;
    };
    for (LetIndex root = 0; root < lets_.size(); ++root) {
      if (state[root] != State::fresh) {
        continue;
      }
      std::vector<Frame> path{{root}};  // not recursion: a chain of lets may be as long as the pack
      state[root] = State::open;
      while (!path.empty()) {
        Frame& frame = path.back();
        if (frame.next == dependencies_[frame.let].size()) {
          state[frame.let] = State::done;
          if (!circular[frame.let]) {
            sorted.push_back(frame.let);
          }
          path.pop_back();
          continue;
        }
        const LetIndex next = dependencies_[frame.let][frame.next++];
        if (state[next] == State::fresh) {
          state[next] = State::open;
          path.push_back({next});
        } else if (state[next] == State::open) {
          const auto begin =
              std::find_if(path.begin(), path.end(), [&](const Frame& open) { return open.let == next; });
          std::vector<LetIndex> cycle;
          for (auto at = begin; at != path.end(); ++at) {
            cycle.push_back(at->let);
            circular[at->let] = true;
          }
          report_cycle(cycle);
        }
      }
    }
    return sorted;
  }

  void report_cycle(const std::vector<LetIndex>& cycle) {
    std::string text;
    for (LetIndex let : cycle) {
      text += "`" + lets_[let]->name.text + "` names ";
    }
    const ast::Let& first = *lets_[cycle.front()];
    auto report = context_.sink.report<Kind::let_cycle>(first.name.span, text + "`" + first.name.text + "`");
    for (std::size_t i = 1; i < cycle.size(); ++i) {
      report.label(lets_[cycle[i]]->name.span, "`" + lets_[cycle[i]]->name.text + "` is declared here");
    }
  }

  static std::string variable_of(const ast::Lookup& lookup) {
    return lookup.variable ? lookup.variable->text : lookup.type.text;
  }

  /// The scope of one let: the lets it names, its parameters, its candidate. `everything`: all other lets too, so that
  /// suggestions can offer them.
  Environment scope(LetIndex index, bool everything) {
    Environment environment = base_;
    if (everything) {
      for (LetIndex other = 0; other < lets_.size(); ++other) {
        declare_let(environment, context_, other);
      }
    } else {
      for (LetIndex other : dependencies_[index]) {
        declare_let(environment, context_, other);
      }
    }
    const LetSignature& signature = context_.scopes.lets[index];
    for (uint32_t i = 0; i < signature.parameters.size(); ++i) {
      environment.declare_variable(lets_[index]->parameters[i].name.text, signature.parameters[i], slot::parameter + i);
    }
    return environment;
  }

  void check_let(LetIndex index) {
    const ast::Let& let = *lets_[index];
    program::Let& out = context_.program->lets[index];
    out.name = let.name.text;
    out.parameters = static_cast<uint32_t>(let.parameters.size());
    out.declared = let.name.span;
    if (const auto* value = std::get_if<ast::Expression>(&let.value)) {
      if (auto checked = check_in(index, *value, std::nullopt, std::nullopt)) {
        context_.scopes.lets[index].type = checked->checked->type();
        out.value = std::move(*checked);
      }
    } else {
      check_lookup(index, std::get<ast::Lookup>(let.value), out);
    }
    out.type = context_.scopes.lets[index].type;
  }

  void check_lookup(LetIndex index, const ast::Lookup& written, program::Let& out) {
    const auto entity = context_.model->find_entity(written.type.text);
    if (!entity) {
      auto report = context_.sink.report<Kind::entity_unknown>(written.type.span, written.type.text);
      suggest(context_.sink, report, written.type.text, context_.model->entity_names());
      return;
    }
    const Type object = Type::object(written.type.text);
    const bool first = written.kind == ast::Lookup::Kind::first;
    context_.scopes.lets[index].type = first ? Type::nullable(object) : Type::list(object);
    check_variable(index, written);

    const Candidate candidate{variable_of(written), object};
    program::Lookup lookup;
    lookup.kind = written.kind;
    lookup.entity = *entity;
    if (written.where) {
      lookup.where = check_in(index, *written.where, candidate, Type::boolean());
    }
    for (const ast::OrderKey& key : written.by) {
      auto checked = check_in(index, key.key, candidate, std::nullopt);
      if (checked && !can_be_key(checked->checked->type())) {
        context_.sink.report<Kind::order_key_unordered>(key.key.span, checked->checked->type().without_null().display())
            .help("order by a number, a text, a time or a boolean");
      } else if (checked) {
        lookup.by.push_back({std::move(*checked), key.descending});
      }
    }
    out.value = std::move(lookup);
  }

  void check_variable(LetIndex index, const ast::Lookup& lookup) {
    const std::string name = variable_of(lookup);
    const source::Span span = lookup.variable ? lookup.variable->span : lookup.type.span;
    if (const auto why = lookup.variable ? reserved_variable(name) : std::nullopt) {
      context_.sink.report<Kind::name_reserved>(span, "a variable", name, *why);
    }
    for (const ast::Parameter& parameter : lets_[index]->parameters) {
      if (parameter.name.text == name) {
        context_.sink.report<Kind::variable_shadows_parameter>(span, name)
            .label(parameter.name.span, "the parameter is declared here")
            .help("name the candidate: `first " + lookup.type.text + " other where …`");
      }
    }
  }

  struct Candidate {
    std::string variable;
    Type type;
  };

  std::optional<program::Expression> check_in(LetIndex index, const ast::Expression& expression,
                                              const std::optional<Candidate>& candidate, std::optional<Type> wanted) {
    if (broken_.contains(&expression)) {
      return std::nullopt;
    }
    const auto environment = [&](bool everything) {
      Environment made = scope(index, everything);
      if (candidate) {
        made.declare_variable(candidate->variable, candidate->type, slot::object);
      }
      return made;
    };
    cel::Issues issues;
    auto checked = check_quietly(context_, expression, environment(false), wanted, issues);
    if (issues.empty()) {
      return checked;
    }
    return check(context_, expression, environment(context_.sink.errors() <= most_suggestions), wanted);
  }

  Context& context_;
  Environment base_;
  std::vector<const ast::Let*> lets_;
  std::map<std::string, LetIndex, std::less<>> index_;
  std::vector<std::vector<LetIndex>> dependencies_;
  std::set<const ast::Expression*> broken_;
};

}  // namespace

void check_lets(Context& context) {
  LetChecker(context).run();
}

}  // namespace exeunt::check
