#include "interpreter/diagnostic/render_sarif.h"

#include <map>
#include <nlohmann/json.hpp>

namespace exeunt::diagnostic {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference: what has a meaning in a URI is escaped byte by byte.
std::string uri(std::string_view path) {
  std::string text = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

Json location(const source::Span& span, const source::Manager& files) {
  const source::File& file = files.file(span.file);
  const source::Position begin = file.position(span.begin);
  const source::Position end = file.position(span.end);
  Json json;
  json["physicalLocation"]["artifactLocation"]["uri"] = uri(file.name());
  json["physicalLocation"]["region"] = {
      {"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  return json;
}

Json location(const Place& place) {
  Json json;
  json["physicalLocation"]["artifactLocation"]["uri"] = uri(place.file);
  if (place.line != 0) {
    json["physicalLocation"]["region"]["startLine"] = place.line;
    if (place.column != 0) {
      json["physicalLocation"]["region"]["startColumn"] = place.column;
    }
  }
  return json;
}

Json result(const Diagnostic& diagnostic, const source::Manager& files) {
  const KindInfo& kind = info(diagnostic.kind);
  std::string text = diagnostic.message;
  for (const std::string& help : diagnostic.help) {
    text += "\n" + help;
  }
  Json json;
  json["ruleId"] = kind.code;
  json["level"] = name(kind.severity);
  json["message"]["text"] = text;
  if (diagnostic.span) {
    json["locations"] = Json::array({location(*diagnostic.span, files)});
  } else if (diagnostic.place) {
    json["locations"] = Json::array({location(*diagnostic.place)});
  }
  for (const Label& label : diagnostic.labels) {
    Json related = location(label.span, files);
    related["message"]["text"] = label.text;
    json["relatedLocations"].push_back(std::move(related));
  }
  return json;
}

}  // namespace

std::string render_sarif(const Sink& sink, const source::Manager& files, std::string_view version) {
  std::map<std::string_view, std::string_view> rules;
  Json results = Json::array();
  for (const Diagnostic& diagnostic : sink.sorted()) {
    rules[info(diagnostic.kind).code] = info(diagnostic.kind).name;
    results.push_back(result(diagnostic, files));
  }
  Json driver = {{"name", "exeunt"}, {"version", version}, {"rules", Json::array()}};
  for (const auto& [code, name] : rules) {
    driver["rules"].push_back({{"id", code}, {"name", name}});
  }
  Json run;
  run["tool"]["driver"] = std::move(driver);
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Json document;
  document["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  document["version"] = "2.1.0";
  document["runs"] = Json::array({std::move(run)});
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace exeunt::diagnostic
