#include "interpreter/snapshot/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace exeunt::snapshot {

namespace {

constexpr std::size_t chunk_size = 1u << 20;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string_view object_text(std::string_view line) {
  constexpr std::string_view space = " \t\r";
  const std::size_t begin = line.find_first_not_of(space);
  if (begin == std::string_view::npos) {
    return {};
  }
  return line.substr(begin, line.find_last_not_of(space) + 1 - begin);
}

Reader::Reader(source::Input input, uint64_t max_bytes) : from_(std::move(input)), max_bytes_(max_bytes) {
  buffer_.resize(chunk_size + padding);
}

Reader::Reader(const source::Seekable& file, uint64_t max_bytes) : from_(Cursor{&file}), max_bytes_(max_bytes) {
  buffer_.resize(chunk_size + padding);
}

Reader::Reader(std::string_view text, uint64_t max_bytes) : from_(text), max_bytes_(max_bytes) {
  buffer_.resize(std::min(chunk_size, text.size()) + padding);
}

std::variant<std::size_t, source::LoadError> Reader::read(char* to, std::size_t size) {
  if (auto* input = std::get_if<source::Input>(&from_)) {
    return input->read(to, size);
  }
  if (auto* cursor = std::get_if<Cursor>(&from_)) {
    auto result = cursor->file->read(cursor->at, to, size);
    if (const auto* count = std::get_if<std::size_t>(&result)) {
      cursor->at += *count;
    }
    return result;
  }
  auto& memory = std::get<std::string_view>(from_);
  const std::size_t count = std::min(size, memory.size());
  std::copy_n(memory.data(), count, to);
  memory.remove_prefix(count);
  return count;
}

const std::string& Reader::name() const {
  static const std::string none;
  const auto* const input = std::get_if<source::Input>(&from_);
  const auto* const cursor = std::get_if<Cursor>(&from_);
  return input != nullptr ? input->name() : cursor != nullptr ? cursor->file->name() : none;
}

bool Reader::fill() {
  if (at_end_) {
    return false;
  }
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + padding >= buffer_.size()) {
    buffer_.resize(buffer_.size() + buffer_.size() / 2 + chunk_size);
  }
  const std::size_t room = buffer_.size() - padding - end_;
  auto result = read(buffer_.data() + end_, room);
  if (auto* failed = std::get_if<source::LoadError>(&result)) {
    error_ = std::move(*failed);
    at_end_ = true;
    return false;
  }
  const std::size_t count = std::get<std::size_t>(result);
  taken_bytes_ += count;
  if (taken_bytes_ > max_bytes_) {
    error_ = source::LoadError{source::LoadError::Reason::too_large, name(), fmt::format("{}", max_bytes_)};
    at_end_ = true;
    return false;
  }
  digest_.add({buffer_.data() + end_, count});
  end_ += count;
  at_end_ = count == 0;
  return !at_end_;
}

std::optional<Line> Reader::find_line() {
  while (true) {
    const char* const from = buffer_.data() + scanned_;
    const auto* line_end = static_cast<const char*>(std::memchr(from, '\n', end_ - scanned_));
    if (line_end != nullptr) {
      const auto size = static_cast<std::size_t>(line_end - (buffer_.data() + begin_));
      peeked_size_ = size + 1;
      return Line{{buffer_.data() + begin_, size}, line_number_, true};
    }
    scanned_ = end_;
    if (!fill()) {
      break;
    }
  }
  if (error_ || begin_ == end_) {
    return std::nullopt;
  }
  peeked_size_ = end_ - begin_;
  return Line{{buffer_.data() + begin_, end_ - begin_}, line_number_, false};
}

std::optional<Line> Reader::peek() {
  if (!between_) {
    skipped_.clear();
    between_ = true;
  }
  while (!peeked_) {
    std::optional<Line> line = find_line();
    if (!line) {
      return std::nullopt;
    }
    if (line->number == 1 && line->text.starts_with(byte_order_mark)) {
      line->text.remove_prefix(byte_order_mark.size());
      skipped_ = byte_order_mark;
      peeked_size_ -= byte_order_mark.size();
      begin_ += byte_order_mark.size();
      scanned_ = std::max(scanned_, begin_);
    }
    if (!is_blank(line->text)) {
      if (line->is_terminated && line->text.ends_with('\r')) {
        line->text.remove_suffix(1);
      }
      const char* const text_end = line->text.data() + line->text.size();
      line_end_.assign(text_end, static_cast<std::size_t>(buffer_.data() + begin_ + peeked_size_ - text_end));
      peeked_ = line;
      break;
    }
    skipped_.append(buffer_.data() + begin_, peeked_size_);
    begin_ += peeked_size_;
    scanned_ = begin_;
    ++line_number_;
  }
  return peeked_;
}

std::optional<Line> Reader::next() {
  const std::optional<Line> line = peek();
  if (line) {
    begin_ += peeked_size_;
    scanned_ = begin_;
    ++line_number_;
    peeked_.reset();
    between_ = false;
  }
  return line;
}

char Reader::peek_after() {
  if (!peek()) {
    return 0;
  }
  std::size_t after = peeked_size_;
  while (true) {
    for (; begin_ + after < end_; ++after) {
      const char c = buffer_[begin_ + after];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return c;
      }
    }
    // The peeked line may move with the buffer.
    peeked_.reset();
    const bool more = fill();
    peek();
    if (!more) {
      return 0;
    }
  }
}

std::string Reader::take_rest() {
  peek();
  peeked_.reset();
  while (fill()) {
  }
  std::string rest;
  rest.reserve(end_ - begin_ + padding);
  rest.assign(buffer_.data() + begin_, end_ - begin_);
  begin_ = scanned_ = end_;
  std::vector<char>().swap(buffer_);
  return rest;
}

}  // namespace exeunt::snapshot
