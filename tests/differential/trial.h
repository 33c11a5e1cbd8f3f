// One case (a pack, an account, a request) on trial: what the reference engine says, made once, and the properties that are
// held against it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/reference/observe.h"
#include "interpreter/plan/plan.h"
#include "tests/differential/account.h"
#include "tests/differential/compiled.h"

namespace exeunt::differential {

struct Case {
  std::vector<pack::NamedText> pack;
  Account account;
  driver::Request request;
  std::string lines;  ///< the account as the engines are shown it
  uint64_t seed = 0;  ///< of everything else that a property chooses
};

/// What the reference engine answers.
struct Answer {
  std::optional<plan::Plan> plan;
  std::string json;
  std::string ndjson;
  std::vector<std::string> said;  ///< codes of diagnostics, sorted, without those of which only this engine can know
  bool is_read = false;           ///< the account is one
};

class Trial {
 public:
  /// All of these outlive it. `compiled` is the case's pack. `folder`: where files may be written.
  Trial(const Library& library, Compiled& compiled, const Case& tried, std::string folder);

  const Library& library() const { return library_; }
  Compiled& compiled() { return compiled_; }
  const program::Program& program() const { return *compiled_.program; }
  const graph::Graph& graph() const { return *graph_; }
  std::shared_ptr<const graph::Graph> shared_graph() const { return graph_; }
  const Case& tried() const { return case_; }
  const std::string& folder() const { return folder_; }
  const Answer& answer() const { return answer_; }
  const engine::reference::Observation& observed() const { return *observed_; }

  /// The reference engine's plan of another spelling of the account, or by another program. No value: there is none.
  std::optional<plan::Plan> plan(const std::string& text, const Compiled& compiled, const driver::Request& request) const;
  /// Numbers for the property of that name: the same whatever else is held.
  Random random(std::string_view property) const;

  snapshot::ReadOptions read_options() const { return {}; }

 private:
  const Library& library_;
  Compiled& compiled_;
  const Case& case_;
  std::string folder_;
  std::shared_ptr<const graph::Graph> graph_;
  std::optional<engine::reference::Observation> observed_;
  Answer answer_;
};

/// The plan as a document without what it says of the file's spelling.
std::string without_digest(plan::Plan plan);
/// Where two texts part: the first lines that differ.
std::string difference(std::string_view expected, std::string_view found);
/// Codes, sorted, from the sink's diagnostic number `from` on.
std::vector<std::string> codes_of(const diagnostic::Sink& sink, std::size_t from = 0);
std::string joined(const std::vector<std::string>& words);

}  // namespace exeunt::differential
