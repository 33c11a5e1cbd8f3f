#include "interpreter/intake/folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace exeunt::intake {

namespace fs = std::filesystem;
using diagnostic::Kind;
using mapping::Stem;

namespace {

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
                                     const std::string& ignored, diagnostic::Sink& sink) {
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
    std::error_code unknown;
    if (!ignored.empty() && fs::equivalent(path, ignored, unknown)) {
      continue;
    }
    const auto name = mapping::strip_suffixes(relative);
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
                                        .one_a_line = !plain.ends_with(".json")});
  }
  for (std::vector<ResponseFile>& files : out.files) {
    std::stable_sort(files.begin(), files.end(), [](const ResponseFile& a, const ResponseFile& b) {
      return a.series != b.series && comes_first(a.series, b.series);
    });
    for (std::size_t i = 0; i + 1 < files.size(); ++i) {
      files[i].is_last = files[i].series != files[i + 1].series;
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
