#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "interpreter/check/lint/claims.h"
#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;
namespace slot = program::slot;

namespace {

/// The constant that a write gives its field, as CEL text; nothing where it is computed.
std::optional<std::string> constant(const program::Outcome& outcome, const program::Write& write) {
  if (write.op == ast::Write::Op::clear) {
    return "null";
  }
  if (write.op != ast::Write::Op::set || !write.value) {
    return std::nullopt;
  }
  const cel::CheckedExpression* expression = write.value->checked.get();
  const cel::Node* root = &expression->ast[expression->ast.root];
  if (root->kind == cel::NodeKind::ident) {
    const auto parameter = static_cast<std::size_t>(expression->info[expression->ast.root].slot) - slot::parameter;
    if (parameter >= outcome.bindings.size() || !outcome.bindings[parameter].value) {
      return std::nullopt;
    }
    expression = outcome.bindings[parameter].value->checked.get();
    root = &expression->ast[expression->ast.root];
  }
  return root->kind == cel::NodeKind::literal ? std::optional(root->value.text()) : std::nullopt;
}

struct Writer {
  program::RuleIndex rule;
  std::string value;
  source::Span used;
  const std::vector<Claim>* claims;
};

struct Place {
  std::size_t event;
  uint32_t phase;
  model::EntityIndex entity;
  model::FieldIndex field;
  friend auto operator<=>(const Place&, const Place&) = default;
};

class ConflictLint {
 public:
  explicit ConflictLint(Context& context) : context_(context), program_(*context.program) {}

  void run() {
    std::map<Place, std::vector<Writer>> writers;
    for (std::size_t i = 0; i < program_.events.size(); ++i) {
      for (const program::RuleVariant& rule : program_.events[i].rules) {
        collect(i, rule, writers);
      }
    }
    for (const auto& [place, group] : writers) {
      compare(place, group);
    }
  }

 private:
  void collect(std::size_t event, const program::RuleVariant& rule, std::map<Place, std::vector<Writer>>& writers) {
    const std::vector<Claim>* known = nullptr;
    for (const program::Outcome& outcome : rule.outcomes) {
      for (const program::Write& write : outcome.writes) {
        const auto value = constant(outcome, write);
        if (!value) {
          continue;
        }
        if (known == nullptr) {
          claims_.push_back(claims(rule.where));
          known = &claims_.back();
        }
        writers[{event, rule.phase, rule.entity, write.field}].push_back({rule.rule, *value, outcome.used, known});
      }
    }
  }

  /// Rules told apart by one field (`kind == 'a'`, `kind == 'b'` …) are told apart at once; what is left are small
  /// groups to compare one by one. Of a large group that no field tells apart, neighbours are compared.
  void compare(const Place& place, const std::vector<Writer>& group) {
    constexpr std::size_t small = 32;
    if (group.size() > small) {
      for (const Claim& claim : *group.front().claims) {
        if (fixed_value(claim) != nullptr && split(place, group, claim.place)) {
          return;
        }
      }
    }
    for (std::size_t i = 1; i < group.size(); ++i) {
      const std::size_t first = i < small ? 0 : i - small;
      for (std::size_t j = i; j-- > first;) {
        if (conflict(group[j], group[i])) {
          report(place, group[j], group[i]);
          break;  // one finding a rule: mending it shows the next
        }
      }
    }
  }

  bool split(const Place& place, const std::vector<Writer>& group, const std::string& by) {
    std::map<std::string, std::vector<Writer>> parts;
    for (const Writer& writer : group) {
      const auto found = std::find_if(writer.claims->begin(), writer.claims->end(), [&](const Claim& claim) {
        return claim.place == by && fixed_value(claim) != nullptr;
      });
      if (found == writer.claims->end()) {
        return false;
      }
      parts[*fixed_value(*found)].push_back(writer);
    }
    if (parts.size() == 1) {
      return false;
    }
    for (const auto& [value, part] : parts) {
      compare(place, part);
    }
    return true;
  }

  bool conflict(const Writer& a, const Writer& b) const {
    return a.rule != b.rule && a.value != b.value && !contradict(*a.claims, *b.claims) && !overrides(a.rule, b.rule) &&
           !overrides(b.rule, a.rule);
  }

  void report(const Place& place, const Writer& a, const Writer& b) {
    if (!reported_.insert({a.rule, b.rule, place.field}).second) {
      return;  // the same pair on another event or entity
    }
    const model::Entity& entity = context_.model->entities[place.entity];
    context_.sink
        .report<Kind::rules_may_conflict>(b.used, program_.rules[a.rule].name, program_.rules[b.rule].name,
                                          entity.name + "." + entity.fields[place.field].name,
                                          program_.events[place.event].name)
        .label(a.used, "writes " + a.value + ", this one " + b.value)
        .help("say which one wins with `overrides`, or tell their conditions apart");
  }

  /// Whether `a` overrides `b`, or something that does. A long chain of overrides is taken to lead there.
  bool overrides(program::RuleIndex a, program::RuleIndex b) const {
    std::set<program::RuleIndex> met{a};
    std::vector<program::RuleIndex> todo{a};
    constexpr std::size_t far = 256;
    while (!todo.empty()) {
      if (met.size() > far) {
        return true;
      }
      const program::RuleIndex rule = todo.back();
      todo.pop_back();
      for (const std::string& name : program_.rules[rule].overrides) {
        const program::RuleIndex weaker = context_.rule_index.at(name);
        if (weaker == b) {
          return true;
        }
        if (met.insert(weaker).second) {
          todo.push_back(weaker);
        }
      }
    }
    return false;
  }

  struct Pair {
    program::RuleIndex a;
    program::RuleIndex b;
    model::FieldIndex field;
    friend auto operator<=>(const Pair&, const Pair&) = default;
  };

  Context& context_;
  const program::Program& program_;
  std::deque<std::vector<Claim>> claims_;
  std::set<Pair> reported_;
};

}  // namespace

void lint_conflicts(Context& context) {
  ConflictLint(context).run();
}

}  // namespace exeunt::check
