// differential [--cases N] [--seed S] [--only PROPERTY] [--but PROPERTY]… [--jobs J] [--finds DIR] [--replay DIR] [--print] [--list]
//
// Random packs, accounts and requests, and every property of them. The same seed is the same case whatever else is said.
// Exit: 0 everything holds, 1 something does not (it is made small and written to DIR), 2 usage.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <iostream>
#include <optional>
#include <set>

#include "tests/differential/find.h"
#include "tests/differential/run.h"
#include "tests/differential/shrink.h"
#include "tests/differential/watch.h"

namespace {

using namespace exeunt::differential;

constexpr int exit_usage = 2;

struct Options {
  RunOptions run;
  std::string stdlib = EXEUNT_STDLIB;
  std::string finds = "differential-finds";
  std::string replay;
  bool prints = false;
  bool lists = false;
};

bool read_number(std::string_view text, uint64_t& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--print" || word == "--list") {
      (word == "--print" ? out.prints : out.lists) = true;
      continue;
    }
    if (++i == words.size()) {
      return std::nullopt;
    }
    uint64_t number = 0;
    const bool is_number = read_number(words[i], number);
    if (word == "--cases" && is_number) {
      out.run.cases = number;
    } else if (word == "--seed" && is_number) {
      out.run.seed = number;
    } else if (word == "--jobs" && is_number && number >= 1 && number <= most_threads) {
      out.run.jobs = number;
    } else if (word == "--most-finds" && is_number) {
      out.run.most_finds = number;
    } else if (word == "--only" && find_property(words[i]) != nullptr) {
      out.run.only = find_property(words[i]);
    } else if (word == "--but" && find_property(words[i]) != nullptr) {
      out.run.but.push_back(find_property(words[i]));
    } else if (word == "--finds") {
      out.finds = words[i];
    } else if (word == "--replay") {
      out.replay = words[i];
    } else {
      return std::nullopt;
    }
  }
  return out;
}

void print_case(const Case& tried) {
  for (const auto& each : tried.pack) {
    std::cout << "==== " << each.name << "\n" << each.text;
  }
  std::cout << "==== account.ndjson\n" << tried.lines << "==== " << tried.request.event << " " << tried.request.subject
            << " by " << tried.request.by << " at " << tried.request.at;
  for (const auto& [name, value] : tried.request.arguments) {
    std::cout << " " << name << "=" << value;
  }
  for (const std::string& each : tried.request.transfers) {
    std::cout << " transfer " << each;
  }
  std::cout << "\n";
}

/// The first disagreement on each property, made small.
void write_finds(const Library& library, const Options& options, const RunResult& result) {
  std::set<const Property*> written;
  const auto verbs = verbs_of(library.modules);
  for (const Disagreement& each : result.disagreements) {
    std::cout << fmt::format("FOUND {} at --seed {} --cases 1\n{}\n", each.property->name, each.seed,
                             each.how.substr(0, 4000));
    if (!written.insert(each.property).second) {
      continue;
    }
    const MadePack made = make_pack_of(library, verbs, each.seed / seeds_per_pack);
    const std::string folder = folder_of_thread(0);
    const Case small = shrink(library, make_case(made, each.seed), *each.property, folder);
    const std::string says = fmt::format("{}: {}", each.property->name, each.property->says);
    const std::string name = fmt::format("{}-{}", each.property->name, each.seed);
    const std::string path = write_find(library, options.finds, name, small, says);
    std::cout << "made small:\n" << try_case(library, small, *each.property, folder) << "\n";
    print_case(small);
    std::cout << (path.empty() ? "it could not be written to " + options.finds
                               : "written: " + path + "\nreplay: differential --replay " + options.finds + "/" + name)
              << "\n";
  }
}

int replay(const Library& library, const Options& options) {
  const auto finds = read_finds(options.replay);
  if (!finds) {
    return exit_usage;
  }
  int wrong = 0;
  for (const auto& [name, found] : *finds) {
    if (!compile(library, found.pack).program) {
      std::cout << "FOUND " << name << ": the pack does not compile\n"
                << errors_of(compile(library, found.pack).session->sink());
      ++wrong;
      continue;
    }
    for (const Property& property : properties()) {
      if (options.run.only == nullptr || options.run.only == &property) {
        const std::string how = try_case(library, found, property, folder_of_thread(0));
        if (!how.empty()) {
          std::cout << fmt::format("FOUND {}: {}\n{}\n", name, property.name, how);
          ++wrong;
        }
      }
    }
  }
  std::cout << fmt::format("{} finds of before, {} disagreements\n", finds->size(), wrong);
  return wrong == 0 ? 0 : 1;
}

int run_cases(const Library& library, const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  const bool shows = ::isatty(STDERR_FILENO) != 0;
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const RunResult result = run(library, options.run, [&](uint64_t done) {
    if (shows) {
      std::cerr << fmt::format("\r{} of {} cases, {:.0f} a second ", done, options.run.cases,
                               static_cast<double>(done) / seconds());
    }
  });
  const double took = seconds();
  if (shows) {
    std::cerr << "\r\x1b[K";
  }
  write_finds(library, options, result);
  std::cout << result.reach.text() << "\n";
  for (const auto& [name, count] : result.held) {
    std::cout << fmt::format("{:>10} {}: {}\n", count, name, find_property(name)->says);
  }
  std::cout << fmt::format("\npacks: {}, of which {} compile at once, and {} after what does not was left out\n",
                           result.packs, result.packs_right, result.packs - result.packs_right - result.packs_left_out);
  std::cout << "errors of the others:";
  for (const auto& [code, count] : result.errors) {
    std::cout << " " << code << " " << count;
  }
  std::cout << fmt::format("\n{} cases from seed {}, {} disagreements\n", result.cases, options.run.seed,
                           result.disagreements.size());
  std::cerr << fmt::format("{:.1f} seconds, {:.0f} cases a second\n", took, static_cast<double>(result.cases) / took);
  return result.disagreements.empty() ? 0 : 1;
}

int run_all(const Options& options) {
  const Library library(options.stdlib);
  if (!library.is_read) {
    std::cerr << options.stdlib << ": the standard library cannot be read\n";
    return exit_usage;
  }
  if (options.prints) {
    const auto verbs = verbs_of(library.modules);
    for (uint64_t seed = options.run.seed; seed < options.run.seed + options.run.cases; ++seed) {
      const MadePack made = make_pack_of(library, verbs, seed / seeds_per_pack);
      if (made.compiled.program) {
        print_case(make_case(made, seed));
      }
    }
    return 0;
  }
  start_watching();
  const int status = options.replay.empty() ? run_cases(library, options) : replay(library, options);
  remove_folders(options.run.jobs);
  return status;
}

}  // namespace

int main(int count, char** words) {
  const auto options = read_options({words + 1, words + count});
  if (!options) {
    std::cerr << "differential [--cases N] [--seed S] [--only PROPERTY] [--but PROPERTY]... [--jobs J] [--finds DIR] [--most-finds N]\n"
                 "             [--replay DIR] [--print] [--list]\n";
    return exit_usage;
  }
  if (options->lists) {
    for (const Property& property : properties()) {
      std::cout << fmt::format("{:<14}{}, of one case in {}\n", property.name, property.says, property.one_in);
    }
    return 0;
  }
  return run_all(*options);
}
