// A JSON Patch (RFC 6902) against the list of a snapshot's objects, made object by object as the account streams past.
//
//   {"op": "test", "path": "/12/type", "value": "deal"}, {"op": "test", "path": "/12/id", "value": "4"},
//   {"op": "replace", "path": "/12/owner", "value": "user:2"}
//
// The document is the snapshot as JSON: the list of its objects in the order of the file (of NDJSON, what `jq -s .` makes of
// it, without a header line), or the document with that list under `objects`. Every object is tested before it is touched,
// so that a patch does nothing to another account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/snapshot/edit.h"
#include "interpreter/snapshot/rewrite.h"

namespace exeunt::apply {

class Patch {
 public:
  explicit Patch(const snapshot::Write& write) : write_(write) {}

  /// An object that changes; `edits` are in the order in which `ObjectText::edited` takes them.
  bool change(const snapshot::Passing& object, const std::vector<snapshot::MemberEdit>& edits);
  /// Objects go at the end, the last of the list first, so that no removal moves another.
  void remove(const snapshot::Passing& object);
  bool create(std::string_view object);
  /// What is left to say.
  bool finish();

 private:
  struct Removal {
    uint64_t position;
    std::string type, id;  ///< JSON
  };

  bool operation(std::string_view op, const std::string& path, std::optional<std::string_view> value);
  bool test(uint64_t position, std::string_view type, std::string_view id);
  bool remove_all();
  std::string path(uint64_t position) const;

  const snapshot::Write& write_;
  std::string list_;  ///< "", or "/objects"
  std::vector<Removal> removals_;
  bool has_operations_ = false;
};

}  // namespace exeunt::apply
