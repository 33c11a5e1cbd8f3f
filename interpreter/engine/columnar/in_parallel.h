// Work that falls into parts, each in a thread of its own.
#pragma once

#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace exeunt::engine::columnar {

/// Calls `work` with each number below `count`, which is not 0, at once, and comes back when all are done. Where the system
/// gives no more threads, the rest is done one after the other. `work` does not throw.
template <class Work>
void in_parallel(std::size_t count, const Work& work) {
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) {
    try {
      threads.emplace_back([&work, i] { work(i); });
    } catch (const std::system_error&) {
      work(i);
    }
  }
  work(0);
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace exeunt::engine::columnar
