#include "tests/differential/find.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "interpreter/driver/request.h"
#include "interpreter/plan/json.h"
#include "interpreter/scenario/account.h"
#include "interpreter/scenario/read.h"
#include "tests/differential/spelling.h"

namespace exeunt::differential {

namespace fs = std::filesystem;

namespace {

bool write_file(const fs::path& path, const std::string& text) {
  std::error_code failure;
  fs::create_directories(path.parent_path(), failure);
  std::ofstream out(path, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string quoted(const std::string& text) { return plan::write_value(plan::Value{text}); }

std::string scenario_text(const Case& found, const std::string& pack, const std::string& says, bool has_plan) {
  const driver::Request& request = found.request;
  std::string out = "pack: " + pack + "\ntitle: " + quoted(says) + "\naccount: ../account.ndjson\nscenarios:\n- scenario: " +
                    quoted(says) + "\n  event: " + request.event + "\n  subject: " + quoted(request.subject) +
                    "\n  by: " + (request.by.empty() ? "null" : quoted(request.by)) + "\n  at: " + quoted(request.at) + "\n";
  if (!request.arguments.empty()) {
    out += "  args:\n";
    for (const auto& [name, value] : request.arguments) {
      out += "    " + name + ": " + quoted(value) + "\n";
    }
  }
  if (!request.transfers.empty()) {
    out += "  transfers:\n";
    for (const std::string& each : request.transfers) {
      out += "  - " + quoted(each) + "\n";
    }
  }
  if (!request.locale.empty()) {
    out += "  locale: " + request.locale + "\n";
  }
  return out + (has_plan ? "  plan: plan.json\n" : "  partial: true\n  expect: {}\n");
}

bool read_find(const fs::path& scenario, std::vector<std::pair<std::string, Case>>& out) {
  const fs::path folder = scenario.parent_path().parent_path();
  Case found;
  std::vector<fs::path> files;
  for (const auto& each : fs::directory_iterator(folder)) {
    files.push_back(each.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& each : files) {
    const std::string name = each.filename().string();
    if (name.ends_with(".policy") || name.ends_with(".policy.yaml") || name == "facts.yaml") {
      found.pack.push_back({name, read_file(each)});
    }
  }
  source::Manager sources;
  diagnostic::Sink sink;
  const auto file = scenario::read(sources.add(scenario.string(), read_file(scenario)), sources, sink);
  if (!file) {
    std::cerr << scenario.string() << ": " << errors_of(sink);
    return false;
  }
  found.lines = read_file(folder / "account.ndjson");
  found.account = account_of(found.lines);
  for (const scenario::Scenario& each : file->scenarios) {
    for (const scenario::Step& step : each.steps) {
      if (const auto* const request = std::get_if<scenario::Request>(&step.action)) {
        found.request = driver::request_of(*request, request->at ? request->at->text : each.at ? each.at->text : "");
        out.emplace_back(folder.filename().string() + ": " + each.name.text, found);
      }
    }
  }
  return true;
}

}  // namespace

std::string write_find(const Library& library, const std::string& folder, const std::string& name, const Case& found,
                       const std::string& says) {
  const fs::path here = fs::path(folder) / name;
  std::error_code failure;
  fs::remove_all(here, failure);
  bool is_written = write_file(here / "account.ndjson", found.lines);
  for (const pack::NamedText& each : found.pack) {
    is_written = write_file(here / each.name, each.text) && is_written;
  }
  Compiled compiled = compile(library, found.pack);
  std::string plan;
  std::string pack = "made-up";
  if (compiled.program) {
    pack = compiled.program->pack;
    plan = Trial(library, compiled, found, folder).answer().json;
  }
  const fs::path scenario = here / "scenarios" / "find.yaml";
  is_written = write_file(scenario, scenario_text(found, pack, says, !plan.empty())) && is_written;
  if (!plan.empty()) {
    is_written = write_file(here / "scenarios" / "plan.json", plan) && is_written;
  }
  return is_written ? scenario.string() : "";
}

std::optional<std::vector<std::pair<std::string, Case>>> read_finds(const std::string& folder) {
  std::error_code failure;
  std::vector<fs::path> scenarios;
  for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
    if (at->path().parent_path().filename() == "scenarios" && at->path().extension() == ".yaml") {
      scenarios.push_back(at->path());
    }
  }
  if (failure) {
    std::cerr << folder << ": " << failure.message() << "\n";
    return std::nullopt;
  }
  std::sort(scenarios.begin(), scenarios.end());
  std::vector<std::pair<std::string, Case>> out;
  for (const fs::path& each : scenarios) {
    if (!read_find(each, out)) {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace exeunt::differential
