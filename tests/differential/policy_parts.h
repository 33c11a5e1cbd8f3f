// The declarations of a pack that is made up, each as its text. Private to policy.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/verb.h"

namespace exeunt::differential {

class Parts {
 public:
  Parts(Random& random, const std::vector<Verb>& verbs) : random_(random), verbs_(verbs) {}

  void make();
  /// Another rule of that name.
  std::string rule_named(const std::string& name);

  std::vector<std::string> others;
  std::vector<std::string> rules;  ///< rules, advice, displays

 private:
  struct Event {
    std::string name;
    std::size_t subject = 0;
    std::vector<std::string> phases;
    std::vector<std::pair<std::string, Type>> arguments;
  };
  /// What a rule is about.
  struct Target {
    std::vector<std::size_t> entities;
    std::string text;      ///< `for deal, note as item`
    std::string variable;
  };

  void make_model();
  void make_outcomes();
  void make_outcome(std::size_t entity, std::size_t number);
  void make_lets();
  void make_let(std::size_t number);
  std::string make_lookup(bool is_first, std::size_t entity, Scope& scope);
  void make_events();
  void make_event(std::size_t number);
  std::string guard(const Event& event, const std::string& name);
  void make_rules();
  void make_advice(std::size_t number);
  void make_display(std::size_t number);

  // clauses
  struct Setting {
    std::vector<const Event*> events;
    Target target;
  };
  Setting make_setting();
  Scope object_scope(const Setting& setting);
  std::string on(const Setting& setting) const;
  std::string about_referrers(const Setting& setting);
  std::string about_change(const Setting& setting, const Scope& scope);
  std::string where(const Setting& setting, Scope& scope, int depth);
  std::string about_subject(const Setting& setting);
  std::string when(Scope& scope);
  std::string cites(std::size_t one_in);
  std::string wording(Scope* scope);

  Scope request_scope(const Event* event, bool has_lets);
  Expressions expressions(Scope& scope) { return {random_, scope}; }

  Random& random_;
  const std::vector<Verb>& verbs_;
  Shape shape_;
  std::vector<Verb> own_verbs_;
  std::vector<std::string> capabilities_;
  std::vector<Event> events_;
  std::vector<std::string> howtos_;
  std::vector<Path> let_values_;      ///< those without parameters
  std::vector<Function> let_calls_;
  std::vector<Path> late_values_;     ///< those that look at the plan
  struct MadeRule {
    std::string name;
    std::vector<std::string> events;
    std::vector<std::size_t> entities;
    bool is_late;
  };
  std::vector<MadeRule> made_;
  std::size_t functions_ = 0;  ///< that ask who refers to an object
};

}  // namespace exeunt::differential
