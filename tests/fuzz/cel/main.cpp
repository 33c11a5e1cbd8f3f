// fuzz_cel [--random N] [--mutate N] [--seed S] [--from NUMBER] [--thorough-every K] [--print] [--input FILE] SEEDS…
//
// Tries the seeds, then N random byte strings, then N mutants of the seeds; says how far they came. The same seed gives
// the same trials, each of which has a number and can be repeated alone: `--from NUMBER --mutate 1`. Of K texts, one is
// held to all that must hold, the others are parsed, checked and evaluated only; K is 1 unless told. With --print
// expressions are written to standard output, one a line, instead of being tried. --input tries a file's bytes.
// Exit: 0 everything holds, 2 usage or an unreadable file; what does not hold, crashes or hangs aborts.
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/cel/corpus.h"
#include "tests/fuzz/cel/mutate.h"
#include "tests/fuzz/cel/random_text.h"
#include "tests/fuzz/cel/trial.h"
#include "tests/fuzz/trial/watch.h"

namespace {

using namespace exeunt::fuzz;

constexpr int exit_usage = 2;
constexpr uint64_t progress_every = 100'000;

struct Options {
  uint64_t random = 0;
  uint64_t mutate = 0;
  uint64_t seed = 1;
  uint64_t from = 0;
  uint64_t thorough_every = 1;
  bool print = false;
  std::vector<std::string> inputs;
  std::vector<std::string> seeds;
};

bool read_number(const std::string& text, uint64_t& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
  Options out;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    uint64_t* number = argument == "--random"           ? &out.random
                       : argument == "--mutate"         ? &out.mutate
                       : argument == "--seed"           ? &out.seed
                       : argument == "--from"           ? &out.from
                       : argument == "--thorough-every" ? &out.thorough_every
                                                        : nullptr;
    const bool has_value = number != nullptr || argument == "--input";
    if (has_value && ++i == arguments.size()) {
      return std::nullopt;
    }
    if (number != nullptr) {
      if (!read_number(arguments[i], *number)) {
        return std::nullopt;
      }
    } else if (argument == "--input") {
      out.inputs.push_back(arguments[i]);
    } else if (argument == "--print") {
      out.print = true;
    } else if (argument.starts_with("-")) {
      return std::nullopt;
    } else {
      out.seeds.push_back(argument);
    }
  }
  return (out.seeds.empty() && out.inputs.empty()) || out.thorough_every == 0 ? std::nullopt : std::optional(out);
}

/// Tries texts of one kind, and counts how far they come.
class Round {
 public:
  Round(const char* kind, const Options& options) : kind_(kind), options_(options) {}

  /// `make` answers the text with a number.
  template <typename Make>
  void run(uint64_t from, uint64_t count, const Make& make) {
    for (uint64_t i = 0; i < count; ++i) {
      const std::string text = make(from + i);
      if (options_.print) {
        std::cout << text << '\n';
        continue;
      }
      watch(kind_, options_.seed, from + i, text);
      ++outcomes_[static_cast<size_t>(attempt(text, (from + i) % options_.thorough_every == 0))];
      stop_watching();
      if ((i + 1) % progress_every == 0) {
        std::cerr << kind_ << ' ' << i + 1 << " of " << count << std::endl;
      }
    }
    if (!options_.print) {
      report(count);
    }
  }

 private:
  void report(uint64_t count) const {
    const auto of = [&](Outcome outcome) { return outcomes_[static_cast<size_t>(outcome)]; };
    std::cout << kind_ << ": " << count << " tried, " << count - of(Outcome::refused) << " parsed, "
              << of(Outcome::value) + of(Outcome::error) + of(Outcome::unknown) << " checked: " << of(Outcome::value)
              << " values, " << of(Outcome::error) << " errors, " << of(Outcome::unknown) << " unknown" << std::endl;
  }

  const char* kind_;
  const Options& options_;
  uint64_t outcomes_[5] = {};
};

int unreadable(const std::string& path) {
  std::cerr << path << ": cannot be read\n";
  return exit_usage;
}

int run(const Options& options) {
  for (const std::string& path : options.inputs) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      return unreadable(path);
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Round("input", options).run(0, 1, [&](uint64_t) { return text; });
  }
  std::vector<std::string> seeds;
  for (const std::string& path : options.seeds) {
    const auto more = read_seeds(path);
    if (!more) {
      return unreadable(path);
    }
    seeds.insert(seeds.end(), more->begin(), more->end());
  }
  if (!options.print && options.from == 0 && !seeds.empty()) {
    Round("seeds", options).run(0, seeds.size(), [&](uint64_t number) { return seeds[number]; });
  }
  if (options.random > 0) {
    Round("random", options).run(options.from, options.random, [&](uint64_t number) {
      Random random(options.seed, number);
      return random_text(random);
    });
  }
  if (options.mutate > 0 && !seeds.empty()) {
    const Mutator mutator(seeds);
    Round("mutants", options).run(options.from, options.mutate, [&](uint64_t number) {
      Random random(options.seed, number);
      return mutator.mutant(random);
    });
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = read_options(std::vector<std::string>(arguments + 1, arguments + count));
  if (!options) {
    std::cerr << "usage: fuzz_cel [--random N] [--mutate N] [--seed S] [--from NUMBER] [--thorough-every K] [--print] "
                 "[--input FILE] SEEDS…\n";
    return exit_usage;
  }
  start_watching();
  return run(*options);
}
