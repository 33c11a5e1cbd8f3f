#include "tests/differential/trial.h"

#include <algorithm>

#include "interpreter/driver/evaluate.h"
#include "interpreter/driver/request.h"
#include "interpreter/engine/reference/engine.h"
#include "interpreter/plan/json.h"
#include "interpreter/snapshot/read.h"

namespace exeunt::differential {

Trial::Trial(const Library& library, Compiled& compiled, const Case& tried, std::string folder)
    : library_(library), compiled_(compiled), case_(tried), folder_(std::move(folder)) {
  graph_ = compiled.session->graph(compiled.program, tried.request.event);
  if (!graph_) {
    return;
  }
  observed_.emplace(*graph_);
  diagnostic::Sink sink;
  const auto account = snapshot::read_text(tried.lines, "account", *program().model, sink, read_options());
  answer_.is_read = account.has_value();
  if (account) {
    if (const auto request = driver::resolve(tried.request, program(), *graph_->event, *account, sink)) {
      answer_.plan = engine::reference::evaluate(*graph_, *account, *request, &*observed_);
      answer_.json = plan::write_json(*answer_.plan);
      answer_.ndjson = plan::write_ndjson(*answer_.plan);
    }
  }
  answer_.said = codes_of(sink);
}

std::optional<plan::Plan> Trial::plan(const std::string& text, const Compiled& compiled,
                                      const driver::Request& request) const {
  const auto graph = compiled.session->graph(compiled.program, request.event);
  diagnostic::Sink sink;
  const auto account =
      graph ? snapshot::read_text(text, "account", *compiled.program->model, sink, read_options()) : std::nullopt;
  return account ? driver::evaluate(*graph, *account, request, sink) : std::nullopt;
}

Random Trial::random(std::string_view property) const {
  uint64_t salt = 0;
  for (const char c : property) {
    salt = salt * 131 + static_cast<unsigned char>(c);
  }
  return {case_.seed, salt};
}

std::string without_digest(plan::Plan plan) {
  plan.snapshot.digest.clear();
  return plan::write_json(plan);
}

std::string difference(std::string_view expected, std::string_view found) {
  constexpr std::size_t enough = 400;
  if (expected == found) {
    return {};
  }
  const auto [a, b] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  const auto line_at = [](std::string_view text, std::size_t at) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    begin = at - begin > enough / 2 ? at - enough / 2 : begin;
    return std::string(text.substr(begin, std::min(text.find('\n', at), begin + enough) - begin));
  };
  return "expected  " + line_at(expected, static_cast<std::size_t>(a - expected.begin())) + "\n   found  " +
         line_at(found, static_cast<std::size_t>(b - found.begin()));
}

std::vector<std::string> codes_of(const diagnostic::Sink& sink, std::size_t from) {
  std::vector<std::string> out;
  for (std::size_t i = from; i < sink.diagnostics().size(); ++i) {
    const std::string code(diagnostic::info(sink.diagnostics()[i].kind).code);
    // References to what is not there: who does not hold all objects cannot count them.
    if (code != "W0703" && code != "W0704") {
      out.push_back(code);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) {
    out += (out.empty() ? "" : " ") + each;
  }
  return out.empty() ? "nothing" : out;
}

}  // namespace exeunt::differential
