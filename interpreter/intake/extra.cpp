#include "interpreter/intake/extra.h"

#include <algorithm>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/document.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/snapshot/yaml_document.h"
#include "interpreter/source/input.h"

namespace exeunt::intake {

using cel::Value;
using cel::ValueKind;
using diagnostic::Kind;
using snapshot::RawValue;

namespace {

RawValue to_raw(const Value& value, const snapshot::Account& account, const model::Model& model) {
  RawValue raw;
  const auto set_text = [&raw](std::string text) {
    raw.kind = RawValue::Kind::text;
    raw.text = std::move(text);
  };
  switch (value.kind()) {
    case ValueKind::boolean:
      raw.kind = RawValue::Kind::boolean;
      raw.boolean = value.boolean_value();
      break;
    case ValueKind::int64:
      raw.kind = RawValue::Kind::integer;
      raw.integer = value.int64_value();
      break;
    case ValueKind::float64:
      raw.kind = RawValue::Kind::real;
      raw.real = value.float64_value();
      break;
    case ValueKind::string:
      set_text(std::string(value.string_value()));
      break;
    case ValueKind::timestamp:
      set_text(cel::format_timestamp(value.timestamp_value()));
      break;
    case ValueKind::duration:
      set_text(cel::format_duration(value.duration_value()));
      break;
    case ValueKind::object: {
      const snapshot::Object& object = account.objects[value.object_value().id];
      set_text(model.entities[object.entity].name + ":" + object.id);
      break;
    }
    case ValueKind::list:
      raw.kind = RawValue::Kind::list;
      for (const Value& item : value.list_value()) {
        raw.items.push_back(to_raw(item, account, model));
      }
      break;
    default:
      break;
  }
  return raw;
}

/// What a snapshot under `strict` must not have, a side file may: it points to what the responses hold.
bool is_about_references(Kind kind) {
  return kind == Kind::snapshot_dangling || kind == Kind::snapshot_dangling_untyped ||
         kind == Kind::snapshot_more_findings;
}

/// Hands on what is wrong with the file by itself.
bool report_errors(const diagnostic::Sink& found, diagnostic::Sink& sink) {
  bool any = false;
  for (const diagnostic::Diagnostic& each : found.diagnostics()) {
    if (diagnostic::info(each.kind).severity != diagnostic::Severity::error || is_about_references(each.kind)) {
      continue;
    }
    any = true;
    diagnostic::Builder builder = sink.add(each.kind, each.span, each.message);
    if (each.place) {
      builder.at(*each.place);
    }
    for (const std::string& help : each.help) {
      builder.help(help);
    }
  }
  return any;
}

/// Looks for `complete` among the members around the objects.
class HeaderReader : public snapshot::DocumentVisitor {
 public:
  void member(std::string key, uint64_t, RawValue value) override {
    if (key == "complete") {
      complete = std::move(value);
    }
  }
  void begin_objects(uint64_t) override {}
  bool object(RawValue) override { return true; }

  std::optional<RawValue> complete;
};

/// The text is a snapshot; anything wrong with it has been told.
std::optional<RawValue> find_complete(const std::string& content) {
  constexpr uint32_t depth = 64;
  HeaderReader header;
  const std::size_t begin = content.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin != std::string::npos && (content[begin] == '{' || content[begin] == '[')) {
    // Of NDJSON the first line is a document, too.
    const std::string padded = content + std::string(snapshot::Reader::padding, ' ');
    const std::string_view text(padded.data() + begin, content.size() - begin);
    static_cast<void>(snapshot::JsonReader(depth).read_document(text, header));
  } else {
    static_cast<void>(snapshot::read_yaml_document(content, depth, header));
  }
  return std::move(header.complete);
}

void read_complete(const RawValue& value, const model::Model& model, Extra& extra, diagnostic::Sink& sink) {
  const diagnostic::Place place{extra.path, 0, 0};
  const auto is_text = [](const RawValue& item) { return item.kind == RawValue::Kind::text; };
  if (value.kind != RawValue::Kind::list || !std::all_of(value.items.begin(), value.items.end(), is_text)) {
    sink.report<Kind::snapshot_format>(std::nullopt, "complete", snapshot::describe(value), "a list of types")
        .at(place);
    return;
  }
  for (const RawValue& item : value.items) {
    if (const auto entity = model.find_entity(item.text)) {
      extra.complete.insert(*entity);
      continue;
    }
    auto report = sink.report<Kind::mapping_unknown_entity>(std::nullopt, snapshot::clip(item.text)).at(place);
    if (const auto near = diagnostic::nearest(item.text, model.entity_names())) {
      report.help("did you mean `" + *near + "`?");
    }
  }
}

}  // namespace

std::optional<Extra> read_extra(const std::string& path, const model::Model& model, diagnostic::Sink& sink) {
  constexpr uint64_t max_bytes = 256u << 20;
  auto input = source::Input::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  const std::string name = std::get<source::Input>(input).name();
  const auto text = source::read_all(std::get<source::Input>(input), max_bytes);
  if (const auto* error = std::get_if<source::LoadError>(&text)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  const std::string& content = std::get<std::string>(text);
  diagnostic::Sink strict;
  static_cast<void>(snapshot::read_text(content, name, model, strict, {.strict = true}));
  if (report_errors(strict, sink)) {
    return std::nullopt;
  }
  diagnostic::Sink lenient;
  const auto account = snapshot::read_text(content, name, model, lenient);
  if (!account) {
    report_errors(lenient, sink);
    return std::nullopt;
  }
  Extra extra;
  extra.path = name;
  for (snapshot::ObjectIndex i = 0; i < account->present_count; ++i) {
    const snapshot::Object& object = account->objects[i];
    ExtraObject out{.entity = object.entity, .id = object.id, .fields = {}, .is_used = false};
    for (const std::optional<Value>& field : object.fields) {
      out.fields.push_back(field ? std::optional(to_raw(*field, *account, model)) : std::nullopt);
    }
    extra.by_name.emplace(model.entities[object.entity].name + ":" + object.id, extra.objects.size());
    extra.objects.push_back(std::move(out));
  }
  for (model::EntityIndex entity = 0; entity < account->incomplete.size(); ++entity) {
    if (account->incomplete[entity]) {
      extra.incomplete.insert(entity);
    }
  }
  if (const auto complete = find_complete(content)) {
    read_complete(*complete, model, extra, sink);
  }
  return extra;
}

}  // namespace exeunt::intake
