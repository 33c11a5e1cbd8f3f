// What a plan has to tell, in the order in which it is told: changes grouped by their fate, for the page and the
// Markdown.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/plan/plan.h"
#include "interpreter/plan/wording.h"

namespace exeunt::plan {

/// Changes that read the same but for the object: same type, rule, verb, wording, due time, condition and phase.
struct Group {
  std::string type;
  std::vector<const Change*> changes;  ///< never empty

  const Change& first() const { return *changes.front(); }
  std::vector<std::string> objects() const;
};

struct Story {
  std::vector<Group> irreversible;                                ///< by due time
  std::vector<std::pair<std::string, std::vector<Group>>> types;  ///< what else happens, by type
  std::vector<Group> scheduled;                                   ///< all with a due time, by it
  std::vector<Group> unchanged;                                   ///< objects to which nothing else happens
  std::vector<Group> kept;                                        ///< class `kept`: capabilities that stay
  std::map<std::string, uint64_t> unchanged_objects;              ///< how many, by type
};

/// Refers to the plan, which outlives it. O(n log n).
Story tell(const Plan& plan);

/// `-` erases or cannot be undone, `+` creates, `=` nothing happens, `!` happens without the account's data changing,
/// `~` everything else.
std::string symbol(const Plan& plan, const Change& change);

/// "12 emails: each is erased on 2024-03-31", "Email email:12 …" is the caller's for one object.
std::string group_text(const Wording& words, const Group& group, bool with_due = true);

/// "READY", "BLOCKED", "CONFLICTED".
std::string verdict_word(Verdict verdict);
/// The verdict and the numbers that go with it.
std::vector<std::string> verdict_parts(const Wording& words, const Plan& plan);

/// Undecided objects by rule and reason.
struct UndecidedGroup {
  std::string rule;
  std::string reason;  ///< "needs email.visibility", "division by zero"
  std::vector<std::string> objects;
};
std::vector<UndecidedGroup> undecided_groups(const Plan& plan);
/// The distinct fields that undecided objects lack.
std::vector<std::string> fields_to_export(const Plan& plan);

/// Unaddressed objects by type and fields.
/// Displays that read the same but for the object, in canonical order of the first object of each.
struct DisplayGroup {
  std::string type;
  std::string text;
  std::string rule;
  std::vector<std::string> objects;
};
std::vector<DisplayGroup> display_groups(const Plan& plan);

struct UnaddressedGroup {
  std::string type;
  std::string fields;
  std::vector<std::string> objects;
};
std::vector<UnaddressedGroup> unaddressed_groups(const Plan& plan);

/// Sentences on what the snapshot had that the policy's model does not, and on references that lead nowhere.
std::vector<std::string> snapshot_remarks(const Wording& words, const Plan& plan);

/// "deal:5 owner: rule-a → Anna (user:2), rule-b → Ben (user:3)" without the object.
std::string conflict_text(const Wording& words, const Conflict& conflict);

/// Why a guard blocks: its message, or its name where it has none.
std::string guard_text(const Guard& guard);

/// What the leaver owns: "41 deals, 12 leads"; empty where the plan has no inventory.
std::string inventory_text(const Wording& words, const Plan& plan);

/// The sentences under the headings of the honesty lists.
std::string undecided_explanation(const Plan& plan);
std::string unaddressed_explanation(const Wording& words);
inline constexpr const char* dangling_explanation = "These references still point to an object that is erased.";
inline constexpr const char* conflict_explanation =
    "Rules want different things for the same field, and none overrides the other. The policy has to settle it before "
    "anything is done.";

}  // namespace exeunt::plan
