// What expressions may name, each thing declared together with the C++ that stands behind it: variables, functions, and
// classes with their fields. A vocabulary makes an Environment for the compiler, and serves activations (bindings.h).
//
//   Vocabulary words;
//   words.type<User>().field("name", &User::name).field("manager", &User::manager);
//   const auto user = words.variable<User>("user");
//   words.function("initials", [](std::string_view name) { return … });
//   const Compiled rule = compile("initials(user.name) == 'AB'", words);
//
// Declaring is for one thread. Once declared, everything may be used from any number of threads, and callables are called
// from all of them. What was compiled and bound keeps what it needs; it sees later declarations of functions and fields,
// not those made in a copy.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/host/function.h"
#include "interpreter/cel/host/native_time.h"
#include "interpreter/cel/host/structs.h"

namespace exeunt::cel {

/// A declared variable: where Bindings puts values of C++ type T. Belongs to the vocabulary that gave it.
template <typename T>
struct Variable {
  uint32_t slot = 0;
};

/// Describes the fields of a class; from Vocabulary::type.
template <NamedObject T>
class StructType {
 public:
  explicit StructType(Structs& structs) : structs_(structs) {
    structs_.add_class(std::string(name_of<T>), object_type_id<T>());
  }

  /// `get` is a member, a member function or a callable that takes `const T&`. What it answers says which type the field
  /// has (native.h); objects, and lists of them, must be answered by reference.
  template <typename Get>
  StructType& field(std::string name, Get get) {
    return field(std::move(name), Native<Answer<Get>>::type(), std::move(get));
  }
  /// The same with a type that says more than the C++ type does: closed_string, or any type where `get` answers a Value.
  template <typename Get>
  StructType& field(std::string name, Type type, Get get) {
    static_assert(!refers_to_source<Answer<Get>> || std::is_lvalue_reference_v<std::invoke_result_t<const Get&, const T&>>,
                  "values refer to objects: answer a reference or a pointer to one that stays");
    structs_.add_field(object_type_id<T>(), std::move(name), std::move(type), [get = std::move(get)](const void* object) {
      return Native<Answer<Get>>::to_value(std::invoke(get, *static_cast<const T*>(object)));
    });
    return *this;
  }

 private:
  template <typename Get>
  using Answer = std::remove_cvref_t<std::invoke_result_t<const Get&, const T&>>;

  Structs& structs_;
};

class Vocabulary {
 public:
  Vocabulary();
  Vocabulary(const Vocabulary& other);  ///< the copy goes its own way
  Vocabulary(Vocabulary&& other) noexcept = default;
  Vocabulary& operator=(Vocabulary other) noexcept;
  ~Vocabulary() = default;

  /// Dotted names are allowed. A second declaration of a name replaces the first.
  template <typename T = Value>
  Variable<T> variable(std::string name) {
    return {declare_variable(std::move(name), Native<T>::type())};
  }
  /// With a type that says more than the C++ type does.
  template <typename T = Value>
  Variable<T> variable(std::string name, Type type) {
    return {declare_variable(std::move(name), std::move(type))};
  }

  /// `run` is a lambda, a function or an object that can be called while const; its signature says the types (native.h).
  /// A function that may fail or not know answers a Value: give its result type. Overloads share a name; of two that take
  /// the same arguments, the one declared first is called.
  template <typename F>
  void function(std::string name, F run) {
    function(std::move(name), Signature<F>::result(), std::move(run));
  }
  template <typename F>
  void function(std::string name, Type result, F run) {
    function(std::move(name), Signature<F>::parameters(), std::move(result), Signature<F>::wrap(std::move(run)));
  }
  void function(std::string name, std::vector<Type> parameters, Type result, Function run);

  /// The same, called as `first.name(others…)`.
  template <typename F>
  void method(std::string name, F run) {
    method(std::move(name), Signature<F>::result(), std::move(run));
  }
  template <typename F>
  void method(std::string name, Type result, F run) {
    method(std::move(name), Signature<F>::parameters(), std::move(result), Signature<F>::wrap(std::move(run)));
  }
  void method(std::string name, std::vector<Type> parameters, Type result, Function run);

  /// A class whose objects expressions may see; its name is name_of<T>. Again: more fields of the same class. The answer
  /// lives no longer than the vocabulary.
  template <NamedObject T>
  StructType<T> type() {
    return StructType<T>(structs());
  }

  /// Names are looked for in this namespace, and those around it, first: `a.b`.
  void set_container(std::string container);

  const Environment& environment() const { return data_->environment; }
  /// So that a vocabulary may stand where compile() and check() want an environment.
  operator const Environment&() const { return environment(); }

  struct Data {
    struct Declared {
      Type type;
      Value unbound;  ///< what it answers before a value is bound: an error that names it
    };
    struct Overload {
      std::vector<Type> parameters;
      Function run;
      std::vector<uint32_t> others;  ///< slots of functions that are called the same way, with as many arguments
    };
    Environment environment;
    std::shared_ptr<Structs> structs;
    std::vector<Declared> variables;  ///< by slot
    std::vector<Overload> functions;  ///< by slot
  };
  /// For activations.
  std::shared_ptr<const Data> data() const { return data_; }

 private:
  uint32_t declare_variable(std::string name, Type type);
  void declare_function(std::string name, std::vector<Type> parameters, Type result, Function run, bool receiver);
  Structs& structs() { return *data_->structs; }

  std::shared_ptr<Data> data_;
};

}  // namespace exeunt::cel
