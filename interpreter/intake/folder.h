// Which files of a folder are the responses of which source, in the order in which they are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/mapping/mapping.h"

namespace exeunt::intake {

struct ResponseFile {
  std::string path;    ///< to open and for messages
  std::string star;    ///< what stands for `*`
  std::string series;  ///< files of one series are pages of one list
  std::optional<uint64_t> page;
  bool is_last = true;                ///< of its series
  std::optional<uint64_t> next_page;  ///< the number of the page that should follow it, where that is not there
  bool one_a_line = false;            ///< NDJSON: a line may be an item without an envelope
};

struct Folder {
  std::vector<std::vector<ResponseFile>> files;  ///< by source; series by series, pages in order
  std::vector<std::string> unread;               ///< nobody's, relative to the folder
};

/// Hidden files and the paths `ignored` are passed over. No value: it was reported.
std::optional<Folder> list_responses(const std::string& folder, const mapping::Mapping& mapping,
                                     const std::vector<std::string>& ignored, diagnostic::Sink& sink);

}  // namespace exeunt::intake
