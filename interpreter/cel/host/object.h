// C++ objects as CEL values, by reference: a Value of kind `object` holds the address of the object and which C++ type it
// has. Two are equal when they are the same object.
//
// The host keeps the object alive, and in its place, for as long as a value refers to it.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

/// What expressions call a C++ class. Specialise it, in the global namespace, for every class that they may see, before
/// anything else says cel of the class (that it is declared suffices):
///
///   template <>
///   inline constexpr std::string_view exeunt::cel::name_of<shop::Order> = "order";
template <typename T>
inline constexpr std::string_view name_of = {};

/// A class with fields, described by Vocabulary::type.
template <typename T>
concept NamedObject = std::is_class_v<T> && !std::derived_from<T, Opaque> && !name_of<T>.empty();

/// A class of values without fields, for which functions are declared.
template <typename T>
concept NamedOpaque = std::derived_from<T, Opaque> && !name_of<T>.empty();

/// Numbers the C++ types that this process makes objects of, in no particular order.
using ObjectTypeId = uint16_t;
ObjectTypeId next_object_type_id();

template <NamedObject T>
ObjectTypeId object_type_id() {
  static const ObjectTypeId id = next_object_type_id();
  return id;
}

/// A null pointer gives null. An address of more than 48 bits, which today's 64-bit systems do not hand out unasked,
/// gives an error.
Value object_value(const void* object, ObjectTypeId type);

ObjectTypeId object_type(ObjectHandle handle);
const void* object_address(ObjectHandle handle);

}  // namespace exeunt::cel
