// An account made of some of a file's objects, by somebody who knows that the others do not matter.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/receiver.h"
#include "interpreter/source/seekable.h"

namespace exeunt::snapshot {

/// What a plan says of the file as a whole.
struct Whole {
  uint64_t objects = 0;
  std::string digest;
  std::map<std::string, uint64_t> unmodelled_types;
  std::map<std::string, uint64_t> unmodelled_fields;
};

class Part {
 public:
  /// Everything outlives the part.
  Part(const model::Model& model, const Header& header, const ReadOptions& options);
  ~Part();

  /// A line of NDJSON, behind which Reader::padding bytes can be read. `id`: under which its object is entered; empty: its
  /// own. False: something is wrong with it (see `report_lines`); nothing more can come of the part.
  bool add(std::string_view line, const std::string& id = {});
  /// The part's account, which speaks of the whole. What the model does not know is told in warnings about the file of
  /// that name.
  Account finish(const Whole& whole, const std::string& name, diagnostic::Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reports what is wrong with these lines (their numbers, from 1) of a file of NDJSON, as reading all of it would. False: it
/// could not be read, which was reported.
bool report_lines(const source::Seekable& file, const std::set<uint64_t>& lines, const model::Model& model,
                  diagnostic::Sink& sink, const ReadOptions& options);

}  // namespace exeunt::snapshot
