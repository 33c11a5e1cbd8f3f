#include "interpreter/engine/columnar/row_intake.h"

#include <algorithm>
#include <cstring>

#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/engine/columnar/members.h"

namespace exeunt::engine::columnar {
namespace {

/// Mixed from the last bytes of a text: soon made, and different for most of those that many objects refer to.
uint64_t mixed_end(std::string_view text) {
  uint64_t end = 0;
  const std::size_t size = std::min(text.size(), sizeof end);
  std::memcpy(&end, text.data() + text.size() - size, size);
  return end * 0x9e3779b97f4a7c15;
}

/// So many bytes off the front of what was written.
std::string_view take_text(std::string_view& from, uint64_t size) {
  const std::string_view text = from.substr(0, static_cast<std::size_t>(size));
  from.remove_prefix(text.size());
  return text;
}

uint64_t take_number(std::string_view& from) {
  uint64_t number = 0;
  take_varint(from, number);
  return number;
}

}  // namespace

uint32_t RowIntake::Feed::number_leaver(std::string_view leaver, std::size_t slot) {
  if (const uint32_t* const known = leavers_.find(leaver, slot)) {
    return *known;
  }
  const auto [name, number] = intake_.names_.number_leaver(leaver);
  if (number != RowNames::none) {
    leavers_.add(name, number);
  }
  return number;
}

uint32_t RowIntake::Feed::number_like(ShapeNumber shape, uint32_t mask) {
  const uint64_t like = uint64_t{shape} << 32 | mask;
  const std::size_t slot = shape * std::size_t{31} + mask;
  if (const uint32_t* const known = likes_.find(like, slot)) {
    return *known;
  }
  const uint32_t number = intake_.names_.number_like(like);
  likes_.add(like, number);
  return number;
}

void RowIntake::Feed::add(std::string_view leaver, model::EntityIndex entity, std::string_view id, uint64_t offset,
                            ShapeNumber shape, uint32_t mask) {
  constexpr unsigned slot_bits = 10;
  const uint64_t mixed = mixed_end(leaver);
  const std::size_t part = mixed >> (64 - part_bits);
  const uint32_t who = number_leaver(leaver, mixed >> (64 - slot_bits));
  const uint32_t like = number_like(shape, mask);
  const uint64_t number = Members::number_of(id);
  if (who == RowNames::none || entity > low_bits(entity_bits) || number > low_bits(number_bits) || offset > low_bits(offset_bits) ||
      like > low_bits(like_bits)) {
    add_wide(part, {leaver, id, number, offset, entity, like});
    return;
  }
  uint32_t& count = counts_[part];
  waiting_[part][count] = {(uint64_t{who} << entity_bits | entity) << number_bits | number, offset << like_bits | like};
  if (++count == enough) {
    hand_over(part);
  }
}

void RowIntake::Feed::add_wide(std::size_t part, const WideRow& row) {
  std::string bytes;
  append_varint(bytes, row.leaver.size());
  bytes += row.leaver;
  append_varint(bytes, row.number == Members::no_number ? row.id.size() << 1 | 1 : row.number << 1);
  bytes += row.number == Members::no_number ? row.id : std::string_view();
  append_varint(bytes, row.offset);
  append_varint(bytes, row.entity);
  append_varint(bytes, row.like);
  Part& to = (*intake_.parts_)[part];
  const std::lock_guard lock(to.mutex);
  if (auto error = to.wide.write(bytes)) {
    error_ = std::move(error);
  }
}

void RowIntake::Feed::hand_over(std::size_t part) {
  Part& to = (*intake_.parts_)[part];
  const std::lock_guard lock(to.mutex);
  if (auto error = to.narrow.write({reinterpret_cast<const char*>(waiting_[part].data()), counts_[part] * sizeof(NarrowRow)})) {
    error_ = std::move(error);
  }
  counts_[part] = 0;
}

const std::optional<std::string>& RowIntake::Feed::finish() {
  for (std::size_t part = 0; part < parts; ++part) {
    hand_over(part);
  }
  return error_;
}

void read_wide_rows(std::string_view bytes, std::vector<WideRow>& rows) {
  rows.clear();
  while (!bytes.empty()) {
    WideRow& row = rows.emplace_back();
    row.leaver = take_text(bytes, take_number(bytes));
    const uint64_t id = take_number(bytes);
    row.number = (id & 1) == 0 ? id >> 1 : Members::no_number;
    row.id = (id & 1) == 0 ? std::string_view() : take_text(bytes, id >> 1);
    row.offset = take_number(bytes);
    row.entity = static_cast<model::EntityIndex>(take_number(bytes));
    row.like = static_cast<uint32_t>(take_number(bytes));
  }
}

}  // namespace exeunt::engine::columnar
