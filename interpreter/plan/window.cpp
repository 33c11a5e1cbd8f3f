#include "interpreter/plan/window.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <utility>

#include "interpreter/plan/parse.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

Window::Window(const source::Seekable& input, uint64_t begin, uint64_t end, std::size_t capacity)
    : input_(&input),
      base_(begin),
      end_(end),
      buffer_(static_cast<std::size_t>(std::min<uint64_t>(capacity, end > begin ? end - begin : 0))) {}

/// Lets go of what nobody needs and reads on. False: there is nothing more.
bool Window::read_more() {
  if (error_ || overfull_ || base_ + filled_ >= end_) {
    return false;
  }
  const std::size_t needed = keeps_ ? mark_ : at_;
  if (needed != 0) {
    std::memmove(buffer_.data(), buffer_.data() + needed, filled_ - needed);
    base_ += needed;
    at_ -= needed;
    filled_ -= needed;
    mark_ = 0;
  }
  if (filled_ == buffer_.size()) {
    if (buffer_.size() >= max_capacity) {
      overfull_ = true;
      return false;
    }
    buffer_.resize(std::min(buffer_.size() * 2, max_capacity));
  }
  const uint64_t wanted = std::min<uint64_t>(buffer_.size() - filled_, end_ - base_ - filled_);
  auto result = input_->read(base_ + filled_, buffer_.data() + filled_, static_cast<std::size_t>(wanted));
  if (auto* error = std::get_if<source::LoadError>(&result)) {
    error_ = std::move(*error);
    return false;
  }
  filled_ += std::get<std::size_t>(result);
  return std::get<std::size_t>(result) != 0;
}

void Window::skip_space() {
  while (!at_end()) {
    const char c = buffer_[at_];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      return;
    }
    ++at_;
  }
}

void Window::skip_line() {
  while (!at_end()) {
    const void* found = std::memchr(buffer_.data() + at_, '\n', filled_ - at_);
    if (found != nullptr) {
      at_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
      return;
    }
    at_ = filled_;
  }
}

std::string_view Window::ahead(std::size_t size) {
  while (filled_ - at_ < size && read_more()) {
  }
  return {buffer_.data() + at_, std::min(size, filled_ - at_)};
}

/// From the opening quote past the closing one. False: the text ends before.
bool Window::skip_string() {
  ++at_;
  while (!at_end()) {
    const char* const begin = buffer_.data() + at_;
    const char* const end = buffer_.data() + filled_;
    const char* c = source::skip_plain_characters(begin, end);
    while (c != end && *c != '"' && *c != '\\') {
      ++c;
    }
    at_ += static_cast<std::size_t>(c - begin);
    if (c == end) {
      continue;
    }
    ++at_;
    if (*c == '"') {
      return true;
    }
    if (at_end()) {
      return false;
    }
    ++at_;
  }
  return false;
}

namespace {

/// A plan's values may be as deep as a parser takes them, and stand three levels down in a document.
constexpr std::size_t deepest = max_depth + 3;
constexpr std::size_t block_size = 64;

/// Which bytes of a text stand in strings, block by block.
class Strings {
 public:
  /// The brackets outside of strings among the next `size` bytes; there are 64 to be read.
  source::JsonMarks outside(const char* bytes, std::size_t size) {
    source::JsonMarks marks = source::find_marks(bytes);
    const uint64_t inside = marks.backslashes == 0 && !is_escaped_ ? between(marks.quotes) : walk(bytes, size);
    marks.openings &= ~inside;
    marks.closings &= ~inside;
    return marks;
  }

 private:
  /// From each opening quote up to its closing one.
  uint64_t between(uint64_t quotes) {
    uint64_t inside = quotes;
    for (unsigned width = 1; width < block_size; width *= 2) {
      inside ^= inside << width;
    }
    inside ^= is_inside_ ? ~uint64_t{0} : 0;
    is_inside_ = (inside >> (block_size - 1)) != 0;
    return inside;
  }

  /// The same where escapes have to be told from what they escape.
  uint64_t walk(const char* bytes, std::size_t size) {
    uint64_t inside = 0;
    for (std::size_t i = 0; i < size; ++i) {
      inside |= uint64_t{is_inside_} << i;
      if (is_escaped_) {
        is_escaped_ = false;
      } else if (bytes[i] == '"') {
        is_inside_ = !is_inside_;
      } else {
        is_escaped_ = is_inside_ && bytes[i] == '\\';
      }
    }
    return inside;
  }

  bool is_inside_ = false;
  bool is_escaped_ = false;
};

bool ends_scalar(char c) {
  constexpr std::string_view ends = "\",:]}[{ \t\n\r";
  return ends.find(c) != std::string_view::npos;
}

}  // namespace

/// From the opening bracket past the closing one.
Window::Skip Window::skip_container() {
  std::bitset<deepest> is_object;
  std::size_t depth = 0;
  Strings strings;
  while (!at_end()) {
    std::array<char, block_size> last;
    const char* block = buffer_.data() + at_;
    const std::size_t size = std::min(block_size, filled_ - at_);
    if (size < block_size) {
      last.fill(' ');
      std::memcpy(last.data(), block, size);
      block = last.data();
    }
    const source::JsonMarks marks = strings.outside(block, size);
    for (uint64_t left = marks.openings | marks.closings; left != 0; left &= left - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(left));
      const bool opens = (marks.openings >> i & 1) != 0;
      if (opens ? depth == deepest : is_object[depth - 1] != (block[i] == '}')) {
        at_ += i;
        return opens ? Skip::too_deep : Skip::mismatched;
      }
      if (opens) {
        is_object[depth++] = block[i] == '{';
      } else if (--depth == 0) {
        at_ += i + 1;
        return Skip::done;
      }
    }
    at_ += size;
  }
  return Skip::truncated;
}

Window::Skip Window::skip_value() {
  skip_space();
  if (at_end()) {
    return Skip::truncated;
  }
  switch (buffer_[at_]) {
    case '"':
      return skip_string() ? Skip::done : Skip::truncated;
    case '{':
    case '[':
      return skip_container();
    default:
      break;
  }
  const uint64_t begin = offset();
  while (!at_end() && !ends_scalar(buffer_[at_])) {
    ++at_;
  }
  return offset() == begin ? Skip::nothing : Skip::done;
}

}  // namespace exeunt::plan
