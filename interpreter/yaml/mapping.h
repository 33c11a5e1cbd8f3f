// A mapping whose keys are known: unknown and repeated keys are reported once, here, and values are asked for by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"
#include "interpreter/yaml/document.h"

namespace exeunt::yaml {

/// What every function of this room needs.
struct Reader {
  const source::Manager& sources;
  source::FileId file;
  diagnostic::Sink& sink;
  ast::File& out;
  std::size_t errors_before = 0;  ///< in the sink, before this file
  bool gave_up = false;

  /// Whether the file has more errors than anyone reads; says so once.
  bool too_many_errors(source::Span at);
};

/// A key with its value, and the words that messages call it by ("`where`").
struct Entry {
  std::string key;
  source::Span key_span;
  const Node* value = nullptr;

  std::string called() const { return "`" + key + "`"; }
};

/// All entries whose key is text, in source order; repeated keys are reported and left out.
std::vector<Entry> entries(Reader& reader, const Node& mapping);

class Mapping {
 public:
  /// `what` names the thing for messages ("a rule"). `node` must be a mapping.
  Mapping(Reader& reader, const Node& node, std::string what, const std::vector<std::string>& keys);

  /// The entry of `key`, or nothing.
  const Entry* find(std::string_view key) const;
  /// The same; reports that it is missing.
  const Entry* require(Reader& reader, std::string_view key) const;

  source::Span span() const { return span_; }

 private:
  std::string what_;
  source::Span span_;
  std::vector<Entry> entries_;  ///< no more than there are known keys
};

}  // namespace exeunt::yaml
