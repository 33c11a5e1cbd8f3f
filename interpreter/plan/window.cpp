#include "interpreter/plan/window.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <utility>

#include "interpreter/plan/parse.h"

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
    const char* c = begin;
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

enum class Role : unsigned char { other, quote, open, close, separator, space };

constexpr std::array<Role, 256> make_roles() {
  std::array<Role, 256> roles{};
  roles['"'] = Role::quote;
  roles['{'] = roles['['] = Role::open;
  roles['}'] = roles[']'] = Role::close;
  roles[','] = roles[':'] = Role::separator;
  roles[' '] = roles['\t'] = roles['\n'] = roles['\r'] = Role::space;
  return roles;
}
constexpr std::array<Role, 256> roles = make_roles();

/// A plan's values may be as deep as a parser takes them, and stand three levels down in a document.
constexpr std::size_t deepest = max_depth + 3;

}  // namespace

Window::Skip Window::skip_value() {
  skip_space();
  std::bitset<deepest> is_object;
  std::size_t depth = 0;
  while (!at_end()) {
    const char c = buffer_[at_];
    switch (roles[static_cast<unsigned char>(c)]) {
      case Role::quote:
        if (!skip_string()) {
          return Skip::truncated;
        }
        break;
      case Role::open:
        if (depth == deepest) {
          return Skip::too_deep;
        }
        is_object[depth++] = c == '{';
        ++at_;
        continue;
      case Role::close:
        if (depth == 0) {
          return Skip::nothing;
        }
        if (is_object[depth - 1] != (c == '}')) {
          return Skip::mismatched;
        }
        --depth;
        ++at_;
        break;
      case Role::separator:
        if (depth == 0) {
          return Skip::nothing;
        }
        ++at_;
        continue;
      case Role::space:
        ++at_;
        continue;
      case Role::other:
        while (!at_end() && roles[static_cast<unsigned char>(buffer_[at_])] == Role::other) {
          ++at_;
        }
        break;
    }
    if (depth == 0) {
      return Skip::done;
    }
  }
  return Skip::truncated;
}

}  // namespace exeunt::plan
