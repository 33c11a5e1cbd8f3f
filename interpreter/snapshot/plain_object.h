// An object on one line of which everything is spelled plainly, looked at where it stands: no escapes, nothing inside each
// other but lists of single values. Exports hold little else.
//
// It is read as JsonReader, `identify` and `check_duplicate_members` together read it; a line that is another, or that is
// wrong, is for them. `tests/unit/snapshot/plain_object.test.cpp` holds the two to each other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/source/plain_json.h"

namespace exeunt::snapshot {

class PlainObject {
 public:
  struct Member {
    std::string_view key;
    std::string_view value;  ///< as it stands
  };

  /// False: it takes the other reader. The object lasts as long as the line, and until the next `read`.
  bool read(std::string_view line);

  /// Without white space around it.
  std::string_view whole() const { return whole_; }
  const std::string& type() const { return type_; }
  /// A number as its digits.
  std::string_view id() const { return id_; }
  /// In the order of the line; no two of one name.
  const std::vector<Member>& members() const { return members_; }

 private:
  /// Inside a line there are lists in an object.
  static constexpr std::size_t most_members = 256;

  bool read_member();
  bool read_value(Member& member);
  bool read_list();
  bool read_scalar();
  bool has_each_once();
  bool find_identity();

  source::PlainJson json_{""};
  std::string_view whole_;
  std::string type_;
  std::string_view id_;
  std::vector<Member> members_;
  std::vector<std::string> keys_;  ///< of an object that has each once, in its order
  std::vector<std::string_view> sorted_;
};

}  // namespace exeunt::snapshot
