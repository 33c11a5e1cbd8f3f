#include "tests/bench/cel/allocations.h"

#include <cstdlib>
#include <new>

namespace {

// One thread runs here. An atomic counter would cost what is to be measured.
uint64_t count = 0;

void* counted(std::size_t size) {
  ++count;
  if (void* out = std::malloc(size == 0 ? 1 : size)) {
    return out;
  }
  throw std::bad_alloc();
}

void* counted(std::size_t size, std::align_val_t alignment) {
  ++count;
  const auto align = static_cast<std::size_t>(alignment);
  if (void* out = std::aligned_alloc(align, (size + align - 1) / align * align)) {
    return out;
  }
  throw std::bad_alloc();
}

}  // namespace

// The forms for arrays and those that do not throw call these.
void* operator new(std::size_t size) { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return counted(size, alignment); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

uint64_t exeunt::bench::allocations() { return count; }
