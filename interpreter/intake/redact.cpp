#include "interpreter/intake/redact.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/digest/digest.h"
#include "interpreter/source/input.h"

namespace exeunt::intake {

using snapshot::RawValue;

std::string Redactor::pseudonym(mapping::Personal kind, std::string_view text) const {
  // 64 bits: among a million names, no two will share a pseudonym.
  constexpr std::size_t digits = 16;
  const std::string mark = digest::hex(digest::hmac_sha256(key_, text)).substr(0, digits);
  switch (kind) {
    case mapping::Personal::name:
      return "name-" + mark;
    case mapping::Personal::email:
      return mark + "@redacted.example";
    case mapping::Personal::text:
      return "text-" + mark;
  }
  return mark;
}

void Redactor::apply(const mapping::FieldName& field, RawValue& value) const {
  const auto found = mapping_.personal.find(field);
  if (found == mapping_.personal.end()) {
    return;
  }
  if (value.kind == RawValue::Kind::text && !value.text.empty()) {
    value.text = pseudonym(found->second, value.text);
  }
  for (RawValue& item : value.items) {
    apply(field, item);
  }
}

std::optional<std::string> read_key(const std::string& path, diagnostic::Sink& sink) {
  constexpr std::size_t min_bytes = 16;
  constexpr uint64_t max_bytes = 1u << 20;
  auto input = source::Input::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  auto key = source::read_all(std::get<source::Input>(input), max_bytes);
  if (const auto* error = std::get_if<source::LoadError>(&key)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  std::string& bytes = std::get<std::string>(key);
  if (bytes.size() < min_bytes) {
    sink.report<diagnostic::Kind::import_short_key>(std::nullopt, path, bytes.size(), min_bytes)
        .help("make one: `head -c 32 /dev/urandom > " + path + "`");
    return std::nullopt;
  }
  return std::move(bytes);
}

}  // namespace exeunt::intake
