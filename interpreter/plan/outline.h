// The first pass over a large plan: which form it has, where its parts stand, whether it is whole. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/plan/large.h"

namespace exeunt::plan {

class Outline {
 public:
  explicit Outline(LargePlan& plan) : plan_(plan), window_(*plan.input_, 0, plan.input_->size(), capacity) {}

  /// Fills the regions of the plan. False: it was reported.
  bool read();

 private:
  static constexpr std::size_t capacity = std::size_t{4} << 20;
  /// A plan whose first line is longer is one document on one line: a head does not grow with the account.
  static constexpr std::size_t longest_first_line = std::size_t{1} << 20;

  bool looks_like_lines();
  bool read_no_object();
  bool read_document();
  bool check_document_format(uint64_t begin);
  bool read_lines();
  bool check_first_line();
  std::string_view usual_kind();
  bool unusual_kind(std::string& kind);
  bool read_name(std::string& name);
  bool expect(char wanted);
  bool skip_value();
  bool not_json(const std::string& what);
  bool truncated(const std::string& what);

  LargePlan& plan_;
  Window window_;
  bool has_groups_ = false;
};

}  // namespace exeunt::plan
