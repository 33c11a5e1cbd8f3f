#include "interpreter/plan/pieces.h"

#include <algorithm>
#include <array>

namespace exeunt::plan {

namespace {

constexpr std::size_t chunk_size = 1u << 20;
/// No entry comes near; a document in which one does is read as a whole.
constexpr std::size_t max_entry = 64u << 20;

/// Lists of a document and the records of its line form that say nothing about the account afterwards.
constexpr std::array skipped_lists = {"labels",    "types",       "capabilities", "advice", "displays",
                                      "undecided", "unaddressed", "dangling"};
constexpr std::array skipped_records = {"label",     "type",        "capability", "advice", "display",
                                        "undecided", "unaddressed", "dangling"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// `{"record": "change"` -> `change`; empty: the line does not begin that way.
std::string_view record_of(std::string_view line) {
  const auto skip = [&line](std::string_view word) {
    while (!line.empty() && is_space(line.front())) {
      line.remove_prefix(1);
    }
    const bool starts = line.starts_with(word);
    line.remove_prefix(starts ? word.size() : 0);
    return starts;
  };
  if (!skip("{") || !skip("\"record\"") || !skip(":") || !skip("\"")) {
    return {};
  }
  const std::string_view name = line.substr(0, std::min(line.find_first_of("\"\\"), line.size()));
  return line.substr(name.size()).starts_with('"') ? name : std::string_view();
}

}  // namespace

bool Pieces::fill() {
  if (at_end_ || buffer_.size() - at_ > max_entry) {
    return false;
  }
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + chunk_size);
  const auto result = input_.read(buffer_.data() + size, chunk_size);
  const auto* count = std::get_if<std::size_t>(&result);
  buffer_.resize(size + (count == nullptr ? 0 : *count));
  at_end_ = count == nullptr || *count == 0;
  return !at_end_;
}

bool Pieces::skip_space() {
  do {
    while (at_ < buffer_.size() && is_space(buffer_[at_])) {
      ++at_;
    }
  } while (at_ == buffer_.size() && fill());
  return at_ < buffer_.size();
}

std::string_view Pieces::value() {
  std::size_t size = 0;  // of what has been looked at; the buffer moves
  std::size_t depth = 0;
  bool in_text = false;
  const auto done = [&] { return std::string_view(buffer_).substr(std::exchange(at_, at_ + size), size); };
  while (true) {
    for (; at_ + size < buffer_.size(); ++size) {
      const char c = buffer_[at_ + size];
      if (in_text) {
        if (c == '\\') {
          if (at_ + size + 1 == buffer_.size()) {
            break;
          }
          ++size;
        } else if (c == '"') {
          in_text = false;
          if (depth == 0) {
            ++size;
            return done();
          }
        }
      } else if (c == '"') {
        in_text = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth == 0) {
          return done();
        }
        if (--depth == 0) {
          ++size;
          return done();
        }
      } else if (depth == 0 && (c == ',' || c == ':' || is_space(c))) {
        return done();
      }
    }
    if (!fill()) {
      return {};
    }
  }
}

std::string_view Pieces::line() {
  std::size_t size = 0;
  while (true) {
    const std::size_t end = buffer_.find('\n', at_ + size);
    if (end != std::string::npos) {
      size = end - at_ + 1;
      break;
    }
    size = buffer_.size() - at_;
    if (!fill()) {
      break;
    }
  }
  return std::string_view(buffer_).substr(std::exchange(at_, at_ + size), size);
}

bool Pieces::read_lines(const std::function<void(Change)>& take) {
  bool is_complete = false;
  while (skip_space()) {
    const std::string_view text = line();
    const std::string_view record = record_of(text);
    if (record.empty() || is_complete) {
      return false;
    }
    if (record == "change") {
      std::optional<Change> change = read_change(text);
      if (!change) {
        return false;
      }
      take(std::move(*change));
    } else if (!is_one_of(record, skipped_records)) {
      rest_ += text;
      rest_ += rest_.ends_with('\n') ? "" : "\n";
      is_complete = record == "summary";
    }
  }
  return is_complete;
}

/// A list or an object whose entries are handed over (a list's) or skipped.
bool Pieces::read_list(const std::function<void(Change)>* take) {
  if (!skip_space() || (buffer_[at_] != '[' && (buffer_[at_] != '{' || take != nullptr))) {
    return false;
  }
  const bool is_list = buffer_[at_] == '[';
  const char end = is_list ? ']' : '}';
  ++at_;
  rest_ += is_list ? "[]" : "{}";
  for (bool is_first = true;; is_first = false) {
    if (!skip_space()) {
      return false;
    }
    if (buffer_[at_] == end && is_first) {
      ++at_;
      return true;
    }
    if (!is_list && (value().empty() || !skip_space() || buffer_[at_++] != ':' || !skip_space())) {
      return false;
    }
    const std::string_view entry = value();
    if (entry.empty()) {
      return false;
    }
    if (take != nullptr) {
      std::optional<Change> change = read_change(entry);
      if (!change) {
        return false;
      }
      (*take)(std::move(*change));
    }
    if (!skip_space()) {
      return false;
    }
    const char c = buffer_[at_++];
    if (c == end) {
      return true;
    }
    if (c != ',') {
      return false;
    }
  }
}

bool Pieces::read_members(const std::function<void(Change)>& take) {
  ++at_;
  rest_ = "{";
  while (skip_space() && buffer_[at_] == '"') {
    const std::string key(value());
    if (key.empty() || !skip_space() || buffer_[at_++] != ':' || !skip_space()) {
      return false;
    }
    rest_ += (rest_.size() > 1 ? "," : "") + key + ":";
    const std::string_view name = std::string_view(key).substr(1, key.size() - 2);
    if (name == "changes" || is_one_of(name, skipped_lists)) {
      if (!read_list(name == "changes" ? &take : nullptr)) {
        return false;
      }
    } else {
      const std::string_view text = value();
      if (text.empty()) {
        return false;
      }
      rest_ += text;
    }
    if (!skip_space()) {
      return false;
    }
    const char c = buffer_[at_++];
    if (c == '}') {
      rest_ += '}';
      return !skip_space();
    }
    if (c != ',') {
      return false;
    }
  }
  return false;
}

std::optional<std::string> Pieces::read(const std::function<void(Change)>& take) {
  // `{"record"` is all that has to be there to tell the two forms apart.
  while (skip_space() && buffer_.size() - at_ < 64 && fill()) {
  }
  if (at_ == buffer_.size() || buffer_[at_] != '{') {
    return std::nullopt;
  }
  const bool is_read = record_of(std::string_view(buffer_).substr(at_)).empty() ? read_members(take) : read_lines(take);
  return is_read ? std::optional(std::move(rest_)) : std::nullopt;
}

}  // namespace exeunt::plan
