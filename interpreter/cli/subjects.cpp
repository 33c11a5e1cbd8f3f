#include "interpreter/cli/subjects.h"

#include <fmt/format.h>

#include "interpreter/cli/limits.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/progress.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/driver/index.h"
#include "interpreter/source/input.h"
#include "interpreter/source/temporaries.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

/// The lines that are not blank.
std::optional<std::vector<std::string>> read_names(const std::string& path, diagnostic::Sink& sink) {
  constexpr uint64_t most_bytes = uint64_t{64} << 20;
  auto opened = source::Input::open(path);
  if (const auto* const error = std::get_if<source::LoadError>(&opened)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  const auto read = source::read_all(std::get<source::Input>(opened), most_bytes);
  if (const auto* const error = std::get_if<source::LoadError>(&read)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  constexpr std::string_view space = " \t\r";
  std::vector<std::string> names;
  const std::string_view text = std::get<std::string>(read);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    line.remove_prefix(std::min(line.find_first_not_of(space), line.size()));
    line = line.substr(0, line.find_last_not_of(space) + 1);
    if (!line.empty()) {
      names.emplace_back(line);
    }
    begin = end + 1;
  }
  return names;
}

bool make_index(const SubjectsOptions& options, const std::string& path, Context& context) {
  driver::IndexRequest request{options.snapshot, options.request.event, options.how.read, options.how.threads, {}};
  OutputFile output(path, context.sink());
  const Progress progress;
  request.progress = show_reading(progress);
  return driver::make_index(context.session, options.program, request, output.writer()).has_value() && output.commit();
}

}  // namespace

ExitStatus plan_subjects(const source::Seekable& file, const SubjectsOptions& options, Context& context) {
  source::TemporaryName made;
  driver::LargePlanOptions how = options.how;
  if (how.index.empty()) {
    auto temporary = source::make_temporary_file();
    if (const auto* const error = std::get_if<std::string>(&temporary)) {
      context.sink().report<Kind::file_unwritable>(std::nullopt, "a temporary file", *error);
      return ExitStatus::no_answer;
    }
    made = std::move(std::get<source::TemporaryName>(temporary));
    how.index = made.path();
    if (!make_index(options, how.index, context)) {
      return ExitStatus::no_answer;
    }
  }
  driver::LargePlanner planner(context.session, options.program, file, options.request, how);
  const auto names = options.subjects == "all" ? planner.list_subjects() : read_names(options.subjects, context.sink());
  if (!names) {
    return ExitStatus::no_answer;
  }
  if (names->empty()) {
    context.sink().report<Kind::request_no_subjects>(std::nullopt, options.subjects);
    return ExitStatus::no_answer;
  }
  OutputFile output(options.output, context.sink());
  const auto write = output.writer();
  const Progress progress;
  bool all_ready = true;
  std::size_t done = 0;
  for (const std::string& name : *names) {
    auto result = planner.plan(name);
    if (!result.plan || !check_changes(result.plan->changes(), options.max_changes, context.sink()) ||
        !result.plan->write(options.form, write, context.sink())) {
      return ExitStatus::no_answer;
    }
    all_ready = all_ready && result.plan->verdict() == plan::Verdict::ready;
    progress.show(fmt::format("{} of {} plans", ++done, names->size()));
  }
  if (!output.commit()) {
    return ExitStatus::no_answer;
  }
  return all_ready ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace exeunt::cli
