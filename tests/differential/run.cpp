#include "tests/differential/run.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>

#include "tests/differential/watch.h"

namespace exeunt::differential {

namespace {

/// Which of the cases are held to a property that is not held for all: others for each property.
bool is_turn(const Property& property, uint64_t seed) {
  const auto number = static_cast<uint64_t>(&property - properties().data());
  return (seed + number) % property.one_in == 0;
}

class Worker {
 public:
  Worker(const Library& library, const std::vector<Verb>& verbs, const RunOptions& options, std::size_t number)
      : library_(library), verbs_(verbs), options_(options), number_(number), folder_(folder_of_thread(number)) {}

  /// The cases of one pack, from `begin` to `end`.
  void run(uint64_t begin, uint64_t end) {
    watch(number_, begin);
    MadePack made = make_pack_of(library_, verbs_, begin / seeds_per_pack);
    ++out_.packs;
    out_.packs_right += made.was_right_at_once ? 1 : 0;
    for (const std::string& code : made.errors) {
      ++out_.errors[code];
    }
    if (!made.compiled.program) {
      ++out_.packs_left_out;
      return;
    }
    for (uint64_t seed = begin; seed < end; ++seed) {
      watch(number_, seed);
      const Case tried = make_case(made, seed);
      Trial trial(library_, made.compiled, tried, folder_);
      ++out_.cases;
      out_.reach.add(made.constructs.at(tried.request.event), trial);
      for (const Property& property : properties()) {
        const bool is_left_out = std::find(options_.but.begin(), options_.but.end(), &property) != options_.but.end();
        if (options_.only == nullptr ? !is_left_out && is_turn(property, seed) : options_.only == &property) {
          ++out_.held[property.name];
          if (std::string how = property.hold(trial); !how.empty()) {
            out_.disagreements.push_back({seed, &property, std::move(how)});
          }
        }
      }
    }
    watch_nothing(number_);
  }

  RunResult take() { return std::move(out_); }
  std::size_t finds() const { return out_.disagreements.size(); }

 private:
  const Library& library_;
  const std::vector<Verb>& verbs_;
  const RunOptions& options_;
  std::size_t number_;
  std::string folder_;
  RunResult out_;
};

}  // namespace

void RunResult::add(RunResult&& other) {
  cases += other.cases;
  packs += other.packs;
  packs_right += other.packs_right;
  packs_left_out += other.packs_left_out;
  for (const auto& [code, count] : other.errors) {
    errors[code] += count;
  }
  for (const auto& [name, count] : other.held) {
    held[name] += count;
  }
  reach.add(other.reach);
  disagreements.insert(disagreements.end(), std::make_move_iterator(other.disagreements.begin()),
                       std::make_move_iterator(other.disagreements.end()));
}

RunResult run(const Library& library, const RunOptions& options, const std::function<void(uint64_t)>& progress) {
  const std::vector<Verb> verbs = verbs_of(library.modules);
  const uint64_t end = options.seed + options.cases;
  const uint64_t first_block = options.seed / seeds_per_pack;
  const uint64_t blocks = end / seeds_per_pack + (end % seeds_per_pack != 0 ? 1 : 0) - first_block;
  std::atomic<uint64_t> next = 0;
  std::atomic<std::size_t> finds = 0;
  std::mutex mutex;
  uint64_t done = 0;
  RunResult out;
  const auto work = [&](std::size_t number) {
    Worker worker(library, verbs, options, number);
    for (uint64_t block = next++; block < blocks && finds < options.most_finds; block = next++) {
      const uint64_t begin = std::max((first_block + block) * seeds_per_pack, options.seed);
      const uint64_t stop = std::min((first_block + block + 1) * seeds_per_pack, end);
      const std::size_t before = worker.finds();
      worker.run(begin, stop);
      finds += worker.finds() - before;
      const std::lock_guard lock(mutex);
      progress(done += stop - begin);
    }
    const std::lock_guard lock(mutex);
    out.add(worker.take());
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < options.jobs; ++i) {
    threads.emplace_back(work, i);
  }
  work(0);
  for (std::thread& each : threads) {
    each.join();
  }
  std::stable_sort(out.disagreements.begin(), out.disagreements.end(),
                   [](const Disagreement& a, const Disagreement& b) { return a.seed < b.seed; });
  return out;
}

std::string folder_of_thread(std::size_t number) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                     ("exeunt-differential-" + std::to_string(::getpid()) + "-" + std::to_string(number));
  std::filesystem::create_directories(path);
  return path.string();
}

void remove_folders(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) {
    std::error_code failure;
    std::filesystem::remove_all(folder_of_thread(i), failure);
  }
}

}  // namespace exeunt::differential
