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
    for (const std::string& element : list_elements(value)) {
      named.others.push_back(element);
    }
  }
  for (const std::string& transfer : request.transfers) {
    note(transfer);
    for (std::size_t at = transfer.find('='); at != std::string::npos; at = transfer.find('=', at + 1)) {
      named.others.push_back(transfer.substr(0, at));
      named.others.push_back(transfer.substr(at + 1));
    }
  }
  return named;
}

uint64_t LargePlan::changes() const {
  uint64_t changes = 0;
  for (const auto& [outcome, count] : plan_.plan.summary.by_outcome) {
    changes += count;
  }
  return changes;
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

LargePlanner::LargePlanner(Session& session, std::shared_ptr<const program::Program> program, const source::Seekable& file,
                           Request request, LargePlanOptions options)
    : session_(session),
      program_(std::move(program)),
      file_(file),
      request_(std::move(request)),
      options_(std::move(options)),
      reading_{options_.read, options_.threads, options_.skips, options_.unordered, options_.labels, {}} {
  if (options_.progress) {
    reading_.progress = [this](uint64_t done) { options_.progress(std::min(done, file_.size()), file_.size()); };
  }
  by_ = prepare();
}

LargePlanner::~LargePlanner() = default;

PlannedBy LargePlanner::prepare() {
  graph_ = session_.graph(program_, request_.event);
  if (!graph_ || !snapshot::check_size(file_, options_.read, session_.sink())) {
    return PlannedBy::nobody;
  }
  opening_ = snapshot::find_ndjson(file_, *program_->model, options_.read);
  if (options_.index.empty()) {
    return opening_ ? PlannedBy::columnar : PlannedBy::not_for_it;
  }
  const bool absent_is_null = options_.read.absent_is_null || (opening_ && opening_->header.absent_is_null);
  index_ = columnar::Index::open(options_.index, file_,
                                 {columnar::index_policy(*program_), request_.event, absent_is_null, options_.remedy},
                                 session_.sink());
  if (index_ && !opening_) {
    index_->report_damaged(session_.sink(), "it leads to where no object of `" + file_.name() + "` stands");
  }
  if (!index_ || !opening_) {
    return PlannedBy::nobody;
  }
  planner_.emplace(*graph_, file_, *index_, *opening_, !request_.transfers.empty(), reading_);
  return PlannedBy::columnar;
}

std::optional<std::vector<std::string>> LargePlanner::list_subjects() {
  return !planner_ ? std::nullopt
                   : columnar::list_subjects(file_, *index_, *graph_->event, *program_->model, options_.read.max_depth,
                                             session_.sink());
}

LargePlanResult LargePlanner::plan(const std::string& subject) {
  if (by_ != PlannedBy::columnar) {
    return {by_, std::nullopt};
  }
  request_.subject = subject;
  const auto resolve = [&](const snapshot::Account& account) {
    return driver::resolve(request_, *program_, *graph_->event, account, session_.sink());
  };
  const columnar::Named named = named_in(request_, *program_->model);
  auto plan = planner_ ? planner_->evaluate(named, resolve, session_.sink())
                       : columnar::evaluate(*graph_, file_, *opening_, named, resolve, reading_, session_.sink());
  if (!plan) {
    return {};
  }
  if (request_.locations) {
    add_locations(plan->plan, *graph_, session_.sources());
  }
  return {PlannedBy::columnar, LargePlan(std::move(*plan), program_)};
}

LargePlanResult make_large_plan(Session& session, const std::shared_ptr<const program::Program>& program,
                                const source::Seekable& file, const Request& request, const LargePlanOptions& options) {
  return LargePlanner(session, program, file, request, options).plan(request.subject);
}

}  // namespace exeunt::driver
