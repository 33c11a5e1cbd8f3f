#include "interpreter/engine/columnar/pick.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "interpreter/diagnostic/load_error.h"

namespace exeunt::engine::columnar {
namespace {

using model::FieldIndex;
using source::LoadError;

/// Looks at what the tables of an index lead to: whether it is what was asked for.
class IndexFinder {
 public:
  IndexFinder(const source::Seekable& file, const Index& index, const model::Model& model, const Interest& interest,
              const PickOptions& options)
      : file_(file), index_(index), model_(model), interest_(interest),
        event_(options.event), sift_(model, interest, nobody_, options.absent_is_null), json_(options.max_depth) {}

  bool find_named(const Finder::Hashes& hashes, const Finder::Found& found, diagnostic::Sink& sink) {
    const auto is_it = [&](const Sighting& seen) {
      const model::Entity& entity = model_.entities[seen.entity];
      return interest_.entities[seen.entity].wanted && has(hashes, entity.name + ":" + std::string(seen.id));
    };
    return index_.find_named(hashes, [&](uint64_t offset) { consider(offset, is_it, found, sink); }, sink) && is_well_;
  }

  bool find_referring(const Finder::Hashes& hashes, const Finder::Found& found, diagnostic::Sink& sink) {
    const auto is_it = [&](const Sighting& seen) {
      const EntityInterest& entity = interest_.entities[seen.entity];
      bool refers = false;
      for (const auto* const fields : {&entity.probed, &entity.dangling}) {
        for (const FieldIndex field : *fields) {
          sift_.for_each_reference(field, [&](std::string_view to) { refers = refers || has(hashes, to); });
        }
      }
      return refers;
    };
    return index_.find_referring(event_, hashes, [&](uint64_t offset) { consider(offset, is_it, found, sink); }, sink) && is_well_;
  }

 private:
  static bool has(const Finder::Hashes& hashes, std::string_view object) {
    return std::binary_search(hashes.begin(), hashes.end(), Ledger::hash(object));
  }

  template <class IsIt>
  void consider(uint64_t offset, IsIt is_it, const Finder::Found& found, diagnostic::Sink& sink) {
    const auto line = read_line(file_, offset, buffer_);
    if (const auto* const error = std::get_if<LoadError>(&line)) {
      is_well_ = false;
      diagnostic::report(sink, *error);
      return;
    }
    std::string_view object;
    Sighting seen;
    if (json_.begin(std::get<std::string_view>(line)) && sift_.next(json_, object, seen) &&
        seen.fate != Fate::malformed && seen.fate != Fate::unmodelled && is_it(seen)) {
      found(offset);
    }
  }

  const source::Seekable& file_;
  const Index& index_;
  const model::Model& model_;
  const Interest& interest_;
  std::string event_;
  Named nobody_;
  Sift sift_;
  JsonLines json_;
  std::vector<char> buffer_;
  bool is_well_ = true;
};

/// Some of the lines, one by one.
std::optional<LoadError> look_at(const source::Seekable& file, const uint64_t* first, const uint64_t* last,
                                 Gatherer& gatherer) {
  std::vector<char> buffer;
  for (; first != last; ++first) {
    const auto line = read_line(file, *first, buffer);
    if (const auto* const error = std::get_if<LoadError>(&line)) {
      return *error;
    }
    gatherer.take(std::get<std::string_view>(line), *first);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Catch> pick(const source::Seekable& file, const Index& index, const model::Model& model,
                          const Interest& interest, const Named& named, const PickOptions& options,
                          diagnostic::Sink& sink) {
  const auto offsets = index.candidates(options.event, named, sink);
  if (!offsets) {
    return std::nullopt;
  }
  constexpr std::size_t enough_for_a_thread = 4096;
  const std::size_t count = std::clamp<std::size_t>(offsets->size() / enough_for_a_thread, 1, std::max(options.threads, 1u));
  std::vector<std::unique_ptr<Gatherer>> gatherers;
  for (std::size_t i = 0; i < count; ++i) {
    gatherers.push_back(std::make_unique<Gatherer>(
        model, interest, named, Gatherer::Options{options.absent_is_null, options.max_depth, false, options.unordered}));
  }
  std::vector<std::optional<LoadError>> errors(count);
  const auto work = [&](std::size_t i) {
    const uint64_t* const all = offsets->data();
    errors[i] = look_at(file, all + offsets->size() * i / count, all + offsets->size() * (i + 1) / count, *gatherers[i]);
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) {
    threads.emplace_back(work, i);
  }
  work(0);
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (auto error = gatherers[i]->error(); error && !errors[i]) {
      errors[i] = {LoadError::Reason::unreadable, "a temporary file", std::move(*error)};
    }
  }
  for (const auto& error : errors) {
    if (error) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
  }
  Catch all = put_together(std::move(gatherers));
  if (!all.malformed.empty()) {
    index.report_damaged(sink, "it leads to where no object of `" + file.name() + "` stands");
    return std::nullopt;
  }
  all.whole = index.whole();
  const auto finder = std::make_shared<IndexFinder>(file, index, model, interest, options);
  all.finder.named = [finder](const auto& hashes, const auto& found, diagnostic::Sink& to) {
    return finder->find_named(hashes, found, to);
  };
  all.finder.referring = [finder](const auto& hashes, const auto& found, diagnostic::Sink& to) {
    return finder->find_referring(hashes, found, to);
  };
  return all;
}

}  // namespace exeunt::engine::columnar
