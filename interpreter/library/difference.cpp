#include "interpreter/diff/difference.h"

#include "interpreter/diagnostic/suggest.h"
#include "interpreter/diff/compare.h"
#include "interpreter/diff/write.h"
#include "interpreter/library/error.h"
#include "interpreter/library/state.h"

namespace exeunt {

using diagnostic::Kind;

struct Difference::State {
  diff::Difference difference;
};

Result<Difference> Plan::diff(const Plan& after, const DiffOptions& options) const {
  return answered([&]() -> Result<Difference> {
    diagnostic::Sink sink;
    diff::Options compared;
    for (const std::string& name : options.ignore) {
      if (!diff::ignore(compared, name)) {
        diagnostic::suggest(sink.report<Kind::diff_unknown_name>(std::nullopt, name), name, diff::ignorable_names(),
                            "what can be ignored is");
      }
    }
    if (sink.has_errors()) {
      return to_error(sink);
    }
    auto state = std::make_shared<Difference::State>();
    state->difference = diff::compare(state_->plan, after.state_->plan, compared);
    if (!state->difference.errors.empty()) {
      return failure(state->difference.errors.front());
    }
    return Access::make<Difference>(std::move(state));
  });
}

bool Difference::empty() const {
  return state_->difference.same();
}

static std::string write(const diff::Difference& difference, diff::Format format, const TextOptions& options) {
  diff::WriteOptions written;
  written.format = format;
  written.colour = options.colour;
  written.verbose = options.verbose;
  written.concise = options.concise;
  written.width = options.width;
  return diff::write(difference, written);
}

std::string Difference::text(const TextOptions& options) const {
  return write(state_->difference, diff::Format::text, options);
}
std::string Difference::json() const {
  return write(state_->difference, diff::Format::json, {});
}
std::string Difference::markdown() const {
  return write(state_->difference, diff::Format::markdown, {});
}

}  // namespace exeunt
