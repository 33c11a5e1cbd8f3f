// The members of one object, field after field, in a form that reads like a list of them:
//
//     fields.title("name").somebody("owner").flag("shared", 40);
//
// Each draws what it writes at random. Percentages are out of 100.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "tests/bench/account/entities.h"
#include "tests/bench/account/line.h"
#include "tests/bench/account/random.h"
#include "tests/bench/account/users.h"

namespace exeunt::bench {

class Fields {
 public:
  /// All of them outlive the fields. `id` is the object's.
  Fields(Line& line, Random& random, const Population& population, const Users& users, uint64_t id)
      : line_(line), random_(random), population_(population), users_(users), id_(id) {}

  // ---- texts
  Fields& text(std::string_view name, std::string_view value);
  Fields& title(std::string_view name);
  Fields& task(std::string_view name, uint32_t remarks);
  Fields& subject_line(std::string_view name);
  Fields& remarks(std::string_view name, uint32_t least, uint32_t most);
  Fields& contact(std::string_view name);
  Fields& company(std::string_view name);
  Fields& file_name(std::string_view name);
  /// `before`, the object's id, `after`.
  Fields& numbered(std::string_view name, std::string_view before, std::string_view after = {});
  Fields& one_of(std::string_view name, std::initializer_list<std::string_view> values);
  Fields& one_of_two(std::string_view name, std::string_view usual, std::string_view other, uint32_t percent_usual);

  // ---- other single values
  Fields& null(std::string_view name);
  Fields& flag(std::string_view name, uint32_t percent_true);
  Fields& amount(std::string_view name, uint32_t below);
  /// At any second of so many years from a year on.
  Fields& timestamp(std::string_view name, int from_year, uint32_t years);
  Fields& timestamp_or_null(std::string_view name, uint32_t percent_null, int from_year, uint32_t years);
  /// At this second of a day of these years.
  Fields& timestamp_at(std::string_view name, int from_year, uint32_t years, uint32_t second_of_day);
  /// A whole day: midnight, written as a date.
  Fields& day(std::string_view name, int from_year, uint32_t years);

  // ---- references
  Fields& user(std::string_view name, const User& who);
  Fields& somebody(std::string_view name);
  Fields& somebody_or_null(std::string_view name, uint32_t percent_null);
  /// `least` to `most` different users.
  Fields& people(std::string_view name, uint32_t least, uint32_t most);
  /// Null also where there is none.
  Fields& reference(std::string_view name, Entity entity, uint32_t percent_null = 0);
  Fields& reference(std::string_view name, std::initializer_list<Entity> one_of, uint32_t percent_null);
  Fields& references(std::string_view name, std::initializer_list<Entity> any_of, uint32_t most);

 private:
  void open(std::string_view name);
  Fields& close();
  void write_day(int from_year, uint32_t years);
  void write_time(uint32_t second_of_day);
  void write_reference(Entity entity);
  template <typename Value>
  Value pick(std::initializer_list<Value> values) {
    return values.begin()[random_.below(static_cast<uint32_t>(values.size()))];
  }

  Line& line_;
  Random& random_;
  const Population& population_;
  const Users& users_;
  uint64_t id_;
};

}  // namespace exeunt::bench
