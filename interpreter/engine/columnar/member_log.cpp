#include "interpreter/engine/columnar/member_log.h"

#include <algorithm>
#include <cstring>

namespace exeunt::engine::columnar {

namespace {

/// In front of the texts.
struct Head {
  uint64_t offset;
  uint32_t class_index;
  uint32_t id;
  uint64_t label;
};

}  // namespace

MemberLog::MemberLog() : records_(std::size_t{256} << 10) {}

void MemberLog::add(ClassIndex class_index, uint64_t offset, const MemberTexts& texts) {
  const Head head{offset, class_index, static_cast<uint32_t>(texts.id.size()), texts.label.size()};
  for (const std::string_view piece :
       {std::string_view(reinterpret_cast<const char*>(&head), sizeof head), texts.id, texts.label}) {
    if (auto error = records_.write(piece); error && !error_) {
      error_ = std::move(error);
    }
  }
}

void MemberLog::rename(const std::vector<ClassIndex>& renamed) {
  if (names_.empty()) {
    names_ = renamed;
    return;
  }
  for (ClassIndex& name : names_) {
    name = renamed[name];
  }
}

/// Reads one log from its beginning.
class MemberLogReader {
 public:
  explicit MemberLogReader(const MemberLog& log) : log_(log) {}

  /// Goes on to the next member. False: there is none, or it cannot be read (`error`).
  bool next() {
    Head head{};
    if (!fill(sizeof head)) {
      return false;
    }
    std::memcpy(&head, buffer_.data() + at_, sizeof head);
    if (!fill(sizeof head + head.id + head.label)) {
      return false;
    }
    const char* const id = buffer_.data() + at_ + sizeof head;
    offset = head.offset;
    texts = {{id, head.id}, {id + head.id, head.label}};
    class_index = log_.names_.empty() ? head.class_index : log_.names_[head.class_index];
    at_ += sizeof head + head.id + head.label;
    return true;
  }

  uint64_t offset = 0;
  MemberTexts texts;
  ClassIndex class_index = 0;
  std::optional<std::string> error;

 private:
  bool fill(std::size_t size) {
    if (filled_ - at_ >= size) {
      return true;
    }
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
    filled_ -= at_;
    at_ = 0;
    constexpr std::size_t usual = std::size_t{64} << 10;
    buffer_.resize(std::max({buffer_.size(), size, usual}));
    auto read = log_.records_.read(position_, buffer_.data() + filled_, buffer_.size() - filled_);
    if (auto* failed = std::get_if<std::string>(&read)) {
      error = std::move(*failed);
      return false;
    }
    position_ += std::get<std::size_t>(read);
    filled_ += std::get<std::size_t>(read);
    return filled_ >= size;
  }

  const MemberLog& log_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  uint64_t position_ = 0;
};

std::optional<std::string> for_each_member(const std::vector<MemberLog>& logs, const TakeMember& take) {
  std::vector<MemberLogReader> readers;
  readers.reserve(logs.size());
  std::vector<MemberLogReader*> open;
  for (const MemberLog& log : logs) {
    MemberLogReader& reader = readers.emplace_back(log);
    if (reader.next()) {
      open.push_back(&reader);
    } else if (reader.error) {
      return reader.error;
    }
  }
  while (!open.empty()) {
    const auto first = std::min_element(open.begin(), open.end(), [](const auto* a, const auto* b) {
      return a->offset < b->offset;
    });
    MemberLogReader& reader = **first;
    if (!take(reader.class_index, reader.offset, reader.texts)) {
      return std::nullopt;
    }
    if (!reader.next()) {
      if (reader.error) {
        return reader.error;
      }
      open.erase(first);
    }
  }
  return std::nullopt;
}

}  // namespace exeunt::engine::columnar
