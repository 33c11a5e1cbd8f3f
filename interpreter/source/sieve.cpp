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

/// Writes where the `count` bits of `places` are, and may write something behind that.
[[gnu::noinline]] void put_places_singly(uint64_t places, uint32_t count, uint32_t first, uint32_t* out) {
  for (uint32_t i = 0; i < count; ++i) {
    out[i] = first + static_cast<uint32_t>(std::countr_zero(places));
    places &= places - 1;
  }
}

}  // namespace

/// Writes down where the bits are set.
class Sieve::Writer {
 public:
  Writer(Block& block, const char* begin, const char* end, const Sieve& sieve)
      : block_(block), begin_(begin), end_(end), wanted_(sieve.wanted_), pair_(sieve.pair_),
        has_short_escapes_(sieve.has_short_escapes_) {
    const std::size_t most = block_size + bits + most_behind;
    if (block_.quotes.size() < most) {
      block_.quotes.resize(most);
      block_.line_ends.resize(most);
      block_.quotes_before.resize(most);
    }
    block_.odd.clear();
  }

  /// `mark(word)` gives the marks of the next words; `put_places` is put_places_singly or does what that does.
  template <class Mark, class PutPlaces>
  [[gnu::always_inline]] void put(std::size_t words, const Mark& mark, const PutPlaces& put_places) {
    // Copies stay in registers, whatever is written to the lists.
    uint32_t* const line_end_places = block_.line_ends.data();
    uint32_t* const quotes_before = block_.quotes_before.data();
    uint32_t* const quote_places = block_.quotes.data();
    uint32_t place = place_;
    uint32_t quotes = quotes_;
    std::size_t lines = lines_;
    uint64_t begins_line = begins_line_;
    uint64_t firsts = firsts_;
    const Pair pair = pair_;
    for (std::size_t word = 0; word < words; ++word) {
      const Marks marks = mark(word);
      uint64_t odd = marks.braces & ~(marks.line_ends << 1 | begins_line);
      begins_line = marks.line_ends >> (bits - 1);
      uint64_t quotes_here = marks.quotes;
      if ((marks.backslashes | is_escaped_) != 0) {
        quotes_here &= ~find_escaped(marks.backslashes, place, odd);
      }
      // Lines are longer than 64 bytes, as a rule: most words have no line end, or one.
      uint64_t line_ends = marks.line_ends;
      do {
        const uint64_t below = (line_ends & -line_ends) - 1;
        line_end_places[lines] = place + static_cast<uint32_t>(std::countr_zero(line_ends));
        quotes_before[lines] = quotes + static_cast<uint32_t>(std::popcount(quotes_here & below));
        lines += line_ends == 0 ? 0 : 1;
        line_ends &= line_ends - 1;
      } while (line_ends != 0);
      const auto count = static_cast<uint32_t>(std::popcount(quotes_here));
      put_places(quotes_here, count, place, quote_places + quotes);
      quotes += count;
      // Where the second of the pair stands behind the first.
      const uint64_t hits =
          (marks.firsts << pair.distance | firsts >> 1 >> (bits - 1 - pair.distance)) & marks.seconds;
      firsts = marks.firsts;
      if ((odd | hits) != 0) {
        put_odd(odd, hits, place);
      }
      place += bits;
    }
    place_ = place;
    quotes_ = quotes;
    lines_ = lines;
    begins_line_ = begins_line;
    firsts_ = firsts;
  }

  void finish() {
    block_.lines = lines_;
    block_.odd.push_back(no_place);
  }

 private:
  /// What stands behind a backslash that is not itself escaped. What may spell some of what is wanted is odd.
  [[gnu::noinline]] uint64_t find_escaped(uint64_t backslashes, uint32_t first, uint64_t& odd) {
    uint64_t escaped = is_escaped_;
    is_escaped_ = 0;
    for (; backslashes != 0; backslashes &= backslashes - 1) {
      const uint64_t bit = backslashes & -backslashes;
      if ((bit & escaped) != 0) {
        continue;
      }
      escaped |= bit << 1;
      is_escaped_ = bit >> (bits - 1);
      const char* const next = begin_ + first + std::countr_zero(bit) + 1;
      odd |= has_short_escapes_ || (next < end_ && *next == 'u') ? bit : 0;
    }
    return escaped;
  }

  [[gnu::noinline]] void put_odd(uint64_t odd, uint64_t hits, uint32_t first) {
    for (uint64_t each = odd | hits; each != 0; each &= each - 1) {
      const uint32_t place = first + static_cast<uint32_t>(std::countr_zero(each));
      if ((odd & each & -each) != 0 || (place >= pair_.second_at && stands_at(begin_ + place - pair_.second_at))) {
        block_.odd.push_back(place);
      }
    }
  }
  bool stands_at(const char* at) const {
    return static_cast<std::size_t>(end_ - at) >= wanted_.size() && std::memcmp(at, wanted_.data(), wanted_.size()) == 0;
  }

  Block& block_;
  const char* begin_;
  const char* end_;
  std::string_view wanted_;
  Pair pair_;
  bool has_short_escapes_;
  uint64_t is_escaped_ = 0;  ///< the first of the bytes to come
  uint32_t place_ = 0;
  uint32_t quotes_ = 0;
  std::size_t lines_ = 0;
  uint64_t begins_line_ = 1;
  uint64_t firsts_ = 0;  ///< of the word before
};

Sieve::Sieve(std::string_view name, std::size_t widest) : wanted_(name) {
  has_short_escapes_ = std::any_of(name.begin(), name.end(), [](char c) {
    return c == '"' || c == '\\' || c == '/' || (c >= '\0' && c < ' ');
  });
  wanted_ += '"';
  const auto [first, second] = source::rare_bytes(wanted_);
  const bool is_near = second - first < bits;
  pair_ = {wanted_[is_near ? first : second], wanted_[second], second, static_cast<unsigned>(is_near ? second - first : 0)};
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

bool Sieve::next(Line& line) {
  if (at_ >= end_) {
    return false;
  }
  if (line_ == of_block_.lines) {
    load();
  }
  if (of_block_.lines == 0) {
    // One that is longer than a block, or has no end.
    const char* const line_end = std::find(at_, end_, '\n');
    line = {{at_, static_cast<std::size_t>(line_end - at_)}, false, at_, {}};
    at_ = line_end + 1;
    return true;
  }
  const uint32_t line_end = of_block_.line_ends[line_];  // of a line that ends in the block
  const uint32_t first_quote = line_ == 0 ? 0 : of_block_.quotes_before[line_ - 1];
  line.text = {at_, static_cast<std::size_t>(block_ + line_end - at_)};
  line.from = block_;
  line.quotes = {of_block_.quotes.data() + first_quote, of_block_.quotes_before[line_] - first_quote};
  line.is_plain = of_block_.odd[odd_] > line_end;
  while (of_block_.odd[odd_] <= line_end) {
    ++odd_;
  }
  at_ = block_ + line_end + 1;
  ++line_;
  return true;
}

void Sieve::load() {
  block_ = at_;
  line_ = 0;
  odd_ = 0;
  Writer writer(of_block_, block_, end_, *this);
  const auto size = std::min(static_cast<std::size_t>(end_ - at_), block_size);
  std::size_t words = size / bits;
#if defined(__x86_64__)
  if (width_ > 1) {
    (width_ == bits ? mark_by_64 : mark_by_32)(block_, words, pair_, writer);
  } else {
    words = 0;
  }
#else
  words = 0;
#endif
  const std::size_t all = (size + bits - 1) / bits;
  writer.put(all - words, [&](std::size_t word) { return mark_end(block_ + (words + word) * bits); },
             put_places_singly);
  writer.finish();
}

// Up to the end of the lines and no further.
Sieve::Marks Sieve::mark_end(const char* at) const {
  Marks marks;
  for (std::size_t i = 0; i < bits && at + i < end_; ++i) {
    marks.line_ends |= uint64_t{at[i] == '\n'} << i;
    marks.quotes |= uint64_t{at[i] == '"'} << i;
    marks.backslashes |= uint64_t{at[i] == '\\'} << i;
    marks.braces |= uint64_t{at[i] == '{'} << i;
    marks.firsts |= uint64_t{at[i] == pair_.first} << i;
    marks.seconds |= uint64_t{at[i] == pair_.second} << i;
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
                                                                 uint32_t* out) {
  alignas(bits) static constexpr std::array<uint8_t, bits> numbers = [] {
    std::array<uint8_t, bits> all{};
    for (std::size_t i = 0; i < bits; ++i) {
      all[i] = static_cast<uint8_t>(i);
    }
    return all;
  }();
  constexpr uint32_t at_once = 16;
  const __m512i together = _mm512_maskz_compress_epi8(places, _mm512_load_si512(numbers.data()));
  _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(together)),
                                            _mm512_set1_epi32(static_cast<int>(first))));
  if (count > at_once) {
    put_places_singly(places, count, first, out);
  }
}

[[gnu::EXEUNT_TARGET_OF_64]] void Sieve::mark_by_64(const char* at, std::size_t words, const Pair& pair, Writer& writer) {
  const auto mark = [=](std::size_t word) __attribute__((EXEUNT_TARGET_OF_64)) {
    const __m512i bytes = _mm512_loadu_si512(at + word * bits);
    return Marks{_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')), _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')), _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('{')),
                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(pair.first)),
                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(pair.second))};
  };
  writer.put(words, mark, put_places_by_16);
}

[[gnu::EXEUNT_TARGET_OF_32, gnu::always_inline]] static inline uint64_t places_of(char wanted, const char* at) {
  const __m256i all = _mm256_set1_epi8(wanted);
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + bits / 2));
  return uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, all)))} |
         uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, all)))} << (bits / 2);
}

[[gnu::EXEUNT_TARGET_OF_32]] void Sieve::mark_by_32(const char* at, std::size_t words, const Pair& pair, Writer& writer) {
  const auto mark = [=](std::size_t word) __attribute__((EXEUNT_TARGET_OF_32)) {
    const char* const here = at + word * bits;
    return Marks{places_of('\n', here), places_of('"', here), places_of('\\', here), places_of('{', here),
                 places_of(pair.first, here), places_of(pair.second, here)};
  };
  writer.put(words, mark, put_places_singly);
}

#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#endif

}  // namespace exeunt::source
