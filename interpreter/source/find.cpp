#include "interpreter/source/find.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace exeunt::source {

/// How common a byte is in JSON text, roughly.
static int commonness(char c) {
  constexpr std::string_view everywhere = "\":, etaoinsrld";
  return everywhere.find(c) != std::string_view::npos ? 2 : (c >= 'a' && c <= 'z') || c == '0' || c == '1' ? 1 : 0;
}

std::pair<std::size_t, std::size_t> rare_bytes(std::string_view text) {
  // Names differ at their ends, so of two that are as rare the later one.
  const auto rarest = [&](std::size_t but) {
    std::size_t best = but == 0 && text.size() > 1 ? 1 : 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i != but && commonness(text[i]) <= commonness(text[best])) {
        best = i;
      }
    }
    return best;
  };
  const std::size_t first = rarest(text.size());
  const std::size_t second = text.size() > 1 ? rarest(first) : first;
  return std::minmax(first, second);
}

TextFinder::TextFinder(std::string_view wanted) : wanted_(wanted) { std::tie(first_, second_) = rare_bytes(wanted); }

namespace {

/// What is looked for, for the loops below.
struct Pair {
  std::string_view wanted;
  std::size_t first;
  std::size_t second;
};

const char* find_slowly(const char* at, const char* end, const Pair& pair) {
  return std::search(at, end, pair.wanted.begin(), pair.wanted.end());
}
#ifdef __SSE2__

/// Places where both bytes fit are few; only there the rest is compared.
bool stands_at_one_of(unsigned places, const char*& at, std::string_view wanted) {
  for (; places != 0; places &= places - 1) {
    const char* const place = at + std::countr_zero(places);
    if (std::memcmp(place, wanted.data(), wanted.size()) == 0) {
      at = place;
      return true;
    }
  }
  return false;
}

__m128i sixteen(const char* bytes) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)); }

const char* find_by_16(const char* at, const char* end, const Pair& pair) {
  const __m128i first = _mm_set1_epi8(pair.wanted[pair.first]);
  const __m128i second = _mm_set1_epi8(pair.wanted[pair.second]);
  for (; end - at >= static_cast<std::ptrdiff_t>(16 + pair.wanted.size()); at += 16) {
    const __m128i fits = _mm_and_si128(_mm_cmpeq_epi8(sixteen(at + pair.first), first),
                                       _mm_cmpeq_epi8(sixteen(at + pair.second), second));
    if (stands_at_one_of(static_cast<unsigned>(_mm_movemask_epi8(fits)), at, pair.wanted)) {
      return at;
    }
  }
  return find_slowly(at, end, pair);
}

#define EXEUNT_AVX2 [[gnu::target("avx2")]]

EXEUNT_AVX2 __m256i thirty_two(const char* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

EXEUNT_AVX2 const char* find_by_32(const char* at, const char* end, const Pair& pair) {
  const __m256i first = _mm256_set1_epi8(pair.wanted[pair.first]);
  const __m256i second = _mm256_set1_epi8(pair.wanted[pair.second]);
  for (; end - at >= static_cast<std::ptrdiff_t>(32 + pair.wanted.size()); at += 32) {
    const __m256i fits = _mm256_and_si256(_mm256_cmpeq_epi8(thirty_two(at + pair.first), first),
                                          _mm256_cmpeq_epi8(thirty_two(at + pair.second), second));
    if (stands_at_one_of(static_cast<unsigned>(_mm256_movemask_epi8(fits)), at, pair.wanted)) {
      return at;
    }
  }
  return find_by_16(at, end, pair);
}

#undef EXEUNT_AVX2

#endif

}  // namespace

const char* TextFinder::find(const char* at, const char* end) const {
  const Pair pair{wanted_, first_, second_};
#ifdef __SSE2__
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  return has_avx2 ? find_by_32(at, end, pair) : find_by_16(at, end, pair);
#else
  return find_slowly(at, end, pair);
#endif
}

}  // namespace exeunt::source
