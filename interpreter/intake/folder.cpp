#include "interpreter/intake/folder.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <system_error>

#include "interpreter/source/entry.h"
#include "interpreter/source/source.h"

namespace exeunt::intake {

namespace fs = std::filesystem;
using diagnostic::Kind;
using mapping::Stem;

namespace {

/// All files but hidden ones, relative to the folder.
std::vector<std::string> files_below(const std::string& folder, std::error_code& failure) {
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      if (is_hidden) {
        at.disable_recursion_pending();
      }
    } else if (!is_hidden) {
      paths.push_back(at->path().lexically_relative(folder).generic_string());
    }
  }
  return paths;
}

bool is_one_of(const std::string& path, const std::vector<std::string>& others) {
  return std::any_of(others.begin(), others.end(), [&](const std::string& other) {
    std::error_code unknown;
    return !other.empty() && fs::equivalent(path, other, unknown);
  });
}

/// Pipes and devices never end, and a name that is no text cannot be an id.
bool is_readable(const std::string& path) {
  return source::may_be_file(path) && source::find_invalid_utf8(path) == path.size();
}

/// Finds holes in the numbers of a series: `files` are its pages in order.
void find_holes(std::span<ResponseFile> files) {
  // Some number pages, some by the offset of their first item: the least step is one page.
  std::vector<uint64_t> numbers;
  for (const ResponseFile& file : files) {
    if (file.page) {
      numbers.push_back(*file.page);
    }
  }
  uint64_t step = UINT64_MAX;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    step = std::min(step, numbers[i] - numbers[i - 1]);
  }
  for (std::size_t i = 0; i + 1 < files.size(); ++i) {
    const std::optional<uint64_t> here = files[i].page;
    const std::optional<uint64_t> next = files[i + 1].page;
    constexpr uint64_t fewest_items = 10;  // of a page
    if (here && next && step != 0 && *next - *here > step) {
      files[i].next_page = *here + step;
    } else if (!here && next && i == 0 && *next > 2 && *next < fewest_items) {
      files[i].next_page = 2;
    }
  }
}

bool comes_first(const std::string& a, const std::string& b) {
  const int order = mapping::compare_natural(a, b);
  return order != 0 ? order < 0 : a < b;
}

struct Found {
  std::size_t source = 0;
  mapping::Match match;
};

/// The source with the longest stem that fits; a stem without a star before one with it.
std::optional<Found> find_source(const mapping::Mapping& mapping, std::string_view path) {
  std::optional<Found> best;
  std::pair<bool, std::size_t> best_rank;
  for (std::size_t i = 0; i < mapping.sources.size(); ++i) {
    for (const Stem& stem : mapping.sources[i].files) {
      const auto match = mapping::match(stem, path);
      const std::pair<bool, std::size_t> rank{!stem.has_star(), stem.text.size()};
      if (match && (!best || rank > best_rank)) {
        best = Found{i, *match};
        best_rank = rank;
      }
    }
  }
  return best;
}

}  // namespace

std::optional<Folder> list_responses(const std::string& folder, const mapping::Mapping& mapping,
                                     const std::vector<std::string>& ignored, diagnostic::Sink& sink) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure)) {
    if (fs::exists(folder, failure)) {
      sink.report<Kind::import_not_a_folder>(std::nullopt, folder)
          .help("put the saved responses into a folder and name that");
    } else {
      sink.report<Kind::file_not_found>(std::nullopt, folder);
    }
    return std::nullopt;
  }
  std::vector<std::string> paths = files_below(folder, failure);
  if (failure) {
    sink.report<Kind::file_unreadable>(std::nullopt, folder, failure.message());
    return std::nullopt;
  }
  std::sort(paths.begin(), paths.end(), [](const std::string& a, const std::string& b) {
    const std::string x(mapping::strip_suffixes(a).value_or(a));
    const std::string y(mapping::strip_suffixes(b).value_or(b));
    return x == y ? a < b : comes_first(x, y);
  });
  Folder out;
  out.files.resize(mapping.sources.size());
  bool any = false;
  for (const std::string& relative : paths) {
    const std::string path = (fs::path(folder) / relative).generic_string();
    if (is_one_of(path, ignored)) {
      continue;
    }
    const auto name = is_readable(path) ? mapping::strip_suffixes(relative) : std::nullopt;
    const auto found = name ? find_source(mapping, *name) : std::nullopt;
    if (!found) {
      out.unread.push_back(relative);
      continue;
    }
    any = true;
    const std::size_t gz = relative.ends_with(".gz") ? 3 : 0;
    const std::string_view plain = std::string_view(relative).substr(0, relative.size() - gz);
    out.files[found->source].push_back({.path = path,
                                        .star = found->match.star,
                                        .series = found->match.series,
                                        .page = found->match.page,
                                        .is_last = true,
                                        .next_page = std::nullopt,
                                        .one_a_line = !plain.ends_with(".json")});
  }
  for (std::vector<ResponseFile>& files : out.files) {
    std::stable_sort(files.begin(), files.end(), [](const ResponseFile& a, const ResponseFile& b) {
      return a.series != b.series && comes_first(a.series, b.series);
    });
    for (std::size_t begin = 0, i = 0; i < files.size(); ++i) {
      files[i].is_last = i + 1 == files.size() || files[i].series != files[i + 1].series;
      if (files[i].is_last) {
        find_holes(std::span(files).subspan(begin, i + 1 - begin));
        begin = i + 1;
      }
    }
  }
  if (!any) {
    auto report = sink.report<Kind::import_no_responses>(std::nullopt, folder, mapping.pack);
    for (std::size_t i = 0; i < mapping.sources.size() && i < 3; ++i) {
      if (!mapping.sources[i].files.empty()) {
        report.help("save the response of `" + mapping.sources[i].endpoint + "` as `" +
                    mapping.sources[i].files.front().text + ".json`");
      }
    }
    return std::nullopt;
  }
  return out;
}

}  // namespace exeunt::intake
