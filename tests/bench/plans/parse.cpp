// Parses a JSON document and lets go of it: what reading one costs at least.
//
//   parse nlohmann|simdjson FILE
#include <simdjson.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

int main(int count, char** words) {
  if (count != 3) {
    return 2;
  }
  if (std::string(words[1]) == "nlohmann") {
    std::ifstream file(words[2], std::ios::binary);
    const nlohmann::json document = nlohmann::json::parse(file, nullptr, false);
    return document.is_discarded() ? 1 : 0;
  }
  simdjson::dom::parser parser;
  simdjson::dom::element document;
  if (const auto error = parser.load(words[2]).get(document)) {
    std::cerr << error << "\n";
    return 1;
  }
  return 0;
}
