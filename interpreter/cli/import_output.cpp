#include "interpreter/cli/import_output.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/emit.h"

namespace exeunt::cli {

using intake::FieldKey;
using intake::FieldReport;
using intake::Omission;
using intake::Report;
using intake::SourceReport;

namespace {

constexpr std::size_t max_named = 5;

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "2 deal, 3 user".
std::string by_type(const std::map<std::string, uint64_t>& counts) {
  std::string text;
  for (const auto& [type, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, type);
  }
  return text;
}

/// Words over as many lines as it takes.
std::vector<std::string> lines_of(const std::vector<std::string>& words) {
  constexpr std::size_t width = 100;
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    if (lines.empty() || lines.back().size() + word.size() + 2 > width) {
      lines.push_back(word);
    } else {
      lines.back() += ", " + word;
    }
  }
  return lines;
}

std::vector<std::string> each_by_type(const std::map<std::string, uint64_t>& counts) {
  std::vector<std::string> words;
  for (const auto& [type, count] : counts) {
    words.push_back(fmt::format("{} {}", count, type));
  }
  return words;
}

uint64_t sum(const std::map<std::string, uint64_t>& counts) {
  uint64_t all = 0;
  for (const auto& [type, count] : counts) {
    all += count;
  }
  return all;
}

std::string section(std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) {
    return "";
  }
  std::string text = fmt::format("{}\n", title);
  for (const std::string& line : lines) {
    text += "  " + diagnostic::visible(line) + "\n";
  }
  return text;
}

std::vector<std::string> unread_members(const SourceReport& source) {
  // The most frequent first: a member that all items have is worth a look.
  std::vector<std::pair<std::string, uint64_t>> members(source.unread.begin(), source.unread.end());
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> texts;
  for (const auto& [member, count] : members) {
    texts.push_back(fmt::format("{} ({})", member, count));
  }
  return texts;
}

std::string listed(const std::vector<std::string>& names, std::size_t named = max_named) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < named; ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  return names.size() > named ? text + fmt::format(" … and {} more", names.size() - named) : text;
}

std::string_view because(Omission omission) {
  switch (omission) {
    case Omission::missing:
      return "items lack it";
    case Omission::null:
      return "items say null, the model never does";
    case Omission::untranslated:
      return "no translation of";
    case Omission::unaliased:
      return "nobody is known by the id";
    case Omission::dropped:
    case Omission::failed:
      break;
  }
  return "not to be had";
}

std::vector<std::string> omitted_fields(const Report& report) {
  std::vector<std::string> lines;
  for (const auto& [key, found] : report.fields) {
    const std::string value = key.value.empty() ? "" : fmt::format(" `{}`", key.value);
    lines.push_back(
        fmt::format("{} × {}: {}{}, first in {}", found.count, key.field, because(key.omission), value, found.first));
  }
  return lines;
}

}  // namespace

std::string report_in_text(const Report& report, const std::string& output) {
  std::string text = fmt::format("{} from {}{}{}\n", counted(report.object_count(), "object", "objects"),
                                 counted(report.file_count(), "file", "files"),
                                 output.empty() || output == "-" ? "" : " written to " + diagnostic::visible(output),
                                 report.redacted ? ", personal data replaced" : "");
  text += section("Objects", lines_of(each_by_type(report.objects)));
  std::vector<std::string> lines;
  if (report.extra_fields + report.extra_objects > 0) {
    lines.push_back(fmt::format("{} and {} of their own", counted(report.extra_fields, "field", "fields"),
                                counted(report.extra_objects, "object", "objects")));
  }
  text += section("From the side file", lines);
  lines.clear();
  if (!report.duplicates.empty()) {
    lines.push_back(fmt::format("{} came again, the same: {}", sum(report.duplicates), by_type(report.duplicates)));
  }
  if (!report.left_out.empty()) {
    lines.push_back(fmt::format("{} left out by the mapping: {}", counted(sum(report.left_out), "item", "items"),
                                by_type(report.left_out)));
  }
  text += section("Items", lines);
  text += section("Fields that objects lack", omitted_fields(report));
  lines.clear();
  for (const intake::DanglingReport& each : report.dangling) {
    lines.push_back(fmt::format("{} × {}, first from {}", each.count, each.to, each.from));
  }
  text += section(
      fmt::format("{} to objects that are not there", counted(report.dangling_count, "reference", "references")),
      lines);
  lines.clear();
  for (const SourceReport& source : report.sources) {
    if (!source.unread.empty()) {
      lines.push_back(source.name + ": " + listed(unread_members(source)));
    }
  }
  text += section("Members that nothing reads", lines);
  text += section("Types of which there may be more", lines_of(report.incomplete));
  lines.clear();
  for (const SourceReport& source : report.sources) {
    if (source.files == 0) {
      lines.push_back(fmt::format("{}: {}", source.name, source.endpoint));
    }
  }
  text += section("Responses that are not there", lines);
  text += section("Files that no source reads",
                  report.unread_files.empty() ? std::vector<std::string>() : std::vector{listed(report.unread_files)});
  return text;
}

std::string report_in_json(const Report& report) {
  plan::Emitter out(2);
  out.begin_object();
  const auto text = [&out](std::string_view key, std::string_view value) {
    out.key(key);
    out.text(value);
  };
  const auto number = [&out](std::string_view key, uint64_t value) {
    out.key(key);
    out.number(value);
  };
  const auto counts = [&](std::string_view key, const std::map<std::string, uint64_t>& values) {
    out.key(key);
    out.begin_object();
    for (const auto& [name, count] : values) {
      number(name, count);
    }
    out.end_object();
  };
  text("format", "exeunt.import/1");
  text("pack", report.pack);
  out.key("redacted");
  out.boolean(report.redacted);
  counts("objects", report.objects);
  counts("duplicates", report.duplicates);
  counts("left_out", report.left_out);
  out.key("extra");
  out.begin_object();
  number("fields", report.extra_fields);
  number("objects", report.extra_objects);
  out.end_object();
  out.key("sources");
  out.begin_list();
  for (const SourceReport& source : report.sources) {
    out.begin_object();
    text("source", source.name);
    text("endpoint", source.endpoint);
    number("files", source.files);
    number("items", source.items);
    counts("unread", source.unread);
    out.end_object();
  }
  out.end_list();
  out.key("fields");
  out.begin_list();
  for (const auto& [key, found] : report.fields) {
    out.begin_object();
    text("field", key.field);
    text("why", name(key.omission));
    if (!key.value.empty()) {
      text("value", key.value);
    }
    number("count", found.count);
    text("first", found.first);
    out.end_object();
  }
  out.end_list();
  out.key("dangling");
  out.begin_object();
  number("count", report.dangling_count);
  out.key("first");
  out.begin_list();
  for (const intake::DanglingReport& each : report.dangling) {
    out.begin_object();
    text("to", each.to);
    number("count", each.count);
    text("from", each.from);
    out.end_object();
  }
  out.end_list();
  out.end_object();
  const auto list = [&out](std::string_view key, const std::vector<std::string>& names) {
    out.key(key);
    out.begin_list();
    for (const std::string& name : names) {
      out.text(name);
    }
    out.end_list();
  };
  list("incomplete", report.incomplete);
  list("unread_files", report.unread_files);
  out.end_object();
  return out.take() + "\n";
}

}  // namespace exeunt::cli
