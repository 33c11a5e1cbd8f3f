#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/cli/test_report.h"

namespace exeunt::cli {

namespace {

using driver::DeclarationCoverage;

/// What can be hit on one line.
struct Line {
  std::vector<uint64_t> counts;                 ///< of each thing that begins there
  std::vector<std::vector<uint64_t>> branches;  ///< by block
};

struct Function {
  uint32_t line = 0;
  std::string name;
  uint64_t count = 0;
};

struct FileRecord {
  std::map<uint32_t, Line> lines;
  std::vector<Function> functions;
  std::set<std::string> names;
};

class Tracefile {
 public:
  explicit Tracefile(const source::Manager& sources) : sources_(sources) {}

  void add(const DeclarationCoverage& declaration) {
    if (declaration.can_fire()) {
      const auto [record, line] = find(declaration.declared);
      // A file may use a name again: guards of two events, or the same rule in two editions.
      std::string name = declaration.name;
      if (!record->names.insert(name).second) {
        name += fmt::format(":{}", line);
        record->names.insert(name);
      }
      record->functions.push_back({line, std::move(name), declaration.fired});
      std::vector<uint64_t> branches{declaration.fired};
      if (declaration.can_decline) {
        branches.push_back(declaration.declined);
      }
      add(record->lines[line], declaration.fired, std::move(branches));
    }
    for (const driver::AtomCoverage& atom : declaration.atoms) {
      std::vector<uint64_t> branches{atom.seen.yes, atom.seen.no};
      if (atom.can_be_unknown) {
        branches.push_back(atom.seen.unknown);
      }
      const auto [record, line] = find(atom.span);
      add(record->lines[line], atom.seen.yes + atom.seen.no + atom.seen.unknown, std::move(branches));
    }
    for (const driver::OutcomeCoverage& outcome : declaration.outcomes) {
      const auto [record, line] = find(outcome.used);
      add(record->lines[line], outcome.carried_out, {});
    }
  }

  std::string text() const {
    std::string text;
    for (const auto& [name, record] : files_) {
      text += "TN:\nSF:" + name + "\n" + functions(record) + branches(record) + lines(record) + "end_of_record\n";
    }
    return text;
  }

 private:
  std::pair<FileRecord*, uint32_t> find(const source::Span& span) {
    const source::File& file = sources_.file(span.file);
    std::string name = file.name();
    std::replace_if(name.begin(), name.end(), [](char c) { return c == '\n' || c == '\r'; }, '?');
    return {&files_[name], file.position(span.begin).line};
  }

  static void add(Line& line, uint64_t count, std::vector<uint64_t> branches) {
    line.counts.push_back(count);
    if (!branches.empty()) {
      line.branches.push_back(std::move(branches));
    }
  }

  static std::string functions(const FileRecord& record) {
    std::string text;
    std::size_t hit = 0;
    for (const Function& each : record.functions) {
      text += fmt::format("FN:{},{}\n", each.line, each.name);
    }
    for (const Function& each : record.functions) {
      text += fmt::format("FNDA:{},{}\n", each.count, each.name);
      hit += each.count != 0 ? 1 : 0;
    }
    return text + fmt::format("FNF:{}\nFNH:{}\n", record.functions.size(), hit);
  }

  static std::string branches(const FileRecord& record) {
    std::string text;
    std::size_t found = 0;
    std::size_t hit = 0;
    for (const auto& [number, line] : record.lines) {
      for (std::size_t block = 0; block < line.branches.size(); ++block) {
        const std::vector<uint64_t>& all = line.branches[block];
        const bool reached = std::any_of(all.begin(), all.end(), [](uint64_t count) { return count != 0; });
        for (std::size_t i = 0; i < all.size(); ++i) {
          text += fmt::format("BRDA:{},{},{},{}\n", number, block, i, reached ? std::to_string(all[i]) : "-");
          ++found;
          hit += all[i] != 0 ? 1 : 0;
        }
      }
    }
    return text + fmt::format("BRF:{}\nBRH:{}\n", found, hit);
  }

  /// A line counts as often as what was seen least of it.
  static std::string lines(const FileRecord& record) {
    std::string text;
    std::size_t hit = 0;
    for (const auto& [number, line] : record.lines) {
      const uint64_t count = *std::min_element(line.counts.begin(), line.counts.end());
      text += fmt::format("DA:{},{}\n", number, count);
      hit += count != 0 ? 1 : 0;
    }
    return text + fmt::format("LF:{}\nLH:{}\n", record.lines.size(), hit);
  }

  const source::Manager& sources_;
  std::map<std::string, FileRecord> files_;
};

}  // namespace

std::string coverage_lcov(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources) {
  Tracefile file(sources);
  for (const driver::PackCoverage& pack : packs) {
    for (const DeclarationCoverage& each : pack.declarations) {
      file.add(each);
    }
  }
  return file.text();
}

}  // namespace exeunt::cli
