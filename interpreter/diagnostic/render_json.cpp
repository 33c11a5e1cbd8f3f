#include <nlohmann/json.hpp>

#include "interpreter/diagnostic/render.h"
#include "interpreter/diagnostic/selection.h"

namespace exeunt::diagnostic {

namespace {

using Json = nlohmann::ordered_json;

void add_span(Json& json, const source::Span& span, const source::Manager& files) {
  const source::File& file = files.file(span.file);
  const source::Position begin = file.position(span.begin);
  const source::Position end = file.position(span.end);
  json["file"] = file.name();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["endLine"] = end.line;
  json["endColumn"] = end.column;
  json["begin"] = span.begin;
  json["end"] = span.end;
}

void add_place(Json& json, const Place& place) {
  json["file"] = place.file;
  if (place.line != 0) {
    json["line"] = place.line;
  }
  if (place.line != 0 && place.column != 0) {
    json["column"] = place.column;
  }
}

}  // namespace

std::string render_json(const Diagnostic& diagnostic, const source::Manager& files) {
  const KindInfo& kind = info(diagnostic.kind);
  Json json;
  json["code"] = kind.code;
  json["severity"] = name(kind.severity);
  json["message"] = diagnostic.message;
  if (diagnostic.span) {
    add_span(json, *diagnostic.span, files);
  } else if (diagnostic.place) {
    add_place(json, *diagnostic.place);
  }
  json["labels"] = Json::array();
  for (const Label& label : diagnostic.labels) {
    Json entry;
    entry["message"] = label.text;
    add_span(entry, label.span, files);
    json["labels"].push_back(std::move(entry));
  }
  json["help"] = diagnostic.help;
  // A message may quote bytes of an argument or a file name that are not UTF-8; JSON has to be.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render_json(const Sink& sink, const source::Manager& files, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& diagnostic : select(sink, options.max_errors).shown) {
    out += render_json(diagnostic, files);
  }
  return out;
}

}  // namespace exeunt::diagnostic
