// The part of an account that a plan is made from: the objects that are looked at one by one, those that they lead to, and
// one for each class of the others.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/gather.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/part.h"

namespace exeunt::engine::columnar {

struct Slice {
  snapshot::Account account;
  std::vector<ObjectClass> classes;  ///< those that have members, in the order of their first objects
  Members members;
  std::vector<MemberLog> logs;               ///< `unordered`: in place of `members`
  std::unordered_set<uint64_t> left_out;     ///< offsets of lines in the logs that stand for themselves now
  std::string stand_in;  ///< the object that stands for class 3 has the id `stand_in` + "3"
};

/// What a file is read by.
struct FileOptions {
  snapshot::Header header;
  snapshot::ReadOptions read;
};

/// Takes what a scan has caught. No value: errors are in the sink.
std::optional<Slice> make_slice(const source::Seekable& file, const model::Model& model, const Interest& interest,
                                const Named& named, Caught caught, const FileOptions& options, diagnostic::Sink& sink);

/// Reports what is wrong with the lines that begin at `offsets`, which are sorted, each with its number; at least one error.
void report_lines(const source::Seekable& file, const std::vector<uint64_t>& offsets, const model::Model& model,
                  const FileOptions& options, diagnostic::Sink& sink);

}  // namespace exeunt::engine::columnar
