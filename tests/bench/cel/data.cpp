#include "tests/bench/cel/data.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace exeunt::bench {

using Json = nlohmann::json;

namespace {

/// A name, or an array of a name and its parameters: "int", ["list", "int"], ["map", "string", "dyn"].
cel::Type read_type(const Json& json) {
  static const std::map<std::string, cel::Type> simple = {
      {"bool", cel::Type::boolean()},        {"double", cel::Type::float64()},    {"duration", cel::Type::duration()},
      {"dyn", cel::Type::dyn()},             {"int", cel::Type::int64()},         {"string", cel::Type::string()},
      {"timestamp", cel::Type::timestamp()},
  };
  if (json.is_array() && json.size() == 2 && json[0] == "list") {
    return cel::Type::list(read_type(json[1]));
  }
  if (json.is_array() && json.size() == 3 && json[0] == "map") {
    return cel::Type::map(read_type(json[1]), read_type(json[2]));
  }
  const auto found = json.is_string() ? simple.find(json.get<std::string>()) : simple.end();
  if (found == simple.end()) {
    throw DataError("not a type: " + json.dump());
  }
  return found->second;
}

cel::Value read_tagged(const std::string& tag, const std::string& text) {
  if (cel::Timestamp timestamp; tag == "$timestamp" && cel::parse_timestamp(text, timestamp)) {
    return cel::Value::timestamp(timestamp);
  }
  if (cel::Duration duration; tag == "$duration" && cel::parse_duration(text, duration)) {
    return cel::Value::duration(duration);
  }
  throw DataError("not a value: " + tag + " " + text);
}

cel::Value read_value(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null: return cel::Value::null();
    case Json::value_t::boolean: return cel::Value::boolean(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return cel::Value::int64(json.get<int64_t>());
    case Json::value_t::number_float: return cel::Value::float64(json.get<double>());
    case Json::value_t::string: return cel::Value::string(json.get<std::string>());
    case Json::value_t::array: {
      std::vector<cel::Value> elements;
      std::transform(json.begin(), json.end(), std::back_inserter(elements), &read_value);
      return cel::Value::list(std::move(elements));
    }
    case Json::value_t::object: {
      if (json.size() == 1 && json.begin().key().starts_with("$")) {
        return read_tagged(json.begin().key(), json.begin()->get<std::string>());
      }
      std::vector<std::pair<cel::Value, cel::Value>> entries;
      for (const auto& [key, value] : json.items()) {
        entries.emplace_back(cel::Value::string(key), read_value(value));
      }
      return cel::Value::map(std::move(entries));
    }
    default: throw DataError("not a value: " + json.dump());
  }
}

/// A text, or an array of its lines.
std::string read_expression(const Json& json) {
  if (json.is_string()) {
    return json.get<std::string>();
  }
  std::string out;
  for (const Json& line : json) {
    out += (out.empty() ? "" : "\n") + line.get<std::string>();
  }
  return out;
}

Data read_all(const Json& json) {
  Data out;
  for (const auto& [name, variable] : json.at("variables").items()) {
    const auto declared = out.words.variable(name, read_type(variable.at("type")));
    out.bindings.set(declared, read_value(variable.at("value")));
    if (const cel::Value bound = out.bindings.variable(declared.slot); bound.is_error()) {
      throw DataError("`" + name + "`: " + bound.error_info().message);
    }
  }
  for (const Json& entry : json.at("expressions")) {
    out.cases.push_back({.name = entry.at("name").get<std::string>(),
                         .expression = read_expression(entry.at("expression")),
                         .expected = read_value(entry.at("expected"))});
  }
  return out;
}

}  // namespace

const Case* Data::find(std::string_view name) const {
  const auto found = std::find_if(cases.begin(), cases.end(), [&](const Case& entry) { return entry.name == name; });
  return found == cases.end() ? nullptr : &*found;
}

Data read_data(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw DataError("cannot be read");
  }
  try {
    return read_all(Json::parse(in));
  } catch (const Json::exception& error) {
    throw DataError(error.what());
  }
}

}  // namespace exeunt::bench
