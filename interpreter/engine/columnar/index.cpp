#include "interpreter/engine/columnar/index.h"

#include <algorithm>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/index_table.h"

namespace exeunt::engine::columnar {
namespace {

using diagnostic::Kind;

std::string policy_text(const IndexPolicy& policy) {
  return policy.edition.empty() ? policy.pack : policy.pack + "@" + policy.edition;
}

}  // namespace

/// One for each of what stands in places of its own; those of tables keep what they have read, since plans of several who
/// leave ask for the same names.
struct Index::Readers {
  explicit Readers(const File& file)
      : buckets(file.file, file.directory.size, file.directory.blocks, kept),
        data(file.file, file.directory.size, file.directory.blocks, kept),
        rows(file.file, file.directory.size, file.directory.blocks) {}

  static constexpr std::size_t kept = 2048;

  BlockReader buckets;
  BlockReader data;
  BlockReader rows;
};

Index::Index(source::Seekable file, IndexDirectory directory)
    : file_(std::make_unique<const File>(File{std::move(file), std::move(directory)})),
      readers_(std::make_unique<Readers>(*file_)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

std::optional<Index> Index::open(const std::string& path, const source::Seekable& snapshot, const Purpose& purpose,
                                 diagnostic::Sink& sink) {
  auto opened = source::Seekable::open(path);
  if (const auto* const error = std::get_if<source::LoadError>(&opened)) {
    auto report = diagnostic::report(sink, *error);
    if (error->reason == source::LoadError::Reason::not_found) {
      report.help(purpose.remedy + " makes it");
    }
    return std::nullopt;
  }
  auto& file = std::get<source::Seekable>(opened);
  auto read = read_directory(file);
  if (const auto* const fault = std::get_if<IndexFault>(&read)) {
    const std::string anew = purpose.remedy + " makes it anew";
    if (fault->reason == IndexFault::Reason::not_one) {
      sink.report<Kind::index_not_one>(std::nullopt, file.name()).help("`exeunt index PACK SNAPSHOT` makes one");
    } else if (fault->reason == IndexFault::Reason::other_version) {
      sink.report<Kind::index_other_version>(std::nullopt, file.name(), fault->detail, index_version).help(anew);
    } else {
      sink.report<Kind::index_damaged>(std::nullopt, file.name(), fault->detail).help(anew);
    }
    return std::nullopt;
  }
  Index index(std::move(file), std::move(std::get<IndexDirectory>(read)));
  index.remedy_ = purpose.remedy + " makes it anew";
  const IndexContent& content = index.content();
  if (content.policy.pack != purpose.policy.pack || content.policy.edition != purpose.policy.edition) {
    sink.report<Kind::index_other_policy>(std::nullopt, index.name(), policy_text(content.policy),
                                          policy_text(purpose.policy))
        .help(index.remedy_);
  } else if (content.policy != purpose.policy || !content.events.contains(purpose.event)) {
    sink.report<Kind::index_policy_changed>(std::nullopt, index.name(), policy_text(content.policy)).help(index.remedy_);
  } else if (content.absent_is_null != purpose.absent_is_null) {
    const char* const ways[] = {"unknown", "null"};
    sink.report<Kind::index_other_absent>(std::nullopt, index.name(), ways[content.absent_is_null ? 1 : 0],
                                          ways[purpose.absent_is_null ? 1 : 0])
        .help(index.remedy_);
  } else if (snapshot.state() != content.snapshot) {
    sink.report<Kind::index_stale>(std::nullopt, snapshot.name(), index.name()).help(index.remedy_);
  } else {
    return index;
  }
  return std::nullopt;
}

void Index::report_damaged(diagnostic::Sink& sink, const std::string& how) const {
  sink.report<Kind::index_damaged>(std::nullopt, name(), how).help(remedy_);
}

bool Index::find(const IndexTable& table, const std::vector<uint64_t>& hashes, const Finder::Found& found,
                 diagnostic::Sink& sink) const {
  const auto take = [&](uint64_t, uint64_t offset) {
    found(offset);
    return true;
  };
  if (!look_up(readers_->buckets, readers_->data, table, hashes, take)) {
    report_damaged(sink, "a block of it is not as it was written");
    return false;
  }
  return true;
}

bool Index::find_named(const std::vector<uint64_t>& hashes, const Finder::Found& found, diagnostic::Sink& sink) const {
  return find(content().names, hashes, found, sink);
}

bool Index::find_referring(const std::string& event, const std::vector<uint64_t>& hashes, const Finder::Found& found,
                           diagnostic::Sink& sink) const {
  return find(content().referrers[content().events.at(event).referrers], hashes, found, sink);
}

std::optional<std::vector<uint64_t>> Index::residents(const std::string& event, diagnostic::Sink& sink) const {
  const IndexPlace& place = content().events.at(event).residents;
  const auto distances = readers_->rows.read(place.offset, place.size);
  std::vector<uint64_t> offsets;
  const auto take = [&](uint64_t offset) {
    offsets.push_back(offset);
    return true;
  };
  if (!distances || !for_each_offset(*distances, 0, take)) {
    report_damaged(sink, "a block of it is not as it was written");
    return std::nullopt;
  }
  return offsets;
}

std::optional<LeaverRows> Index::rows(const std::string& leaver, diagnostic::Sink& sink) const {
  std::optional<LeaverRows> rows;
  const auto take = [&](uint64_t, uint64_t offset) { return read_rows(readers_->rows, offset, leaver, rows); };
  if (!look_up(readers_->buckets, readers_->data, content().leavers, {Ledger::hash(leaver)}, take)) {
    report_damaged(sink, "a block of it is not as it was written");
    return std::nullopt;
  }
  return rows ? std::move(rows) : LeaverRows();
}

}  // namespace exeunt::engine::columnar
