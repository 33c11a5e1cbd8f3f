// The classes that a vocabulary describes, for the checker and for evaluation.
//
// Members of all classes stand in one table, and the checker keeps their positions in the tree: reading a field of a
// statically known type looks nothing up.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/host/object.h"

namespace exeunt::cel {

class Structs : public TypeProvider {
 public:
  /// Reads a field of the object at an address.
  using Getter = std::function<Value(const void*)>;

  /// A class without fields yet; again with the same arguments is the same class.
  void add_class(std::string name, ObjectTypeId id);
  /// A second field of a name replaces the first.
  void add_field(ObjectTypeId owner, std::string name, Type type, Getter get);

  /// The field's value. `index` is the checker's, or -1: then the name is looked up. None where there is no such field.
  std::optional<Value> get(ObjectHandle object, std::string_view name, int32_t index) const;
  /// Empty for objects of other origin.
  std::string_view class_name(ObjectHandle object) const;

  bool has_type(std::string_view object_type) const override;
  std::optional<Field> find_field(std::string_view object_type, std::string_view field) const override;
  std::vector<std::string> field_names(std::string_view object_type) const override;

 private:
  struct Member {
    ObjectTypeId owner;
    Type type;
    Getter get;
  };
  struct Class {
    std::string name;
    std::map<std::string, int32_t, std::less<>> members;  ///< positions in `members_`
  };

  const Class* find(std::string_view name) const;

  std::vector<Member> members_;
  std::map<ObjectTypeId, Class> classes_;
  std::map<std::string, ObjectTypeId, std::less<>> by_name_;
};

}  // namespace exeunt::cel
