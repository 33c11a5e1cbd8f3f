#include "interpreter/plan/shapes.h"

#include <algorithm>
#include <array>

#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

/// Members whose text is one of a few words.
static constexpr std::array<std::string_view, 4> worded_members{"op", "holds", "change", "kind"};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// From the opening quote. False: there is more to the string than its characters (an escape, a byte that is not UTF-8),
/// which is for a parser to judge.
bool Shapes::draw_string(std::string_view text, std::size_t& at) {
  source::PlainJson json(text.substr(at));
  const auto string = json.take_text();
  if (!string || string->has_escapes) {
    return false;
  }
  at = static_cast<std::size_t>(json.position() - text.data());
  const bool is_name = json.peek() == ':';
  shape_ += '"';
  if (is_name || keeps_next_) {
    shape_ += string->raw;
    shape_ += '"';
  }
  keeps_next_ =
      is_name && std::find(worded_members.begin(), worded_members.end(), string->raw) != worded_members.end();
  return true;
}

/// Counts become one, and so do whole numbers below zero; others stay, for a parser to judge.
void Shapes::draw_token(std::string_view text, std::size_t& at) {
  const std::string_view token = source::PlainJson(text.substr(at)).take_token();
  shape_ += !source::is_plain_integer(token) ? token : token.starts_with('-') ? "-1" : "1";
  at += token.size();
}

bool Shapes::draw(std::string_view text) {
  shape_.clear();
  keeps_next_ = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      if (!draw_string(text, at)) {
        return false;
      }
    } else if (is_digit(text[at]) || text[at] == '-') {
      draw_token(text, at);
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
