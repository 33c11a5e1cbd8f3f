#include "interpreter/cli/heap.h"

#include <sys/mman.h>
#include <sys/resource.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace exeunt::cli {

void prefer_large_pages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  rlimit limit = {};
  if (::getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY) {
    return;  // what is set aside would count
  }
  constexpr std::size_t page = std::size_t{2} << 20;
  constexpr std::size_t preferred = 12 * page;
  // Larger pieces come from the heap as well, so that what one gives back another one gets, and the heap keeps what it has.
  constexpr int largest_piece = 32 << 20;
  if (::mallopt(M_MMAP_THRESHOLD, largest_piece) == 0 || ::mallopt(M_TRIM_THRESHOLD, 2 * largest_piece) == 0) {
    return;
  }
  void* const piece = std::malloc(preferred);  // not touched: nothing of it is there yet
  const auto begin = (reinterpret_cast<std::uintptr_t>(piece) + page - 1) / page * page;
  if (piece != nullptr) {
    static_cast<void>(::madvise(reinterpret_cast<void*>(begin), preferred - page, MADV_HUGEPAGE));
  }
  std::free(piece);
#endif
}

}  // namespace exeunt::cli
