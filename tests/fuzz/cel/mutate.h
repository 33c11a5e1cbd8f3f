// Expressions made from expressions: parts are replaced by parts of the same type, literals by extreme ones, wrapped in
// macros and calls, tokens moved. Parts are taken from trees, so that most of what comes out parses and much of it
// checks.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/value.h"
#include "tests/fuzz/trial/random.h"

namespace exeunt::fuzz {

class Mutator {
 public:
  /// Takes the seeds apart, in the world of the trials.
  explicit Mutator(const std::vector<std::string>& seeds);

  /// A seed, changed once or several times. At most max_bytes long.
  std::string mutant(Random& random) const;
  /// `text`, changed once. It need not parse.
  std::string changed(std::string_view text, Random& random) const;

  static constexpr size_t max_bytes = 4096;

 private:
  /// What a node covers.
  struct Part {
    uint32_t begin = 0;
    uint32_t end = 0;
    bool literal = false;
    cel::ValueKind kind = cel::ValueKind::null;  ///< of a literal
    std::string type;                            ///< the static type's text; `dyn` where the whole does not check
  };
  struct Seed {
    std::string text;
    std::vector<Part> parts;
  };

  static std::vector<Part> parts_of(std::string_view text);
  std::string change(std::string_view text, const std::vector<Part>& parts, Random& random) const;
  std::string changed_part(std::string_view text, const Part& part, Random& random) const;
  std::string wrapped(std::string_view text, const Part& part, Random& random) const;
  /// A part of some seed, of the type if there are any, that stands for itself.
  const std::string& other(const std::string& type, Random& random) const;

  std::vector<Seed> seeds_;
  std::map<std::string, std::vector<std::string>> by_type_;
  std::vector<std::string> all_;
};

}  // namespace exeunt::fuzz
