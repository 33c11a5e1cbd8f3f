// A mapping of a scenario file whose keys are known: unknown and repeated ones are reported here and nowhere else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

/// A key and its value.
struct Pair {
  ast::Name key;
  const yaml::Node* value = nullptr;
};

/// All pairs of a mapping, in order, without those whose key is no text or stands twice, which is reported.
std::vector<Pair> pairs(const yaml::Node& mapping, diagnostic::Sink& sink);

class Keys {
 public:
  /// `node` must be a mapping. `what` it is, for messages: "a step".
  Keys(const yaml::Node& node, std::string what, const std::vector<std::string>& known, diagnostic::Sink& sink);

  const Pair* find(std::string_view key) const;
  /// The same; reports that it is missing.
  const Pair* require(std::string_view key, diagnostic::Sink& sink) const;

 private:
  std::string what_;
  source::Span span_;
  std::vector<Pair> pairs_;
};

/// Where to point at a node as a whole: at its beginning, not over many lines.
source::Span head(const yaml::Node& node);

/// Reports that `node` is not what `called` takes.
void report_kind(std::string_view called, std::string_view takes, const yaml::Node& node, diagnostic::Sink& sink);

}  // namespace exeunt::scenario
