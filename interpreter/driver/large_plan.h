// Plans for accounts of any size: the columnar engine over a file, with the request resolved as for any other plan.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/driver/session.h"
#include "interpreter/engine/columnar/engine.h"

namespace exeunt::driver {

struct LargePlanOptions {
  snapshot::ReadOptions read;
  uint32_t threads = 1;
  bool skips = false;      ///< lines that cannot matter are not checked
  bool unordered = false;  ///< members of classes in the order of the file, in bounded memory
  bool labels = true;      ///< the form that will be written has them
  std::string index;   ///< of the snapshot: its path; empty: all of the file is read
  std::string remedy;  ///< how the index is made anew: a command
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< bytes of the file
};

/// A plan that is written piece by piece.
class LargePlan {
 public:
  LargePlan(engine::columnar::ClassPlan plan, std::shared_ptr<const program::Program> program)
      : plan_(std::move(plan)), program_(std::move(program)) {}

  plan::Verdict verdict() const { return plan_.plan.verdict; }
  /// How many there are, of all objects.
  uint64_t changes() const;
  /// False: `write` refused.
  bool write(plan::DocumentForm form, const plan::WritePiece& write, diagnostic::Sink& sink);
  /// All of it in memory, for forms that are not written piece by piece.
  /// No value: it was reported.
  std::optional<plan::Plan> whole(diagnostic::Sink& sink);

 private:
  engine::columnar::ClassPlan plan_;
  std::shared_ptr<const program::Program> program_;
};

enum class PlannedBy { columnar, nobody, not_for_it };

/// `not_for_it`: the file is no NDJSON, and another engine has to read it. `nobody`: errors are in the sink.
struct LargePlanResult {
  PlannedBy by = PlannedBy::nobody;
  std::optional<LargePlan> plan;
};

/// Plans of one event from one file: what does not depend on who leaves is done once.
class LargePlanner {
 public:
  /// Session and file outlive it. `request` may lack who leaves.
  LargePlanner(Session& session, std::shared_ptr<const program::Program> program, const source::Seekable& file, Request request,
               LargePlanOptions options);
  ~LargePlanner();
  LargePlanner(const LargePlanner&) = delete;
  LargePlanner& operator=(const LargePlanner&) = delete;

  LargePlanResult plan(const std::string& subject);
  /// "user:7" of everybody who can be the event's subject, in canonical order, by the index. No value: errors are in the sink.
  std::optional<std::vector<std::string>> list_subjects();

 private:
  /// What stands in the way, if anything does, was reported.
  PlannedBy prepare();

  Session& session_;
  std::shared_ptr<const program::Program> program_;
  const source::Seekable& file_;
  Request request_;
  LargePlanOptions options_;
  engine::columnar::Options reading_;
  std::shared_ptr<const graph::Graph> graph_;
  std::optional<snapshot::Opening> opening_;
  std::optional<engine::columnar::Index> index_;
  std::optional<engine::columnar::Planner> planner_;  ///< by the index
  PlannedBy by_ = PlannedBy::nobody;
};

/// A single plan.
LargePlanResult make_large_plan(Session& session, const std::shared_ptr<const program::Program>& program,
                                const source::Seekable& file, const Request& request, const LargePlanOptions& options);

}  // namespace exeunt::driver
