// Entries that say the same of several objects, said once: what the grouped form of a document is made of.
//
//   Groups groups;
//   list_id("5", listed);
//   groups.add(groups.find("deal", rest(entry)), "5", listed);      // objects in canonical order
//   groups.write(document, "change");
//
// No id stands twice in a group: an entry that a plan has twice stands in a second group of the same kind. Groups go by
// type, then by their first id, then by the bytes of the rest, whatever they were made from.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interpreter/plan/document.h"
#include "interpreter/plan/members.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/writer.h"

namespace exeunt::plan {

/// Entries about one object: what is grouped.
template <class T>
concept AboutObject = requires(const T& entry) {
  { entry.object } -> std::convertible_to<std::string>;
};
/// Entries about several, which name them by type.
template <class T>
concept AboutObjects = requires(const T& entry) {
  { entry.objects } -> std::convertible_to<std::vector<std::string>>;
};

/// Writes an entry without its object, and fields that are missing of it without theirs.
class RestWriter {
 public:
  RestWriter(Emitter& out, std::string_view own) : out_(out), writer_(out), own_(own) {}

  template <class T>
  void required(std::string_view key, const T& value) {
    writer_.required(key, value);
  }
  void required(std::string_view key, const std::string& value) {
    if (key != "object" || value != own_) {
      writer_.required(key, value);
    }
  }
  template <class T>
  void optional(std::string_view key, const T& value) {
    writer_.optional(key, value);
  }
  void optional(std::string_view key, const std::vector<MissingField>& missing);
  void arguments(const Value& value) { writer_.arguments(value); }

 private:
  Emitter& out_;
  Writer writer_;
  std::string_view own_;
};

/// What an entry says of its object, as it stands behind the ids of a line: members and the closing bracket.
template <AboutObject T>
std::string rest(const T& entry) {
  Emitter out(0);
  RestWriter writer(out, entry.object);
  out.begin_object();
  members(writer, entry);
  out.end_object();
  return out.take().substr(1);
}

/// A name or an id between quotes; `out` is overwritten. Mostly it is copied.
void quote_id(std::string_view id, std::string& out);
/// The same as an element of a list, the comma before it: `, "5"`.
void list_id(std::string_view id, std::string& out);

/// An id that is a number, written between what stands around it in a list, so that nobody has to copy it. Of numbers that
/// ascend mostly only the last digits are written.
class ListedNumber {
 public:
  void set(uint64_t number);

  std::string_view id() const { return {text_.data() + before, size_}; }
  /// As list_id has it.
  std::string_view listed() const { return {text_.data(), before + size_ + 1}; }

 private:
  static constexpr std::size_t before = 3;
  static constexpr std::size_t most_digits = 20;
  std::array<char, before + most_digits + 1> text_ = {',', ' ', '"'};
  std::size_t size_ = 0;
  uint64_t leading_ = 0;  ///< without the last digits; 0 where there are not so many
};

class Groups {
 public:
  using Index = uint32_t;

  /// The group of what `rest` says of objects of `type`; it is made where there is none. Amortised O(rest).
  Index find(std::string_view type, std::string_view rest);
  /// `listed`: the id as list_id has it. Ids of one group come in canonical order. Takes a few nanoseconds.
  void add(Index group, std::string_view id, std::string_view listed) {
    Index at = group;
    if (is_last(groups_[at], listed)) {
      at = next_copy(group);
    } else {
      groups_[at].copy = at;
    }
    Group& to = groups_[at];
    if (to.ids.empty()) {
      to.first_id = id;
    }
    to.last = to.ids.size();
    to.ids += listed;
  }
  /// All of them, each a line; they are empty afterwards.
  void write(DocumentWriter& document, std::string_view record);

 private:
  static constexpr Index none = UINT32_MAX;

  struct Group {
    std::string ids;  ///< as they are written, with a comma before the first as well
    std::string first_id;
    std::size_t last = 0;  ///< where the last id begins
    Index copy = none;     ///< of the groups of one kind the one that took the last object's latest entry
    Index next = none;     ///< the group for entries that stand once more than those of this one
    std::size_t kind = 0;
  };
  struct Kind {
    std::string_view type;
    std::string_view rest;
  };
  static bool is_last(const Group& group, std::string_view listed) {
    // Mostly ids ascend, and the last of their digits differ.
    constexpr std::size_t last_digit = 2;
    return group.ids.size() - group.last == listed.size() &&
           group.ids[group.ids.size() - last_digit] == listed[listed.size() - last_digit] &&
           std::string_view(group.ids).substr(group.last) == listed;
  }
  Index next_copy(Index group);
  std::vector<Index> in_order() const;

  std::unordered_map<std::string, Index> found_;  ///< by type and rest
  std::vector<Kind> kinds_;                       ///< texts are those of `found_`
  std::vector<Group> groups_;
};

/// Writes the objects of one entry by type: `{"deal": ["1", "2"], "user": ["7"]}`. They come in canonical order.
class ObjectsByType {
 public:
  explicit ObjectsByType(Emitter& out) : out_(out) { out_.begin_object(); }
  /// `listed_id`: as list_id has it.
  void add(std::string_view type, std::string_view listed_id) {
    if (has_type_ && last_ == type.data()) {
      out_.raw_elements() += listed_id;
    } else {
      add_first(type, listed_id);
    }
  }
  void finish();

 private:
  /// Where the type may be another one.
  void add_first(std::string_view type, std::string_view listed_id);

  Emitter& out_;
  std::string type_;
  const char* last_ = nullptr;  ///< where the last one's type stood, mostly the place where the next one's stands
  bool has_type_ = false;
};

struct ObjectName {
  std::string_view type;
  std::string_view id;
};
/// What stands before and behind the colon of "type:id".
ObjectName split_object(std::string_view object);

}  // namespace exeunt::plan
