// Parses a JSON document, or (by its name) one a line, and lets go of it: what reading one costs at least.
//
//   parse nlohmann|simdjson FILE
#include <simdjson.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

static bool parse_with_nlohmann(const std::string& path, bool is_lines) {
  std::ifstream file(path, std::ios::binary);
  if (!is_lines) {
    return !nlohmann::json::parse(file, nullptr, false).is_discarded();
  }
  for (std::string line; std::getline(file, line);) {
    if (nlohmann::json::parse(line, nullptr, false).is_discarded()) {
      return false;
    }
  }
  return true;
}

static bool parse_with_simdjson(const std::string& path, bool is_lines) {
  simdjson::dom::parser parser;
  simdjson::dom::element document;
  if (!is_lines) {
    return parser.load(path).get(document) == simdjson::SUCCESS;
  }
  simdjson::dom::document_stream documents;
  if (parser.load_many(path).get(documents) != simdjson::SUCCESS) {
    return false;
  }
  for (auto each : documents) {
    if (each.get(document) != simdjson::SUCCESS) {
      return false;
    }
  }
  return true;
}

int main(int count, char** words) {
  if (count != 3) {
    return 2;
  }
  const std::string path = words[2];
  const bool is_lines = path.ends_with(".ndjson");
  const bool is_parsed = std::string(words[1]) == "nlohmann" ? parse_with_nlohmann(path, is_lines)
                                                             : parse_with_simdjson(path, is_lines);
  return is_parsed ? 0 : 1;
}
