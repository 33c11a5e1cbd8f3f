#include "interpreter/engine/columnar/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/pick.h"
#include "interpreter/engine/columnar/scan.h"
#include "interpreter/engine/reference/engine.h"

namespace exeunt::engine::columnar {

namespace {

struct Evaluation {
  const graph::Graph& graph;
  const source::Seekable& file;
  const snapshot::Opening& opening;
  const Named& named;
  const Resolve& resolve;
  const Options& options;
  diagnostic::Sink& sink;

  const model::Model& model() const { return *graph.program->model; }
  bool absent_is_null() const { return options.read.absent_is_null || opening.header.absent_is_null; }

  /// Members that stand twice would be told twice. Where they are not held in memory, nobody notices.
  bool check_twins(Slice& slice) const {
    std::vector<model::EntityIndex> entity_of;
    for (const ObjectClass& each : slice.classes) {
      entity_of.push_back(each.entity);
    }
    slice.members.sort_by_id(entity_of);
    const std::vector<Members::Entry>& entries = slice.members.entries();
    Members::Digits digits_a;
    Members::Digits digits_b;
    const auto is_twin = [&](const Members::Entry& a, const Members::Entry& b) {
      return a.number == b.number && entity_of[a.class_index] == entity_of[b.class_index] &&
             slice.members.texts(a, digits_a).id == slice.members.texts(b, digits_b).id;
    };
    const auto first = std::adjacent_find(entries.begin(), entries.end(), is_twin);
    if (first == entries.end()) {
      return true;
    }
    const std::string name = fmt::format("`{}:{}`", model().entities[entity_of[first->class_index]].name,
                                         slice.members.texts(*first, digits_a).id);
    sink.report<diagnostic::Kind::snapshot_duplicate_object>(std::nullopt, name, "another line")
        .at({file.name(), 0, 0})
        .help("`--engine reference` names the lines");
    return false;
  }

  /// To `missed` are added types of which all objects have to be looked at before there is a plan.
  std::optional<ClassPlan> run(const Interest& interest, Caught all, std::set<model::EntityIndex>& missed) const {
    const FileOptions how{opening.header, options.read};
    if (!all.malformed.empty()) {
      report_lines(file, all.malformed, model(), how, sink);
      return std::nullopt;
    }
    auto slice = make_slice(file, model(), interest, named, std::move(all), how, sink);
    if (!slice) {
      return std::nullopt;
    }
    if (!check_twins(*slice)) {
      return std::nullopt;
    }
    const auto request = resolve(slice->account);
    if (!request) {
      return std::nullopt;
    }
    plan::Plan plan = reference::evaluate(graph, slice->account, *request, nullptr, &missed);
    return make_class_plan(std::move(plan), std::move(*slice), model(), options.unordered);
  }
};

/// One pass over the file. All objects of the types of `residents` are looked at; if others have to be, they are added.
std::optional<ClassPlan> pass_over(const Evaluation& evaluation, std::set<model::EntityIndex>& residents) {
  const Options& options = evaluation.options;
  const Interest interest = interest_of(evaluation.graph, evaluation.named.has_transfers, residents);
  ScanOptions scanning;
  scanning.opening = evaluation.opening;
  scanning.absent_is_null = evaluation.absent_is_null();
  scanning.max_depth = options.read.max_depth;
  scanning.threads = options.threads;
  scanning.skips = options.skips;
  scanning.unordered = options.unordered;
  scanning.labels = options.labels;
  scanning.progress = options.progress;
  auto caught = scan(evaluation.file, evaluation.model(), interest, evaluation.named, scanning);
  if (const auto* error = std::get_if<source::LoadError>(&caught)) {
    diagnostic::report(evaluation.sink, *error);
    return std::nullopt;
  }
  return evaluation.run(interest, std::move(std::get<Caught>(caught)), residents);
}

/// Passes over the file until nothing is missed: once for nearly every plan, and at most once for each type.
std::optional<ClassPlan> evaluate_with(const Evaluation& evaluation, std::set<model::EntityIndex> residents) {
  const std::size_t said_before = evaluation.sink.diagnostics().size();
  while (true) {
    const std::size_t before = residents.size();
    auto plan = pass_over(evaluation, residents);
    if (!plan || residents.size() == before) {
      return plan;
    }
    evaluation.sink.forget(said_before);
  }
}

}  // namespace

std::optional<ClassPlan> evaluate(const graph::Graph& graph, const source::Seekable& file,
                                  const snapshot::Opening& opening, const Named& named, const Resolve& resolve,
                                  const Options& options, diagnostic::Sink& sink) {
  return evaluate_with({graph, file, opening, named, resolve, options, sink}, {});
}

Planner::Planner(const graph::Graph& graph, const source::Seekable& file, const Index& index, const snapshot::Opening& opening,
                 bool has_transfers, const Options& options)
    : graph_(graph),
      file_(file),
      opening_(opening),
      options_(options),
      interest_(interest_of(graph, has_transfers)),
      picker_(file, index, *graph.program->model, interest_,
              {graph.event->name, options.read.absent_is_null || opening.header.absent_is_null, options.read.max_depth,
               options.threads, options.unordered, options.labels}) {}

std::optional<ClassPlan> Planner::evaluate(const Named& named, const Resolve& resolve, diagnostic::Sink& sink) {
  const std::size_t said_before = sink.diagnostics().size();
  auto caught = picker_.pick(named, sink);
  if (!caught) {
    return std::nullopt;
  }
  const Evaluation evaluation{graph_, file_, opening_, named, resolve, options_, sink};
  std::set<model::EntityIndex> missed;
  auto plan = evaluation.run(interest_, std::move(*caught), missed);
  if (!plan || missed.empty()) {
    return plan;
  }
  sink.forget(said_before);
  return evaluate_with(evaluation, std::move(missed));  // the index does not lead to all objects of a type
}

}  // namespace exeunt::engine::columnar
