// A plan carried out on an account file as it streams past, or taken back.
//
// The account is read once and never held: each object meets the changes of the plan that are about it. That gives what
// account.h and schedule.h give, because a change touches no other object than its own, but for those that are created,
// which follow at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/apply/changes.h"
#include "interpreter/apply/document.h"
#include "interpreter/apply/options.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/snapshot/rewrite.h"

namespace exeunt::apply {

/// An account file by its name ("-" is standard input), or its text where that had to be kept.
struct AccountFile {
  std::string path;
  std::optional<std::string> text;
};

/// Something that a plan did and nobody can take back.
struct Remaining {
  std::string object;
  std::string outcome;
  std::string rule;
};

struct Report {
  uint64_t changed = 0;  ///< objects
  uint64_t erased = 0;
  uint64_t created = 0;
  std::vector<Remaining> remaining;  ///< back: in the order of the plan
};

/// Writes the account afterwards, or what changes in it, to `write`. No value: it was reported, and what was written is of
/// no use. That the account is the one planned on is known only at its end. Memory: see snapshot/rewrite.h.
std::optional<Report> run(const Planned& planned, const AccountFile& file, const Options& options,
                          diagnostic::Sink& sink, const snapshot::Write& write);

}  // namespace exeunt::apply
