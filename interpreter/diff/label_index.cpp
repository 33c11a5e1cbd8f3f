#include "interpreter/diff/label_index.h"

#include <algorithm>

#include "interpreter/diff/values.h"
#include "interpreter/plan/entries.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::diff {

LabelIndex::LabelIndex(plan::LargePlan& plan) {
  plan::Entries entries(plan, *plan::find_list("labels"));
  while (entries.next()) {
    std::string rewritten;
    std::string_view text = entries.text();
    if (!text.starts_with('"')) {  // a line in another layout than the program writes
      const auto value = entries.read();
      if (!value) {
        return;
      }
      rewritten = plan::write_value(plan::Value{std::string(text_of(*value, "label"))});
      text = rewritten;
    }
    if (texts_.size() + entries.key().size() + text.size() > most_bytes) {
      break;
    }
    labels_.push_back({static_cast<uint32_t>(texts_.size()), static_cast<uint32_t>(entries.key().size()),
                       static_cast<uint32_t>(text.size())});
    texts_ += entries.key();
    texts_ += text;
  }
  const auto before = [this](const Label& a, const Label& b) { return object(a) < object(b); };
  if (!std::is_sorted(labels_.begin(), labels_.end(), before)) {
    std::sort(labels_.begin(), labels_.end(), before);
  }
}

std::optional<std::string> LabelIndex::find(std::string_view wanted) const {
  const auto found = std::lower_bound(labels_.begin(), labels_.end(), wanted,
                                      [this](const Label& label, std::string_view name) { return object(label) < name; });
  if (found == labels_.end() || object(*found) != wanted) {
    return std::nullopt;
  }
  const std::string_view quoted(texts_.data() + found->begin + found->object_size, found->label_size);
  const auto value = plan::parse_json(quoted);
  const auto* parsed = std::get_if<plan::Value>(&value);
  const auto* text = parsed == nullptr ? nullptr : std::get_if<std::string>(&parsed->data);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

}  // namespace exeunt::diff
