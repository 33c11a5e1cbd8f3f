// generate_account --pack pipedrive --objects N [--seed S] [-o FILE]
//
// Writes an account snapshot (NDJSON) as large as one likes; see ../README.md. Exit: 0, or 2 when something is wrong.
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "interpreter/source/output.h"
#include "tests/bench/account/pipedrive.h"

namespace {

using namespace exeunt;

constexpr int exit_failure = 2;
constexpr std::string_view usage = "usage: generate_account --pack pipedrive --objects N [--seed S] [-o FILE]\n";

struct Options {
  std::string pack;
  uint64_t objects = 0;
  uint64_t seed = 42;
  std::string path = "-";
};

bool read_number(const std::string& text, uint64_t& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

/// Answers what is wrong, or nothing.
std::string read_options(const std::vector<std::string>& arguments, Options& out) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name != "--pack" && name != "--objects" && name != "--seed" && name != "-o") {
      return "`" + name + "` is not an option";
    }
    if (++i == arguments.size()) {
      return "`" + name + "` takes a value";
    }
    if (name == "--pack") {
      out.pack = arguments[i];
    } else if (name == "-o") {
      out.path = arguments[i];
    } else if (!read_number(arguments[i], name == "--seed" ? out.seed : out.objects)) {
      return "`" + arguments[i] + "` is not a whole number";
    }
  }
  if (out.pack != "pipedrive") {
    return out.pack.empty() ? "`--pack` is missing" : "there is no account for the pack `" + out.pack + "`";
  }
  if (out.objects < bench::fewest_objects || out.objects > bench::most_objects) {
    return "`--objects` takes " + std::to_string(bench::fewest_objects) + " to " + std::to_string(bench::most_objects);
  }
  return {};
}

std::optional<std::string> write_to_standard_output(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return std::strerror(errno);
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<size_t>(written));
  }
  return std::nullopt;
}

/// Answers what went wrong, or nothing.
std::optional<std::string> generate(const Options& options) {
  const auto objects = static_cast<uint32_t>(options.objects);
  if (options.path == "-") {
    return bench::write_pipedrive(objects, options.seed, write_to_standard_output);
  }
  auto opened = source::Output::open(options.path);
  if (auto* problem = std::get_if<std::string>(&opened)) {
    return *problem;
  }
  auto& file = std::get<source::Output>(opened);
  const auto write = [&](std::string_view text) { return file.write(text); };
  if (auto problem = bench::write_pipedrive(objects, options.seed, write)) {
    return problem;
  }
  return file.commit();
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  if (const std::string problem = read_options({arguments + 1, arguments + count}, options); !problem.empty()) {
    std::cerr << "error: " << problem << '\n' << usage;
    return exit_failure;
  }
  std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough is an error like a full disk
  if (const auto problem = generate(options)) {
    std::cerr << "error: `" << (options.path == "-" ? "<stdout>" : options.path) << "` cannot be written: " << *problem
              << '\n';
    return exit_failure;
  }
  return 0;
}
