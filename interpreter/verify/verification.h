// What a plan predicted held against what a system did: every predicted write and every change that was not predicted.
//
// The unit is one write: a field of an object, an object erased, an object created. Values are as plans write them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::verify {

enum class Fate {
  exact,      ///< predicted, and so it is
  missed,     ///< predicted, and everything stayed as it was
  wrong,      ///< predicted, and something else happened
  extra,      ///< not predicted, and yet it changed
  unchecked,  ///< predicted, and the account afterwards does not say
};
inline constexpr std::size_t fates = 5;
std::string_view name(Fate fate);

enum class What { field, erased, created };
std::string_view name(What what);

/// One write, and how it came out.
struct Finding {
  Fate fate = Fate::exact;
  What what = What::field;
  std::string object;                    ///< "deal:12"; a created one has the name that the system gave it, if it did
  std::string predicted_object;          ///< created: the plan's own name for it
  std::string field;                     ///< empty unless `what` is a field
  bool is_gone = false;                  ///< wrong: the object is not there any more
  std::optional<plan::Value> before;     ///< none: the account does not say, or there is no such object
  std::optional<plan::Value> predicted;  ///< likewise
  std::optional<plan::Value> actual;     ///< likewise
  std::vector<std::string> rules;        ///< that predicted it, in the order in which they wrote
  std::string due;                       ///< when the last of them was due; empty: at the event
};

struct Tally {
  uint64_t of[fates] = {};

  uint64_t& operator[](Fate fate) { return of[static_cast<std::size_t>(fate)]; }
  uint64_t operator[](Fate fate) const { return of[static_cast<std::size_t>(fate)]; }
  /// Of what was predicted (and could be checked), how much happened just so. None: nothing was.
  std::optional<double> precision() const;
  /// Of what happened, how much was predicted just so. None: nothing did.
  std::optional<double> recall() const;
  bool is_exact() const;
};

/// A field that tells the objects of a lesson from the others; of created ones, those that a rule creates them for.
struct Mark {
  std::string type;
  std::string field;
  plan::Value value;
};

/// What may be wrong with the policy, or with the question.
struct Lesson {
  enum class Kind {
    never,        ///< nothing that the rule predicts about this happened
    too_wide,     ///< some of it did not
    other_value,  ///< the system writes another value
    gone,         ///< the system erased the objects
    too_narrow,   ///< the rule does this to others, and the system also to these
    no_rule,      ///< nothing predicts such a change
    due_later,    ///< a rule predicts it for later
    called_off,   ///< a rule predicted it, but its `unless` held
    blocked,      ///< a rule would have predicted it, but a guard blocks the event
    undecided,    ///< the account before does not say enough to decide a rule
    unchecked,    ///< the account afterwards does not say
  };
  Kind kind = Kind::no_rule;
  std::string rule;  ///< may be empty
  What what = What::field;
  std::string type;
  std::string field;                     ///< likewise
  uint64_t count = 0;                    ///< findings
  uint64_t exact = 0;                    ///< that came out as the rule predicts
  std::vector<std::string> objects;      ///< of the findings, at most `most_objects`
  std::vector<Mark> marks;               ///< what these have before, and the exact ones have not
  std::optional<plan::Value> predicted;  ///< other_value, no_rule: where all have the same
  std::optional<plan::Value> actual;
  std::string due;                   ///< due_later: the first
  std::vector<std::string> missing;  ///< undecided: the fields

  static constexpr std::size_t most_objects = 40;
};
std::string_view name(Lesson::Kind kind);

struct Verification {
  plan::Policy policy;
  plan::Request request;
  plan::Verdict verdict = plan::Verdict::ready;
  std::vector<std::string> blocked_by;  ///< guards
  std::string until;                    ///< what was due by then was predicted
  plan::Snapshot before;
  std::string after_digest;
  uint64_t after_objects = 0;

  Tally total;
  std::map<std::string, Tally> by_rule;  ///< an extra counts for the rules that predict such changes of other objects
  std::map<std::string, Tally> by_type;
  Tally derived;  ///< of fields that the model declares `derived`, which count nowhere else

  std::vector<Finding> findings;          ///< by object, as plans order them
  std::vector<Finding> derived_findings;  ///< likewise
  std::vector<Lesson> lessons;            ///< those that explain most first
  /// "deal.colour" -> objects of which only one of the accounts has it.
  std::map<std::string, uint64_t> not_compared;

  std::map<std::string, plan::Rule> rules;
  std::map<std::string, std::string> labels;
  std::map<std::string, plan::TypeInfo> types;

  /// All that was predicted could be checked and happened, and nothing else did; derived fields aside.
  bool is_exact() const { return total.is_exact(); }
};

}  // namespace exeunt::verify
