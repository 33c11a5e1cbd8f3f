// How plans speak: objects, types, values, times and what happens, in words. Shared by the page, the Markdown and the
// explanation; everything returned is visible (diagnostic::visible) and stands on one line.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// What words are made from; refers to the plan or explanation, which outlives it.
struct Wording {
  const std::map<std::string, std::string>& labels;
  const std::map<std::string, TypeInfo>& types;
  const Request& request;
};

/// "deal" of "deal:12".
std::string_view type_of(std::string_view object);

/// `Sales Rep 7 (user:7)`, or `user:7` where it has no label.
std::string name_of(const Wording& words, const std::string& object);
/// `email:12  "Offer"`; the label shortened.
std::string object_and_label(const Wording& words, const std::string& object);
/// "Emails", "Email", or the type's own name.
std::string plural_of(const Wording& words, const std::string& type);
/// "12 emails", "1 email".
std::string count_of(const Wording& words, const std::string& type, uint64_t count);
/// "1 object", "142 objects": `noun` is regular.
std::string count_noun(uint64_t count, std::string_view noun);
/// "41 deals, 12 leads and 30 persons".
std::string counts_by_type(const Wording& words, const std::map<std::string, uint64_t>& counts);
/// "a", "a and b", "a, b and c".
std::string enumerate(const std::vector<std::string>& parts);

/// A value as people write it: references by their label, null as "none".
std::string value_text(const Wording& words, const Value& value);
/// `status: active → inactive`, `members: without Sales Rep 7 (user:7)`.
std::string field_change(const Wording& words, const Write& write);
/// "is erased on 2024-03-31 unless email.opened", with the fields that tell more than the wording does.
std::string what_happens(const Wording& words, const Change& change, bool with_due = true);

/// `owner is shown as "deleted user"`, `is shown as "deleted user"`.
std::string display_text(const Display& display);

/// As many of the objects as fit into `limit` columns, at least one: "deal:1, deal:2 … and 39 more".
std::string object_list(const std::vector<std::string>& objects, std::size_t limit);

/// "email.visibility and email.linked_to": the distinct fields, in order.
std::string missing_fields(const std::vector<MissingField>& missing);

/// "Pipedrive 2024-02-29 · deactivate Sales Rep 7 (user:7) · by … · 2024-03-01 09:00 UTC"
std::string heading(const Wording& words, const Policy& policy);
/// What the event was asked to do besides: arguments and transfers. Empty: nothing.
std::string request_details(const Wording& words);

}  // namespace exeunt::plan
