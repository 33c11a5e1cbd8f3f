#include "interpreter/cli/subjects.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "interpreter/cli/output.h"
#include "interpreter/cli/progress.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/driver/index.h"
#include "interpreter/source/input.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

/// A file of its own that is gone when it is no longer needed.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code unknown;
    path_ = (std::filesystem::temp_directory_path(unknown) / "exeunt-index-XXXXXX").string();
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) {
      path_.clear();
    } else {
      ::close(descriptor);
    }
  }
  ~TemporaryFile() {
    if (!path_.empty()) {
      ::unlink(path_.c_str());
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

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
  if (path.empty()) {
    context.sink().report<Kind::file_unwritable>(std::nullopt, "a temporary file", "it cannot be made");
    return false;
  }
  driver::IndexRequest request{options.snapshot, options.request.event, options.how.read, options.how.threads, {}};
  OutputFile output(path, context.sink());
  const Progress progress;
  request.progress = show_reading(progress);
  return driver::make_index(context.session, options.program, request, output.writer()).has_value() && output.commit();
}

}  // namespace

ExitStatus plan_subjects(const source::Seekable& file, const SubjectsOptions& options, Context& context) {
  std::optional<TemporaryFile> made;
  driver::LargePlanOptions how = options.how;
  if (how.index.empty()) {
    how.index = made.emplace().path();
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
    if (!result.plan || !result.plan->write(options.form, write, context.sink())) {
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
