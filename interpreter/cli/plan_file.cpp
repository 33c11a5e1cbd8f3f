#include "interpreter/cli/plan_file.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

/// Plans grow with the account, not with what people write.
constexpr uint64_t max_plan_bytes = uint64_t{2} << 30;

}  // namespace

std::optional<plan::Plan> read_plan(Context& context, const std::string& path) {
  const auto file = context.session.sources().load(path, {.max_bytes = max_plan_bytes});
  if (const auto* error = std::get_if<source::LoadError>(&file)) {
    diagnostic::report(context.sink(), *error);
    return std::nullopt;
  }
  return plan::read_json(context.session.sources(), std::get<source::FileId>(file), context.sink());
}

}  // namespace exeunt::cli
