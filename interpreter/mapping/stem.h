// Which files of a folder hold the responses of a source, and in which order they are pages of one series.
//
//   deals            deals.json, deals-2.json, deals.2.ndjson.gz, deals/1.json
//   permissions/*    permissions/7.json, permissions/7.2.json: `*` is "7", each a series of its own
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace exeunt::mapping {

struct Stem {
  std::string text;

  /// The text before `*`, or all of it.
  std::string_view before() const;
  std::string_view after() const;
  bool has_star() const { return text.find('*') != std::string::npos; }
};

/// What a path relative to the folder is to a stem.
struct Match {
  std::string series;            ///< files of one series are pages of one list
  std::string star;              ///< what stands for `*`
  std::optional<uint64_t> page;  ///< the number at the end of the name
};

/// `path` without its suffixes (`.json`, `.ndjson`, `.gz`), which `strip_suffixes` takes off.
std::optional<Match> match(const Stem& stem, std::string_view path);

/// "deals-2.json.gz" to "deals-2"; nothing where the file is not named like a response.
std::optional<std::string_view> strip_suffixes(std::string_view path);

/// Text with numbers in it, as people order it: "deals-2" before "deals-10". <0, 0, >0.
int compare_natural(std::string_view a, std::string_view b);

}  // namespace exeunt::mapping
