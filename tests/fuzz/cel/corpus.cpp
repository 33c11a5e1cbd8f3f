#include "tests/fuzz/cel/corpus.h"

#include <fstream>

namespace exeunt::fuzz {

std::optional<std::vector<std::string>> read_seeds(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') {
      out.push_back(line);
    }
  }
  return out;
}

}  // namespace exeunt::fuzz
