#include "interpreter/snapshot/yaml_document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <istream>
#include <streambuf>
#include <vector>

namespace exeunt::snapshot {

namespace {

/// Lets a stream read text where it is.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* const begin = const_cast<char*>(text.data());  // never written to: there is no put area
    setg(begin, begin, begin + text.size());
  }
};

/// Leaves yaml-cpp's parser; does not leave this file.
struct Stop {};

bool is_decimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `1.5`, `.5`, `5.`, `1e3`: JSON's numbers and what YAML adds to them, which is sign, bare point, leading zeros.
bool is_float(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const std::size_t exponent = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, exponent);
  const bool has_exponent = exponent != std::string_view::npos;
  const std::size_t point = mantissa.find('.');
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : mantissa.substr(point + 1);
  const auto are_digits = [](std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return are_digits(whole) && are_digits(fraction) && !(whole.empty() && fraction.empty()) &&
         (!has_exponent || is_decimal(text.substr(exponent + 1)));
}

bool is_special_float(std::string_view text) {
  if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    return true;
  }
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  return text == ".inf" || text == ".Inf" || text == ".INF";
}

/// `0x1F`, `0o17`; false on anything else.
bool set_based_integer(RawValue& value, std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
  if (base == 0 || text.size() == 2) {
    return false;
  }
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + 2, end, value.integer, base);
  if (stopped != end || text[2] == '-') {
    return false;
  }
  value.kind = error == std::errc() ? RawValue::Kind::integer : RawValue::Kind::out_of_range;
  value.text = text;
  return true;
}

void resolve_plain(RawValue& value, const std::string& text) {
  if (text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" || text == "FALSE") {
    value.kind = RawValue::Kind::boolean;
    value.boolean = text[0] == 't' || text[0] == 'T';
  } else if (is_decimal(text) || is_float(text)) {
    set_number(value, text);
  } else if (is_special_float(text)) {
    value.kind = RawValue::Kind::out_of_range;
    value.text = text;
  } else if (!set_based_integer(value, text)) {
    value.kind = RawValue::Kind::text;
    value.text = text;
  }
}

class Handler : public YAML::EventHandler {
 public:
  Handler(uint32_t max_depth, DocumentVisitor& visitor) : max_depth_(max_depth), visitor_(visitor) {}

  std::optional<Malformed> malformed;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      stop(Malformed::Reason::syntax, mark, "a second document follows");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    RawValue value;
    value.offset = offset(mark);
    complete(std::move(value));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { stop(Malformed::Reason::alias, mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    RawValue value;
    value.offset = offset(mark);
    const bool is_plain = tag == "?";
    if (is_plain) {
      resolve_plain(value, text);
    } else {
      value.kind = RawValue::Kind::text;
      value.text = text;
    }
    complete(std::move(value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    begin(RawValue::Kind::list, mark);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    begin(RawValue::Kind::object, mark);
  }
  void OnMapEnd() override { end(); }

 private:
  /// A list or mapping that has begun and not ended.
  struct Open {
    RawValue value;
    bool has_key = false;
    std::string key;
    uint64_t key_offset = 0;
    bool is_objects = false;  ///< the list whose entries are the snapshot's objects
  };

  static uint64_t offset(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<uint64_t>(mark.pos); }

  [[noreturn]] void stop(Malformed::Reason reason, const YAML::Mark& mark, std::string detail = {}) {
    malformed = Malformed{reason, std::move(detail), offset(mark)};
    throw Stop{};
  }

  bool is_mapping_without_key() const {
    return !open_.empty() && open_.back().value.kind == RawValue::Kind::object && !open_.back().has_key;
  }

  /// Depth is that of one object, or of the document where it has none.
  std::size_t levels_around_objects() const {
    constexpr std::size_t most = 2;
    for (std::size_t i = 0; i < std::min(open_.size(), most); ++i) {
      if (open_[i].is_objects) {
        return i + 1;
      }
    }
    return 0;
  }

  void begin(RawValue::Kind kind, const YAML::Mark& mark) {
    if (is_mapping_without_key()) {
      stop(Malformed::Reason::syntax, mark, "a key of a mapping is text");
    }
    if (open_.size() >= max_depth_ + levels_around_objects()) {
      stop(Malformed::Reason::too_deep, mark);
    }
    count_value(mark);
    Open next;
    next.value.kind = kind;
    next.value.offset = offset(mark);
    const bool is_outermost_list = open_.empty() && kind == RawValue::Kind::list;
    const bool is_member_objects =
        open_.size() == 1 && kind == RawValue::Kind::list && open_[0].has_key && open_[0].key == "objects";
    if (is_outermost_list || is_member_objects) {
      next.is_objects = true;
      visitor_.begin_objects(is_member_objects ? open_[0].key_offset : next.value.offset);
    }
    open_.push_back(std::move(next));
  }

  void end() {
    Open ended = std::move(open_.back());
    open_.pop_back();
    if (ended.is_objects) {
      if (!open_.empty()) {
        open_.back().has_key = false;
      }
      return;
    }
    if (!open_.empty()) {
      complete(std::move(ended.value));
    }
  }

  /// A value is whole: it becomes a key, a member, an entry, or one of the objects.
  void complete(RawValue value) {
    if (open_.empty()) {
      return;  // a document of one scalar has no objects
    }
    Open& parent = open_.back();
    if (parent.is_objects) {
      values_ = 0;
      if (!visitor_.object(std::move(value))) {
        throw Stop{};
      }
      return;
    }
    if (parent.value.kind == RawValue::Kind::list) {
      count_value(value);
      parent.value.items.push_back(std::move(value));
      return;
    }
    if (!parent.has_key) {
      parent.has_key = true;
      parent.key = value.kind == RawValue::Kind::null      ? "null"
                   : value.kind == RawValue::Kind::boolean ? (value.boolean ? "true" : "false")
                                                           : std::move(value.text);
      parent.key_offset = value.offset;
      return;
    }
    parent.has_key = false;
    if (open_.size() == 1) {
      values_ = 0;
      visitor_.member(std::move(parent.key), parent.key_offset, std::move(value));
      return;
    }
    count_value(value);
    parent.value.members.push_back({std::move(parent.key), parent.key_offset, std::move(value)});
  }

  void count_value(const RawValue& value) {
    if (++values_ > max_values_per_object) {
      malformed = Malformed{Malformed::Reason::too_many_values, {}, value.offset};
      throw Stop{};
    }
  }
  void count_value(const YAML::Mark& mark) {
    RawValue value;
    value.offset = offset(mark);
    count_value(value);
  }

  uint32_t max_depth_;
  DocumentVisitor& visitor_;
  std::vector<Open> open_;
  uint32_t values_ = 0;
  uint32_t documents_ = 0;
};

}  // namespace

std::optional<Malformed> read_yaml_document(std::string_view text, uint32_t max_depth, DocumentVisitor& visitor) {
  TextBuffer buffer(text);
  std::istream stream(&buffer);
  Handler handler(max_depth, visitor);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const Stop&) {
    return std::move(handler.malformed);
  } catch (const YAML::Exception& error) {
    const std::optional<uint64_t> offset =
        error.mark.is_null() ? std::nullopt : std::optional(static_cast<uint64_t>(std::max(0, error.mark.pos)));
    return Malformed{Malformed::Reason::syntax, error.msg, offset};
  }
  return std::nullopt;
}

}  // namespace exeunt::snapshot
