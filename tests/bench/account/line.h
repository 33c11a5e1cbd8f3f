// A line of NDJSON, written member by member into a buffer that many lines share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>

namespace exeunt::bench {

class Line {
 public:
  /// No line may be longer. Nothing but `is_full` is checked while a line is written.
  static constexpr size_t longest = 16 * 1024;

  Line() : buffer_(new char[capacity]), end_(buffer_.get()) {}

  /// Whether another line may not fit.
  bool is_full() const { return static_cast<size_t>(end_ - buffer_.get()) > capacity - longest; }
  std::string_view text() const { return {buffer_.get(), static_cast<size_t>(end_ - buffer_.get())}; }
  void clear() { end_ = buffer_.get(); }

  void raw(std::string_view text) { end_ = std::copy(text.begin(), text.end(), end_); }
  void raw(char character) { *end_++ = character; }

  void number(uint64_t value) {
    char digits[20];
    char* begin = digits + sizeof digits;
    do {
      *--begin = static_cast<char>('0' + value % 10);
      value /= 10;
    } while (value != 0);
    raw(std::string_view(begin, static_cast<size_t>(digits + sizeof digits - begin)));
  }

  /// With a zero in front where it has one digit.
  void two_digits(uint32_t value) {
    raw(static_cast<char>('0' + value / 10));
    raw(static_cast<char>('0' + value % 10));
  }

  void begin_object(std::string_view type, uint64_t id) {
    raw("{\"type\":\"");
    raw(type);
    raw("\",\"id\":\"");
    number(id);
    raw('"');
  }
  void end_object() { raw("}\n"); }

  /// `,"name":`; members follow each other, and `type` is always there before them.
  void key(std::string_view name) {
    raw(",\"");
    raw(name);
    raw("\":");
  }

  void text_member(std::string_view name, std::string_view value) {
    key(name);
    raw('"');
    raw(value);
    raw('"');
  }
  void bool_member(std::string_view name, bool value) {
    key(name);
    raw(value ? std::string_view("true") : std::string_view("false"));
  }
  void null_member(std::string_view name) {
    key(name);
    raw("null");
  }

 private:
  static constexpr size_t capacity = 1024 * 1024;

  std::unique_ptr<char[]> buffer_;
  char* end_;
};

}  // namespace exeunt::bench
