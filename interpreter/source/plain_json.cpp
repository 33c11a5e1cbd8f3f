#include "interpreter/source/plain_json.h"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "interpreter/source/utf8.h"

namespace exeunt::source {

namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

#ifdef __SSE2__

constexpr std::ptrdiff_t step = 16;

__m128i load(const char* bytes) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

/// Which of sixteen bytes are `wanted`.
uint64_t find(__m128i bytes, char wanted) {
  return static_cast<uint16_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
}

/// Which of sixteen bytes are not plain. Bytes are compared with their sign: what is not ASCII is below all controls.
unsigned find_odd(__m128i bytes) {
  const __m128i control = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f));
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, quote), _mm_or_si128(backslash, del))));
}

#endif

bool ends_token(char c) {
  switch (c) {
    case ',':
    case ':':
    case '[':
    case ']':
    case '{':
    case '}':
    case '"':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      return true;
    default:
      return false;
  }
}

}  // namespace

JsonMarks find_marks(const char* bytes) {
  constexpr char brace_bit = 0x20;  // between `[` and `{`, `]` and `}`
  JsonMarks marks;
#ifdef __SSE2__
  for (unsigned i = 0; i < 64; i += step) {
    const __m128i block = load(bytes + i);
    const __m128i braces = _mm_or_si128(block, _mm_set1_epi8(brace_bit));
    marks.quotes |= find(block, '"') << i;
    marks.backslashes |= find(block, '\\') << i;
    marks.openings |= find(braces, '{') << i;
    marks.closings |= find(braces, '}') << i;
  }
#else
  for (unsigned i = 0; i < 64; ++i) {
    const char brace = static_cast<char>(bytes[i] | brace_bit);
    marks.quotes |= uint64_t{bytes[i] == '"'} << i;
    marks.backslashes |= uint64_t{bytes[i] == '\\'} << i;
    marks.openings |= uint64_t{brace == '{'} << i;
    marks.closings |= uint64_t{brace == '}'} << i;
  }
#endif
  return marks;
}

const char* skip_plain_characters(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= step; at += step) {
    if (const unsigned odd = find_odd(load(at)); odd != 0) {
      return at + std::countr_zero(odd);
    }
  }
#endif
  return std::find_if_not(at, end, is_plain);
}

bool is_plain_integer(std::string_view token) {
  constexpr std::size_t surely_64_bits = 18;
  if (token == "0") {
    return true;
  }
  if (token.starts_with('-')) {
    token.remove_prefix(1);
  }
  return !token.empty() && token.size() <= surely_64_bits && token.front() != '0' &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool PlainJson::take_name(std::string_view name) {
  const char* const begin = at_;
  if (take('"') && std::string_view(at_, end_).starts_with(name)) {
    at_ += name.size();
    if (at_ != end_ && *at_++ == '"' && take(':')) {
      return true;
    }
  }
  at_ = begin;
  return false;
}

std::optional<PlainJson::Text> PlainJson::take_text() {
  if (!take('"')) {
    return std::nullopt;
  }
  Text text;
  const char* const begin = at_;
  for (at_ = skip_plain_characters(at_, end_); at_ != end_; at_ = skip_plain_characters(at_, end_)) {
    if (*at_ == '"') {
      text.raw = {begin, at_++};
      return text;
    }
    text.is_plain = false;
    if (*at_ == '\\') {
      text.has_escapes = true;
      at_ += std::min<std::ptrdiff_t>(2, end_ - at_);
      continue;
    }
    const Character character = decode({at_, end_}, 0);
    const bool is_invalid = character.code == 0xfffd && character.length == 1;
    if (is_invalid || character.code < 0x20) {
      return std::nullopt;
    }
    at_ += character.length;
  }
  return std::nullopt;
}

std::string_view PlainJson::take_token() {
  skip_space();
  const char* const begin = at_;
  at_ = std::find_if(at_, end_, ends_token);
  return {begin, at_};
}

std::optional<std::string_view> PlainJson::take_value(std::size_t most_depth) {
  std::size_t depth = 0;
  skip_space();
  const char* const begin = at_;
  while (!at_end()) {
    switch (*at_) {
      case '"':
        if (!take_text()) {
          return std::nullopt;
        }
        break;
      case '{':
      case '[':
        if (depth == most_depth) {
          return std::nullopt;
        }
        ++depth;
        ++at_;
        continue;
      case '}':
      case ']':
        if (depth == 0) {
          return std::nullopt;
        }
        --depth;
        ++at_;
        break;
      case ',':
      case ':':
        if (depth == 0) {
          return std::nullopt;
        }
        ++at_;
        continue;
      default:
        take_token();
        break;
    }
    if (depth == 0) {
      return std::string_view(begin, at_);
    }
  }
  return std::nullopt;
}

}  // namespace exeunt::source
