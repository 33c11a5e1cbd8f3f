#include "interpreter/plan/shapes.h"

#include <algorithm>
#include <array>

#include "interpreter/source/source.h"

namespace exeunt::plan {

/// Members whose text is one of a few words.
static constexpr std::array<std::string_view, 4> worded_members{"op", "holds", "change", "kind"};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// From the opening quote. False: there is more to the string than its characters (an escape, a byte that is not UTF-8),
/// which is for a parser to judge.
bool Shapes::draw_string(std::string_view text, std::size_t& at) {
  const std::size_t begin = ++at;
  bool is_ascii = true;
  while (at < text.size() && text[at] != '"') {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == '\\') {
      return false;
    }
    is_ascii = is_ascii && c < 0x80;
    ++at;
  }
  if (at == text.size()) {
    return false;
  }
  const std::string_view content = text.substr(begin, at++ - begin);
  if (!is_ascii && source::find_invalid_utf8(content) != content.size()) {
    return false;
  }
  const std::size_t next = text.find_first_not_of(" \t\r\n", at);
  const bool is_name = next != std::string_view::npos && text[next] == ':';
  shape_ += '"';
  if (is_name || keeps_next_) {
    shape_ += content;
    shape_ += '"';
  }
  keeps_next_ = is_name && std::find(worded_members.begin(), worded_members.end(), content) != worded_members.end();
  return true;
}

/// Digits of a number as JSON has them become one; others stay, for a parser to judge.
void Shapes::draw_number(std::string_view text, std::size_t& at) {
  constexpr std::size_t surely_64_bits = 18;
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  const std::string_view digits = text.substr(begin, at - begin);
  const bool is_plain = digits.size() <= surely_64_bits && (digits.size() == 1 || digits.front() != '0');
  shape_ += is_plain ? std::string_view("0") : digits;
}

bool Shapes::draw(std::string_view text) {
  shape_.clear();
  keeps_next_ = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      if (!draw_string(text, at)) {
        return false;
      }
    } else if (is_digit(text[at])) {
      draw_number(text, at);
    } else {
      shape_ += text[at++];
    }
  }
  return true;
}

bool Shapes::knows(std::string_view text) {
  drawn_ = text.size() <= longest_text && draw(text);
  return drawn_ && known_.contains(shape_);
}

void Shapes::learn() {
  if (drawn_ && known_.size() < most_shapes) {
    known_.insert(shape_);
  }
}

}  // namespace exeunt::plan
