// One pack in its other spelling, formatted, and in another order.
#include <algorithm>

#include "interpreter/format/verify.h"
#include "interpreter/plan/json.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"
#include "tests/differential/properties.h"

namespace exeunt::differential {

namespace {

using Spelling = ast::File::Spelling;

/// No value: `wrong` says why.
std::optional<std::string> rewritten(const ast::File& file, const source::Manager& sources, Spelling spelling,
                                     std::string& wrong) {
  diagnostic::Sink sink;
  auto text = format::rewrite(file, sources, spelling, spelling == Spelling::dsl ? syntax::parse : yaml::read, sink);
  if (!text) {
    // A name that stands twice in a mapping has no YAML spelling.
    const auto codes = codes_of(sink);
    wrong = codes == std::vector<std::string>{"E0291"} ? "" : errors_of(sink);
  }
  return text;
}

std::string compare(Trial& trial, const std::vector<pack::NamedText>& files) {
  Compiled other = compile(trial.library(), files);
  const auto text = [&] {
    std::string out;
    for (const pack::NamedText& each : files) {
      out += "==== " + each.name + "\n" + each.text;
    }
    return out;
  };
  if (!other.program) {
    return "it does not compile\n" + errors_of(other.session->sink()) + text();
  }
  if (other.program->digest != trial.program().digest) {
    return "its digest is another\n" + text();
  }
  const auto plan = trial.plan(trial.tried().lines, other, trial.tried().request);
  const std::string wrong = difference(trial.answer().json, plan ? plan::write_json(*plan) : "");
  return wrong.empty() ? "" : wrong + "\n" + text();
}

std::vector<pack::NamedText> with_facts(const Trial& trial, std::vector<pack::NamedText> files) {
  for (const pack::NamedText& each : trial.tried().pack) {
    if (each.name.ends_with("facts.yaml")) {
      files.push_back(each);
    }
  }
  return files;
}

}  // namespace

std::string hold_yaml(Trial& trial) {
  const source::Manager& sources = trial.compiled().session->sources();
  std::vector<pack::NamedText> files;
  for (const ast::File& file : trial.compiled().pack->files) {
    std::string wrong;
    const auto text = rewritten(file, sources, Spelling::yaml, wrong);
    if (!text) {
      return wrong;
    }
    const std::string& name = sources.file(file.id).name();
    files.push_back({name + ".yaml", *text});

    source::Manager others;
    diagnostic::Sink sink;
    const ast::File read = yaml::read(others, others.add(name + ".yaml", *text), sink);
    const auto back = rewritten(read, others, Spelling::dsl, wrong);
    if (!back) {
      return "it does not come back\n" + wrong + *text;
    }
    const ast::File again = syntax::parse(others, others.add(name, *back), sink);
    if (sink.has_errors() || ast::dump(again) != ast::dump(file)) {
      return "it comes back as another\n" + errors_of(sink) + difference(ast::dump(file), ast::dump(again)) + "\n" + *back;
    }
  }
  return compare(trial, with_facts(trial, files));
}

std::string hold_format(Trial& trial) {
  const source::Manager& sources = trial.compiled().session->sources();
  std::vector<pack::NamedText> files;
  for (const ast::File& file : trial.compiled().pack->files) {
    std::string wrong;
    const auto text = rewritten(file, sources, Spelling::dsl, wrong);
    if (!text) {
      return wrong;
    }
    const std::string& name = sources.file(file.id).name();
    source::Manager others;
    diagnostic::Sink sink;
    const ast::File read = syntax::parse(others, others.add(name, *text), sink);
    const auto twice = rewritten(read, others, Spelling::dsl, wrong);
    if (!twice || *twice != *text) {
      return "formatted twice it is another\n" + wrong + difference(*text, twice.value_or("")) + "\n" + *text;
    }
    files.push_back({name, *text});
  }
  return compare(trial, with_facts(trial, files));
}

std::string hold_shuffled(Trial& trial) {
  Random random = trial.random("shuffled");
  const source::Manager& sources = trial.compiled().session->sources();
  std::vector<pack::NamedText> files;
  for (const ast::File& file : trial.compiled().pack->files) {
    const std::string text(sources.file(file.id).text());
    if (file.declarations.empty()) {
      files.push_back({sources.file(file.id).name(), text});
      continue;
    }
    const std::string head = text.substr(0, file.declarations.front().span.begin);
    std::vector<std::string> declarations;
    for (const ast::Declaration& each : file.declarations) {
      declarations.push_back(text.substr(each.span.begin, each.span.end - each.span.begin) + "\n");
    }
    for (std::size_t i = declarations.size(); i > 1; --i) {
      std::swap(declarations[i - 1], declarations[random.below(i)]);
    }
    const std::size_t cut = random.below(declarations.size());
    std::string first = head;
    std::string second = head;
    for (std::size_t i = 0; i < declarations.size(); ++i) {
      (i < cut ? first : second) += declarations[i];
    }
    const std::string name = std::to_string(files.size());
    files.push_back({"a" + name + ".policy", first});
    files.push_back({"b" + name + ".policy", second});
  }
  return compare(trial, with_facts(trial, files));
}

}  // namespace exeunt::differential
