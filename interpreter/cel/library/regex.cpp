// matches(), regex.extract, regex.extractAll, regex.replace: RE2, which takes time linear in the text whatever the pattern.
// The only file that sees RE2.
#include <re2/re2.h>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

std::shared_ptr<const RE2> compile(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

std::shared_ptr<const void> prepare(std::span<const Value* const> arguments) {
  const Value* pattern = arguments[1];
  return pattern != nullptr && pattern->kind() == ValueKind::string ? compile(pattern->string_value()) : nullptr;
}

/// The call's second argument as a pattern, compiled now or before, and paid for.
class Pattern {
 public:
  explicit Pattern(const Call& call) : pattern_(static_cast<const RE2*>(call.prepared)) {
    if (pattern_ == nullptr) {
      call.budget.spend(call[1].weight() * 100);
      compiled_ = compile(call[1].string_value());
      pattern_ = compiled_.get();
    }
    call.budget.spend(call[0].weight());
    if (!pattern_->ok()) {
      error_ = Value::error("bad pattern: " + pattern_->error());
    } else {
      error_ = call.budget.claim_pattern(static_cast<uint64_t>(pattern_->ProgramSize()));
    }
  }

  bool ok() const { return !error_.is_error(); }
  const Value& error() const { return error_; }
  const RE2& operator*() const { return *pattern_; }
  const RE2* operator->() const { return pattern_; }

 private:
  const RE2* pattern_;
  std::shared_ptr<const RE2> compiled_;
  Value error_;
};

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
Value text_of(const re2::StringPiece& part) { return Value::string(std::string(part.data(), part.size())); }

bool is_in(const RE2& pattern, std::string_view text) {
  return pattern.Match(piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

Value matches(const Call& call) {
  const Pattern pattern(call);
  return pattern.ok() ? Value::boolean(is_in(*pattern, call[0].string_value())) : pattern.error();
}

/// One match after the other, from left to right. An empty one directly after another match is none.
class Matches {
 public:
  /// `groups` of `pattern` are wanted, the whole match included.
  Matches(const RE2& pattern, const Call& call, int groups)
      : pattern_(pattern),
        text_(call[0].string_value()),
        budget_(call.budget),
        groups_(static_cast<size_t>(groups)) {}

  /// Each search may read the text to its end, and pays for that.
  bool next() {
    while (from_ <= text_.size() && budget_.spend(1 + (text_.size() - from_) / read_at_once)) {
      if (!pattern_.Match(piece(text_), from_, text_.size(), RE2::UNANCHORED, groups_.data(),
                          static_cast<int>(groups_.size()))) {
        break;
      }
      const bool again = groups_[0].empty() && begin() == end_ && any_;
      from_ = end() + (groups_[0].empty() ? character_at(end()) : 0);
      if (!again) {
        end_ = end();
        any_ = true;
        return true;
      }
    }
    return false;
  }

  size_t begin() const { return static_cast<size_t>(groups_[0].data() - text_.data()); }
  size_t end() const { return begin() + groups_[0].size(); }
  const re2::StringPiece& group(size_t i) const { return groups_[i]; }

 private:
  static constexpr uint64_t read_at_once = 16;

  /// Bytes of the character there; at the end of the text one.
  size_t character_at(size_t at) const {
    return at < text_.size() ? std::max<size_t>(first_code_point(text_.substr(at)).size, 1) : 1;
  }

  const RE2& pattern_;
  std::string_view text_;
  Budget& budget_;
  std::vector<re2::StringPiece> groups_;
  size_t from_ = 0;
  size_t end_ = 0;
  bool any_ = false;
};

/// The group to extract: the only one, or the whole match.
std::optional<int> extracted_group(const RE2& pattern) {
  const int groups = pattern.NumberOfCapturingGroups();
  return groups > 1 ? std::nullopt : std::optional(groups);
}

Value too_many_groups(const RE2& pattern) {
  return Value::error(fmt::format("a pattern to extract by has one group or none, not {}", pattern.NumberOfCapturingGroups()));
}

/// What the first match holds; none where nothing matches.
Value extract(const Call& call) {
  const Pattern pattern(call);
  if (!pattern.ok()) {
    return pattern.error();
  }
  const auto group = extracted_group(*pattern);
  if (!group) {
    return too_many_groups(*pattern);
  }
  Matches found(*pattern, call, *group + 1);
  if (!found.next() || found.group(static_cast<size_t>(*group)).data() == nullptr) {
    return Value::optional_none();
  }
  return Value::optional_of(text_of(found.group(static_cast<size_t>(*group))));
}

Value extract_all(const Call& call) {
  const Pattern pattern(call);
  if (!pattern.ok()) {
    return pattern.error();
  }
  const auto group = extracted_group(*pattern);
  if (!group) {
    return too_many_groups(*pattern);
  }
  std::vector<Value> out;
  Matches found(*pattern, call, *group + 1);
  while (found.next()) {
    const auto& part = found.group(static_cast<size_t>(*group));
    if (part.data() != nullptr) {
      out.push_back(text_of(part));
    }
  }
  return Value::list(std::move(out));
}

/// Appends the replacement, `\1` standing for the first group. An error where the result grows too large.
Value append_rewritten(std::string& out, std::string_view replacement, const Matches& found, Budget& budget) {
  Value refused;
  const auto append = [&](std::string_view more) {
    if (!budget.fits_text(out.size() + more.size()) || !budget.spend(more.size())) {
      refused = budget.claim_text(out.size() + more.size());
      return false;
    }
    out += more;
    return true;
  };
  for (size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '\\') {
      const size_t end = std::min(replacement.find('\\', i), replacement.size());
      if (!append(replacement.substr(i, end - i))) {
        return refused;
      }
      i = end - 1;
      continue;
    }
    const char c = replacement[++i];
    const re2::StringPiece part = c == '\\' ? re2::StringPiece("\\") : found.group(static_cast<size_t>(c - '0'));
    if (!append({part.data(), part.size()})) {
      return refused;
    }
  }
  return refused;
}

Value replace_some(const Call& call, int64_t limit) {
  const Pattern pattern(call);
  if (!pattern.ok()) {
    return pattern.error();
  }
  const std::string_view text = call[0].string_value();
  const std::string_view replacement = call[2].string_value();
  std::string wrong;
  if (!pattern->CheckRewriteString(piece(replacement), &wrong)) {
    return Value::error("bad replacement: " + wrong);
  }
  std::string out;
  size_t copied = 0;
  Matches found(*pattern, call, 1 + RE2::MaxSubmatch(piece(replacement)));
  for (int64_t done = 0; (limit < 0 || done < limit) && found.next(); ++done) {
    out += text.substr(copied, found.begin() - copied);
    copied = found.end();
    if (Value refused = append_rewritten(out, replacement, found, call.budget);
        refused.is_error()) {
      return refused;
    }
  }
  out += text.substr(copied);
  if (Value refused = call.budget.claim_text(out.size()); refused.is_error()) {
    return refused;
  }
  return Value::string(std::move(out));
}

Value replace(const Call& call) { return replace_some(call, -1); }
Value replace_at_most(const Call& call) { return replace_some(call, call[3].int64_value()); }

}  // namespace

void add_regex(Overloads& out) {
  for (const bool receiver : {false, true}) {
    out.push_back({"matches", {Type::string(), Type::string()}, Type::boolean(), &matches, receiver, &prepare});
  }
  const Type s = Type::string();
  constexpr bool receiver = false;
  out.insert(out.end(), {
                            {"regex.extract", {s, s}, Type::optional(s), &extract, receiver, &prepare},
                            {"regex.extractAll", {s, s}, Type::list(s), &extract_all, receiver, &prepare},
                            {"regex.replace", {s, s, s}, s, &replace, receiver, &prepare},
                            {"regex.replace", {s, s, s, Type::int64()}, s, &replace_at_most, receiver, &prepare},
                        });
}

}  // namespace exeunt::cel::library
