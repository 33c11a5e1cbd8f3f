// Members in the order of the file, which wait in files without names: for plans whose memory must not grow with them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/columnar/members.h"
#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

/// One thread's: it comes upon objects in the order of the file.
class MemberLog {
 public:
  MemberLog();

  /// `offset`: of the line in the file.
  void add(ClassIndex class_index, uint64_t offset, const MemberTexts& texts);
  /// What class i of the log is called from now on.
  void rename(const std::vector<ClassIndex>& renamed);
  const std::optional<std::string>& error() const { return error_; }

 private:
  friend class MemberLogReader;
  source::Scratch records_;
  std::vector<ClassIndex> names_;  ///< empty: as they were added
  std::optional<std::string> error_;
};

/// Takes a member and the offset of its line; false: stop.
using TakeMember = std::function<bool(ClassIndex, uint64_t, const MemberTexts&)>;

/// All members of several logs in the order of the file. What went wrong, or nothing.
std::optional<std::string> for_each_member(const std::vector<MemberLog>& logs, const TakeMember& take);

}  // namespace exeunt::engine::columnar
