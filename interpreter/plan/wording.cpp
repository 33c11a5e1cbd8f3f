#include "interpreter/plan/wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/time.h"

namespace exeunt::plan {

using diagnostic::visible;

static constexpr std::size_t longest_label = 40;
static constexpr std::size_t longest_value = 80;

std::string_view type_of(std::string_view object) {
  return object.substr(0, object.find(':'));
}

static std::string label_of(const Wording& words, const std::string& object) {
  const auto label = words.labels.find(object);
  return label == words.labels.end() ? std::string() : shorten(visible(label->second), longest_label);
}

std::string name_of(const Wording& words, const std::string& object) {
  const std::string label = label_of(words, object);
  return label.empty() ? visible(object) : fmt::format("{} ({})", label, visible(object));
}

std::string object_and_label(const Wording& words, const std::string& object) {
  const std::string label = label_of(words, object);
  return label.empty() ? visible(object) : fmt::format("{}  \"{}\"", visible(object), label);
}

/// A title as it stands inside a sentence: "Email" → "email", but "API key" and "PDF" stay.
static std::string inside_sentence(std::string title) {
  const bool has_two = title.size() >= 2;
  if (has_two && title[0] >= 'A' && title[0] <= 'Z' && (title[1] == ' ' || (title[1] >= 'a' && title[1] <= 'z'))) {
    title[0] = static_cast<char>(title[0] - 'A' + 'a');
  }
  return title;
}

std::string plural_of(const Wording& words, const std::string& type) {
  const auto info = words.types.find(type);
  if (info == words.types.end() || (info->second.plural.empty() && info->second.title.empty())) {
    return visible(type);
  }
  return visible(info->second.plural.empty() ? info->second.title : info->second.plural);
}

std::string count_of(const Wording& words, const std::string& type, uint64_t count) {
  const auto info = words.types.find(type);
  if (count == 1 && info != words.types.end() && !info->second.title.empty()) {
    return "1 " + inside_sentence(visible(info->second.title));
  }
  return fmt::format("{} {}", count, inside_sentence(plural_of(words, type)));
}

std::string count_noun(uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string enumerate(const std::vector<std::string>& parts) {
  if (parts.size() < 2) {
    return parts.empty() ? std::string() : parts.front();
  }
  return fmt::format("{} and {}", fmt::join(parts.begin(), parts.end() - 1, ", "), parts.back());
}

std::string counts_by_type(const Wording& words, const std::map<std::string, uint64_t>& counts) {
  std::vector<std::string> parts;
  for (const auto& [type, count] : counts) {
    parts.push_back(count_of(words, type, count));
  }
  return enumerate(parts);
}

static std::string whole_value_text(const Wording& words, const Value& value) {
  if (std::holds_alternative<std::nullptr_t>(value.data)) {
    return "none";
  }
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    if (words.labels.contains(*text)) {
      return name_of(words, *text);
    }
    return text->empty() ? "\"\"" : visible(*text);
  }
  if (const auto* list = std::get_if<Value::List>(&value.data)) {
    std::vector<std::string> parts;
    for (const Value& element : *list) {
      parts.push_back(whole_value_text(words, element));
    }
    return parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, ", "));
  }
  return visible(write_value(value));
}

std::string value_text(const Wording& words, const Value& value) {
  return shorten(whole_value_text(words, value), longest_value);
}

std::string field_change(const Wording& words, const Write& write) {
  const std::string field = visible(write.field);
  const std::string from = write.from_unknown ? "unknown" : value_text(words, write.from);
  switch (write.op) {
    case Op::set:
      return fmt::format("{}: {} → {}", field, from, value_text(words, write.to));
    case Op::clear:
      return fmt::format("{}: {} → none", field, from);
    case Op::add:
      return fmt::format("{}: with {}", field, value_text(words, write.to));
    case Op::remove:
      return fmt::format("{}: without {}", field, value_text(words, write.to));
    case Op::erase:
      return "erased";
    case Op::create:
      return fmt::format("created: {}", value_text(words, write.to));
  }
  return field;
}

/// A new value that the wording of the verb does not name: "is switched off" leaves open what the status says then.
static bool tells_more(const Wording& words, const Write& write) {
  const auto* text = std::get_if<std::string>(&write.to.data);
  const bool refers = text != nullptr && (words.labels.contains(*text) || text->find(':') != std::string::npos);
  return write.op == Op::set && !refers && !std::holds_alternative<Value::List>(write.to.data);
}

std::string what_happens(const Wording& words, const Change& change, bool with_due) {
  std::string out = visible(change.text.empty() ? change.outcome : change.text);
  if (with_due && !change.due.empty()) {
    out += " on " + people_due(change.due, words.request.at);
  }
  std::vector<std::string> fields;
  for (const Write& write : change.writes) {
    if (tells_more(words, write)) {
      fields.push_back(field_change(words, write));
    }
  }
  if (!fields.empty()) {
    out += fmt::format(" ({})", fmt::join(fields, "; "));
  }
  if (!change.unless.empty()) {
    out += fmt::format(", unless {}", visible(change.unless));
  }
  if (!change.phase.empty()) {
    out += fmt::format(", in the step {}", visible(change.phase));
  }
  return out;
}

std::string display_text(const Display& display) {
  const std::string where = display.field.empty() ? "" : visible(display.field) + " ";
  return display.text.empty() ? where + "shows nothing" : fmt::format("{}is shown as \"{}\"", where, visible(display.text));
}

std::string object_list(const std::vector<std::string>& objects, std::size_t limit) {
  std::string out;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string next = (i == 0 ? "" : ", ") + visible(objects[i]);
    const std::size_t rest = objects.size() - i - 1;
    const std::string tail = rest == 0 ? std::string() : fmt::format(" … and {} more", rest);
    if (i != 0 && columns(out) + columns(next) + columns(tail) > limit) {
      return out + fmt::format(" … and {} more", rest + 1);
    }
    out += next;
  }
  return out;
}

std::string missing_fields(const std::vector<MissingField>& missing) {
  std::vector<std::string> fields;
  for (const MissingField& field : missing) {
    fields.push_back(visible(field.field));
  }
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return enumerate(fields);
}

std::string heading(const Wording& words, const Policy& policy) {
  const Request& request = words.request;
  std::string out = visible(policy.title.empty() ? policy.pack : policy.title);
  if (!policy.edition.empty()) {
    out += fmt::format(" {}", visible(policy.edition));
  }
  out += fmt::format(" · {} {}", visible(request.event), name_of(words, request.subject));
  if (!request.by.empty()) {
    out += " · by " + name_of(words, request.by);
  }
  return out + " · " + visible(people_time(request.at));
}

static std::string transfer_text(const Wording& words, const Transfer& transfer) {
  std::string what = "all objects";
  if (!transfer.object.empty()) {
    what = name_of(words, transfer.object);
  } else if (transfer.type != "*") {
    what = inside_sentence(plural_of(words, transfer.type));
  }
  if (!transfer.field.empty()) {
    what += fmt::format(" ({})", visible(transfer.field));
  }
  return fmt::format("{} to {}", what, name_of(words, transfer.to));
}

std::string request_details(const Wording& words) {
  std::vector<std::string> parts;
  if (const auto* arguments = std::get_if<Value::Members>(&words.request.arguments.data)) {
    for (const auto& [name, value] : *arguments) {
      parts.push_back(fmt::format("{} = {}", visible(name), value_text(words, value)));
    }
  }
  std::string out = parts.empty() ? std::string() : fmt::format("with {}", fmt::join(parts, ", "));
  parts.clear();
  for (const Transfer& transfer : words.request.transfers) {
    parts.push_back(transfer_text(words, transfer));
  }
  if (!parts.empty()) {
    out += fmt::format("{}after transferring {}", out.empty() ? "" : " · ", fmt::join(parts, ", "));
  }
  return out;
}

}  // namespace exeunt::plan
