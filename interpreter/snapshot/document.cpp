#include "interpreter/snapshot/document.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;

void check_word(std::string_view key, const RawValue& value, std::string_view known, std::vector<std::string> words,
                const Text& text, Problems& problems) {
  const bool is_text = value.kind == RawValue::Kind::text;
  const std::string said = is_text ? fmt::format("`{}`", clip(value.text)) : describe(value);
  diagnostic::Builder error = problems.report_at<Kind::snapshot_format>(text, value.offset, key, said, known);
  if (const auto meant = is_text ? diagnostic::nearest(value.text, words) : std::nullopt) {
    error.help(fmt::format("did you mean `{}`?", *meant));
  }
}

/// `"incomplete": ["contact_role"]`: types of which the file does not hold every object.
void read_incomplete(const RawValue& value, const Text& text, Receiver& receiver, Problems& problems) {
  const bool is_list_of_texts =
      value.kind == RawValue::Kind::list && std::all_of(value.items.begin(), value.items.end(), [](const RawValue& item) {
        return item.kind == RawValue::Kind::text;
      });
  if (!is_list_of_texts) {
    check_word("incomplete", value, "a list of types", {}, text, problems);
    return;
  }
  for (const RawValue& item : value.items) {
    if (receiver.model() == nullptr || receiver.model()->find_entity(item.text)) {
      receiver.header().incomplete.insert(item.text);
      continue;
    }
    check_word("incomplete", item, "the types of the model", receiver.model()->entity_names(), text, problems);
  }
}

}  // namespace

void read_header_member(std::string_view key, const RawValue& value, const Text& text, Receiver& receiver,
                        Problems& problems) {
  constexpr std::string_view format = "exeunt.snapshot/1";
  const bool is_text = value.kind == RawValue::Kind::text;
  receiver.header().is_said |= key == "format" || key == "absent" || key == "incomplete";
  if (key == "format" && !(is_text && value.text == format)) {
    check_word(key, value, "`exeunt.snapshot/1`", {std::string(format)}, text, problems);
  } else if (key == "absent") {
    if (value.kind == RawValue::Kind::null || (is_text && value.text == "null")) {
      receiver.header().absent_is_null = true;
    } else if (!is_text || value.text != "unknown") {
      check_word(key, value, "`null` and `unknown`", {"null", "unknown"}, text, problems);
    }
  } else if (key == "incomplete") {
    read_incomplete(value, text, receiver, problems);
  }
}

void DocumentLoader::member(std::string key, uint64_t key_offset, RawValue value) {
  if (key == "objects") {
    problems_.report_at<Kind::snapshot_bad_member>(text_, value.offset, "the snapshot", key, describe(value), "a list");
    has_objects_ = true;
  }
  read_header_member(key, value, text_, receiver_, problems_);
  check_first(std::move(key), key_offset);
}

void DocumentLoader::begin_objects(uint64_t key_offset) {
  check_first("objects", key_offset);
  has_objects_ = true;
  receiver_.begin_objects(text_, key_offset);
}

bool DocumentLoader::object(RawValue object) {
  const uint64_t line = line_of(object.offset);
  receiver_.add(std::move(object), text_, {line, ++position_});
  return !problems_.full();
}

void DocumentLoader::check_first(std::string key, uint64_t key_offset) {
  if (const auto [at, is_first] = seen_.insert(std::move(key)); !is_first) {
    problems_.report_at<Kind::snapshot_duplicate_member>(text_, key_offset, "the snapshot", clip(*at));
  }
}

uint64_t DocumentLoader::line_of(uint64_t offset) {
  const auto begin = text_.text.begin();
  line_ += static_cast<uint64_t>(
      std::count(begin + static_cast<std::ptrdiff_t>(counted_to_), begin + static_cast<std::ptrdiff_t>(offset), '\n'));
  counted_to_ = offset;
  return line_;
}

}  // namespace exeunt::snapshot
