#include <algorithm>
#include <cstring>

#include "interpreter/source/source.h"
#include "interpreter/source/utf8.h"

namespace exeunt::source {

File::File(std::string name, std::string text, uint32_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line) {}

const std::vector<uint32_t>& File::line_begins() const {
  if (line_begins_.empty()) {
    line_begins_.push_back(0);
    const char* const begin = text_.data();
    const char* const end = begin + text_.size();
    for (const char* at = begin; at != end;) {
      at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (at == nullptr) {
        break;
      }
      ++at;
      line_begins_.push_back(static_cast<uint32_t>(at - begin));
    }
  }
  return line_begins_;
}

Position File::position(uint32_t offset) const {
  offset = static_cast<uint32_t>(std::min<std::size_t>(offset, text_.size()));
  const std::vector<uint32_t>& begins = line_begins();
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  const uint32_t line_begin = *std::prev(after);
  const std::string_view before = text().substr(line_begin, offset - line_begin);
  const auto lines_before = static_cast<uint32_t>(after - begins.begin() - 1);
  return {first_line_ + lines_before, static_cast<uint32_t>(count_characters(before) + 1)};
}

std::string_view File::line(uint32_t number) const {
  const std::vector<uint32_t>& begins = line_begins();
  if (number < first_line_ || number - first_line_ >= begins.size()) {
    return {};
  }
  const std::size_t index = number - first_line_;
  const bool is_last = index + 1 == begins.size();
  const std::size_t begin = begins[index];
  std::size_t end = is_last ? text_.size() : begins[index + 1] - 1u;
  if (!is_last && end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return text().substr(begin, end - begin);
}

}  // namespace exeunt::source
