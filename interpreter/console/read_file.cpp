#include "interpreter/console/read_file.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/snapshot/yaml_document.h"

namespace exeunt::console {

using cel::Value;
using diagnostic::Kind;
using snapshot::Malformed;
using snapshot::RawMember;
using snapshot::RawValue;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Puts the parts of a YAML document together again.
class Root : public snapshot::DocumentVisitor {
 public:
  explicit Root(std::string_view text) : text_(text) {}

  void member(std::string key, uint64_t key_offset, RawValue value) override {
    found_ = true;
    root_.kind = RawValue::Kind::object;
    root_.members.push_back({std::move(key), key_offset, std::move(value)});
  }

  void begin_objects(uint64_t key_offset) override {
    found_ = true;
    // A list that is the whole document begins with its own first character, a member with its key's.
    const char first = key_offset < text_.size() ? text_[static_cast<std::size_t>(key_offset)] : '-';
    is_member_ = first == 'o' || first == '"' || first == '\'';
    root_.kind = is_member_ ? RawValue::Kind::object : RawValue::Kind::list;
    if (is_member_) {
      RawValue list;
      list.kind = RawValue::Kind::list;
      root_.members.push_back({"objects", key_offset, std::move(list)});
    }
  }

  bool object(RawValue object) override {
    std::vector<RawValue>& items = is_member_ ? root_.members.back().value.items : root_.items;
    items.push_back(std::move(object));
    return true;
  }

  /// Nothing: the document is empty, or one scalar.
  std::optional<RawValue> take() {
    if (!found_ && text_.substr(std::min(text_.find_first_not_of(" \t\r\n"), text_.size())).starts_with('{')) {
      root_.kind = RawValue::Kind::object;
      return std::move(root_);
    }
    return found_ ? std::optional(std::move(root_)) : std::nullopt;
  }

 private:
  std::string_view text_;
  RawValue root_;
  bool found_ = false;
  bool is_member_ = false;
};

class FileReader {
 public:
  FileReader(source::FileId file, source::Manager& sources, diagnostic::Sink& sink, const BindLimits& limits)
      : file_(file), name_(sources.file(file).name()), sink_(sink), limits_(limits) {
    text_ = sources.file(file).text();
    if (text_.starts_with(byte_order_mark)) {
      text_.remove_prefix(byte_order_mark.size());
      skipped_ = byte_order_mark.size();
    }
  }

  std::optional<RawValue> read() {
    const bool is_json = is_written_in_json();
    if (!is_json && text_.size() > limits_.max_yaml_bytes) {
      sink_.report<Kind::file_too_large>(std::nullopt, name_, limits_.max_yaml_bytes)
          .help("JSON may be larger than YAML");
      return std::nullopt;
    }
    return is_json ? read_json() : read_yaml();
  }

  /// Nothing: an error was reported.
  std::optional<Value> convert(const RawValue& raw) {
    switch (raw.kind) {
      case RawValue::Kind::null:
        return Value::null();
      case RawValue::Kind::boolean:
        return Value::boolean(raw.boolean);
      case RawValue::Kind::integer:
        return Value::int64(raw.integer);
      case RawValue::Kind::real:
        return Value::float64(raw.real);
      case RawValue::Kind::out_of_range:
        return convert_out_of_range(raw);
      case RawValue::Kind::text:
        return Value::string(raw.text);
      case RawValue::Kind::list:
        return convert_list(raw);
      case RawValue::Kind::object:
        break;
    }
    return convert_object(raw);
  }

  /// True: no key stands twice.
  bool check_keys(const RawValue& object) {
    bool is_clean = true;
    std::map<std::string_view, uint64_t> first;
    for (const RawMember& member : object.members) {
      const auto [seen, is_new] = first.emplace(member.key, member.key_offset);
      if (!is_new) {
        sink_.report<Kind::bind_duplicate>(point(member.key_offset), snapshot::clip(member.key))
            .label(point(seen->second), "it stands here first");
        is_clean = false;
      }
    }
    return is_clean;
  }

  source::Span point(uint64_t offset) const {
    const auto at = static_cast<uint32_t>(std::min<uint64_t>(offset, text_.size()) + skipped_);
    return {file_, at, at};
  }

 private:
  bool is_written_in_json() const {
    if (name_.ends_with(".json")) {
      return true;
    }
    if (name_.ends_with(".yaml") || name_.ends_with(".yml")) {
      return false;
    }
    const std::size_t first = text_.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text_[first] == '{' || text_[first] == '[');
  }

  std::optional<RawValue> read_json() {
    std::string padded;
    padded.reserve(text_.size() + snapshot::Reader::padding);
    padded = text_;
    RawValue root;
    if (const auto malformed = snapshot::JsonReader(limits_.max_depth).read_value(padded, root)) {
      report(*malformed, "JSON");
      return std::nullopt;
    }
    return root;
  }

  std::optional<RawValue> read_yaml() {
    Root root(text_);
    if (const auto malformed = snapshot::read_yaml_document(text_, limits_.max_depth, root)) {
      report(*malformed, "YAML");
      return std::nullopt;
    }
    std::optional<RawValue> value = root.take();
    if (!value) {
      sink_.report<Kind::bind_not_an_object>(point(0), "neither a mapping nor a list").help("write `name: value`");
    }
    return value;
  }

  void report(const Malformed& malformed, std::string_view language) {
    const std::optional<source::Span> place = malformed.offset ? std::optional(point(*malformed.offset)) : std::nullopt;
    const auto at = [&](diagnostic::Builder builder) { return place ? builder : builder.at({name_, 0, 0}); };
    switch (malformed.reason) {
      case Malformed::Reason::syntax:
        at(sink_.report<Kind::bind_malformed>(place, language, malformed.detail));
        break;
      case Malformed::Reason::too_deep:
        at(sink_.report<Kind::bind_too_deep>(place, limits_.max_depth));
        break;
      case Malformed::Reason::too_many_values:
        at(sink_.report<Kind::bind_too_many_values>(place, snapshot::max_values_per_object));
        break;
      case Malformed::Reason::alias:
        at(sink_.report<Kind::bind_alias>(place)).help("write the value out");
        break;
      case Malformed::Reason::invalid_utf8:
      case Malformed::Reason::too_large:
        // Loading has looked for both.
        at(sink_.report<Kind::bind_malformed>(place, language, "it cannot be read"));
        break;
    }
  }

  std::optional<Value> convert_out_of_range(const RawValue& raw) {
    uint64_t whole = 0;
    const char* const end = raw.text.data() + raw.text.size();
    const auto [stopped, error] = std::from_chars(raw.text.data(), end, whole);
    if (error == std::errc() && stopped == end) {
      return Value::uint64(whole);
    }
    sink_.report<Kind::bind_out_of_range>(point(raw.offset), snapshot::clip(raw.text));
    return std::nullopt;
  }

  std::optional<Value> convert_list(const RawValue& raw) {
    std::vector<Value> elements;
    elements.reserve(raw.items.size());
    bool is_whole = true;
    for (const RawValue& item : raw.items) {
      std::optional<Value> element = convert(item);
      is_whole = is_whole && element;
      elements.push_back(element ? std::move(*element) : Value::null());
    }
    return is_whole ? std::optional(Value::list(std::move(elements))) : std::nullopt;
  }

  std::optional<Value> convert_object(const RawValue& raw) {
    bool is_whole = check_keys(raw);
    std::vector<std::pair<Value, Value>> entries;
    entries.reserve(raw.members.size());
    for (const RawMember& member : raw.members) {
      std::optional<Value> value = convert(member.value);
      is_whole = is_whole && value;
      if (is_whole) {
        entries.emplace_back(Value::string(member.key), std::move(*value));
      }
    }
    return is_whole ? std::optional(Value::map(std::move(entries))) : std::nullopt;
  }

  source::FileId file_;
  const std::string& name_;
  std::string_view text_;  ///< without the byte order mark
  uint32_t skipped_ = 0;
  diagnostic::Sink& sink_;
  const BindLimits& limits_;
};

/// The position of the `=` that ends a name, or npos.
std::size_t name_end(const std::string& what) {
  const std::size_t equals = what.find('=');
  return equals != std::string::npos && is_name(what.substr(0, equals)) ? equals : std::string::npos;
}

}  // namespace

std::string file_of(const std::string& what) {
  const std::size_t end = name_end(what);
  return end == std::string::npos ? what : what.substr(end + 1);
}

std::optional<std::vector<std::string>> bind_file(const std::string& what, Names& names, source::Manager& sources,
                                                  diagnostic::Sink& sink, const BindLimits& limits) {
  const auto loaded = sources.load(file_of(what), {.max_bytes = limits.max_bytes});
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  FileReader reader(std::get<source::FileId>(loaded), sources, sink, limits);
  const std::optional<RawValue> root = reader.read();
  if (!root) {
    return std::nullopt;
  }
  Names bound = names;
  std::vector<std::string> done;
  if (const std::size_t end = name_end(what); end != std::string::npos) {
    std::optional<Value> value = reader.convert(*root);
    if (!value || !bound.bind(what.substr(0, end), std::move(*value), reader.point(root->offset), sink)) {
      return std::nullopt;
    }
    done.push_back(what.substr(0, end));
  } else {
    if (root->kind != RawValue::Kind::object) {
      sink.report<Kind::bind_not_an_object>(reader.point(root->offset), snapshot::describe(*root))
          .help("`NAME=" + what + "` binds all of it under one name");
      return std::nullopt;
    }
    const std::size_t errors = sink.errors();
    reader.check_keys(*root);
    for (const RawMember& member : root->members) {
      if (!is_name(member.key)) {
        sink.report<Kind::eval_bad_name>(reader.point(member.key_offset), snapshot::clip(member.key))
            .help("`NAME=" + what + "` binds the whole file under one name");
      } else if (std::optional<Value> value = reader.convert(member.value)) {
        bound.bind(member.key, std::move(*value), reader.point(member.key_offset), sink);
        done.push_back(member.key);
      }
    }
    if (sink.errors() != errors) {
      return std::nullopt;
    }
  }
  names = std::move(bound);
  return done;
}

}  // namespace exeunt::console
