// One change on an object that is spelled plainly, without the object being read: `"owner":"user:7"` of the file is what the
// plan has found, letter for letter, and `"user:2"` takes its place.
//
// That is what happens to nearly every object of a large plan. What is more to it (several changes, lists, a member that is
// not there, a value in another spelling) is for run.cpp, which also knows what to say; it says of these objects the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/apply/changes.h"
#include "interpreter/apply/document.h"
#include "interpreter/apply/options.h"
#include "interpreter/plan/change_text.h"
#include "interpreter/snapshot/plain_object.h"
#include "interpreter/snapshot/rewrite.h"

namespace exeunt::apply {

class PlainChanges {
 public:
  PlainChanges(const Planned& planned, const Options& options) : planned_(planned), options_(options) {}

  /// What the change makes of its object, which no other change is about; `text`: the object afterwards. No value: that takes
  /// more than its spelling.
  std::optional<snapshot::Copy> carry_out(Changes::Index change, const snapshot::PlainObject& object, std::string& text);

 private:
  using Write = plan::ChangeText::Write;

  bool happens(Changes::Index change) const;
  bool is_irreversible(Changes::Index change);
  std::optional<std::string_view> value_after(const Write& write, std::string_view value);

  /// How two values of a plan compare that are spelled differently.
  struct Likeness {
    std::string_view a, b;  ///< of `Changes`: one text is at one place
    bool is_equal = false;  ///< as JSON
    bool is_same = false;   ///< `same_value`
  };
  const Likeness& compare(std::string_view a, std::string_view b);
  std::optional<bool> replace(Changes::Index change, const snapshot::PlainObject& object, std::string& text);

  const Planned& planned_;
  const Options& options_;
  std::vector<Likeness> known_;  ///< the changes of a plan write the same few values
};

}  // namespace exeunt::apply
