#include "interpreter/engine/columnar/members.h"

#include <algorithm>
#include <array>

namespace exeunt::engine::columnar {
namespace {

constexpr std::size_t most_varint = 10;  // bytes

/// Seven bits a byte, the lowest first; most numbers are small. Behind its last byte.
char* put_number(char* to, uint64_t number) {
  constexpr uint64_t more = 0x80;
  for (; number >= more; number >>= 7) {
    *to++ = static_cast<char>(number | more);
  }
  *to++ = static_cast<char>(number);
  return to;
}

uint64_t take_number(const char*& at) {
  uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    number |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      return number;
    }
  }
}

constexpr std::size_t most_digits = 18;
constexpr uint64_t order_base = 11;

/// Digits as a number in which they are left-aligned, so that 10 comes before 9: the order of the bytes.
uint64_t text_order(uint64_t number) {
  std::array<uint64_t, most_digits> digits;
  std::size_t count = 0;
  do {
    digits[count++] = number % 10 + 1;  // 0 is for "nothing any more"
    number /= 10;
  } while (number != 0);
  uint64_t order = 0;
  for (std::size_t i = 0; i < most_digits; ++i) {
    order = order * order_base + (i < count ? digits[count - 1 - i] : 0);
  }
  return order;
}

/// The number that has that order.
uint64_t number_in_order(uint64_t order) {
  uint64_t number = 0;
  uint64_t place = 1;
  for (std::size_t i = 0; i < most_digits; ++i, order /= order_base) {
    if (const uint64_t digit = order % order_base; digit != 0) {
      number += (digit - 1) * place;
      place *= 10;
    }
  }
  return number;
}

}  // namespace

uint64_t Members::number_of(std::string_view id) {
  if (id.empty() || id.size() > most_digits || (id[0] == '0' && id.size() > 1)) {
    return no_number;
  }
  uint64_t number = 0;
  for (const char c : id) {
    if (c < '0' || c > '9') {
      return no_number;
    }
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  return number;
}

char* Members::allocate(std::size_t size, uint32_t& place) {
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  if (used_ + rounded > block_size) {
    const std::size_t blocks = (rounded + block_size - 1) / block_size;
    owned_.push_back(std::make_unique_for_overwrite<char[]>(blocks * block_size));
    for (std::size_t i = 0; i < blocks; ++i) {
      blocks_.push_back(owned_.back().get() + i * block_size);
    }
    used_ = 0;
    if (blocks > 1) {
      place = static_cast<uint32_t>((blocks_.size() - blocks) * (block_size / alignment));
      used_ = block_size;
      return owned_.back().get();
    }
  }
  place = static_cast<uint32_t>((blocks_.size() - 1) * (block_size / alignment) + used_ / alignment);
  char* const at = blocks_.back() + used_;
  used_ += rounded;
  return at;
}

void Members::add(ClassIndex class_index, const MemberTexts& texts) {
  const uint64_t number = number_of(texts.id);
  if (number != no_number && texts.label.empty()) {
    add_number(class_index, number);
    return;
  }
  std::array<char, 2 * most_varint> head;
  const char* const head_end = put_number(put_number(head.data(), texts.id.size()), texts.label.size());
  const auto head_size = static_cast<std::size_t>(head_end - head.data());
  uint32_t place = 0;
  char* at = allocate(head_size + texts.id.size() + texts.label.size(), place);
  at = std::copy_n(head.data(), head_size, at);
  at = std::copy(texts.id.begin(), texts.id.end(), at);
  std::copy(texts.label.begin(), texts.label.end(), at);
  add_entry({number, class_index, place});
}

void Members::add_number(ClassIndex class_index, uint64_t number) { add_entry({number, class_index, no_place}); }

void Members::add_entry(const Entry& entry) {
  if (entries_.size() == entries_.capacity()) {
    constexpr std::size_t least = 1024;
    entries_.reserve(entries_.size() + entries_.size() / 4 + least);  // doubling would hold thrice what is needed
  }
  entries_.push_back(entry);
}

void Members::merge(Members&& other, const std::vector<ClassIndex>& renumbered) {
  if (entries_.empty()) {
    *this = std::move(other);
    for (Entry& entry : entries_) {
      entry.class_index = renumbered[entry.class_index];
    }
    other = Members();
    return;
  }
  const auto moved = static_cast<uint32_t>(blocks_.size() * (block_size / alignment));
  entries_.reserve(entries_.size() + other.entries_.size());
  for (const Entry& entry : other.entries_) {
    entries_.push_back({entry.number, renumbered[entry.class_index], entry.place == no_place ? no_place : entry.place + moved});
  }
  blocks_.insert(blocks_.end(), other.blocks_.begin(), other.blocks_.end());
  std::move(other.owned_.begin(), other.owned_.end(), std::back_inserter(owned_));
  used_ = other.blocks_.empty() ? used_ : other.used_;
  other = Members();
}

MemberTexts Members::texts(const Entry& entry, Digits& digits) const {
  const uint64_t number = in_text_order_ ? no_number : entry.number;
  if (entry.place == no_place) {
    digits.set(in_text_order_ ? number_in_order(entry.number) : number);
    return {digits.id(), {}, number, &digits};
  }
  const char* at = address(entry);
  MemberTexts texts;
  texts.number = number;
  const uint64_t id = take_number(at);
  const uint64_t label = take_number(at);
  texts.id = {at, id};
  texts.label = {at + id, label};
  return texts;
}

int Members::compare_ids(const Entry& a, const Entry& b) const {
  Digits digits_a;
  Digits digits_b;
  return model::compare_ids(texts(a, digits_a).id, texts(b, digits_b).id);
}

void Members::sort_by_id(const std::vector<model::EntityIndex>& entity_of) {
  const auto is_before = [&](const Entry& a, const Entry& b) {
    const model::EntityIndex entity_a = entity_of[a.class_index];
    const model::EntityIndex entity_b = entity_of[b.class_index];
    if (entity_a != entity_b) {
      return entity_a < entity_b;
    }
    if (a.number != no_number && b.number != no_number) {
      return a.number < b.number;
    }
    return compare_ids(a, b) < 0;
  };
  // An index gives nearly all of them in order.
  const auto sorted = std::is_sorted_until(entries_.begin(), entries_.end(), is_before);
  std::sort(sorted, entries_.end(), is_before);
  std::inplace_merge(entries_.begin(), sorted, entries_.end(), is_before);
}

std::span<const Members::Entry> Members::find(const std::vector<model::EntityIndex>& entity_of, model::EntityIndex entity,
                                              std::string_view id) const {
  const uint64_t number = number_of(id);
  /// Below 0: the entry stands before the name.
  const auto compare = [&](const Entry& entry) {
    const model::EntityIndex entity_of_entry = entity_of[entry.class_index];
    if (entity_of_entry != entity) {
      return entity_of_entry < entity ? -1 : 1;
    }
    if (entry.number != no_number && number != no_number) {
      return entry.number < number ? -1 : entry.number > number ? 1 : 0;
    }
    Digits digits;
    return model::compare_ids(texts(entry, digits).id, id);
  };
  const auto first = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return compare(entry) < 0; });
  const auto last = std::partition_point(first, entries_.end(), [&](const Entry& entry) { return compare(entry) == 0; });
  return {first, last};
}

void Members::erase(const std::vector<std::size_t>& positions) {
  if (positions.empty()) {
    return;
  }
  auto next = positions.begin();
  std::size_t kept = *next;
  for (std::size_t at = kept; at < entries_.size(); ++at) {
    if (next != positions.end() && *next == at) {
      ++next;
    } else {
      entries_[kept++] = entries_[at];
    }
  }
  entries_.resize(kept);
}

void Members::sort_by_text(const std::vector<uint32_t>& rank_of) {
  if (!in_text_order_) {
    for (Entry& entry : entries_) {
      entry.number = entry.number == no_number ? no_number : text_order(entry.number);
    }
    in_text_order_ = true;
  }
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    const uint32_t rank_a = rank_of[a.class_index];
    const uint32_t rank_b = rank_of[b.class_index];
    if (rank_a != rank_b) {
      return rank_a < rank_b;
    }
    const bool are_numbers = a.number != no_number && b.number != no_number;
    if (are_numbers) {
      return a.number < b.number;
    }
    Digits digits_a;
    Digits digits_b;
    return texts(a, digits_a).id < texts(b, digits_b).id;
  });
}

}  // namespace exeunt::engine::columnar
