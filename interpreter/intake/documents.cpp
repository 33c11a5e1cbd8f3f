#include "interpreter/intake/documents.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/intake/window.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/source/source.h"
#include "interpreter/source/utf8.h"

namespace exeunt::intake {

namespace {

constexpr std::string_view spaces = " \t\r\n";
/// What ends a number or a word.
constexpr std::string_view separators = ",:]}[{\" \t\r\n";

/// What a file is that begins like no JSON.
std::string describe_other(std::string_view text, bool is_begin) {
  if (is_begin && (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))) {
    return "UTF-16 text";
  }
  if (text.front() == '<') {
    constexpr std::size_t far_enough = 256;
    std::string lower(text.substr(0, far_enough));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const bool is_page = lower.find("<html") != std::string::npos || lower.starts_with("<!doctype html");
    return is_page ? "an HTML page" : "an XML document";
  }
  constexpr std::size_t quoted = 60;
  const std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), quoted));
  const std::size_t valid = source::find_invalid_utf8(line);
  if (valid == 0 || line.substr(0, valid).find('\0') != std::string_view::npos) {
    return "a binary file";
  }
  return fmt::format("text that begins with `{}`", line.substr(0, valid));
}

/// Methods answer false after a failure, which is then kept; the first one counts.
class Scanner {
 public:
  Scanner(Bytes bytes, const std::vector<std::string>& list, DocumentVisitor& visitor)
      : window_(std::move(bytes)), list_(list), visitor_(visitor) {}

  std::optional<DocumentFailure> run() {
    for (bool is_first = true; !stopped_; is_first = false) {
      skip_space();
      if (window_.is_at_end()) {
        if (window_.failure() || is_first) {
          fail(Reason::empty);
        }
        break;
      }
      if (!document(is_first)) {
        break;
      }
    }
    return std::move(failure_);
  }

 private:
  using Reason = DocumentFailure::Reason;

  bool fail(Reason reason, std::string detail = {}) {
    if (!failure_) {
      const Window::Position position = window_.position();
      failure_ = DocumentFailure{reason, {}, std::move(detail), position.line, position.column};
      if (window_.failure()) {  // then nothing else is known
        failure_->reason = Reason::bytes;
        failure_->bytes = *window_.failure();
      }
    }
    return false;
  }

  bool unexpected(std::string_view wanted) {
    constexpr std::size_t longest_character = 4;
    const std::string_view ahead = window_.ahead(longest_character);
    return fail(Reason::malformed,
                fmt::format("{} is wanted here, not `{}`", wanted, ahead.substr(0, source::decode(ahead, 0).length)));
  }

  bool cut_off() {
    return fail(Reason::cut_off, items_ == 0 ? "the response" : fmt::format("the response, after item {}", items_));
  }

  void skip_space() {
    while (!window_.is_at_end() && spaces.find(window_.peek()) != std::string_view::npos) {
      window_.advance();
    }
  }

  /// To the next character that is no space. False: the file ends before it.
  bool next() {
    skip_space();
    return !window_.is_at_end() || cut_off();
  }

  /// Past `,`, or to the bracket that closes; anything else is a mistake.
  bool next_or_close(char close, bool& is_closed) {
    if (!next()) {
      return false;
    }
    is_closed = window_.peek() == close;
    if (!is_closed && window_.peek() != ',') {
      return unexpected(fmt::format("`,` or `{}`", close));
    }
    window_.advance();
    return true;
  }

  // ---- values, as stretches of text behind the mark that the caller has set

  /// Past one value, whatever it is. `what` it is part of, for messages.
  bool skip_value(const std::string& what) {
    std::size_t depth = 0;
    do {
      if (window_.is_at_end()) {
        return cut_off();
      }
      const char c = window_.peek();
      if (c == '"') {
        if (!skip_text(what)) {
          return false;
        }
      } else if (c == '{' || c == '[') {
        if (++depth > max_depth) {
          return fail(Reason::too_deep);
        }
        window_.advance();
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return unexpected("a value");
        }
        --depth;
        window_.advance();
      } else if (depth > 0) {
        window_.advance();
      } else {
        skip_word();
        if (window_.marked_size() == 0) {
          return unexpected("a value");
        }
      }
      if (window_.marked_size() > max_item_bytes) {
        return fail(Reason::too_large, what);
      }
    } while (depth > 0);
    return true;
  }

  bool skip_text(const std::string& what) {
    window_.advance();
    while (!window_.is_at_end()) {
      const std::string_view ahead = window_.ahead();
      const auto place = std::find_if(ahead.begin(), ahead.end(), [](char c) { return c == '"' || c == '\\'; });
      const auto found = static_cast<std::size_t>(place - ahead.begin());
      window_.advance(found);
      if (window_.marked_size() > max_item_bytes) {
        return fail(Reason::too_large, what);
      }
      if (found == ahead.size()) {
        continue;
      }
      const bool is_escape = window_.peek() == '\\';
      window_.advance();
      if (!is_escape) {
        return true;
      }
      if (!window_.is_at_end()) {
        window_.advance();
      }
    }
    return cut_off();
  }

  void skip_word() {
    while (!window_.is_at_end() && separators.find(window_.peek()) == std::string_view::npos &&
           window_.marked_size() <= max_item_bytes) {
      window_.advance();
    }
  }

  // ---- what is around the items

  bool add_to_envelope(std::string_view text) {
    if (envelope_.size() + text.size() > max_item_bytes) {
      return fail(Reason::too_large, "what is around the items");
    }
    envelope_ += text;
    return true;
  }

  /// A value as it stands.
  bool copy_value() {
    window_.mark();
    const bool done = skip_value("what is around the items") && add_to_envelope(window_.marked());
    window_.drop_mark();
    return done;
  }

  bool document(bool is_first) {
    if (window_.peek() != '{' && window_.peek() != '[') {
      constexpr std::size_t enough_to_tell = 256;
      const bool is_begin = window_.is_at_begin();
      return is_first ? fail(Reason::not_json, describe_other(window_.ahead(enough_to_tell), is_begin))
                      : unexpected("another response, or the end,");
    }
    const Window::Position position = window_.position();
    envelope_.clear();
    has_list_ = false;
    const bool done = list_.empty() ? items_or_one() : window_.peek() == '{' ? object(0) : copy_value();
    if (!done || stopped_) {
      return done;
    }
    const std::size_t size = envelope_.size();
    envelope_.resize(size + snapshot::Reader::padding);
    const Piece piece{std::string_view(envelope_.data(), size), position.line, position.column};
    stopped_ = !visitor_.envelope(piece, has_list_);
    return true;
  }

  /// An object of the envelope, in which the member list_[level] is looked for.
  bool object(std::size_t level) {
    window_.advance();
    if (!add_to_envelope("{") || !next()) {
      return false;
    }
    bool is_closed = window_.peek() == '}';
    if (is_closed) {
      window_.advance();
    }
    for (bool is_first = true; !is_closed && !stopped_; is_first = false) {
      if (!next()) {
        return false;
      }
      if (window_.peek() != '"') {
        return unexpected("a member");
      }
      if ((!is_first && !add_to_envelope(",")) || !member(level) || (!stopped_ && !next_or_close('}', is_closed))) {
        return false;
      }
    }
    return add_to_envelope("}");
  }

  bool member(std::size_t level) {
    window_.mark();
    if (!skip_text("the name of a member")) {
      return false;
    }
    const std::string name(window_.marked());
    window_.drop_mark();
    if (!next()) {
      return false;
    }
    if (window_.peek() != ':') {
      return unexpected("`:`");
    }
    window_.advance();
    if (!add_to_envelope(name) || !add_to_envelope(":") || !next()) {
      return false;
    }
    if (name != '"' + list_[level] + '"') {
      return copy_value();
    }
    if (level + 1 < list_.size()) {
      return window_.peek() == '{' ? object(level + 1) : copy_value();
    }
    return items_or_one();
  }

  // ---- items

  /// A list of items, null for none, or an object that is the only one. The envelope has null in its place.
  bool items_or_one() {
    has_list_ = true;
    if (!add_to_envelope("null")) {
      return false;
    }
    const char begin = window_.peek();
    if (begin == '[') {
      return items();
    }
    if (begin == '{') {
      return item();
    }
    window_.mark();
    const bool skipped = skip_value("the list");
    const bool is_null = skipped && window_.marked() == "null";
    window_.drop_mark();
    return skipped && (is_null || fail(Reason::bad_list, begin == '"' ? "text" : "a single value"));
  }

  bool items() {
    window_.advance();
    if (!next()) {
      return false;
    }
    bool is_closed = window_.peek() == ']';
    if (is_closed) {
      window_.advance();
    }
    while (!is_closed && !stopped_) {
      if (!next() || !item() || (!stopped_ && !next_or_close(']', is_closed))) {
        return false;
      }
    }
    return true;
  }

  bool item() {
    const Window::Position position = window_.position();
    window_.mark();
    if (!skip_value(fmt::format("item {}", items_ + 1))) {
      return false;
    }
    ++items_;
    stopped_ = !visitor_.item({window_.marked(), position.line, position.column});
    window_.drop_mark();
    return true;
  }

  Window window_;
  const std::vector<std::string>& list_;
  DocumentVisitor& visitor_;
  std::string envelope_;
  bool has_list_ = false;
  bool stopped_ = false;
  uint64_t items_ = 0;  ///< of the file
  std::optional<DocumentFailure> failure_;
};

}  // namespace

std::optional<DocumentFailure> read_documents(Bytes bytes, const std::vector<std::string>& list,
                                              DocumentVisitor& visitor) {
  return Scanner(std::move(bytes), list, visitor).run();
}

}  // namespace exeunt::intake
