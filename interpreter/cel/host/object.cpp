#include "interpreter/cel/host/object.h"

#include <atomic>

namespace exeunt::cel {

static constexpr int address_bits = 48;
static constexpr uint64_t address_mask = (uint64_t{1} << address_bits) - 1;

ObjectTypeId next_object_type_id() {
  static std::atomic<ObjectTypeId> last{0};
  return ++last;
}

Value object_value(const void* object, ObjectTypeId type) {
  const auto address = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(object));
  if (address == 0) {
    return Value::null();
  }
  if ((address & ~address_mask) != 0) {
    return Value::error("an object lies beyond the addresses that values can hold");
  }
  return Value::object({uint64_t{type} << address_bits | address});
}

ObjectTypeId object_type(ObjectHandle handle) { return static_cast<ObjectTypeId>(handle.id >> address_bits); }

const void* object_address(ObjectHandle handle) {
  return reinterpret_cast<const void*>(static_cast<uintptr_t>(handle.id & address_mask));
}

}  // namespace exeunt::cel
