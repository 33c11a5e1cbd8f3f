#include "interpreter/driver/index.h"

#include <algorithm>

#include "interpreter/diagnostic/load_error.h"

namespace exeunt::driver {

namespace columnar = engine::columnar;
using diagnostic::Kind;

std::optional<columnar::IndexSummary> make_index(Session& session,
                                                 const std::shared_ptr<const program::Program>& program,
                                                 const IndexRequest& request,
                                                 const std::function<bool(std::string_view)>& write) {
  std::vector<std::shared_ptr<const graph::Graph>> graphs;
  for (const program::Event& event : program->events) {
    if (!request.event.empty() && event.name != request.event) {
      continue;
    }
    graphs.push_back(session.graph(program, event.name));
    if (!graphs.back()) {
      return std::nullopt;
    }
  }
  if (graphs.empty()) {
    session.graph(program, request.event);  // says that there is no such event
    return std::nullopt;
  }
  auto opened = source::Seekable::open(request.snapshot);
  if (const auto* const error = std::get_if<source::LoadError>(&opened)) {
    diagnostic::report(session.sink(), *error);
    return std::nullopt;
  }
  const auto& file = std::get<source::Seekable>(opened);
  if (!file.state()) {
    session.sink().report<Kind::index_needs_file>(std::nullopt, file.name());
    return std::nullopt;
  }
  if (!snapshot::check_size(file, request.read, session.sink())) {
    return std::nullopt;
  }
  const auto opening = snapshot::find_ndjson(file, *program->model, request.read);
  if (!opening) {
    // Whoever reads all of it may have more to say.
    if (session.load_snapshot(request.snapshot, *program, request.read)) {
      session.sink().report<Kind::index_needs_lines>(std::nullopt, file.name()).help("NDJSON is one object a line");
    }
    return std::nullopt;
  }
  columnar::IndexOptions options{request.read, request.threads, {}};
  if (request.progress) {
    options.progress = [&](uint64_t done) { request.progress(std::min(done, file.size()), file.size()); };
  }
  return columnar::build_index(graphs, file, *opening, options, write, session.sink());
}

std::string index_path(const std::string& snapshot) { return snapshot + ".exeunt-index"; }

}  // namespace exeunt::driver
