#include "interpreter/engine/columnar/pick.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <system_error>
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

void append(std::vector<uint64_t>& offsets, const LeaverRows& rows) {
  for (const IndexRow& row : rows.rows) {
    offsets.push_back(row.offset);
  }
}

/// What becomes of the rows of somebody who leaves. Of those that are alike one line is read, which tells it of all.
class RowSifter {
 public:
  /// All but the last outlive it. Members go to `gatherer`.
  RowSifter(const source::Seekable& file, const model::Model& model, const Interest& interest, const Named& named,
            Gatherer& gatherer, const PickOptions& options)
      : file_(file), model_(model), named_(named), gatherer_(gatherer),
        sift_(model, interest, named, options.absent_is_null), json_(options.max_depth) {}

  /// `residents`: lines that are looked at in any case, sorted. What is to be looked at besides comes to `each`. What went
  /// wrong, or nothing.
  std::optional<LoadError> sift(LeaverRows& rows, const std::vector<uint64_t>& residents, std::vector<uint64_t>& each) {
    drop_named(rows);
    std::vector<Code>& codes = codes_;
    codes.assign(rows.codes + std::size_t{1}, {});
    for (const IndexRow& row : rows.rows) {
      Code& code = codes[row.code];
      code.first = code.first == nullptr || row.offset < code.first->offset ? &row : code.first;
    }
    codes.back().way = Way::nothing;
    for (std::size_t i = 1; i < rows.codes; ++i) {
      if (codes[i].first == nullptr || std::binary_search(residents.begin(), residents.end(), codes[i].first->offset)) {
        continue;
      }
      if (auto error = look_at(rows, codes[i])) {
        return error;
      }
    }
    for (const IndexRow& row : rows.rows) {
      const Code& code = codes[row.code];
      if (code.way == Way::member) {
        gatherer_.add(code.of, {id_of(rows, row), {}});
      } else if (code.way == Way::each) {
        each.push_back(row.offset);
      }
    }
    return std::nullopt;
  }

  bool is_damaged() const { return is_damaged_; }
  /// The line is that of a member, which the gatherer has: a table of names may lead to it by another's hash. O(rows).
  bool is_taken(const LeaverRows& rows, uint64_t offset) const {
    return std::any_of(rows.rows.begin(), rows.rows.end(), [&](const IndexRow& row) {
      return row.offset == offset && codes_[row.code].way == Way::member;
    });
  }

 private:
  /// What is done with rows of one code.
  enum class Way { each, nothing, member };
  struct Code {
    const IndexRow* first = nullptr;
    Way way = Way::each;
    ClassIndex of = 0;
  };

  std::optional<LoadError> look_at(const LeaverRows& rows, Code& code) {
    const auto line = read_line(file_, code.first->offset, buffer_);
    if (const auto* const error = std::get_if<LoadError>(&line)) {
      return *error;
    }
    std::string_view object;
    Sighting seen;
    if (!json_.begin(std::get<std::string_view>(line)) || !sift_.next(json_, object, seen) ||
        seen.id != id_of(rows, *code.first)) {
      is_damaged_ = true;
      return std::nullopt;
    }
    switch (seen.fate) {
      case Fate::unmodelled:
      case Fate::malformed:
        is_damaged_ = true;
        break;
      case Fate::passed_by:
        code.way = Way::nothing;
        break;
      case Fate::member:
        if (!seen.reads_values) {
          code.way = Way::member;
          code.of = gatherer_.class_of(seen, std::get<std::string_view>(line), code.first->offset);
        }
        break;
      case Fate::single:
        break;
    }
    return std::nullopt;
  }

  // Those that the request names are looked at by their names.
  void drop_named(LeaverRows& rows) const {
    for (const std::string& other : named_.others) {
      const std::size_t colon = other.find(':');
      const auto entity = model_.find_entity(std::string_view(other).substr(0, colon));
      if (!entity || colon == std::string::npos) {
        continue;
      }
      const std::string_view id = std::string_view(other).substr(colon + 1);
      const uint64_t number = Members::number_of(id);
      std::size_t begin = 0;
      for (const LeaverRows::Section& section : rows.sections) {
        for (std::size_t i = begin; section.entity == *entity && i < section.end; ++i) {
          IndexRow& row = rows.rows[i];
          if (row.number == number && (number != Members::no_number || rows.texts[row.text] == id)) {
            row.code = rows.codes;
          }
        }
        begin = section.end;
      }
    }
  }

  /// Valid until the next call.
  std::string_view id_of(const LeaverRows& rows, const IndexRow& row) {
    if (row.number == Members::no_number) {
      return rows.texts[row.text];
    }
    const char* const end = std::to_chars(digits_.data(), digits_.data() + digits_.size(), row.number).ptr;
    return {digits_.data(), static_cast<std::size_t>(end - digits_.data())};
  }

  const source::Seekable& file_;
  const model::Model& model_;
  const Named& named_;
  Gatherer& gatherer_;
  Sift sift_;
  JsonLines json_;
  std::vector<char> buffer_;
  std::array<char, 24> digits_{};
  std::vector<Code> codes_;  ///< of the rows
  bool is_damaged_ = false;
};

void sort_offsets(std::vector<uint64_t>& offsets) {
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
}

constexpr std::size_t most_kept = std::size_t{64} << 20;  // bytes

}  // namespace

Picker::Picker(const source::Seekable& file, const Index& index, const model::Model& model, const Interest& interest,
               PickOptions options)
    : file_(file), index_(index), model_(model), interest_(interest), options_(std::move(options)), lines_(most_kept) {}

bool Picker::read_residents(diagnostic::Sink& sink) {
  if (!residents_) {
    residents_ = index_.residents(options_.event, sink);
    return residents_.has_value();
  }
  if (are_kept_) {
    return true;
  }
  std::vector<char> buffer;
  for (const uint64_t offset : *residents_) {
    const auto line = read_line(file_, offset, buffer);
    if (const auto* const error = std::get_if<LoadError>(&line)) {
      diagnostic::report(sink, *error);
      return false;
    }
    lines_.keep(offset, std::get<std::string_view>(line));
  }
  are_kept_ = true;
  return true;
}

// On as many threads as there are gatherers.
std::optional<LoadError> Picker::look_at(const std::vector<uint64_t>& offsets,
                                         const std::vector<std::unique_ptr<Gatherer>>& gatherers) {
  const std::size_t count = gatherers.size();
  std::vector<std::optional<LoadError>> errors(count);
  const auto work = [&](std::size_t i) {
    std::vector<char> buffer;
    for (std::size_t at = offsets.size() * i / count; at < offsets.size() * (i + 1) / count; ++at) {
      const auto line = line_at(file_, offsets[at], lines_, buffer);
      if (const auto* const error = std::get_if<LoadError>(&line)) {
        errors[i] = *error;
        return;
      }
      gatherers[i]->take(std::get<std::string_view>(line), offsets[at]);
    }
    if (auto error = gatherers[i]->error()) {
      errors[i] = {LoadError::Reason::unreadable, "a temporary file", std::move(*error)};
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) {
    try {
      threads.emplace_back(work, i);
    } catch (const std::system_error&) {
      work(i);  // the system gives no more threads
    }
  }
  work(0);
  for (std::thread& thread : threads) {
    thread.join();
  }
  const auto first = std::find_if(errors.begin(), errors.end(), [](const auto& error) { return error.has_value(); });
  return first == errors.end() ? std::nullopt : std::move(*first);
}

std::optional<Catch> Picker::pick(const Named& named, diagnostic::Sink& sink) {
  auto rows = read_residents(sink) ? index_.rows(named.subject, sink) : std::nullopt;
  if (!rows) {
    return std::nullopt;
  }
  std::vector<uint64_t> offsets = *residents_;
  const auto report_strange = [&]() -> std::optional<Catch> {
    index_.report_damaged(sink, "it leads to where no object of `" + file_.name() + "` stands");
    return std::nullopt;
  };
  std::vector<std::unique_ptr<Gatherer>> gatherers;
  const auto add_gatherer = [&] {
    gatherers.push_back(std::make_unique<Gatherer>(
        model_, interest_, named, Gatherer::Options{options_.absent_is_null, options_.max_depth, false, options_.unordered}));
  };
  add_gatherer();
  std::vector<uint64_t> each;
  std::optional<RowSifter> sifter;
  if (options_.labels || options_.unordered) {
    append(each, *rows);
  } else {
    sifter.emplace(file_, model_, interest_, named, *gatherers.front(), options_);
    if (const auto error = sifter->sift(*rows, offsets, each)) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
    if (sifter->is_damaged()) {
      return report_strange();
    }
  }
  std::vector<uint64_t> others;
  for (const std::string& object : named.others) {
    others.push_back(Ledger::hash(object));
  }
  sort_offsets(others);
  offsets.insert(offsets.end(), each.begin(), each.end());
  const auto take_named = [&](uint64_t offset) {
    if (!sifter || !sifter->is_taken(*rows, offset)) {
      offsets.push_back(offset);
    }
  };
  if (!index_.find_named(others, take_named, sink)) {
    return std::nullopt;
  }
  sort_offsets(offsets);
  constexpr std::size_t enough_for_a_thread = 4096;
  for (uint32_t i = 1; i < options_.threads && offsets.size() / enough_for_a_thread > i; ++i) {
    add_gatherer();
  }
  if (const auto error = look_at(offsets, gatherers)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  Catch all = put_together(std::move(gatherers));
  if (!all.malformed.empty()) {
    return report_strange();
  }
  all.whole = index_.whole();
  const auto finder = std::make_shared<IndexFinder>(file_, index_, model_, interest_, options_);
  all.finder.named = [finder](const auto& hashes, const auto& found, diagnostic::Sink& to) {
    return finder->find_named(hashes, found, to);
  };
  all.finder.referring = [finder](const auto& hashes, const auto& found, diagnostic::Sink& to) {
    return finder->find_referring(hashes, found, to);
  };
  return all;
}

}  // namespace exeunt::engine::columnar
