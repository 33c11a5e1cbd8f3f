// cel_bench EXPRESSIONS.json: interpreter/cel as a contestant of the benchmark.
//
// Says what it is in one line of JSON, then answers each line of standard input by one:
//   check CASE VARIANT              {"right": true, "value": "…"}
//   allocations CASE VARIANT        {"allocations": 0.0}
//   evaluate CASE VARIANT MILLIS    {"ns": 20.5, "turns": 1000000, "busy": 0.99}
//   compile CASE VARIANT MILLIS     the same
// What goes wrong: {"error": "…"}. Exit: 0 at the end of the input, 2 for usage or an unreadable file.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/bench/cel/data.h"
#include "tests/bench/cel/measure.h"

namespace {

using namespace exeunt;
using namespace exeunt::bench;
using Json = nlohmann::json;

constexpr int exit_usage = 2;

class Contestant {
 public:
  explicit Contestant(Data data) : data_(std::move(data)) {}

  Json answer(const std::string& line) {
    std::istringstream words(line);
    std::string verb;
    std::string name;
    std::string variant;
    int64_t millis = 0;
    words >> verb >> name >> variant >> millis;
    const Case* entry = data_.find(name);
    if (entry == nullptr) {
      return {{"error", "no expression `" + name + "`"}};
    }
    const auto wanted = std::chrono::milliseconds(millis);
    const cel::Compiled& compiled = program(*entry);
    if (!compiled) {
      return {{"error", compiled.issues().front().message}};
    }
    if (verb == "check") {
      return check(compiled, entry->expected);
    }
    if (verb == "allocations") {
      return {{"allocations", count_allocations(compiled, data_)}};
    }
    if (verb == "evaluate") {
      return timing(time_evaluate(compiled, data_, wanted));
    }
    if (verb == "compile") {
      return timing(time_compile(*entry, data_, wanted));
    }
    return {{"error", "no verb `" + verb + "`"}};
  }

 private:
  Json check(const cel::Compiled& compiled, const cel::Value& expected) const {
    const cel::Value value = compiled.evaluate(data_.bindings);
    const bool right = value.kind() == expected.kind() && value.equals(expected);
    return {{"right", right}, {"value", value.text()}};
  }

  static Json timing(const Timing& timing) {
    return {{"ns", timing.nanoseconds}, {"turns", timing.turns}, {"busy", timing.busy}};
  }

  const cel::Compiled& program(const Case& entry) {
    const auto found = programs_.find(entry.name);
    if (found != programs_.end()) {
      return found->second;
    }
    return programs_.emplace(entry.name, cel::compile(entry.expression, data_.words)).first->second;
  }

  Data data_;
  std::map<std::string, cel::Compiled> programs_;
};

Json introduction() {
  return {{"versions", {{"g++", __VERSION__}}}, {"evaluate", {"plain"}}, {"compile", {"plain"}}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: cel_bench EXPRESSIONS.json\n";
    return exit_usage;
  }
  try {
    Contestant contestant(read_data(arguments[1]));
    std::cout << introduction().dump() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
      std::cout << contestant.answer(line).dump() << std::endl;
    }
  } catch (const DataError& error) {
    std::cerr << arguments[1] << ": " << error.what() << "\n";
    return exit_usage;
  }
}
