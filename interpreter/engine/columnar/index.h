// An index file (index_format.h) at work: in place of a scan it says which lines a plan has to look at.
//
// It is not believed unseen: its blocks have checksums, it is bound to the pack and to the state of the snapshot's file, and a
// line that it leads to is read and looked at as in a scan, but where another one is said to be like it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/columnar/gather.h"
#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/engine/columnar/index_rows.h"

namespace exeunt::engine::columnar {

/// By one thread at a time.
class Index {
 public:
  /// What it has to have been made for.
  struct Purpose {
    IndexPolicy policy;
    std::string event;
    bool absent_is_null = false;
    std::string remedy;  ///< how it is made anew: a command
  };
  /// No value: it is unreadable, damaged, or was made for something else, as was reported.
  static std::optional<Index> open(const std::string& path, const source::Seekable& snapshot, const Purpose& purpose,
                                   diagnostic::Sink& sink);

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  const std::string& name() const { return file_->file.name(); }
  const snapshot::Whole& whole() const { return content().whole; }

  /// The objects that refer to the one who leaves, or those that can matter in the event of that name whoever leaves and are
  /// not among `residents`. No value: the index is damaged, as was reported.
  std::optional<LeaverRows> rows(const std::string& leaver, diagnostic::Sink& sink) const;
  /// Lines that can matter in the event whoever leaves and have to be looked at one by one, sorted.
  std::optional<std::vector<uint64_t>> residents(const std::string& event, diagnostic::Sink& sink) const;
  /// Lines that the table has under one of these hashes, and perhaps others. False: the index is damaged, as was reported.
  bool find_named(const std::vector<uint64_t>& hashes, const Finder::Found& found, diagnostic::Sink& sink) const;
  bool find_referring(const std::string& event, const std::vector<uint64_t>& hashes, const Finder::Found& found,
                      diagnostic::Sink& sink) const;

  /// Says that it led to something that is not there.
  void report_damaged(diagnostic::Sink& sink, const std::string& how) const;

 private:
  Index(source::Seekable file, IndexDirectory directory);
  bool find(const IndexTable& table, const std::vector<uint64_t>& hashes, const Finder::Found& found,
            diagnostic::Sink& sink) const;

  struct Readers;
  struct File {
    source::Seekable file;
    IndexDirectory directory;
  };
  const IndexContent& content() const { return file_->directory.content; }

  std::unique_ptr<const File> file_;  ///< in one place, wherever this is moved
  std::unique_ptr<Readers> readers_;
  std::string remedy_;
};

}  // namespace exeunt::engine::columnar
