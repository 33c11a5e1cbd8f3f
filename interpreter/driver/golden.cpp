#include "interpreter/driver/golden.h"

#include <filesystem>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/diff/compare.h"
#include "interpreter/diff/write.h"
#include "interpreter/plan/json.h"

namespace exeunt::driver {

/// A name that ends in `/` is a folder with a plan for each edition.
static std::string path_of(const std::string& file, const std::string& name, const std::string& edition) {
  const auto path = std::filesystem::path(file).parent_path() / name;
  return (name.ends_with('/') ? path / ((edition.empty() ? "plan" : edition) + ".json") : path).string();
}

static diff::Options compared() {
  diff::Options options;
  diff::ignore(options, name(diff::Aspect::digest));
  diff::ignore(options, name(diff::Aspect::location));
  return options;
}

bool GoldenPlans::load(const scenario::File& file, const scenario::Step& step, const std::string& edition,
                       bool may_be_bad, source::Manager& sources, diagnostic::Sink& sink) {
  if (!step.plan) {
    return true;
  }
  const std::string path = path_of(sources.file(file.id).name(), step.plan->text, edition);
  std::shared_ptr<const Golden>& golden = by_path_[path];
  if (golden == nullptr) {
    diagnostic::Sink unheard;
    diagnostic::Sink& heard = may_be_bad ? unheard : sink;
    Golden read{path, std::nullopt};
    const auto loaded = sources.load(path);
    if (const auto* id = std::get_if<source::FileId>(&loaded)) {
      read.plan = plan::read_json(sources, *id, heard);
    } else {
      diagnostic::report(heard, std::get<source::LoadError>(loaded))
          .label(step.plan->span, "named here")
          .help("`exeunt test --update` writes it");
    }
    golden = std::make_shared<const Golden>(std::move(read));
  }
  by_step_[{&step, edition}] = golden;
  return may_be_bad || golden->plan.has_value();
}

std::optional<scenario::Difference> GoldenPlans::compare(const scenario::Step& step, const std::string& edition,
                                                         const plan::Plan& actual) const {
  const auto found = by_step_.find({&step, edition});
  if (found == by_step_.end()) {
    return std::nullopt;
  }
  const Golden& golden = *found->second;
  scenario::Difference out{step.plan->span, "", "plan", "the plan in " + golden.path, "another plan"};
  out.rewrite = scenario::Rewrite{golden.path, plan::write_json(actual)};
  if (!golden.plan) {
    return out;
  }
  const diff::Difference difference = diff::compare(*golden.plan, actual, compared());
  if (difference.same()) {
    return std::nullopt;
  }
  out.details = diff::write(difference, {});
  return out;
}

}  // namespace exeunt::driver
