#include "interpreter/plan/groups.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "interpreter/plan/order.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

void RestWriter::optional(std::string_view key, const std::vector<MissingField>& missing) {
  if (missing.empty()) {
    return;
  }
  out_.key(key);
  out_.begin_list();
  for (const MissingField& field : missing) {
    out_.begin_object();
    members(*this, field);
    out_.end_object();
  }
  out_.end_list();
}

/// Puts `before` and the id between quotes into `out`.
static void quote_behind(std::string_view before, std::string_view id, std::string& out) {
  const char* const end = id.data() + id.size();
  if (source::skip_plain_characters(id.data(), end) == end) {
    out.resize(before.size() + id.size() + 2);
    char* const at = std::copy(before.begin(), before.end(), out.data());
    *at = '"';
    *std::copy(id.begin(), id.end(), at + 1) = '"';
    return;
  }
  Emitter emitter(0);
  emitter.text(id);
  out = before;
  out += emitter.take();
}

static constexpr std::string_view list_separator = ", ";

void quote_id(std::string_view id, std::string& out) { quote_behind({}, id, out); }

void list_id(std::string_view id, std::string& out) { quote_behind(list_separator, id, out); }

void ListedNumber::set(uint64_t number) {
  constexpr std::size_t last_digits = 4;
  constexpr uint64_t past_last = 10'000;
  char* const begin = text_.data() + before;
  const uint64_t leading = number / past_last;
  if (leading == 0 || leading != leading_) {
    char* const end = std::to_chars(begin, begin + most_digits, number).ptr;
    *end = '"';
    size_ = static_cast<std::size_t>(end - begin);
    leading_ = leading;
    return;
  }
  auto last = static_cast<uint32_t>(number % past_last);
  for (std::size_t i = 1; i <= last_digits; ++i, last /= 10) {
    begin[size_ - i] = static_cast<char>('0' + last % 10);
  }
}

ObjectName split_object(std::string_view object) {
  const std::size_t colon = std::min(object.find(':'), object.size());
  return {object.substr(0, colon), object.substr(std::min(colon + 1, object.size()))};
}

Groups::Index Groups::find(std::string_view type, std::string_view rest) {
  std::string key;
  key.reserve(type.size() + 1 + rest.size());
  key.append(type).append(1, '\0').append(rest);  // no JSON text has such a byte
  const auto [found, is_new] = found_.try_emplace(std::move(key), static_cast<Index>(groups_.size()));
  if (is_new) {
    const std::string_view text = found->first;
    kinds_.push_back({text.substr(0, type.size()), text.substr(type.size() + 1)});
    groups_.emplace_back().kind = kinds_.size() - 1;
  }
  return found->second;
}

Groups::Index Groups::next_copy(Index group) {
  const Index taken = groups_[group].copy;
  if (groups_[taken].next == none) {
    groups_[taken].next = static_cast<Index>(groups_.size());
    const std::size_t kind = groups_[group].kind;
    groups_.emplace_back().kind = kind;
  }
  groups_[group].copy = groups_[taken].next;
  return groups_[group].copy;
}

std::vector<Groups::Index> Groups::in_order() const {
  std::vector<Index> order(groups_.size());
  std::iota(order.begin(), order.end(), Index{0});
  order.erase(std::remove_if(order.begin(), order.end(), [&](Index i) { return groups_[i].ids.empty(); }), order.end());
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    const Kind& kind_a = kinds_[groups_[a].kind];
    const Kind& kind_b = kinds_[groups_[b].kind];
    int found = kind_a.type.compare(kind_b.type);
    found = found != 0 ? found : compare_ids(groups_[a].first_id, groups_[b].first_id);
    found = found != 0 ? found : kind_a.rest.compare(kind_b.rest);
    return found != 0 ? found < 0
                      : a < b;  // of one kind, a group stands before the one for entries that stand once more
  });
  return order;
}

void Groups::write(DocumentWriter& document, std::string_view record) {
  for (const Index i : in_order()) {
    const std::string ids = std::move(groups_[i].ids);
    const Kind& kind = kinds_[groups_[i].kind];
    std::string& out = document.begin_raw(record);
    out += "\"type\": ";
    Emitter type(0);
    type.text(kind.type);
    out += type.take();
    out += ", \"ids\": [";
    for (std::size_t at = list_separator.size(); at < ids.size() && !document.is_stopped();
         at += DocumentWriter::enough) {
      out += std::string_view(ids).substr(at, DocumentWriter::enough);
      document.flush(DocumentWriter::enough);
    }
    out += "], ";
    out += kind.rest;
    document.end_entry();
  }
  kinds_.clear();
  groups_.clear();
  found_.clear();
}

void ObjectsByType::add_first(std::string_view type, std::string_view listed_id) {
  last_ = type.data();
  if (has_type_ && type_ == type) {
    out_.raw_elements() += listed_id;
    return;
  }
  if (has_type_) {
    out_.end_list();
  }
  type_ = type;
  has_type_ = true;
  out_.key(type);
  out_.begin_list();
  out_.raw() += listed_id.substr(list_separator.size());
}

void ObjectsByType::finish() {
  if (has_type_) {
    out_.end_list();
  }
  out_.end_object();
}

}  // namespace exeunt::plan
