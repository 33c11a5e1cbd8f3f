#include "interpreter/engine/columnar/ledger.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/digest/xxh3.h"

namespace exeunt::engine::columnar {
namespace {

/// Hashes that are looked for among many more that are not: most are told apart by a bit.
class Wanted {
 public:
  explicit Wanted(const Finder::Hashes& hashes) : hashes_(hashes), bits_(std::size_t{1} << 18) {
    for (const uint64_t hash : hashes) {
      bits_[hash % bits_.size()] = true;
    }
  }
  bool contains(uint64_t hash) const {
    return bits_[hash % bits_.size()] && std::binary_search(hashes_.begin(), hashes_.end(), hash);
  }

 private:
  const Finder::Hashes& hashes_;
  std::vector<bool> bits_;
};

bool find(const std::vector<Ledger>& ledgers, const Finder::Hashes& hashes, const Finder::Found& found,
          diagnostic::Sink& sink) {
  const Wanted wanted(hashes);
  for (const Ledger& ledger : ledgers) {
    const auto error = ledger.for_each([&](const Ledger::Record& record) {
      if (wanted.contains(record.hash)) {
        found(record.offset);
      }
    });
    if (error) {
      diagnostic::report(sink, {source::LoadError::Reason::unreadable, "a temporary file", *error});
      return false;
    }
  }
  return true;
}

}  // namespace

Ledger::Ledger() : records_(std::size_t{256} << 10) {}

uint64_t Ledger::hash(std::string_view object) { return digest::xxh3(object).low; }

void Ledger::add(std::string_view object, uint64_t offset) {
  const Record record{hash(object), offset};
  if (auto error = records_.write({reinterpret_cast<const char*>(&record), sizeof record}); error && !error_) {
    error_ = std::move(error);
  }
}

std::optional<std::string> Ledger::for_each(const std::function<void(const Record&)>& each) const {
  static_assert(source::Scratch::piece_size % sizeof(Record) == 0);
  return records_.read([&](std::string_view piece) -> std::optional<std::string> {
    for (std::size_t at = 0; at + sizeof(Record) <= piece.size(); at += sizeof(Record)) {
      Record record;
      std::memcpy(&record, piece.data() + at, sizeof record);
      each(record);
    }
    return std::nullopt;
  });
}

Finder find_in(Ledgers ledgers) {
  const auto all = std::make_shared<const Ledgers>(std::move(ledgers));
  const auto find_among = [all](const std::vector<Ledger> Ledgers::*which) -> Finder::Find {
    return [all, which](const auto& hashes, const auto& found, diagnostic::Sink& sink) {
      return find((*all).*which, hashes, found, sink);
    };
  };
  return {find_among(&Ledgers::wanted), find_among(&Ledgers::referrers)};
}

}  // namespace exeunt::engine::columnar
