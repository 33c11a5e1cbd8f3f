#include "interpreter/intake/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/source/source.h"

namespace exeunt::intake {

namespace {

constexpr std::size_t chunk_bytes = 256u << 10;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Scanner {
 public:
  Scanner(Bytes bytes, const std::vector<std::string>& list, DocumentVisitor& visitor)
      : bytes_(std::move(bytes)), list_(list), visitor_(visitor) {
    buffer_.resize(chunk_bytes + snapshot::Reader::padding);
  }

  std::optional<DocumentFailure> run() {
    skip_mark();
    bool is_first = true;
    while (!failure_ && !stopped_) {
      skip_space();
      if (failure_ || (is_at_end() && !is_first)) {
        break;
      }
      if (is_at_end()) {
        fail(Reason::empty, "");
      } else if (!failure_) {
        document(is_first);
      }
      is_first = false;
    }
    return std::move(failure_);
  }

 private:
  using Reason = DocumentFailure::Reason;

  // ---- the buffer: [begin_, end_) has been read, `at_` is next, what is before `kept_` may go

  bool fill() {
    if (ended_ || failure_) {
      return false;
    }
    count_to(at_);
    const std::size_t keep = std::min(kept_.value_or(at_), at_);
    if (keep > 0) {
      std::memmove(buffer_.data(), buffer_.data() + keep, end_ - keep);
      at_ -= keep;
      end_ -= keep;
      counted_ -= keep;
      if (kept_) {
        *kept_ -= keep;
      }
    }
    if (end_ + snapshot::Reader::padding == buffer_.size()) {
      buffer_.resize(buffer_.size() * 2);
    }
    auto result = bytes_.read(buffer_.data() + end_, buffer_.size() - snapshot::Reader::padding - end_);
    if (auto* failed = std::get_if<ByteFailure>(&result)) {
      fail(Reason::bytes, "");
      failure_->bytes = std::move(*failed);
      return false;
    }
    end_ += std::get<std::size_t>(result);
    ended_ = std::get<std::size_t>(result) == 0;
    return !ended_;
  }

  bool is_at_end() { return at_ == end_ && !fill(); }
  /// Only where there is a next character.
  char peek() const { return buffer_[at_]; }

  void skip_space() {
    while (!is_at_end()) {
      while (at_ < end_ && is_space(buffer_[at_])) {
        ++at_;
      }
      if (at_ < end_) {
        return;
      }
    }
  }

  void skip_mark() {
    while (end_ - at_ < byte_order_mark.size() && fill()) {
    }
    if (std::string_view(buffer_.data(), end_).starts_with(byte_order_mark)) {
      at_ = counted_ = byte_order_mark.size();
    }
  }

  /// Brings line and column up to a place in the buffer.
  void count_to(std::size_t to) {
    const std::string_view passed(buffer_.data() + counted_, to - counted_);
    const std::size_t last = passed.rfind('\n');
    if (last != std::string_view::npos) {
      line_ += static_cast<uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
      column_ = 1;
    }
    const std::string_view rest = last == std::string_view::npos ? passed : passed.substr(last + 1);
    column_ += static_cast<uint32_t>(
        std::count_if(rest.begin(), rest.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    counted_ = to;
  }

  bool fail(Reason reason, std::string detail) {
    if (!failure_) {
      count_to(at_);
      failure_ = DocumentFailure{reason, {}, std::move(detail), line_, column_};
    }
    return false;
  }

  bool cut_off() { return failure_ ? false : fail(Reason::cut_off, where()); }
  std::string where() const { return items_ == 0 ? "the response" : fmt::format("the response, after item {}", items_); }

  bool unexpected(std::string_view wanted) {
    return fail(Reason::malformed, fmt::format("{} is wanted here, not `{}`", wanted, shown(at_)));
  }

  /// The character at a place, as it may be shown.
  std::string shown(std::size_t at) const {
    std::size_t size = 1;
    while (at + size < end_ && size < 4 && (static_cast<unsigned char>(buffer_[at + size]) & 0xc0) == 0x80) {
      ++size;
    }
    return {buffer_.data() + at, size};
  }

  // ---- values, as stretches of text

  /// Past one value, whatever it is; its text begins at `*kept_`, where the caller put it. False: it does not end.
  bool skip_value(std::string_view what) {
    std::size_t depth = 0;
    while (true) {
      if (at_ == end_ && is_at_end()) {
        return cut_off();
      }
      if (at_ - *kept_ > max_item_bytes) {
        return fail(Reason::too_large, std::string(what));
      }
      const char c = buffer_[at_];
      if (c == '"') {
        if (!skip_text(what)) {
          return false;
        }
      } else if (c == '{' || c == '[') {
        if (++depth > max_depth) {
          return fail(Reason::too_deep, "");
        }
        ++at_;
        continue;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return unexpected("a value");
        }
        --depth;
        ++at_;
      } else if (depth > 0) {
        ++at_;
        continue;
      } else {
        skip_word();
      }
      if (depth == 0) {
        return at_ - *kept_ <= max_item_bytes || fail(Reason::too_large, std::string(what));
      }
    }
  }

  bool skip_text(std::string_view what) {
    ++at_;
    while (true) {
      if (at_ == end_ && is_at_end()) {
        return cut_off();
      }
      if (at_ - *kept_ > max_item_bytes) {
        return fail(Reason::too_large, std::string(what));
      }
      const char* const from = buffer_.data() + at_;
      const char* const to = buffer_.data() + end_;
      const char* const found = std::find_if(from, to, [](char c) { return c == '"' || c == '\\'; });
      at_ += static_cast<std::size_t>(found - from);
      if (found == to) {
        continue;
      }
      if (*found == '"') {
        ++at_;
        return at_ - *kept_ <= max_item_bytes || fail(Reason::too_large, std::string(what));
      }
      ++at_;
      if (is_at_end()) {
        return cut_off();
      }
      ++at_;
    }
  }

  /// A number, `true`, `null` or nonsense, up to what ends it.
  void skip_word() {
    while (!is_at_end() && std::strchr(",:]}[{\" \t\r\n", buffer_[at_]) == nullptr &&
           at_ - *kept_ <= max_item_bytes) {
      ++at_;
    }
  }

  std::string_view kept() const { return {buffer_.data() + *kept_, at_ - *kept_}; }

  /// Adds a value to the envelope as it stands.
  bool copy_value() {
    kept_ = at_;
    const bool skipped = skip_value("the envelope");
    const bool fits = skipped && add_to_envelope(kept());
    kept_.reset();
    return fits;
  }

  bool add_to_envelope(std::string_view text) {
    if (envelope_.size() + text.size() > max_item_bytes) {
      return fail(Reason::too_large, "what is around the items");
    }
    envelope_ += text;
    return true;
  }

  // ---- documents

  bool document(bool is_first) {
    if (peek() != '{' && peek() != '[') {
      return is_first ? fail(Reason::not_json, look()) : unexpected("another response, or the end,");
    }
    count_to(at_);
    const uint64_t line = line_;
    const uint32_t column = column_;
    envelope_.clear();
    has_list_ = false;
    if (list_.empty() ? !items_or_one() : peek() == '{' ? !object(0) : !copy_value()) {
      return false;
    }
    const std::size_t size = envelope_.size();
    envelope_.resize(size + snapshot::Reader::padding);
    stopped_ = stopped_ || !visitor_.envelope({std::string_view(envelope_.data(), size), line, column}, has_list_);
    return true;
  }

  /// An object of the envelope, of which the member list_[level] is looked for.
  bool object(std::size_t level) {
    ++at_;
    if (!add_to_envelope("{")) {
      return false;
    }
    for (bool is_first = true;; is_first = false) {
      skip_space();
      if (is_at_end()) {
        return cut_off();
      }
      if (peek() == '}' && is_first) {
        break;
      }
      if (peek() != '"') {
        return unexpected("a member");
      }
      if (!member(level)) {
        return false;
      }
      if (stopped_) {
        return true;
      }
      skip_space();
      if (is_at_end()) {
        return cut_off();
      }
      if (peek() == '}') {
        break;
      }
      if (peek() != ',') {
        return unexpected("`,` or `}`");
      }
      ++at_;
      if (!add_to_envelope(",")) {
        return false;
      }
    }
    ++at_;
    return add_to_envelope("}");
  }

  bool member(std::size_t level) {
    kept_ = at_;
    if (!skip_text("the name of a member")) {
      return false;
    }
    const std::string key(kept().substr(1, kept().size() - 2));
    kept_.reset();
    skip_space();
    if (is_at_end()) {
      return cut_off();
    }
    if (peek() != ':') {
      return unexpected("`:`");
    }
    ++at_;
    skip_space();
    if (is_at_end()) {
      return cut_off();
    }
    if (!add_to_envelope('"' + key + "\":")) {
      return false;
    }
    if (key != list_[level]) {
      return copy_value();
    }
    if (level + 1 < list_.size()) {
      return peek() == '{' ? object(level + 1) : copy_value();
    }
    return items_or_one();
  }

  /// A list of items, null for none, or an object that is the only one. The envelope has null in its place.
  bool items_or_one() {
    has_list_ = true;
    const char begin = peek();
    if (!add_to_envelope("null")) {
      return false;
    }
    if (begin == '[') {
      return items();
    }
    if (begin == '{') {
      return one_item();
    }
    kept_ = at_;
    const bool is_null = skip_value("the list") && kept() == "null";
    kept_.reset();
    return failure_ ? false : is_null || fail(Reason::bad_list, begin == '"' ? "text" : "a single value");
  }

  bool items() {
    ++at_;
    for (bool is_first = true;; is_first = false) {
      skip_space();
      if (is_at_end()) {
        return cut_off();
      }
      if (peek() == ']' && is_first) {
        break;
      }
      if (!one_item()) {
        return false;
      }
      if (stopped_) {
        return true;
      }
      skip_space();
      if (is_at_end()) {
        return cut_off();
      }
      if (peek() == ']') {
        break;
      }
      if (peek() != ',') {
        return unexpected("`,` or `]`");
      }
      ++at_;
    }
    ++at_;
    return true;
  }

  bool one_item() {
    count_to(at_);
    const uint64_t line = line_;
    const uint32_t column = column_;
    kept_ = at_;
    if (!skip_value(fmt::format("item {}", items_ + 1))) {
      return false;
    }
    ++items_;
    stopped_ = !visitor_.item({kept(), line, column});
    kept_.reset();
    return true;
  }

  /// What a file is that begins like no JSON.
  std::string look() {
    while (end_ - at_ < 256 && fill()) {
    }
    const std::string_view text(buffer_.data() + at_, end_ - at_);
    if (at_ == 0 && (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))) {
      return "UTF-16 text";
    }
    if (text.front() == '<') {
      std::string lower(text.substr(0, 256));
      std::transform(lower.begin(), lower.end(), lower.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      return lower.find("<html") != std::string::npos || lower.starts_with("<!doctype html") ? "an HTML page"
                                                                                            : "an XML document";
    }
    const std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), std::size_t{60}));
    const std::size_t valid = source::find_invalid_utf8(line);
    if (valid == 0 || line.substr(0, valid).find('\0') != std::string_view::npos) {
      return "a binary file";
    }
    return fmt::format("text that begins with `{}`", line.substr(0, valid));
  }

  Bytes bytes_;
  const std::vector<std::string>& list_;
  DocumentVisitor& visitor_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::optional<std::size_t> kept_;
  bool ended_ = false;
  std::size_t counted_ = 0;  ///< line_ and column_ are those of this place
  uint64_t line_ = 1;
  uint32_t column_ = 1;
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
