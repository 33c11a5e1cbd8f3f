#include "interpreter/engine/columnar/scan.h"

#include <algorithm>
#include <utility>

namespace exeunt::engine::columnar {

std::variant<Caught, source::LoadError> scan(const source::Seekable& file, const model::Model& model,
                                            const Interest& interest, const Named& named, const ScanOptions& options) {
  std::vector<std::unique_ptr<Gatherer>> gatherers;
  std::vector<LineTaker*> takers;
  for (uint32_t i = 0; i < std::max(options.threads, 1u); ++i) {
    gatherers.push_back(std::make_unique<Gatherer>(
        model, interest, named, Gatherer::Options{options.absent_is_null, options.max_depth, true, options.unordered, options.skips, options.labels}));
    takers.push_back(gatherers.back().get());
  }
  auto read = read_chunks(file, {options.opening.first_object, options.progress}, takers);
  if (auto* const error = std::get_if<source::LoadError>(&read)) {
    return std::move(*error);
  }
  Caught all = put_together(std::move(gatherers));
  if (auto unread = wake(all.waiting, all.singles)) {
    return source::LoadError{source::LoadError::Reason::unreadable, "a temporary file", std::move(*unread)};
  }
  all.waiting.clear();
  all.whole.digest = std::get<snapshot::FileDigest>(read).finish();
  return all;
}

}  // namespace exeunt::engine::columnar
