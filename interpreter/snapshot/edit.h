// One object's JSON text with some members changed: all others stay as they are, byte for byte, in their order.
//
// What is added imitates what is there: a comma and a colon are followed by the white space that the object has.
//   edited({"id": "1", "owner":"user:7"}, owner = "user:2")  ->  {"id": "1", "owner":"user:2"}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

struct MemberEdit {
  std::string name;
  std::optional<std::string> value;  ///< JSON; none: the member is left out
};

class ObjectText {
 public:
  /// `object` has been read from `text`, in which its offsets are. Both must live as long. Names in it are unique.
  ObjectText(std::string_view text, const RawValue& object) : text_(text), object_(object) {}

  /// The object as it stands.
  std::string_view whole() const { return slice(object_); }
  /// A value in it, of any depth, as it stands.
  std::string_view slice(const RawValue& value) const;
  /// The object with new values; members that it does not have are added at the end, in the order of `edits`.
  std::string edited(const std::vector<MemberEdit>& edits) const;
  /// Whether only members of `names` follow the member, as where it was added with them.
  bool is_in_tail(std::string_view name, const std::vector<std::string>& names) const;
  /// What stands between two elements of a list: ", " or as `list` has it.
  std::string separator(const RawValue* list) const;

 private:
  /// Members in the order of the text.
  std::vector<const RawMember*> in_order() const;
  std::size_t end_of(const RawValue& value) const;
  std::string_view between(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

  std::string_view text_;
  const RawValue& object_;
};

/// Behind the JSON value that begins at `begin` in valid JSON. O(its length).
std::size_t end_of_value(std::string_view text, std::size_t begin);

}  // namespace exeunt::snapshot
