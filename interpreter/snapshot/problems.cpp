#include "interpreter/snapshot/problems.h"

#include <algorithm>

#include "interpreter/source/utf8.h"

namespace exeunt::snapshot {

diagnostic::Place Problems::place(const Text& text, uint64_t offset) const {
  const std::string_view before = text.text.substr(0, static_cast<std::size_t>(offset));
  const auto line_ends = static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t last_end = before.rfind('\n');
  const std::string_view on_line = last_end == std::string_view::npos ? before : before.substr(last_end + 1);
  return {file_, text.first_line + line_ends, static_cast<uint32_t>(source::count_characters(on_line) + 1)};
}

void Problems::close() {
  if (full()) {
    sink_.report<diagnostic::Kind::snapshot_gave_up>(std::nullopt, errors_).at(whole_file());
  }
}

}  // namespace exeunt::snapshot
