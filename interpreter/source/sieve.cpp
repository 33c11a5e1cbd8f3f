#include "interpreter/source/sieve.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "interpreter/source/find.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace exeunt::source {
namespace {

constexpr std::size_t bits = 64;
constexpr std::size_t block_size = std::size_t{32} << 10;  ///< what was noted of it stays in the processor's nearest memory
constexpr uint32_t no_place = std::numeric_limits<uint32_t>::max();
/// So many places can be written behind the last one.
constexpr std::size_t most_behind = 16;
static_assert(block_size + bits <= std::size_t{std::numeric_limits<uint16_t>::max()} + 1);

/// Writes where the bits of `places` are, from the one of that number on.
[[gnu::always_inline]] inline void put_places_from(uint32_t from, uint64_t places, uint32_t count, uint32_t first, uint16_t* out) {
  for (uint32_t i = 0; i < from; ++i) {
    places &= places - 1;
  }
  for (uint32_t i = from; i < count; ++i) {
    out[i] = static_cast<uint16_t>(first + static_cast<uint32_t>(std::countr_zero(places)));
    places &= places - 1;
  }
}
/// All of them; others may write something behind the last one.
constexpr auto put_places_singly = [](uint64_t places, uint32_t count, uint32_t first, uint16_t* out) {
  put_places_from(0, places, count, first, out);
};

}  // namespace

/// Writes down where the bits are set. The loop calls nothing, so that what it compares with stays in registers: what is rare
/// waits for `finish`.
class Sieve::Writer {
 public:
  Writer(Block& block, const char* begin, const char* end, const Sieve& sieve)
      : block_(block), begin_(begin), end_(end), wanted_(sieve.wanted_), first_at_(sieve.pair_.first_at),
        has_short_escapes_(sieve.has_short_escapes_) {
    const std::size_t most = block_size + bits + most_behind;
    if (block_.quotes.size() < most) {
      block_.quotes.resize(most);
      block_.line_ends.resize(most);
      block_.looks.resize(block_size / bits + 1);
    }
    block_.odd.clear();
  }

  /// Goes on until `end`, in steps of 64 bytes. `mark(place)` gives the marks of the next ones; `put_places` is
  /// put_places_singly or does what that does.
  template <class Mark, class PutPlaces>
  [[gnu::always_inline]] void put(std::size_t end, const Mark& mark, const PutPlaces& put_places) {
    // Copies stay in registers, whatever is written to the lists.
    LineEnd* line_end = block_.line_ends.data() + block_.lines;
    uint16_t* const quote_places = block_.quotes.data();
    Look* look = block_.looks.data() + looks_;
    std::size_t place = place_;
    uint32_t quotes = quotes_;
    uint64_t begins_line = begins_line_;
    uint64_t escape = escape_;
    for (; place < end; place += bits) {
      const Marks marks = mark(place);
      const uint64_t braces = marks.braces & ~(marks.line_ends << 1 | begins_line);
      begins_line = marks.line_ends >> (bits - 1);
      uint64_t quotes_here = marks.quotes;
      if ((marks.backslashes | escape | braces | marks.hits) != 0) [[unlikely]] {
        const uint64_t escaped = find_escaped(marks.backslashes, escape);
        quotes_here &= ~escaped;
        *look++ = {static_cast<uint32_t>(place), braces, escaped, marks.hits};
      }
      // Lines are longer than 64 bytes, as a rule: most words have no line end, or one.
      uint64_t line_ends = marks.line_ends;
      do {
        const uint64_t below = (line_ends & -line_ends) - 1;
        *line_end = {static_cast<uint32_t>(place) + static_cast<uint32_t>(std::countr_zero(line_ends)),
                     quotes + static_cast<uint32_t>(std::popcount(quotes_here & below))};
        line_end += line_ends == 0 ? 0 : 1;
        line_ends &= line_ends - 1;
      } while (line_ends != 0);
      const auto count = static_cast<uint32_t>(std::popcount(quotes_here));
      put_places(quotes_here, count, static_cast<uint32_t>(place), quote_places + quotes);
      quotes += count;
    }
    place_ = place;
    quotes_ = quotes;
    block_.lines = static_cast<std::size_t>(line_end - block_.line_ends.data());
    looks_ = static_cast<std::size_t>(look - block_.looks.data());
    begins_line_ = begins_line;
    escape_ = escape;
  }

  void finish() {
    for (std::size_t i = 0; i < looks_; ++i) {
      look_closer(block_.looks[i]);
    }
    block_.odd.push_back(no_place);
  }

 private:
  /// What stands behind a backslash that is not itself escaped; `escape`: whether the next word begins so. Runs of backslashes
  /// that begin at an odd place and those that begin at an even one are told apart by an addition that carries through them.
  [[gnu::always_inline]] static uint64_t find_escaped(uint64_t backslashes, uint64_t& escape) {
    constexpr uint64_t even = 0x5555555555555555;
    backslashes &= ~escape;
    const uint64_t behind = backslashes << 1 | escape;
    const uint64_t odd_starts = backslashes & ~even & ~behind;
    const uint64_t carried = odd_starts + backslashes;
    escape = carried < odd_starts ? 1 : 0;
    return (even ^ carried << 1) & behind;
  }

  /// What may spell some of what is wanted is odd.
  void look_closer(const Look& look) {
    for (uint64_t each = look.braces | look.escaped | look.hits; each != 0; each &= each - 1) {
      const uint64_t bit = each & -each;
      const uint32_t place = look.place + static_cast<uint32_t>(std::countr_zero(each));
      const bool is_spelled = (look.escaped & bit) != 0 && (has_short_escapes_ || rest(place).starts_with('u'));
      const bool is_named = (look.hits & bit) != 0 && place >= first_at_ && rest(place - first_at_).starts_with(wanted_);
      if ((look.braces & bit) != 0 || is_spelled || is_named) {
        block_.odd.push_back(place);
      }
    }
  }

  std::string_view rest(std::size_t place) const { return {begin_ + place, end_}; }

  Block& block_;
  const char* begin_;
  const char* end_;
  std::string_view wanted_;
  std::size_t first_at_;
  bool has_short_escapes_;
  std::size_t looks_ = 0;
  std::size_t place_ = 0;
  uint32_t quotes_ = 0;
  // Of the word before.
  uint64_t begins_line_ = 1;
  uint64_t escape_ = 0;
};

Sieve::Sieve(std::string_view name, std::size_t widest) : wanted_(name) {
  has_short_escapes_ = std::any_of(name.begin(), name.end(), [](char c) {
    return c == '"' || c == '\\' || c == '/' || (c >= '\0' && c < ' ');
  });
  wanted_ += '"';
  // Names of one type differ at their ends; and what stands in the type stands in no id, as a rule.
  const std::size_t first = source::rare_bytes(name.substr(0, std::max<std::size_t>(name.find(':'), 1))).first;
  const std::size_t second = name.size() - 1;
  pair_ = {name[first], name[second], first, second - first};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("avx2") != 0) {
    width_ = __builtin_cpu_supports("avx512vbmi2") != 0 ? bits : bits / 2;
  }
#endif
  width_ = std::min(width_, widest);
}

void Sieve::begin(std::string_view lines) {
  at_ = lines.data();
  end_ = at_ + lines.size();
  of_block_.lines = 0;
  line_ = 0;
}

bool Sieve::next_of_others(Line& line) {
  if (at_ >= end_) {
    return false;
  }
  load();
  if (of_block_.lines != 0) {
    take_line(line);
    return true;
  }
  // One that is longer than a block, or has no end.
  const char* const line_end = std::find(at_, end_, '\n');
  line = {{at_, static_cast<std::size_t>(line_end - at_)}, false, at_, {}};
  at_ = line_end + 1;
  return true;
}

void Sieve::load() {
  block_ = at_;
  of_block_.lines = 0;
  line_ = 0;
  odd_ = 0;
  Writer writer(of_block_, block_, end_, *this);
  const auto left = static_cast<std::size_t>(end_ - at_);
  const std::size_t size = std::min(left, block_size);
#if defined(__x86_64__)
  // Up to where the second of the pair would stand further on.
  const std::size_t readable = std::min(size, left - std::min(left, pair_.distance)) / bits * bits;
  if (width_ == bits) {
    mark_by_64(writer, readable);
  } else if (width_ > 1) {
    mark_by_32(writer, readable);
  }
#endif
  writer.put(size, [&](std::size_t place) { return mark_end(block_ + place); }, put_places_singly);
  writer.finish();
}

// Up to the end of the lines and no further.
Sieve::Marks Sieve::mark_end(const char* at) const {
  Marks marks;
  const auto left = static_cast<std::size_t>(end_ - at);
  for (std::size_t i = 0; i < std::min(bits, left); ++i) {
    marks.line_ends |= uint64_t{at[i] == '\n'} << i;
    marks.quotes |= uint64_t{at[i] == '"'} << i;
    marks.backslashes |= uint64_t{at[i] == '\\'} << i;
    marks.braces |= uint64_t{at[i] == '{'} << i;
    marks.hits |= uint64_t{at[i] == pair_.first && pair_.distance < left - i && at[i + pair_.distance] == pair_.second} << i;
  }
  return marks;
}

#if defined(__x86_64__)

#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // of what the compiler's own header leaves so (GCC bug 105593)
#endif

#define EXEUNT_TARGET_OF_64 target("avx512bw,avx512vbmi2,popcnt,bmi,bmi2")
#define EXEUNT_TARGET_OF_32 target("avx2,popcnt,bmi,bmi2")

/// Sixteen places at once: the numbers of the bits, moved together.
[[gnu::EXEUNT_TARGET_OF_64]] static inline void put_places_by_16(uint64_t places, uint32_t count, uint32_t first,
                                                                 uint16_t* out) {
  alignas(bits) static constexpr std::array<uint8_t, bits> numbers = [] {
    std::array<uint8_t, bits> all{};
    for (std::size_t i = 0; i < bits; ++i) {
      all[i] = static_cast<uint8_t>(i);
    }
    return all;
  }();
  constexpr uint32_t at_once = 16;
  const __m512i together = _mm512_maskz_compress_epi8(places, _mm512_load_si512(numbers.data()));
  const __m256i from_first = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(together));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_add_epi16(from_first, _mm256_set1_epi16(static_cast<int16_t>(first))));
  if (count > at_once) {
    put_places_from(at_once, places, count, first, out);
  }
}

/// Keeps the compiler from putting what is done with a mask in front of the comparison that gave it, which then waits for the
/// word before.
[[gnu::always_inline]] static inline uint64_t finished(uint64_t mask) {
  asm("" : "+r"(mask));
  return mask;
}

[[gnu::EXEUNT_TARGET_OF_64]] void Sieve::mark_by_64(Writer& writer, std::size_t end) const {
  const __m512i line_end = _mm512_set1_epi8('\n');
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i brace = _mm512_set1_epi8('{');
  const __m512i first = _mm512_set1_epi8(pair_.first);
  const __m512i second = _mm512_set1_epi8(pair_.second);
  const char* const block = block_;
  const char* const seconds = block_ + pair_.distance;
  const auto mark = [=](std::size_t place) __attribute__((EXEUNT_TARGET_OF_64)) {
    const __m512i bytes = _mm512_loadu_si512(block + place);
    const __mmask64 firsts = _mm512_cmpeq_epi8_mask(bytes, first);
    return Marks{finished(_mm512_cmpeq_epi8_mask(bytes, line_end)), finished(_mm512_cmpeq_epi8_mask(bytes, quote)),
                 finished(_mm512_cmpeq_epi8_mask(bytes, backslash)), finished(_mm512_cmpeq_epi8_mask(bytes, brace)),
                 finished(_mm512_mask_cmpeq_epi8_mask(firsts, _mm512_loadu_si512(seconds + place), second))};
  };
  writer.put(end, mark, put_places_by_16);
}

[[gnu::EXEUNT_TARGET_OF_32, gnu::always_inline]] static inline uint64_t places_of(char wanted, const char* at) {
  const __m256i all = _mm256_set1_epi8(wanted);
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + bits / 2));
  return uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, all)))} |
         uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, all)))} << (bits / 2);
}

[[gnu::EXEUNT_TARGET_OF_32]] void Sieve::mark_by_32(Writer& writer, std::size_t end) const {
  const char* const block = block_;
  const Pair pair = pair_;
  const auto mark = [=](std::size_t place) __attribute__((EXEUNT_TARGET_OF_32)) {
    const char* const here = block + place;
    return Marks{places_of('\n', here), places_of('"', here), places_of('\\', here), places_of('{', here),
                 places_of(pair.first, here) & places_of(pair.second, here + pair.distance)};
  };
  writer.put(end, mark, put_places_singly);
}

#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#endif

}  // namespace exeunt::source
