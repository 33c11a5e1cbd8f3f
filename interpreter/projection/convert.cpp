#include "interpreter/projection/convert.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace exeunt::projection {

using cel::ValueKind;
using model::FieldKind;
using snapshot::RawValue;

namespace {

RawValue text_of(std::string text) {
  RawValue out;
  out.kind = RawValue::Kind::text;
  out.text = std::move(text);
  return out;
}

Converted lost(Reason reason, std::vector<std::string> about = {}) {
  return {std::nullopt, Cause{reason, std::move(about)}};
}

/// A value that the checker let pass as `dyn` and that is none of the field's.
Converted misfit(const std::string& found) {
  return lost(Reason::failed, {found + " is no value of the field"});
}

Converted convert_reference(const cel::Value& value, const model::FieldType& type, const Became& became,
                            const NameOf& name_of) {
  const auto object = static_cast<snapshot::ObjectIndex>(value.object_value().id);
  std::vector<std::string> names = became(object, type.targets);
  if (names.empty()) {
    return lost(Reason::reference_lost, {name_of(object)});
  }
  if (names.size() > 1) {
    return lost(Reason::reference_ambiguous, {name_of(object)});
  }
  return {text_of(std::move(names.front())), std::nullopt};
}

/// What an element loses is lost alone: the vendor has no such object, and so none in the list.
Converted convert_list(const cel::Value& value, const model::FieldType& type, const Became& became,
                       const NameOf& name_of) {
  Converted out;
  out.value.emplace();
  out.value->kind = RawValue::Kind::list;
  for (const cel::Value& element : value.list_value()) {
    Converted item = convert(element, type.element[0], became, name_of);
    if (item.value) {
      out.value->items.push_back(std::move(*item.value));
      continue;
    }
    if (item.lost->reason != Reason::reference_lost) {
      return item;
    }
    if (!out.lost) {
      out.lost = Cause{Reason::reference_lost, {}};
    }
    out.lost->about.insert(out.lost->about.end(), item.lost->about.begin(), item.lost->about.end());
  }
  if (out.lost) {
    std::vector<std::string>& about = out.lost->about;
    std::sort(about.begin(), about.end());
    about.erase(std::unique(about.begin(), about.end()), about.end());
  }
  return out;
}

}  // namespace

Converted convert(const cel::Value& value, const model::FieldType& type, const Became& became, const NameOf& name_of) {
  if (value.kind() == ValueKind::null) {
    return type.nullable ? Converted{RawValue(), std::nullopt} : lost(Reason::null);
  }
  RawValue out;
  switch (type.kind) {
    case FieldKind::boolean:
      if (value.kind() == ValueKind::boolean) {
        out.kind = RawValue::Kind::boolean;
        out.boolean = value.boolean_value();
        return {std::move(out), std::nullopt};
      }
      break;
    case FieldKind::int64:
      if (value.kind() == ValueKind::int64) {
        out.kind = RawValue::Kind::integer;
        out.integer = value.int64_value();
        return {std::move(out), std::nullopt};
      }
      break;
    case FieldKind::float64:
      if (value.kind() == ValueKind::float64 && !std::isfinite(value.float64_value())) {
        return misfit("a number beyond all bounds");
      }
      if (value.kind() == ValueKind::float64) {
        out.kind = RawValue::Kind::real;
        out.real = value.float64_value();
        return {std::move(out), std::nullopt};
      }
      break;
    case FieldKind::string:
      if (value.kind() == ValueKind::string) {
        return {text_of(std::string(value.string_value())), std::nullopt};
      }
      break;
    case FieldKind::enumeration:
      if (value.kind() == ValueKind::string) {
        std::string text(value.string_value());
        if (std::find(type.values.begin(), type.values.end(), text) == type.values.end()) {
          return misfit("`" + text + "`");
        }
        return {text_of(std::move(text)), std::nullopt};
      }
      break;
    case FieldKind::timestamp:
      if (value.kind() == ValueKind::timestamp) {
        return {text_of(cel::format_timestamp(value.timestamp_value())), std::nullopt};
      }
      break;
    case FieldKind::duration:
      if (value.kind() == ValueKind::duration) {
        return {text_of(cel::format_duration(value.duration_value())), std::nullopt};
      }
      break;
    case FieldKind::reference:
      if (value.kind() == ValueKind::object) {
        return convert_reference(value, type, became, name_of);
      }
      break;
    case FieldKind::list:
      if (value.kind() == ValueKind::list) {
        return convert_list(value, type, became, name_of);
      }
      break;
  }
  return misfit("what comes out");
}

}  // namespace exeunt::projection
