#include "interpreter/engine/columnar/engine.h"

#include <fmt/format.h>

#include <algorithm>

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
    const auto is_twin = [&](const Members::Entry& a, const Members::Entry& b) {
      return a.number == b.number && entity_of[a.class_index] == entity_of[b.class_index] &&
             slice.members.texts(a).id == slice.members.texts(b).id;
    };
    const auto first = std::adjacent_find(entries.begin(), entries.end(), is_twin);
    if (first == entries.end()) {
      return true;
    }
    const std::string name = fmt::format("`{}:{}`", model().entities[entity_of[first->class_index]].name,
                                         slice.members.texts(*first).id);
    sink.report<diagnostic::Kind::snapshot_duplicate_object>(std::nullopt, name, "another line")
        .at({file.name(), 0, 0})
        .help("`--engine reference` names the lines");
    return false;
  }

  std::optional<ClassPlan> run(const Interest& interest, Catch all) const {
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
    plan::Plan plan = reference::evaluate(graph, slice->account, *request);
    return make_class_plan(std::move(plan), std::move(*slice), model(), options.unordered);
  }
};

}  // namespace

std::optional<ClassPlan> evaluate(const graph::Graph& graph, const source::Seekable& file,
                                  const snapshot::Opening& opening, const Named& named, const Resolve& resolve,
                                  const Options& options, diagnostic::Sink& sink) {
  const Evaluation evaluation{graph, file, opening, named, resolve, options, sink};
  const Interest interest = interest_of(graph, named.has_transfers);
  ScanOptions scanning;
  scanning.opening = opening;
  scanning.absent_is_null = evaluation.absent_is_null();
  scanning.max_depth = options.read.max_depth;
  scanning.threads = options.threads;
  scanning.skips = options.skips;
  scanning.unordered = options.unordered;
  scanning.labels = options.labels;
  scanning.progress = options.progress;
  auto caught = scan(file, evaluation.model(), interest, named, scanning);
  if (const auto* error = std::get_if<source::LoadError>(&caught)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  return evaluation.run(interest, std::move(std::get<Catch>(caught)));
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
  auto caught = picker_.pick(named, sink);
  const Evaluation evaluation{graph_, file_, opening_, named, resolve, options_, sink};
  return caught ? evaluation.run(interest_, std::move(*caught)) : std::nullopt;
}

}  // namespace exeunt::engine::columnar
