#include "interpreter/engine/columnar/json_line.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace exeunt::engine::columnar {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hexadecimal(char c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The unit of UTF-16 that four digits spell; -1: they do not.
int unit(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 4)) {
    const int digit = hexadecimal(c);
    if (digit < 0) {
      return -1;
    }
    value = value * 16 + digit;
  }
  return digits.size() < 4 ? -1 : value;
}

constexpr int first_high = 0xd800;
constexpr int first_low = 0xdc00;
constexpr int after_low = 0xe000;

/// How long the escape is that begins at the backslash, 0 where it is none.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) {
    return 0;
  }
  if (text[1] != 'u') {
    return std::strchr("\"\\/bfnrt", text[1]) != nullptr && text[1] != '\0' ? 2 : 0;
  }
  const int high = unit(text.substr(2));
  if (high < 0 || (high >= first_low && high < after_low)) {
    return 0;
  }
  if (high < first_high || high >= first_low) {
    return 6;
  }
  const int low = text.size() >= 12 && text[6] == '\\' && text[7] == 'u' ? unit(text.substr(8)) : -1;
  return low >= first_low && low < after_low ? 12 : 0;
}

void append_utf8(uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

bool escapes_are_right(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const std::size_t length = escape_length(text.substr(at));
    if (length == 0) {
      return false;
    }
    at += length;
  }
  return true;
}

/// Where `wanted` first stands in [begin, end), or `end`.
uint32_t find(const char* text, uint32_t begin, uint32_t end, char wanted) {
  const void* const found = std::memchr(text + begin, wanted, end - begin);
  return found == nullptr ? end : static_cast<uint32_t>(static_cast<const char*>(found) - text);
}

/// `-12`, `0.5`, `1e9`: nothing in front of it, nothing behind it.
bool is_number(std::string_view token) {
  if (token.size() == 1) {
    return is_digit(token[0]);
  }
  std::size_t at = token.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < token.size() && is_digit(token[at])) {
      ++at;
    }
    return at - first;
  };
  const bool leading_zero = at < token.size() && token[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) {
    return false;
  }
  if (at < token.size() && token[at] == '.') {
    ++at;
    if (digits() == 0) {
      return false;
    }
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) {
      ++at;
    }
    if (digits() == 0) {
      return false;
    }
  }
  return at == token.size();
}

}  // namespace

void append_unescaped(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t escape = std::min(text.find('\\', at), text.size());
    out += text.substr(at, escape - at);
    at = escape;
    if (at == text.size()) {
      return;
    }
    const std::size_t length = escape_length(text.substr(at));
    const char kind = text[at + 1];
    if (kind == 'u') {
      uint32_t code = static_cast<uint32_t>(unit(text.substr(at + 2)));
      if (length == 12) {
        const auto low = static_cast<uint32_t>(unit(text.substr(at + 8)));
        code = 0x10000 + ((code - first_high) << 10) + (low - first_low);
      }
      append_utf8(code, out);
    } else {
      constexpr std::string_view kinds = "bfnrt";
      constexpr std::string_view meant = "\b\f\n\r\t";
      const std::size_t known = kinds.find(kind);
      out += known == std::string_view::npos ? kind : meant[known];
    }
    at += length;
  }
}

bool ListOfTexts::next(std::string_view& text) {
  const std::size_t begin = rest_.find('"');
  if (begin == std::string_view::npos) {
    return false;
  }
  std::size_t end = begin + 1;
  while (rest_[end] != '"') {
    end += rest_[end] == '\\' ? 2 : 1;
  }
  text = rest_.substr(begin + 1, end - begin - 1);
  rest_.remove_prefix(end + 1);
  return true;
}

struct JsonLines::Parser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> of_block;
  std::size_t capacity = 0;
};

JsonLines::JsonLines(uint32_t max_depth) : parser_(std::make_unique<Parser>()), max_depth_(max_depth) {}
JsonLines::~JsonLines() = default;

bool JsonLines::begin(std::string_view block) {
  count_ = 0;
  at_ = 0;
  if (block.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return true;  // which simdjson takes for a mistake
  }
  if (parser_->capacity < block.size()) {
    constexpr std::size_t no_depth = 1;  // only ever asked for the first stage
    const simdjson::implementation& machine = *simdjson::get_active_implementation();
    if (machine.create_dom_parser_implementation(block.size(), no_depth, parser_->of_block) != simdjson::SUCCESS) {
      return false;
    }
    parser_->capacity = block.size();
  }
  const auto* const bytes = reinterpret_cast<const uint8_t*>(block.data());
  if (parser_->of_block->stage1(bytes, block.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS) {
    return false;
  }
  block_ = block.data();
  block_size_ = static_cast<uint32_t>(block.size());
  marks_ = parser_->of_block->structural_indexes.get();
  count_ = parser_->of_block->n_structural_indexes;
  // Whoever runs past the end meets what no value begins with.
  std::fill_n(parser_->of_block->structural_indexes.get() + count_, beyond, static_cast<uint32_t>(block.size()));
  next_escape_ = find_escape(0);
  return true;
}

JsonLines::Next JsonLines::next(std::string_view& line) {
  if (at_ >= count_) {
    return Next::end;
  }
  const uint32_t begin = marks_[at_];
  if (object()) {
    const uint32_t end = marks_[at_ - 1] + 1;
    line = {block_ + begin, end - begin};
    if (ends_line(end)) {
      return Next::object;
    }
  }
  // What is left of the line is not looked at.
  uint32_t end = find(block_, begin, block_size_, '\n');
  at_ = std::min(at_, count_);
  while (at_ > 0 && marks_[at_ - 1] > end) {
    --at_;
  }
  while (at_ < count_ && marks_[at_] < end) {
    ++at_;
  }
  next_escape_ = find_escape(end);
  while (is_space(block_[end - 1])) {
    --end;
  }
  line = {block_ + begin, end - begin};
  return Next::malformed;
}

uint32_t JsonLines::find_escape(uint32_t from) const { return find(block_, from, block_size_, '\\'); }

bool JsonLines::ends_line(uint32_t end) const {
  while (end < block_size_ && is_space(block_[end])) {
    ++end;
  }
  return end == block_size_ || block_[end] == '\n';
}

/// No line ends between the two.
static inline bool is_one_line(const char* block, uint32_t before, uint32_t mark) {
  return mark == before + 1 || find(block, before, mark, '\n') == mark;
}

// The places are walked in locals: the compiler cannot know that members are not written over them.
bool JsonLines::object() {
  const char* const block = block_;
  const uint32_t* mark = marks_ + at_;
  member_count_ = 0;
  uint32_t before = *mark;
  ++mark;
  bool is_whole = false;
  if (block[before] == '{' && block[*mark] == '}') {
    is_whole = is_one_line(block, before, *mark);
    ++mark;
  } else if (block[before] == '{') {
    std::size_t count = 0;
    while (true) {
      if (count == members_.size()) {
        members_.resize(members_.size() * 2 + 16);
      }
      JsonMember& member = members_[count++];
      if (block[*mark] != '"' || !is_one_line(block, before, *mark) ||
          text(mark, member.key_begin, member.key_size, member.key_is_escaped) == nullptr || block[mark[1]] != ':' ||
          !is_one_line(block, mark[1], mark[2])) {
        break;
      }
      mark += 2;
      member.lead = {block + before + 1, *mark - before - 1};
      const uint32_t* const behind = value(mark, member.value);
      if (behind == nullptr) {
        break;
      }
      before = *behind;
      mark = behind + 1;
      if (block[before] != ',') {
        is_whole = block[before] == '}';
        break;
      }
    }
    member_count_ = count;
  }
  at_ = static_cast<std::size_t>(mark - marks_);
  return is_whole;
}

bool JsonLines::check_escapes(uint32_t begin, uint32_t end, bool& is_escaped) {
  if (next_escape_ < begin) {
    return false;  // a backslash outside of any text
  }
  is_escaped = true;
  next_escape_ = find_escape(end);
  return escapes_are_right({block_ + begin, end - begin});
}

bool JsonLines::other_scalar(JsonView& out) {
  if (out.text() == "false") {
    return true;
  }
  out.kind = JsonKind::number;
  return is_number(out.text());
}

const uint32_t* JsonLines::list(const uint32_t* mark, JsonView& out) {
  const uint32_t* const first = mark;
  uint32_t before = *mark;
  out.kind = JsonKind::list;
  out.begin = block_ + before;
  out.elements = 0;
  out.is_texts = true;
  ++mark;
  while (is_one_line(block_, before, *mark)) {
    if (block_[*mark] == ']' && out.elements == 0) {
      out.size = *mark + 1 - *first;
      return is_one_line(block_, mark[0], mark[1]) ? mark + 1 : nullptr;
    }
    if (block_[*mark] != '"') {
      break;
    }
    const char* element = nullptr;
    uint32_t size = 0;
    bool is_escaped = false;
    mark = text(mark, element, size, is_escaped);
    if (mark == nullptr) {
      return nullptr;
    }
    out.is_escaped = out.is_escaped || is_escaped;
    ++out.elements;
    before = *mark;
    ++mark;
    if (block_[before] == ']') {
      out.size = before + 1 - *first;
      return is_one_line(block_, before, *mark) ? mark : nullptr;
    }
    if (block_[before] != ',') {
      return nullptr;
    }
  }
  next_escape_ = find_escape(*first);
  return skip_container(first, out);
}

// Lists and objects inside each other, without recursion.
const uint32_t* JsonLines::skip_container(const uint32_t* mark, JsonView& out) {
  const uint32_t begin = *mark;
  out.kind = block_[begin] == '[' ? JsonKind::list : JsonKind::object;
  out.begin = block_ + begin;
  out.is_escaped = false;
  out.is_texts = false;
  out.elements = 0;
  std::string open;
  bool wants_value = false;  // behind a comma
  uint32_t before = begin;   // no line ends up to here
  while (*mark < block_size_ && is_one_line(block_, before, *mark)) {
    before = *mark;
    const char c = block_[*mark];
    const bool in_object = !open.empty() && open.back() == '{';
    if (!open.empty() && !wants_value && (c == '}' || c == ']')) {
      if (in_object != (c == '}')) {
        return nullptr;
      }
      open.pop_back();
      ++mark;
    } else {
      JsonView element;
      if (in_object) {
        mark = c == '"' ? text(mark, element.begin, element.size, element.is_escaped) : nullptr;
        if (mark == nullptr || block_[*mark] != ':') {
          return nullptr;
        }
        ++mark;
      }
      const char first = block_[*mark];
      if (first == '{' || first == '[') {
        // The line's own object is the first level.
        if (open.size() + 2 > max_depth_) {
          return nullptr;
        }
        open += first;
        ++mark;
        wants_value = false;
        continue;
      }
      mark = first == '"' ? text(mark, element.begin, element.size, element.is_escaped) : scalar(mark, element);
      if (mark == nullptr) {
        return nullptr;
      }
    }
    if (open.empty()) {
      out.size = mark[-1] + 1 - begin;
      return is_one_line(block_, before, *mark) ? mark : nullptr;
    }
    wants_value = block_[*mark] == ',';
    if (wants_value) {
      ++mark;
    } else if (block_[*mark] != '}' && block_[*mark] != ']') {
      return nullptr;
    }
  }
  return nullptr;
}

}  // namespace exeunt::engine::columnar
