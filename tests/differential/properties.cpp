#include "tests/differential/properties.h"

namespace exeunt::differential {

namespace {

constexpr uint32_t every_other_pack = 32;

constexpr Property table[] = {
    {"engine", "the columnar engine makes the reference engine's plan", &hold_one_thread, 1},
    {"threads", "with two threads, streamed, it is the same", &hold_two_threads, 1},
    {"groups", "in groups, without labels, it is the same", &hold_groups, 2},
    {"skips", "what cannot matter may be skipped", &hold_skips, 2},
    {"unordered", "in the order of the file it says the same", &hold_unordered, 4},
    {"index", "from an index, for everybody who can leave, it is the same", &hold_index, 8},
    {"spellings", "NDJSON, JSON and YAML are the same account", &hold_spellings, 8},
    {"order", "the order of objects and of their members does not matter", &hold_order, 4},
    {"yaml", "a pack in YAML says what it says in the DSL, and comes back", &hold_yaml, every_other_pack},
    {"format", "a formatted pack says the same; formatting it again changes nothing", &hold_format, every_other_pack},
    {"shuffled", "the order of declarations and files does not matter", &hold_shuffled, every_other_pack},
    {"documents", "a plan that is written and read is the same", &hold_documents, 4},
    {"difference", "a plan does not differ from itself", &hold_difference, 8},
    {"request", "what a plan was asked for, asked again, is the same plan", &hold_request, 4},
    {"explanations", "an object's explanation says what the plan says of it", &hold_explanations, 8},
    {"apply", "a plan applied in memory, as a stream and twice is the same account; taken back, the one before", &hold_apply, 2},
    {"patch", "a plan as a JSON Patch makes the account that applying it makes", &hold_patch, 4},
    {"unchecked", "conditions come to the same without CEL's checker", &hold_unchecked, 4},
};

}  // namespace

std::span<const Property> properties() { return table; }

const Property* find_property(std::string_view name) {
  for (const Property& each : table) {
    if (each.name == name) {
      return &each;
    }
  }
  return nullptr;
}

}  // namespace exeunt::differential
