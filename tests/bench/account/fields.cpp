#include "tests/bench/account/fields.h"

#include <chrono>

#include "tests/bench/account/phrases.h"

namespace exeunt::bench {

void Fields::open(std::string_view name) {
  line_.key(name);
  line_.raw('"');
}

Fields& Fields::close() {
  line_.raw('"');
  return *this;
}

// ---- texts

Fields& Fields::text(std::string_view name, std::string_view value) {
  line_.text_member(name, value);
  return *this;
}

Fields& Fields::title(std::string_view name) {
  open(name);
  write_title(line_, random_);
  return close();
}

Fields& Fields::task(std::string_view name, uint32_t remarks) {
  open(name);
  write_task(line_, random_, remarks);
  return close();
}

Fields& Fields::subject_line(std::string_view name) {
  open(name);
  write_subject_line(line_, random_);
  return close();
}

Fields& Fields::remarks(std::string_view name, uint32_t least, uint32_t most) {
  open(name);
  write_remarks(line_, random_, least + random_.below(most - least + 1));
  return close();
}

Fields& Fields::contact(std::string_view name) {
  open(name);
  write_contact(line_, random_, id_);
  return close();
}

Fields& Fields::company(std::string_view name) {
  open(name);
  write_company(line_, random_, id_);
  return close();
}

Fields& Fields::file_name(std::string_view name) {
  open(name);
  write_title(line_, random_);
  line_.raw(random_.percent(70) ? std::string_view(".pdf") : ".xlsx");
  return close();
}

Fields& Fields::numbered(std::string_view name, std::string_view before, std::string_view after) {
  open(name);
  line_.raw(before);
  line_.number(id_);
  line_.raw(after);
  return close();
}

Fields& Fields::one_of(std::string_view name, std::initializer_list<std::string_view> values) {
  return text(name, pick(values));
}

Fields& Fields::one_of_two(std::string_view name, std::string_view usual, std::string_view other,
                           uint32_t percent_usual) {
  return text(name, random_.percent(percent_usual) ? usual : other);
}

// ---- other single values

Fields& Fields::null(std::string_view name) {
  line_.null_member(name);
  return *this;
}

Fields& Fields::flag(std::string_view name, uint32_t percent_true) {
  line_.bool_member(name, random_.percent(percent_true));
  return *this;
}

Fields& Fields::amount(std::string_view name, uint32_t below) {
  line_.key(name);
  line_.number(random_.below(below));
  line_.raw('.');
  line_.two_digits(random_.below(100));
  return *this;
}

void Fields::write_day(int from_year, uint32_t years) {
  const auto first = std::chrono::sys_days(std::chrono::year(from_year) / 1 / 1);
  const std::chrono::year_month_day day(first + std::chrono::days(random_.below(years * 365)));
  line_.number(static_cast<uint64_t>(static_cast<int>(day.year())));
  line_.raw('-');
  line_.two_digits(static_cast<unsigned>(day.month()));
  line_.raw('-');
  line_.two_digits(static_cast<unsigned>(day.day()));
}

void Fields::write_time(uint32_t second_of_day) {
  line_.raw('T');
  line_.two_digits(second_of_day / 3600);
  line_.raw(':');
  line_.two_digits(second_of_day / 60 % 60);
  line_.raw(':');
  line_.two_digits(second_of_day % 60);
  line_.raw('Z');
}

Fields& Fields::timestamp(std::string_view name, int from_year, uint32_t years) {
  open(name);
  write_day(from_year, years);
  write_time(random_.below(86'400));
  return close();
}

Fields& Fields::timestamp_or_null(std::string_view name, uint32_t percent_null, int from_year, uint32_t years) {
  return random_.percent(percent_null) ? null(name) : timestamp(name, from_year, years);
}

Fields& Fields::timestamp_at(std::string_view name, int from_year, uint32_t years, uint32_t second_of_day) {
  open(name);
  write_day(from_year, years);
  write_time(second_of_day);
  return close();
}

Fields& Fields::day(std::string_view name, int from_year, uint32_t years) {
  open(name);
  write_day(from_year, years);
  return close();
}

// ---- references

Fields& Fields::user(std::string_view name, const User& who) {
  line_.key(name);
  write_user(line_, who);
  return *this;
}

Fields& Fields::somebody(std::string_view name) {
  return user(name, users_.pick(random_));
}

Fields& Fields::somebody_or_null(std::string_view name, uint32_t percent_null) {
  return random_.percent(percent_null) ? null(name) : somebody(name);
}

Fields& Fields::people(std::string_view name, uint32_t least, uint32_t most) {
  line_.key(name);
  users_.write_list(line_, least + random_.below(most - least + 1), random_);
  return *this;
}

void Fields::write_reference(Entity entity) {
  line_.raw('"');
  line_.raw(shares[entity].entity);
  line_.raw(':');
  line_.number(Population::id(entity, random_.below(population_.count(entity))));
  line_.raw('"');
}

Fields& Fields::reference(std::string_view name, Entity entity, uint32_t percent_null) {
  if (random_.percent(percent_null) || population_.count(entity) == 0) {
    return null(name);
  }
  line_.key(name);
  write_reference(entity);
  return *this;
}

Fields& Fields::reference(std::string_view name, std::initializer_list<Entity> one_of, uint32_t percent_null) {
  return reference(name, pick(one_of), percent_null);
}

Fields& Fields::references(std::string_view name, std::initializer_list<Entity> any_of, uint32_t most) {
  line_.key(name);
  line_.raw('[');
  bool is_first = true;
  for (uint32_t left = random_.below(most + 1); left != 0; --left) {
    const Entity entity = pick(any_of);
    if (population_.count(entity) != 0) {
      line_.raw(is_first ? std::string_view() : ",");
      write_reference(entity);
      is_first = false;
    }
  }
  line_.raw(']');
  return *this;
}

}  // namespace exeunt::bench
