#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/graph/write.h"

namespace exeunt::cli {

namespace {

struct GraphOptions {
  std::string pack;
  std::string edition;
  std::string event;
  std::string format = "dot";
  std::string path;
};

ExitStatus run(const GraphOptions& options, Context& context) {
  if (!check_home(context)) {
    return ExitStatus::no_answer;
  }
  const auto program = context.session.compile(options.pack, options.edition);
  if (!program) {
    return ExitStatus::no_answer;
  }
  std::vector<std::shared_ptr<const graph::Graph>> graphs;
  if (!options.event.empty()) {
    graphs.push_back(context.session.graph(program, options.event));
  } else {
    for (const program::Event& event : program->events) {
      graphs.push_back(context.session.graph(program, event.name));
    }
  }
  std::vector<const graph::Graph*> drawn;
  for (const auto& graph : graphs) {
    if (!graph) {
      return ExitStatus::no_answer;
    }
    drawn.push_back(graph.get());
  }
  const std::string text = options.format == "json"      ? graph::write_json(drawn)
                           : options.format == "mermaid" ? graph::write_mermaid(drawn)
                                                         : graph::write_dot(drawn);
  return write_output(options.path, text, context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
}

}  // namespace

Runner declare_graph(Arguments& arguments) {
  const auto options = std::make_shared<GraphOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  arguments.option("--event", "NAME", options->event, "only this event (default: all of them)");
  arguments.option("--edition", "NAME", options->edition, "edition of the pack (default: the newest dated one)");
  arguments.choice("--format", options->format, {"dot", "mermaid", "json"}, "how the graph is written");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
