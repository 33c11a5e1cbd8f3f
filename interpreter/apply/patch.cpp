#include "interpreter/apply/patch.h"

#include <fmt/format.h>

#include "interpreter/plan/json.h"

namespace exeunt::apply {

/// A member's name in a JSON Pointer (RFC 6901).
static std::string escape(std::string_view name) {
  std::string out;
  for (const char c : name) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

std::string Patch::path(uint64_t position) const {
  return fmt::format("{}/{}", list_, position);
}

bool Patch::operation(std::string_view op, const std::string& path, std::optional<std::string_view> value) {
  std::string line = has_operations_ ? ",\n  " : "[\n  ";
  has_operations_ = true;
  line += fmt::format(R"({{"op": "{}", "path": {})", op, plan::write_value({path}));
  if (value) {
    line += R"(, "value": )";
    line += *value;
  }
  return write_(line + "}");
}

bool Patch::test(uint64_t position, std::string_view type, std::string_view id) {
  return operation("test", path(position) + "/type", type) && operation("test", path(position) + "/id", id);
}

static std::string_view member(const snapshot::Passing& object, std::string_view name) {
  return object.text.slice(*snapshot::find_member(object.object, name));
}

bool Patch::change(const snapshot::Passing& object, const std::vector<snapshot::MemberEdit>& edits) {
  list_ = object.is_in_member ? "/objects" : "";
  bool written = test(object.position, member(object, "type"), member(object, "id"));
  for (const snapshot::MemberEdit& edit : edits) {
    const bool is_there = snapshot::find_member(object.object, edit.name) != nullptr;
    const std::string at = path(object.position) + "/" + escape(edit.name);
    written = written && operation(!edit.value ? "remove" : is_there ? "replace" : "add", at, edit.value);
  }
  return written;
}

void Patch::remove(const snapshot::Passing& object) {
  list_ = object.is_in_member ? "/objects" : "";
  removals_.push_back({object.position, std::string(member(object, "type")), std::string(member(object, "id"))});
}

bool Patch::remove_all() {
  bool written = true;
  for (; written && !removals_.empty(); removals_.pop_back()) {
    const Removal& last = removals_.back();
    written = test(last.position, last.type, last.id) && operation("remove", path(last.position), std::nullopt);
  }
  return written;
}

bool Patch::create(std::string_view object) {
  return remove_all() && operation("add", list_ + "/-", object);
}

bool Patch::finish() {
  return remove_all() && write_(has_operations_ ? "\n]\n" : "[]\n");
}

}  // namespace exeunt::apply
