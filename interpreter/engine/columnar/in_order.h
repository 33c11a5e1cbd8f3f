// What a plan of representatives tells of objects, in the order of the whole plan: of those that it names itself, and of members
// in place of the objects that stand for them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/expand.h"
#include "interpreter/plan/document.h"
#include "interpreter/plan/order.h"

namespace exeunt::engine::columnar {

/// The names of the objects that stand for classes.
class StandIns {
 public:
  StandIns(const std::vector<ObjectClass>& classes, const std::string& stand_in, const model::Model& model) {
    for (ClassIndex i = 0; i < classes.size(); ++i) {
      by_name_.emplace(model.entities[classes[i].entity].name + ":" + stand_in + std::to_string(i), i);
    }
  }
  /// No value: the object is one of the account's.
  std::optional<ClassIndex> find(std::string_view object) const {
    const auto found = by_name_.find(object);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  std::unordered_map<std::string, ClassIndex, Hash, std::equal_to<>> by_name_;
};

class InOrder {
 public:
  /// All outlive it. `document`: once that is stopped nothing more is told.
  InOrder(const ClassPlan& plan, const model::Model& model, const plan::DocumentWriter& document, diagnostic::Sink& sink)
      : plan_(plan), model_(model), document_(document), sink_(sink) {}

  /// An object of the account that the plan names itself.
  struct Own {
    model::EntityIndex entity;
    std::string_view id;
    uint64_t number;  ///< as in Members::Entry
    std::size_t entry;
  };

  /// `entry`: which of a list is about it.
  Own own(const std::string& object, std::size_t entry) const {
    const auto [type, id] = plan::split_object(object);
    return {*model_.find_entity(type), id, Members::number_of(id), entry};
  }

  /// Tells `take_own` of `owns`, which are in canonical order, and `take` of members of the wanted classes; where the plan is
  /// `unordered`, of all the former first.
  template <class TakeOwn, class Take>
  void for_each(const std::vector<Own>& owns, const std::vector<bool>& wanted, TakeOwn take_own, Take take) {
    auto next = owns.begin();
    for_each(wanted, [&](ClassIndex of, const MemberTexts& member) {
      while (next != owns.end() && is_before(*next, plan_.classes[of].entity, member)) {
        take_own(*next++);
      }
      take(of, member);
    });
    std::for_each(next, owns.end(), take_own);
  }

  /// Members of the wanted classes, until writing is refused.
  template <class Take>
  void for_each(const std::vector<bool>& wanted, Take take) {
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) {
      return;
    }
    if (!plan_.unordered) {
      std::vector<bool> is_wanted(model_.entities.size());
      for (ClassIndex i = 0; i < wanted.size(); ++i) {
        is_wanted[plan_.classes[i].entity] = is_wanted[plan_.classes[i].entity] || wanted[i];
      }
      const std::vector<Members::Entry>& entries = plan_.members.entries();
      for (std::size_t begin = 0, end = 0; begin < entries.size() && !document_.is_stopped(); begin = end) {
        end = end_of_type(begin);
        if (is_wanted[plan_.classes[entries[begin].class_index].entity]) {
          take_members(begin, end, wanted, take);
        }
      }
      return;
    }
    const auto error = columnar::for_each_member(plan_.logs, [&](ClassIndex of, uint64_t offset, const MemberTexts& texts) {
      if (wanted[of] && !plan_.left_out.contains(offset)) {
        take(of, texts);
      }
      return !document_.is_stopped();
    });
    if (error) {
      diagnostic::report(sink_, {source::LoadError::Reason::unreadable, "a temporary file", *error});
      has_failed_ = true;
    }
  }

  /// What waits could not be read, as was reported.
  bool has_failed() const { return has_failed_; }

 private:
  bool is_before(const Own& own, model::EntityIndex entity, const MemberTexts& member) const {
    if (plan_.unordered) {
      return true;
    }
    if (own.entity != entity) {
      return own.entity < entity;
    }
    return own.number != Members::no_number && member.number != Members::no_number ? own.number < member.number
                                                                                   : model::compare_ids(own.id, member.id) < 0;
  }

  /// Behind the members of one type, which stand side by side however they are sorted. O(log n).
  std::size_t end_of_type(std::size_t begin) const {
    const std::vector<Members::Entry>& entries = plan_.members.entries();
    const auto type_of = [&](const Members::Entry& entry) { return plan_.classes[entry.class_index].entity; };
    const auto end = std::partition_point(entries.begin() + static_cast<std::ptrdiff_t>(begin), entries.end(),
                                          [&](const Members::Entry& entry) { return type_of(entry) == type_of(entries[begin]); });
    return static_cast<std::size_t>(end - entries.begin());
  }

  template <class Take>
  void take_members(std::size_t begin, std::size_t end, const std::vector<bool>& wanted, Take take) {
    constexpr std::size_t ahead = 16;
    const std::vector<Members::Entry>& entries = plan_.members.entries();
    Members::Digits digits;
    for (std::size_t i = begin; i < end && !document_.is_stopped(); ++i) {
      if (i + ahead < end) {
        plan_.members.expect(entries[i + ahead]);
      }
      if (wanted[entries[i].class_index]) {
        take(entries[i].class_index, plan_.members.texts(entries[i], digits));
      }
    }
  }

  const ClassPlan& plan_;
  const model::Model& model_;
  const plan::DocumentWriter& document_;
  diagnostic::Sink& sink_;
  bool has_failed_ = false;
};

}  // namespace exeunt::engine::columnar
