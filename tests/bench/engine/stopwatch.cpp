// bench_stopwatch OUT COMMAND…
//
// Runs a command with its standard output in the file OUT, and prints what it took: nanoseconds of wall time,
// nanoseconds on processors, KiB of memory at the most, exit status. A process starts with the peak of the one that
// started it, so whoever measures memory must be small itself: this holds some 3 MiB.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

extern char** environ;

static long long nanoseconds(const timeval& time) {
  return static_cast<long long>(time.tv_sec) * 1'000'000'000 + static_cast<long long>(time.tv_usec) * 1'000;
}

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("usage: bench_stopwatch OUT COMMAND...\n", stderr);
    return 2;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, words[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (::posix_spawnp(&child, words[2], &actions, nullptr, words + 2, environ) != 0) {
    std::perror(words[2]);
    return 2;
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const auto wall = std::chrono::steady_clock::now() - start;
  std::printf("%lld %lld %ld %d\n",
              static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count()),
              nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime), usage.ru_maxrss,
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
