// The fenced blocks of policies/LANGUAGE.md, each as a file that can be read.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace exeunt::test {

struct Block {
  std::string info;  ///< what stands behind the fence: "policy", "policy fragment", "yaml same" …
  std::string text;  ///< with the prelude where it is a fragment
  std::size_t line = 0;
};

inline std::vector<Block> language_blocks() {
  const std::filesystem::path path = std::filesystem::path(__FILE__).parent_path() / "../../../policies/LANGUAGE.md";
  std::ifstream in(path);
  std::vector<Block> blocks;
  std::string prelude;
  std::string line;
  bool inside = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.starts_with("```")) {
      if (inside) {
        blocks.back().text += line + "\n";
      }
      continue;
    }
    inside = !inside;
    if (inside) {
      blocks.push_back({line.substr(3), "", number});
    } else if (blocks.back().info == "prelude") {
      prelude = blocks.back().text;
      blocks.pop_back();
    }
  }
  const std::string yaml_prelude = "pack: sample\nuse: [std.crm, std.outcomes]\ndeclarations:\n";
  for (Block& block : blocks) {
    const bool whole_yaml = block.text.starts_with("pack:");
    if (block.info == "policy fragment") {
      block.text = prelude + block.text;
    } else if (block.info == "yaml fragment" || (block.info == "yaml same" && !whole_yaml)) {
      block.text = yaml_prelude + block.text;
    }
  }
  return blocks;
}

}  // namespace exeunt::test
