#include "interpreter/engine/columnar/pick.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/in_parallel.h"

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
    return find_by({&EntityInterest::probed, &EntityInterest::dangling}, hashes, found, sink);
  }
  /// Objects that wait for one of these.
  bool find_waiting(const Finder::Hashes& hashes, const Finder::Found& found, diagnostic::Sink& sink) {
    return find_by({&EntityInterest::waits_for}, hashes, found, sink);
  }

 private:
  using Fields = std::vector<FieldIndex> EntityInterest::*;

  bool find_by(std::initializer_list<Fields> which, const Finder::Hashes& hashes, const Finder::Found& found,
               diagnostic::Sink& sink) {
    const auto is_it = [&](const Sighting& seen) {
      bool refers = false;
      for (const Fields fields : which) {
        for (const FieldIndex field : interest_.entities[seen.entity].*fields) {
          sift_.for_each_reference(field, [&](std::string_view to) { refers = refers || has(hashes, to); });
        }
      }
      return refers;
    };
    return index_.find_referring(event_, hashes, [&](uint64_t offset) { consider(offset, is_it, found, sink); }, sink) && is_well_;
  }

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

/// Adds the names of those for which others may wait, but for rows with a quiet code.
template <class IsQuiet>
void add_awaited(const LeaverRows& rows, const model::Model& model, const Interest& interest, IsQuiet is_quiet,
                 Finder::Hashes& to) {
  LeaverRows::Digits digits;
  std::string name;
  std::size_t begin = 0;
  for (const LeaverRows::Section& section : rows.sections) {
    for (std::size_t i = begin; i < section.end && !interest.entities[section.entity].awaited.empty(); ++i) {
      if (!is_quiet(rows.rows[i].code)) {
        name.assign(model.entities[section.entity].name).append(":").append(rows.id(rows.rows[i], digits));
        to.push_back(Ledger::hash(name));
      }
    }
    begin = section.end;
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
  /// wrong, or nothing. `rows` outlive it.
  std::optional<LoadError> sift(LeaverRows& rows, const std::vector<uint64_t>& residents, std::vector<uint64_t>& each) {
    drop_named(rows);
    std::vector<Code>& codes = sifted_.emplace_back(&rows, std::vector<Code>(rows.codes + std::size_t{1})).second;
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
    gatherer_.expect_members(rows.rows.size());
    for (const IndexRow& row : rows.rows) {
      const Code& code = codes[row.code];
      if (code.way == Way::member) {
        gatherer_.add(code.of, row.number == Members::no_number ? rows.id(row, digits_) : std::string_view(), row.number);
      } else if (code.way == Way::each) {
        each.push_back(row.offset);
      }
    }
    return std::nullopt;
  }

  bool is_damaged() const { return is_damaged_; }
  /// Whether rows of the code, among those that were sifted first, are of quiet objects.
  bool is_quiet(uint32_t code) const { return sifted_.front().second[code].is_quiet; }
  /// Leaves out lines of members, which the gatherer has: other tables may lead to them as well. `offsets` are sorted; `may_be`:
  /// of which entities they can be. O(rows of these).
  template <class MayBe>
  void leave_out_taken(std::vector<uint64_t>& offsets, MayBe may_be) const {
    std::vector<uint64_t> taken;
    for (const auto& [rows, codes] : sifted_) {
      std::size_t begin = 0;
      for (const LeaverRows::Section& section : rows->sections) {
        for (std::size_t i = begin; may_be(section.entity) && i < section.end; ++i) {
          const IndexRow& row = rows->rows[i];
          if (codes[row.code].way == Way::member && std::binary_search(offsets.begin(), offsets.end(), row.offset)) {
            taken.push_back(row.offset);
          }
        }
        begin = section.end;
      }
    }
    std::sort(taken.begin(), taken.end());
    std::erase_if(offsets, [&](uint64_t offset) { return std::binary_search(taken.begin(), taken.end(), offset); });
  }

 private:
  /// What is done with rows of one code.
  enum class Way { each, nothing, member };
  struct Code {
    const IndexRow* first = nullptr;
    Way way = Way::each;
    ClassIndex of = 0;
    bool is_quiet = false;
  };

  std::optional<LoadError> look_at(const LeaverRows& rows, Code& code) {
    const auto line = read_line(file_, code.first->offset, buffer_);
    if (const auto* const error = std::get_if<LoadError>(&line)) {
      return *error;
    }
    std::string_view object;
    Sighting seen;
    if (!json_.begin(std::get<std::string_view>(line)) || !sift_.next(json_, object, seen) ||
        seen.id != rows.id(*code.first, digits_)) {
      is_damaged_ = true;
      return std::nullopt;
    }
    code.is_quiet = sift_.is_quiet(seen);
    switch (seen.fate) {
      case Fate::unmodelled:
      case Fate::malformed:
        is_damaged_ = true;
        break;
      case Fate::passed_by:
        code.way = Way::nothing;
        break;
      case Fate::member:
      case Fate::waiting:
      case Fate::single:
        break;
    }
    // To what has a code nobody refers who is sought.
    if ((seen.fate == Fate::member || seen.is_sought) && !seen.reads_values) {
      code.way = Way::member;
      code.of = gatherer_.class_of(seen, std::get<std::string_view>(line), code.first->offset);
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

  const source::Seekable& file_;
  const model::Model& model_;
  const Named& named_;
  Gatherer& gatherer_;
  Sift sift_;
  JsonLines json_;
  std::vector<char> buffer_;
  LeaverRows::Digits digits_{};
  std::vector<std::pair<const LeaverRows*, std::vector<Code>>> sifted_;  ///< with what became of each code
  bool is_damaged_ = false;
};

constexpr std::size_t most_kept = std::size_t{64} << 20;  // bytes

}  // namespace

Picker::Picker(const source::Seekable& file, const Index& index, const model::Model& model, const Interest& interest,
               PickOptions options)
    : file_(file), index_(index), model_(model), interest_(interest), options_(std::move(options)), lines_(most_kept) {}

bool Picker::read_residents(diagnostic::Sink& sink) {
  if (!residents_) {
    residents_ = index_.residents(options_.event, sink);
    resident_rows_ = residents_ ? index_.rows(options_.event, sink) : std::nullopt;
    return resident_rows_.has_value();
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

LeaverRows Picker::other_residents(const LeaverRows& rows) const {
  LeaverRows others = *resident_rows_;
  std::vector<uint64_t> offsets;  // of what refers to the leaver, of types of which there are residents
  std::size_t begin = 0;
  for (const LeaverRows::Section& section : rows.sections) {
    const bool is_needed = std::any_of(others.sections.begin(), others.sections.end(),
                                       [&](const auto& other) { return other.entity == section.entity; });
    for (std::size_t i = begin; is_needed && i < section.end; ++i) {
      offsets.push_back(rows.rows[i].offset);
    }
    begin = section.end;
  }
  sort_offsets(offsets);
  for (IndexRow& row : others.rows) {
    row.code = std::binary_search(offsets.begin(), offsets.end(), row.offset) ? others.codes : row.code;
  }
  return others;
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
  in_parallel(count, work);
  const auto first = std::find_if(errors.begin(), errors.end(), [](const auto& error) { return error.has_value(); });
  return first == errors.end() ? std::nullopt : std::move(*first);
}

std::optional<Caught> Picker::pick(const Named& named, diagnostic::Sink& sink) {
  auto rows = read_residents(sink) ? index_.rows(named.subject, sink) : std::nullopt;
  if (!rows) {
    return std::nullopt;
  }
  std::vector<uint64_t> offsets = *residents_;
  const auto report_strange = [&]() -> std::optional<Caught> {
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
  LeaverRows others = other_residents(*rows);
  if (options_.labels || options_.unordered) {
    append(each, *rows);
    append(each, others);
  } else {
    sifter.emplace(file_, model_, interest_, named, *gatherers.front(), options_);
    auto error = sifter->sift(*rows, offsets, each);
    error = error ? std::move(error) : sifter->sift(others, offsets, each);
    if (error) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
    if (sifter->is_damaged()) {
      return report_strange();
    }
  }
  Finder::Hashes hashes;
  for (const std::string& object : named.others) {
    hashes.push_back(Ledger::hash(object));
  }
  sort_offsets(hashes);
  const auto finder = std::make_shared<IndexFinder>(file_, index_, model_, interest_, options_);
  offsets.insert(offsets.end(), each.begin(), each.end());
  std::vector<uint64_t> more;
  const auto take = [&](uint64_t offset) { more.push_back(offset); };
  const auto take_more = [&](auto may_be) {
    sort_offsets(more);
    if (sifter && !more.empty()) {
      sifter->leave_out_taken(more, may_be);
    }
    offsets.insert(offsets.end(), more.begin(), more.end());
    more.clear();
  };
  if (!index_.find_named(hashes, take, sink)) {
    return std::nullopt;
  }
  take_more([](model::EntityIndex) { return true; });
  add_awaited(*rows, model_, interest_, [&](uint32_t code) { return sifter && sifter->is_quiet(code); }, hashes);
  sort_offsets(hashes);
  if (!finder->find_waiting(hashes, take, sink)) {
    return std::nullopt;
  }
  take_more([&](model::EntityIndex entity) { return !interest_.entities[entity].waits_for.empty(); });
  sort_offsets(offsets);
  constexpr std::size_t enough_for_a_thread = 4096;
  for (uint32_t i = 1; i < options_.threads && offsets.size() / enough_for_a_thread > i; ++i) {
    add_gatherer();
  }
  if (const auto error = look_at(offsets, gatherers)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  Caught all = put_together(std::move(gatherers));
  if (!all.malformed.empty()) {
    return report_strange();
  }
  all.whole = index_.whole();
  all.finder.named = [finder](const auto& names, const auto& found, diagnostic::Sink& to) {
    return finder->find_named(names, found, to);
  };
  all.finder.referring = [finder](const auto& names, const auto& found, diagnostic::Sink& to) {
    return finder->find_referring(names, found, to);
  };
  return all;
}

}  // namespace exeunt::engine::columnar
