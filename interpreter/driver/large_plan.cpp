#include "interpreter/driver/large_plan.h"

#include "interpreter/driver/evaluate.h"
#include "interpreter/driver/index.h"
#include "interpreter/driver/request.h"
#include "interpreter/engine/columnar/names.h"
#include "interpreter/plan/json.h"

namespace exeunt::driver {

namespace columnar = engine::columnar;

/// Whatever in the request may be the name of an object.
static columnar::Named named_in(const Request& request, const model::Model& model) {
  columnar::Named named;
  named.subject = request.subject;
  named.has_transfers = !request.transfers.empty();
  const auto note = [&](std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find_first_of(",=", begin), text.size());
      const std::string_view word = text.substr(begin, end - begin);
      const std::size_t colon = word.find(':');
      if (colon != std::string_view::npos && model.find_entity(word.substr(0, colon))) {
        named.others.emplace_back(word);
      }
      begin = end + 1;
    }
  };
  note(request.by);
  named.others.push_back(request.by);
  named.others.push_back(request.subject);  // it may be of another type than who can leave
  for (const auto& [name, value] : request.arguments) {
    note(value);
    named.others.push_back(value);  // an id may have a comma in it
  }
  for (const std::string& transfer : request.transfers) {
    note(transfer);
  }
  return named;
}

bool LargePlan::write(plan::DocumentForm form, const plan::WritePiece& write, diagnostic::Sink& sink) {
  return columnar::write_plan(plan_, *program_->model, form, write, sink);
}

std::optional<plan::Plan> LargePlan::whole(diagnostic::Sink& sink) {
  std::string text;
  const bool is_written = write(plan::DocumentForm::ndjson, [&](std::string_view piece) {
    text += piece;
    return true;
  }, sink);
  if (!is_written) {
    return std::nullopt;
  }
  source::Manager sources;
  return plan::read_json(sources, sources.add("the plan", std::move(text)), sink);
}

static std::optional<columnar::Index> open_index(Session& session, const program::Program& program,
                                                 const source::Seekable& file, const std::string& event,
                                                 const std::optional<snapshot::Opening>& opening,
                                                 const LargePlanOptions& options) {
  const columnar::Index::Purpose purpose{columnar::index_policy(program), event,
                                         options.read.absent_is_null || (opening && opening->header.absent_is_null),
                                         options.remedy};
  return columnar::Index::open(options.index, file, purpose, session.sink());
}

std::optional<std::vector<std::string>> list_subjects(Session& session,
                                                      const std::shared_ptr<const program::Program>& program,
                                                      const source::Seekable& file, const std::string& event,
                                                      const LargePlanOptions& options) {
  const auto graph = session.graph(program, event);
  if (!graph) {
    return std::nullopt;
  }
  const auto opening = snapshot::find_ndjson(file, *program->model, options.read);
  const auto index = open_index(session, *program, file, event, opening, options);
  if (!index) {
    return std::nullopt;
  }
  return columnar::list_subjects(file, *index, *graph->event, *program->model, options.read.max_depth, session.sink());
}

LargePlanResult make_large_plan(Session& session, const std::shared_ptr<const program::Program>& program,
                                const source::Seekable& file, const Request& request, const LargePlanOptions& options) {
  const auto graph = session.graph(program, request.event);
  if (!graph || !snapshot::check_size(file, options.read, session.sink())) {
    return {};
  }
  const auto opening = snapshot::find_ndjson(file, *program->model, options.read);
  std::optional<columnar::Index> index;
  if (!options.index.empty()) {
    index = open_index(session, *program, file, request.event, opening, options);
    if (!index) {
      return {};
    }
    if (!opening) {
      index->report_damaged(session.sink(), "it leads to where no object of `" + file.name() + "` stands");
      return {};
    }
  }
  if (!opening) {
    return {PlannedBy::not_for_it, std::nullopt};
  }
  columnar::Options reading{options.read, options.threads, options.skips, options.unordered, options.labels, {}};
  if (options.progress) {
    reading.progress = [&](uint64_t done) { options.progress(std::min(done, file.size()), file.size()); };
  }
  const auto resolve = [&](const snapshot::Account& account) {
    return driver::resolve(request, *program, *graph->event, account, session.sink());
  };
  const columnar::Named named = named_in(request, *program->model);
  auto plan = index ? columnar::evaluate(*graph, file, *index, *opening, named, resolve, reading, session.sink())
                    : columnar::evaluate(*graph, file, *opening, named, resolve, reading, session.sink());
  if (!plan) {
    return {};
  }
  if (request.locations) {
    add_locations(plan->plan, *graph, session.sources());
  }
  return {PlannedBy::columnar, LargePlan(std::move(*plan), program)};
}

}  // namespace exeunt::driver
