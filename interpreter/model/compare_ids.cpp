#include <algorithm>

#include "interpreter/model/model.h"

namespace exeunt::model {

namespace {

bool is_number(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

int sign(int value) {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}

}  // namespace

int compare_ids(std::string_view a, std::string_view b) {
  const bool a_is_number = is_number(a);
  const bool b_is_number = is_number(b);
  if (a_is_number != b_is_number) {
    return a_is_number ? -1 : 1;
  }
  if (a_is_number) {
    // Ids may have more digits than any integer type.
    const std::string_view a_digits = without_leading_zeros(a);
    const std::string_view b_digits = without_leading_zeros(b);
    if (a_digits.size() != b_digits.size()) {
      return a_digits.size() < b_digits.size() ? -1 : 1;
    }
    if (const int order = sign(a_digits.compare(b_digits)); order != 0) {
      return order;
    }
  }
  // `7` and `007` are two ids, so they must have an order.
  return sign(a.compare(b));
}

}  // namespace exeunt::model
