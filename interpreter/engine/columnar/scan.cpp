#include "interpreter/engine/columnar/scan.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

#include "interpreter/source/find.h"

namespace exeunt::engine::columnar {
namespace {

using model::FieldIndex;
using source::LoadError;

constexpr std::size_t chunk_size = std::size_t{256} << 10;
/// More are never told.
constexpr std::size_t most_malformed = 64;

/// The whole lines that begin in one chunk of the file.
class Chunk {
 public:
  explicit Chunk(const source::Seekable& file) : file_(file) {}

  std::optional<LoadError> load(uint64_t begin, uint64_t end, bool at_line_start) {
    // Some bytes before tell whether a line begins where the chunk does; so many that memory and file stay aligned alike.
    const uint64_t before = at_line_start ? 0 : alignment;
    offset_ = begin - before;
    lines_ = {};
    filled_ = 0;
    if (auto error = read_to(std::min(file_.size(), end + usual_line))) {
      return error;
    }
    std::size_t first = 0;
    if (!at_line_start) {
      const auto found = find_line_end(before - 1);
      if (std::holds_alternative<LoadError>(found)) {
        return std::get<LoadError>(found);
      }
      first = std::get<std::size_t>(found);
    }
    if (offset_ + first >= end) {
      return std::nullopt;  // all of it belongs to a line that began before
    }
    const auto last = find_line_end(static_cast<std::size_t>(end - 1 - offset_));
    if (std::holds_alternative<LoadError>(last)) {
      return std::get<LoadError>(last);
    }
    lines_ = {data() + first, std::get<std::size_t>(last) - first};
    data()[std::get<std::size_t>(last)] = '\0';
    offset_ += first;
    return std::nullopt;
  }

  std::string_view lines() const { return lines_; }
  /// Where they begin in the file.
  uint64_t offset() const { return offset_; }

 private:
  static constexpr std::size_t alignment = 64;
  static constexpr std::size_t usual_line = 4096;

  char* data() {
    const std::size_t past = reinterpret_cast<uintptr_t>(buffer_.data()) % alignment;
    return buffer_.data() + (past == 0 ? 0 : alignment - past);
  }

  std::optional<LoadError> read_to(uint64_t end) {
    const auto wanted = static_cast<std::size_t>(end - offset_);
    if (buffer_.size() < wanted + JsonLines::padding + alignment) {
      std::vector<char> larger(wanted + JsonLines::padding + alignment);
      const char* const before = filled_ == 0 ? nullptr : data();
      std::swap(buffer_, larger);
      if (filled_ != 0) {
        std::memcpy(data(), before, filled_);
      }
    }
    while (filled_ < wanted) {
      const auto read = file_.read(offset_ + filled_, data() + filled_, wanted - filled_);
      if (std::holds_alternative<LoadError>(read)) {
        return std::get<LoadError>(read);
      }
      if (std::get<std::size_t>(read) == 0) {
        break;
      }
      filled_ += std::get<std::size_t>(read);
    }
    return std::nullopt;
  }

  /// Past the first line end from there on, or the end of the file.
  std::variant<std::size_t, LoadError> find_line_end(std::size_t from) {
    while (true) {
      const void* const found = from < filled_ ? std::memchr(data() + from, '\n', filled_ - from) : nullptr;
      if (found != nullptr) {
        return static_cast<std::size_t>(static_cast<const char*>(found) - data()) + 1;
      }
      if (offset_ + filled_ >= file_.size()) {
        return filled_;
      }
      from = filled_;
      const uint64_t more = std::max<uint64_t>(usual_line, filled_ / 2);
      const std::size_t before = filled_;
      if (auto error = read_to(std::min(file_.size(), offset_ + filled_ + more))) {
        return std::move(*error);
      }
      if (filled_ == before) {
        return filled_;
      }
    }
  }

  const source::Seekable& file_;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
  uint64_t offset_ = 0;
  std::string_view lines_;
};

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
};

/// What one thread has found.
class Worker {
 public:
  Worker(const model::Model& model, const Interest& interest, const Named& named, const ScanOptions& options)
      : model_(model), interest_(interest), unordered_(options.unordered), skips_(options.skips),
        leaver_(named.subject + "\""),
        sift_(model, interest, named, options.absent_is_null), json_(options.max_depth) {}

  void take(std::string_view lines, uint64_t offset) {
    if (skips_) {
      take_what_matters(lines, offset);
      return;
    }
    if (json_.begin(lines)) {
      take_block(lines, offset);
      return;
    }
    // Something in it is wrong: which of the lines, each alone tells.
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      take_line(lines.substr(begin, end - begin), offset + begin);
      begin = end + 1;
    }
  }

  snapshot::ContentDigest content;
  uint64_t modelled = 0;
  std::vector<uint64_t> singles;
  std::vector<uint64_t> malformed;
  std::unordered_map<std::string, ClassIndex, KeyHash, std::equal_to<>> class_of;  ///< by key
  std::vector<ObjectClass> classes;
  Members members;
  MemberLog log;
  Ledger wanted;
  Ledger referrers;
  Unmodelled& unmodelled() { return sift_.unmodelled; }

 private:
  void take_line(std::string_view line, uint64_t offset) {
    if (json_.begin(line)) {
      take_block(line, offset);
    } else if (!snapshot::object_text(line).empty()) {
      note_malformed(offset);
    }
  }

  // A line without escapes and without objects inside it says what it says in plain bytes.
  void take_what_matters(std::string_view lines, uint64_t offset) {
    const char* const end = lines.data() + lines.size();
    const char* leaver = leaver_.find(lines.data(), end);
    for (const char* at = lines.data(); at < end;) {
      const char* line_end = source::find_any(at + 1, end, '\n', '\\', '{');
      bool is_plain = line_end == end || *line_end == '\n';
      if (!is_plain) {
        line_end = std::find(line_end, end, '\n');
      }
      if (leaver < line_end) {
        leaver = leaver_.find(line_end, end);
        is_plain = false;
      }
      const std::string_view line{at, static_cast<std::size_t>(line_end - at)};
      const uint64_t line_offset = offset + static_cast<uint64_t>(at - lines.data());
      Sighting seen;
      if (is_plain && sift_.can_skip(line, seen)) {
        take_object(line, line_offset, seen);
      } else {
        take_line(line, line_offset);
      }
      at = line_end + 1;
    }
  }

  void take_block(std::string_view block, uint64_t offset) {
    std::string_view line;
    Sighting seen;
    while (sift_.next(json_, line, seen)) {
      const uint64_t at = offset + static_cast<uint64_t>(line.data() - block.data());
      if (seen.fate == Fate::malformed) {
        note_malformed(at);
      } else {
        take_object(line, at, seen);
      }
    }
  }

  void take_object(std::string_view line, uint64_t offset, const Sighting& seen) {
    content.add(line);
    if (seen.fate == Fate::unmodelled) {
      return;
    }
    ++modelled;
    if (seen.fate == Fate::single) {
      singles.push_back(offset);
      return;
    }
    const EntityInterest& interest = interest_.entities[seen.entity];
    if (seen.fate == Fate::member) {
      const ClassIndex of = class_index(seen, offset);
      if (unordered_) {
        log.add(of, offset, {seen.id, seen.label});
      } else {
        members.add(of, {seen.id, seen.label});
      }
    }
    if (interest.wanted) {
      name_.assign(model_.entities[seen.entity].name);
      name_ += ':';
      name_ += seen.id;
      wanted.add(name_, offset);
    }
    for (const auto* const fields : {&interest.probed, &interest.dangling}) {
      for (const FieldIndex field : *fields) {
        sift_.for_each_reference(field, [&](std::string_view to) { referrers.add(to, offset); });
      }
    }
  }

  void note_malformed(uint64_t offset) {
    if (malformed.size() < most_malformed) {
      malformed.push_back(offset);
    }
  }

  ClassIndex class_index(const Sighting& seen, uint64_t offset) {
    auto found = class_of.find(seen.key);
    if (found == class_of.end()) {
      found = class_of.emplace(std::string(seen.key), static_cast<ClassIndex>(classes.size())).first;
      classes.push_back({seen.entity, offset, 0});
    }
    ObjectClass& of = classes[found->second];
    of.first = std::min(of.first, offset);
    ++of.weight;
    return found->second;
  }

  const model::Model& model_;
  const Interest& interest_;
  bool unordered_;
  bool skips_;
  source::TextFinder leaver_;  ///< with the quote behind it
  Sift sift_;
  JsonLines json_;
  std::string name_;
};

/// Hands out chunks of the file, in their order.
class Dispatch {
 public:
  Dispatch(const source::Seekable& file, const ScanOptions& options) : file_(file), options_(options) {}

  void work(Worker& worker) {
    Chunk chunk(file_);
    for (uint64_t begin = next(); begin < file_.size() && !failed_; begin = next()) {
      const uint64_t first = std::max(begin, options_.begin);
      if (auto error = chunk.load(first, std::min(begin + chunk_size, file_.size()), first == options_.begin)) {
        fail(std::move(*error));
        return;
      }
      if (!chunk.lines().empty()) {
        worker.take(chunk.lines(), chunk.offset());
      }
      for (const auto* const error : {&worker.wanted.error(), &worker.referrers.error(), &worker.log.error()}) {
        if (*error) {
          fail({LoadError::Reason::unreadable, "a temporary file", **error});
          return;
        }
      }
      if (options_.progress) {
        const std::lock_guard lock(mutex_);
        options_.progress(done_ += chunk_size);
      }
    }
  }

  const std::optional<LoadError>& error() const { return error_; }

 private:
  /// Chunks lie where a file's pages do, wherever the header ends.
  uint64_t next() {
    const uint64_t before = options_.begin / chunk_size;
    return (before + chunks_.fetch_add(1, std::memory_order_relaxed)) * chunk_size;
  }

  void fail(LoadError error) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (!error_) {
      error_ = std::move(error);
    }
  }

  const source::Seekable& file_;
  const ScanOptions& options_;
  std::atomic<uint64_t> chunks_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  uint64_t done_ = 0;
  std::optional<LoadError> error_;
};

void append(std::vector<uint64_t>& to, const std::vector<uint64_t>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Puts together what the threads have found, so that nothing tells how many there were.
class Merge {
 public:
  void add(Worker& worker) {
    all_.content.merge(worker.content);
    all_.modelled += worker.modelled;
    all_.unmodelled.merge(worker.unmodelled());
    append(all_.singles, worker.singles);
    append(all_.malformed, worker.malformed);
    std::vector<ClassIndex> renumbered(worker.classes.size());
    while (!worker.class_of.empty()) {
      auto node = worker.class_of.extract(worker.class_of.begin());
      const ObjectClass& of = worker.classes[node.mapped()];
      const ClassIndex before = node.mapped();
      node.mapped() = static_cast<ClassIndex>(all_.classes.size());
      const auto inserted = class_of_.insert(std::move(node));
      renumbered[before] = inserted.position->second;
      if (inserted.inserted) {
        all_.classes.push_back(of);
      } else {
        ObjectClass& known = all_.classes[inserted.position->second];
        known.first = std::min(known.first, of.first);
        known.weight += of.weight;
      }
    }
    all_.members.merge(std::move(worker.members), renumbered);
    worker.log.rename(renumbered);
    all_.logs.push_back(std::move(worker.log));
    all_.wanted.push_back(std::move(worker.wanted));
    all_.referrers.push_back(std::move(worker.referrers));
  }

  Catch take() {
    std::sort(all_.singles.begin(), all_.singles.end());
    std::sort(all_.malformed.begin(), all_.malformed.end());
    return std::move(all_);
  }

 private:
  Catch all_;
  std::unordered_map<std::string, ClassIndex, KeyHash, std::equal_to<>> class_of_;
};

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

std::variant<Catch, LoadError> scan(const source::Seekable& file, const model::Model& model, const Interest& interest,
                                    const Named& named, const ScanOptions& options) {
  Dispatch dispatch(file, options);
  std::vector<std::unique_ptr<Worker>> workers;
  for (uint32_t i = 0; i < std::max(options.threads, 1u); ++i) {
    workers.push_back(std::make_unique<Worker>(model, interest, named, options));
  }
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < workers.size(); ++i) {
    threads.emplace_back([&dispatch, worker = workers[i].get()] { dispatch.work(*worker); });
  }
  dispatch.work(*workers[0]);
  for (std::thread& thread : threads) {
    thread.join();
  }
  if (dispatch.error()) {
    return *dispatch.error();
  }
  Merge merge;
  for (const auto& worker : workers) {
    merge.add(*worker);
  }
  return merge.take();
}

std::variant<std::string_view, LoadError> read_line(const source::Seekable& file, uint64_t offset,
                                                    std::vector<char>& buffer) {
  constexpr std::size_t usual = 1024;
  std::size_t filled = 0;
  buffer.resize(std::max(buffer.size(), usual + JsonLines::padding));
  while (true) {
    const auto read = file.read(offset + filled, buffer.data() + filled, buffer.size() - JsonLines::padding - filled);
    if (std::holds_alternative<LoadError>(read)) {
      return std::get<LoadError>(read);
    }
    const std::size_t count = std::get<std::size_t>(read);
    const void* const end = std::memchr(buffer.data() + filled, '\n', count);
    filled += count;
    if (end != nullptr) {
      return std::string_view(buffer.data(), static_cast<std::size_t>(static_cast<const char*>(end) - buffer.data()));
    }
    if (count == 0) {
      buffer[filled] = '\0';
      return std::string_view(buffer.data(), filled);
    }
    if (filled == buffer.size() - JsonLines::padding) {
      buffer.resize(buffer.size() * 2);
    }
  }
}

}  // namespace exeunt::engine::columnar
