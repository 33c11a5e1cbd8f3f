#include "interpreter/engine/columnar/ledger.h"

#include <memory>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/digest/xxh3.h"

namespace exeunt::engine::columnar {
namespace {

bool find(const std::vector<Ledger>& ledgers, const Finder::Hashes& hashes, const Finder::Found& found,
          diagnostic::Sink& sink) {
  const HashFilter wanted(hashes);
  for (const Ledger& ledger : ledgers) {
    const auto error = ledger.records().for_each([&](const Ledger::Record& record) {
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

uint64_t Ledger::hash(std::string_view object) { return digest::xxh3_64(object); }

void Ledger::add(std::string_view object, uint64_t offset) { records_.add({hash(object), offset}); }

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
