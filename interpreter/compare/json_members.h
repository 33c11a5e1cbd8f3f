// Members of a JSON object, named one after the other. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/compare/cell.h"
#include "interpreter/plan/plan.h"

namespace exeunt::compare {

class Object {
 public:
  Object& put(const char* name, std::string_view text) & { return add(name, plan::Value{std::string(text)}); }
  Object& put(const char* name, bool value) & { return add(name, plan::Value{value}); }
  Object& put(const char* name, int value) & { return add(name, plan::Value{int64_t{value}}); }
  Object& put(const char* name, uint64_t value) & { return add(name, plan::Value{value}); }
  Object& put(const char* name, const char* text) & { return put(name, std::string_view(text)); }
  Object& add(const char* name, plan::Value value) & {
    members_.emplace_back(name, std::move(value));
    return *this;
  }
  /// Left out while it is empty.
  Object& put_given(const char* name, const std::string& text) & { return text.empty() ? *this : put(name, text); }
  Object& put_given(const char* name, const std::vector<std::string>& texts) & {
    return texts.empty() ? *this : put_all(name, texts, [](const std::string& text) { return plan::Value{text}; });
  }
  template <class Items, class Write>
  Object& put_all(const char* name, const Items& items, Write write) & {
    plan::Value::List list;
    for (const auto& item : items) {
      list.push_back(write(item));
    }
    return add(name, plan::Value{std::move(list)});
  }
  template <class Items, class Write>
  Object& put_given_all(const char* name, const Items& items, Write write) & {
    return items.empty() ? *this : put_all(name, items, write);
  }
  plan::Value take() { return plan::Value{std::move(members_)}; }

 private:
  plan::Value::Members members_;
};

plan::Value value_of(const Named& named);
plan::Value value_of(const Class& outcome_class);
plan::Value value_of(const Cell& cell);
plan::Value value_of(const Place& place);

}  // namespace exeunt::compare
