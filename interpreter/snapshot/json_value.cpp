#include "interpreter/snapshot/json_value.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "interpreter/snapshot/reader.h"
#include "interpreter/source/source.h"
#include "interpreter/source/utf8.h"

namespace exeunt::snapshot {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

static_assert(Reader::padding >= simdjson::SIMDJSON_PADDING);

std::string_view trim(std::string_view token) {
  const std::size_t end = token.find_last_not_of(" \t\r\n");
  return end == std::string_view::npos ? std::string_view() : token.substr(0, end + 1);
}

/// The conversion of one text. Methods answer false after an error, which is then in `malformed`.
class Conversion {
 public:
  Conversion(std::string_view text, uint32_t max_depth) : text_(text), max_depth_(max_depth) {}

  bool open(ondemand::parser& parser) {
    const error_code error = parser.iterate(text_.data(), text_.size(), text_.size() + Reader::padding).get(document_);
    return !error || fail(error);
  }

  bool whole(RawValue& value) {
    ondemand::value root;
    // A document that is one bare scalar has no ondemand::value.
    ondemand::json_type type{};
    if (const error_code error = document_.type().get(type)) {
      return fail(error);
    }
    if (type != ondemand::json_type::object && type != ondemand::json_type::array) {
      return bare(value);
    }
    if (const error_code error = document_.get_value().get(root)) {
      return fail(error);
    }
    values_ = 0;
    return convert(root, 0, value) && nothing_follows();
  }

  bool document(DocumentVisitor& visitor) {
    ondemand::json_type type{};
    if (const error_code error = document_.type().get(type)) {
      return fail(error);
    }
    if (type == ondemand::json_type::array) {
      ondemand::array list;
      if (const error_code error = document_.get_array().get(list)) {
        return fail(error);
      }
      visitor.begin_objects(0);
      return objects(list, visitor) && (stopped_ || nothing_follows());
    }
    ondemand::object outermost;
    if (const error_code error = document_.get_object().get(outermost)) {
      return fail(error);
    }
    for (auto entry : outermost) {
      ondemand::field field;
      std::string key;
      uint64_t key_offset = 0;
      if (!open_field(entry, field, key, key_offset)) {
        return false;
      }
      ondemand::value member = field.value();
      ondemand::json_type member_type{};
      if (const error_code error = member.type().get(member_type)) {
        return fail(error);
      }
      if (key == "objects" && member_type == ondemand::json_type::array) {
        ondemand::array list;
        if (const error_code error = member.get_array().get(list)) {
          return fail(error);
        }
        visitor.begin_objects(key_offset);
        if (!objects(list, visitor)) {
          return false;
        }
        if (stopped_) {
          return true;
        }
        continue;
      }
      RawValue value;
      values_ = 0;
      if (!convert(member, 1, value)) {
        return false;
      }
      visitor.member(std::move(key), key_offset, std::move(value));
    }
    return nothing_follows();
  }

  std::optional<Malformed> malformed;

 private:
  bool objects(ondemand::array& list, DocumentVisitor& visitor) {
    for (auto entry : list) {
      ondemand::value item;
      if (const error_code error = entry.get(item)) {
        return fail(error);
      }
      RawValue object;
      values_ = 0;
      if (!convert(item, 0, object)) {
        return false;
      }
      if (!visitor.object(std::move(object))) {
        stopped_ = true;
        return true;
      }
    }
    return true;
  }

  bool open_field(simdjson::simdjson_result<ondemand::field> entry, ondemand::field& field, std::string& key,
                  uint64_t& key_offset) {
    if (const error_code error = std::move(entry).get(field)) {
      return fail(error);
    }
    key_offset = offset_of(field.key().raw()) - 1;  // raw() begins after the quote
    std::string_view unescaped;
    if (const error_code error = field.unescaped_key().get(unescaped)) {
      return fail_at(error, key_offset);
    }
    key = unescaped;
    return check_text(unescaped, key_offset);
  }

  bool convert(ondemand::value value, uint32_t depth, RawValue& out) {
    ondemand::json_type type{};
    const char* location = nullptr;
    if (!value.raw_json_token().empty()) {
      location = value.raw_json_token().data();
    }
    out.offset = offset_of(location);
    if (++values_ > max_values_per_object) {
      malformed = Malformed{Malformed::Reason::too_many_values, {}, out.offset};
      return false;
    }
    if (const error_code error = value.type().get(type)) {
      return fail_at(error, out.offset);
    }
    switch (type) {
      case ondemand::json_type::object:
        return may_nest(depth, out) && convert_object(value, depth, out);
      case ondemand::json_type::array:
        return may_nest(depth, out) && convert_list(value, depth, out);
      case ondemand::json_type::string: {
        std::string_view text;
        if (const error_code error = value.get_string().get(text)) {
          return fail_at(error, out.offset);
        }
        out.kind = RawValue::Kind::text;
        out.text = text;
        return check_text(text, out.offset);
      }
      case ondemand::json_type::number:
      case ondemand::json_type::boolean:
      case ondemand::json_type::null:
        break;
    }
    return convert_token(trim(value.raw_json_token()), out);
  }

  bool convert_object(ondemand::value value, uint32_t depth, RawValue& out) {
    ondemand::object object;
    if (const error_code error = value.get_object().get(object)) {
      return fail(error);
    }
    out.kind = RawValue::Kind::object;
    for (auto entry : object) {
      ondemand::field field;
      RawMember member;
      if (!open_field(entry, field, member.key, member.key_offset) ||
          !convert(field.value(), depth + 1, member.value)) {
        return false;
      }
      out.members.push_back(std::move(member));
    }
    return true;
  }

  bool convert_list(ondemand::value value, uint32_t depth, RawValue& out) {
    ondemand::array list;
    if (const error_code error = value.get_array().get(list)) {
      return fail(error);
    }
    out.kind = RawValue::Kind::list;
    for (auto entry : list) {
      ondemand::value item;
      if (const error_code error = entry.get(item)) {
        return fail(error);
      }
      RawValue converted;
      if (!convert(item, depth + 1, converted)) {
        return false;
      }
      out.items.push_back(std::move(converted));
    }
    return true;
  }

  /// A number, `true`, `false` or `null`. simdjson has only looked at the first character.
  bool convert_token(std::string_view token, RawValue& out) {
    if (token == "null") {
      out.kind = RawValue::Kind::null;
    } else if (token == "true" || token == "false") {
      out.kind = RawValue::Kind::boolean;
      out.boolean = token == "true";
    } else if (is_json_number(token)) {
      set_number(out, token);
    } else {
      malformed = Malformed{Malformed::Reason::syntax, fmt::format("`{}` is no value", clip(token)), out.offset};
      return false;
    }
    return true;
  }

  bool bare(RawValue& value) {
    const std::size_t begin = text_.find_first_not_of(" \t\r\n");
    value.offset = begin;
    const std::string_view token = trim(text_.substr(begin));
    if (token.starts_with('"')) {
      std::string_view text;
      if (const error_code error = document_.get_string().get(text)) {
        return fail_at(error, begin);
      }
      value.kind = RawValue::Kind::text;
      value.text = text;
      return nothing_follows();
    }
    return convert_token(token, value);
  }

  bool may_nest(uint32_t depth, const RawValue& out) {
    if (depth < max_depth_) {
      return true;
    }
    malformed = Malformed{Malformed::Reason::too_deep, {}, out.offset};
    return false;
  }

  /// Escapes can spell half a character (`\ud800`), which is no text.
  bool check_text(std::string_view text, uint64_t offset) {
    if (source::find_invalid_utf8(text) == text.size()) {
      return true;
    }
    malformed = Malformed{Malformed::Reason::syntax, "an escape spells half of a character", offset};
    return false;
  }

  bool nothing_follows() {
    // simdjson has no location where there is nothing left.
    const std::optional<uint64_t> offset = current_offset();
    if (!offset) {
      return true;
    }
    malformed = Malformed{Malformed::Reason::syntax, "something follows after the end", offset};
    return false;
  }

  uint64_t offset_of(const char* location) const {
    if (location == nullptr || location < text_.data()) {
      return 0;
    }
    return std::min(static_cast<uint64_t>(location - text_.data()), static_cast<uint64_t>(text_.size()));
  }

  std::optional<uint64_t> current_offset() {
    const char* location = nullptr;
    if (document_.current_location().get(location)) {
      return std::nullopt;
    }
    return offset_of(location);
  }

  bool fail(error_code error) {
    const bool is_before_parsing = error == simdjson::UTF8_ERROR || error == simdjson::UNCLOSED_STRING ||
                                   error == simdjson::UNESCAPED_CHARS || error == simdjson::EMPTY ||
                                   error == simdjson::CAPACITY || error == simdjson::MEMALLOC;
    return fail_at(error, is_before_parsing ? std::nullopt : current_offset());
  }

  bool fail_at(error_code error, std::optional<uint64_t> offset) {
    using Reason = Malformed::Reason;
    switch (error) {
      case simdjson::UTF8_ERROR:
        malformed = Malformed{Reason::invalid_utf8, {}, source::find_invalid_utf8(text_)};
        break;
      case simdjson::CAPACITY:
      case simdjson::MEMALLOC:
        malformed = Malformed{Reason::too_large, {}, std::nullopt};
        break;
      case simdjson::UNCLOSED_STRING:
        malformed = Malformed{Reason::syntax, "a text is not closed", offset};
        break;
      case simdjson::UNESCAPED_CHARS:
        malformed = Malformed{Reason::syntax, "a text holds a control character that is not escaped", find_control()};
        break;
      case simdjson::STRING_ERROR:
        malformed = Malformed{Reason::syntax, "a text holds an escape that JSON does not have", offset};
        break;
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        malformed = Malformed{Reason::syntax, "a bracket is not closed", std::nullopt};
        break;
      default:
        malformed = Malformed{Reason::syntax, unexpected(offset), offset};
        break;
    }
    return false;
  }

  std::string unexpected(std::optional<uint64_t> offset) const {
    if (!offset || *offset >= text_.size()) {
      return "it ends too early";
    }
    const source::Character character = source::decode(text_, *offset);
    return fmt::format("`{}` is not expected here", text_.substr(*offset, character.length));
  }

  std::optional<uint64_t> find_control() const {
    bool in_text = false;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '"') {
        in_text = !in_text;
      } else if (in_text && c == '\\') {
        ++at;
      } else if (in_text && static_cast<unsigned char>(c) < 0x20) {
        return at;
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
  uint32_t max_depth_;
  uint32_t values_ = 0;
  bool stopped_ = false;
  ondemand::document document_;
};

}  // namespace

struct JsonReader::Parser {
  ondemand::parser parser;
};

JsonReader::JsonReader(uint32_t max_depth) : parser_(std::make_unique<Parser>()), max_depth_(max_depth) {}
JsonReader::~JsonReader() = default;

std::optional<Malformed> JsonReader::read_value(std::string_view text, RawValue& value) {
  Conversion conversion(text, max_depth_);
  if (conversion.open(parser_->parser)) {
    conversion.whole(value);
  }
  return std::move(conversion.malformed);
}

std::optional<Malformed> JsonReader::read_document(std::string_view text, DocumentVisitor& visitor) {
  Conversion conversion(text, max_depth_);
  if (conversion.open(parser_->parser)) {
    conversion.document(visitor);
  }
  return std::move(conversion.malformed);
}

}  // namespace exeunt::snapshot
