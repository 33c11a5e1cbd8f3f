// What the two plans say about each object: the lists that name objects, merged in the canonical order of objects.
// Private to the room.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/entries.h"
#include "interpreter/plan/large.h"

namespace exeunt::diff {

/// Entries of one section about one object that are not the same in both plans.
struct Unlike {
  Section section = Section::changes;
  std::vector<plan::Value> before;  ///< normalised
  std::vector<plan::Value> after;
};

struct UnlikeObject {
  std::string object;
  std::vector<Unlike> sections;
};

/// Verbs of rules whose class is not the same in both plans: changes by them differ although they read the same.
using Verbs = std::set<std::pair<std::string, std::string>, std::less<>>;

class Objects {
 public:
  Objects(plan::LargePlan& before, plan::LargePlan& after, const Options& options, const Verbs& reclassified);

  /// The next object about which the plans do not say the same. No value: there are no more, or a plan is broken.
  std::optional<UnlikeObject> next();

 private:
  /// One list of one plan.
  struct Cursor {
    Cursor(plan::LargePlan& plan, Section section);

    /// To the next entry. False, and not `live`: there is none, or it is broken.
    bool advance();
    bool is_at(const std::string& name) const { return live && object == name; }
    /// The entry at hand, normalised.
    std::optional<plan::Value> read();

    Section section;
    plan::Entries entries;
    bool live = false;
    std::string object;

   private:
    bool read_object(std::string& name);
  };
  struct Pair {
    Cursor before;
    Cursor after;
  };

  std::optional<std::string> first_object() const;
  bool skip_equal(Pair& pair, const std::string& object, Unlike& unlike);
  bool take(Cursor& cursor, const std::string& object, std::vector<plan::Value>& to);

  plan::LargePlan& before_;
  plan::LargePlan& after_;
  const Verbs& reclassified_;
  std::vector<Pair> pairs_;
};

}  // namespace exeunt::diff
