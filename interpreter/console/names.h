// The names that expressions may use, and what they stand for.
//
// A name has a value, from which the checker takes its type. Beside that it can be left unknown, wholly (`email`) or in
// part (`email.visibility`): a part that is not asked about may then still be read. What looks at a map as a whole of
// which a part is unknown (its size, its keys, another way to write the same part) is unknown, too: never wrong, at
// times less than could be known.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/check.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::console {

/// More would be data, which belongs under one name.
inline constexpr std::size_t max_names = 10'000;

/// Whether CEL reads it as one name: letters, digits, `_`, no digit first, no reserved word.
bool is_name(std::string_view text);

class Names {
 public:
  struct Binding {
    cel::Value value;
    cel::Type type;
    bool known = true;  ///< false: declared by leaving it unknown, and never given a value
  };

  /// Replaces what the name stood for; it and its parts are known again. False: it was reported. `span`: where the name
  /// or its value is written, for messages.
  bool bind(const std::string& name, cel::Value value, std::optional<source::Span> span, diagnostic::Sink& sink);
  /// `path`: a name, bound or not, or a path of members from one that is bound to a map. False: it was reported.
  bool leave_unknown(const std::string& path, std::optional<source::Span> span, diagnostic::Sink& sink);
  /// False: there is no such name.
  bool remove(const std::string& name);
  void clear();

  const std::map<std::string, Binding, std::less<>>& all() const { return names_; }
  std::vector<std::string> list() const;
  /// Paths left unknown, sorted.
  const std::set<std::string, std::less<>>& unknown() const { return unknown_; }

 private:
  std::map<std::string, Binding, std::less<>> names_;
  std::set<std::string, std::less<>> unknown_;
};

/// What one expression sees of the names: an environment to check it against and the values to evaluate it with.
class View : public cel::Activation {
 public:
  /// Members of maps that `ast` reads (`email.visibility`) are declared as variables of their own, so that each has its
  /// own type although the maps that JSON brings are of many.
  View(const Names& names, const cel::Ast& ast);

  const cel::Environment& environment() const { return environment_; }
  cel::Value variable(uint32_t slot) const override { return values_[slot]; }
  /// What an attribute of an unknown value is called.
  const std::string& attribute(cel::AttributeId id) const { return attributes_[id]; }

 private:
  /// Of what is unknown in `path`, or makes all of it unknown. Sorted.
  std::vector<cel::AttributeId> attributes_of(const std::string& path) const;
  void declare(const std::string& path, const cel::Value& value, cel::Type type);

  std::vector<std::string> attributes_;  ///< sorted
  std::vector<cel::Value> values_;
  cel::Environment environment_;
};

}  // namespace exeunt::console
