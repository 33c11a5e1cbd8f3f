// Writes JSON text: commas, indentation, escapes and numbers. Knows nothing of plans.
//
//   Emitter out(2);   // the outer two levels one member a line, what is below on one line
//   out.begin_object(); out.key("a"); out.text("b"); out.end_object();
//
// Strings come out as ASCII where showing a character raw could deceive a reader (control and direction characters);
// bytes that are not UTF-8 come out as U+FFFD. The caller closes what it opens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// Levels of a plan document that stand one member a line: its own members and the entries of each.
inline constexpr std::size_t document_levels = 2;

class Emitter {
 public:
  explicit Emitter(std::size_t expanded_levels) : expanded_levels_(expanded_levels) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void boolean(bool value);
  void number(uint64_t value);
  void value(const Value& value);

  /// A value that is JSON text already: to be appended to what this gives, and to nothing later.
  std::string& raw() {
    separate();
    return out_;
  }
  /// Likewise for elements of a list that stands on one line and has one: each with `, ` before it.
  std::string& raw_elements() { return out_; }
  /// Behind a key that was written as such a value: its own value comes next.
  void begin_value() {
    out_ += ": ";
    after_key_ = true;
  }
  /// Behind a value that is a line of its own.
  void end_line() { out_ += '\n'; }

  /// What was written; call it when everything is closed.
  std::string take() { return std::move(out_); }
  /// What waits to be taken away, and that it was: what is open stays open.
  std::string_view pending() const { return out_; }
  void drop_pending() { out_.clear(); }

 private:
  void begin(char bracket);
  void end(char bracket);
  /// Comma, line break and indentation before the next member, element or top-level value.
  void separate();

  std::string out_;
  std::size_t expanded_levels_;
  std::vector<bool> has_content_;  ///< one entry per open container
  bool after_key_ = false;
};

}  // namespace exeunt::plan
