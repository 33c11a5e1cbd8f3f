#include <algorithm>
#include <map>

#include "interpreter/pack/pack.h"

namespace exeunt::pack {

namespace {

bool is_date(std::string_view text) {
  static constexpr std::string_view shape = "dddd-dd-dd";
  if (text.size() != shape.size()) {
    return false;
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != '-') {
      return false;
    }
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace

std::vector<EditionInfo> editions(const Pack& pack) {
  std::map<std::string, EditionInfo> by_name;
  for (const ast::File& file : pack.files) {
    if (!file.edition) {
      continue;
    }
    const ast::Edition& stated = *file.edition;
    EditionInfo& edition = by_name[stated.name.value];
    edition.name = stated.name.value;
    edition.dated = is_date(edition.name);
    if (edition.extends.empty() && stated.extends) {
      edition.extends = stated.extends->value;
    }
    if (edition.title.empty() && stated.title) {
      edition.title = stated.title->value;
    }
  }

  // How many editions an edition builds on; a cycle, which checking reports, ends the count.
  const auto depth = [&](const EditionInfo& edition) {
    std::size_t count = 0;
    const EditionInfo* current = &edition;
    while (!current->extends.empty() && count < by_name.size()) {
      const auto base = by_name.find(current->extends);
      if (base == by_name.end()) {
        break;
      }
      current = &base->second;
      ++count;
    }
    return count;
  };
  struct Placed {
    bool dated;
    std::size_t depth;
    EditionInfo info;
  };
  std::vector<Placed> placed;
  for (auto& [name, info] : by_name) {
    const std::size_t builds_on = info.dated ? 0 : depth(info);
    placed.push_back({info.dated, builds_on, info});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.dated != b.dated ? b.dated : a.depth < b.depth; });
  std::vector<EditionInfo> sorted;
  for (Placed& edition : placed) {
    sorted.push_back(std::move(edition.info));
  }
  return sorted;
}

std::string default_edition(const Pack& pack) {
  const std::vector<EditionInfo> all = editions(pack);
  return all.empty() ? "" : all.back().name;
}

}  // namespace exeunt::pack
