#include "interpreter/engine/columnar/names.h"

#include <algorithm>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/json_line.h"
#include "interpreter/engine/columnar/scan.h"

namespace exeunt::engine::columnar {

/// The text that a member of that name has; empty where there is none.
static std::string member_text(std::span<const JsonMember> members, std::string_view key) {
  std::string text;
  for (const JsonMember& member : members) {
    if (member.key() == key && (member.value.kind == JsonKind::text || member.value.kind == JsonKind::number)) {
      append_unescaped(member.value.text(), text);
    }
  }
  return text;
}

std::optional<std::vector<std::string>> list_subjects(const source::Seekable& file, const Index& index,
                                                      const program::Event& event, const model::Model& model,
                                                      uint32_t max_depth, diagnostic::Sink& sink) {
  const auto offsets = index.residents(event.name, sink);
  if (!offsets) {
    return std::nullopt;
  }
  const std::string& type = model.entities[event.subject].name;
  std::vector<std::string> ids;
  JsonLines lines(max_depth);
  std::vector<char> buffer;
  for (const uint64_t offset : *offsets) {
    const auto read = read_line(file, offset, buffer);
    if (const auto* const error = std::get_if<source::LoadError>(&read)) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
    std::string_view line;
    if (lines.begin(std::get<std::string_view>(read)) && lines.next(line) == JsonLines::Next::object &&
        member_text(lines.members(), "type") == type) {
      ids.push_back(member_text(lines.members(), "id"));
    }
  }
  std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return model::compare_ids(a, b) < 0; });
  for (std::string& id : ids) {
    id.insert(0, type + ":");
  }
  return ids;
}

}  // namespace exeunt::engine::columnar
