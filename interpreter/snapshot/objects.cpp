#include "interpreter/snapshot/objects.h"

#include <algorithm>
#include <limits>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/document.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/opening.h"
#include "interpreter/snapshot/shape.h"
#include "interpreter/snapshot/yaml_document.h"
#include "interpreter/source/utf8.h"

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;

/// Reports bytes that no text holds; true where there are any.
bool has_bad_bytes(const Text& text, Problems& problems) {
  const std::size_t nul = text.text.find('\0');
  const std::size_t invalid = source::find_invalid_utf8(text.text);
  const std::size_t bad = std::min(nul, invalid == text.text.size() ? std::string_view::npos : invalid);
  if (bad == std::string_view::npos) {
    return false;
  }
  const std::size_t line_end = bad == 0 ? std::string_view::npos : text.text.rfind('\n', bad - 1);
  const std::size_t byte = line_end == std::string_view::npos ? bad + 1 : bad - line_end;
  if (bad == nul) {
    problems.report_at<Kind::snapshot_nul_byte>(text, bad, byte);
  } else {
    problems.report_at<Kind::snapshot_invalid_utf8>(text, bad, byte);
  }
  return true;
}

void report(const Malformed& malformed, std::string_view language, const Text& text, const ReadOptions& options,
            Problems& problems) {
  const diagnostic::Place place =
      malformed.offset ? problems.place(text, *malformed.offset) : problems.line(text.first_line);
  using Reason = Malformed::Reason;
  switch (malformed.reason) {
    case Reason::syntax:
      problems.report<Kind::snapshot_syntax>(place, language, malformed.detail);
      break;
    case Reason::invalid_utf8:
      has_bad_bytes(text, problems);
      break;
    case Reason::too_deep:
      problems.report<Kind::snapshot_too_deep>(place, options.max_depth);
      break;
    case Reason::too_many_values:
      problems.report<Kind::snapshot_too_many_values>(place, max_values_per_object);
      break;
    case Reason::too_large:
      problems.report<Kind::file_too_large>(place, problems.file(), std::numeric_limits<uint32_t>::max())
          .help("one object a line (NDJSON) has no such limit");
      break;
    case Reason::alias:
      problems.report<Kind::snapshot_alias>(place).help("write the value out");
      break;
  }
}

void read_ndjson(Reader& reader, Receiver& receiver, Problems& problems, const ReadOptions& options) {
  receiver.begin(Spelling::ndjson, nullptr);
  JsonReader json(options.max_depth);
  bool is_first = true;
  while (!problems.full()) {
    const std::optional<Line> line = reader.next();
    if (!line) {
      receiver.end();
      return;
    }
    const bool may_be_header = is_first;
    is_first = false;
    const Text text{line->text, line->number};
    if (receiver.take_line(text)) {
      continue;
    }
    if (has_bad_bytes(text, problems)) {
      continue;
    }
    RawValue object;
    if (const std::optional<Malformed> malformed = json.read_value(line->text, object)) {
      if (malformed->reason == Malformed::Reason::syntax && !line->is_terminated && !look_at(line->text).is_closed) {
        problems.report<Kind::snapshot_cut_off>(problems.line(line->number), "its last line");
      } else {
        report(*malformed, "JSON", text, options, problems);
      }
      continue;
    }
    if (may_be_header && is_header(object)) {
      receiver.header_line(text);
      read_header(object, text, receiver, problems);
      continue;
    }
    receiver.add(std::move(object), text, {line->number, 0});
  }
}

void read_document(Reader& reader, Spelling spelling, Receiver& receiver, Problems& problems,
                   const ReadOptions& options) {
  reader.peek();
  const uint64_t first_line = reader.line_number();
  const std::string rest = reader.take_rest();
  if (reader.error()) {
    return;
  }
  const Text text{rest, first_line};
  if (has_bad_bytes(text, problems)) {
    return;
  }
  const bool is_json = spelling == Spelling::json;
  if (!is_json && rest.size() > options.max_yaml_bytes) {
    problems.report<Kind::snapshot_yaml_too_large>(problems.line(first_line), options.max_yaml_bytes)
        .help("a snapshot that begins with neither `{` nor `[` is read as YAML; large ones are written as NDJSON, one JSON "
              "object a line");
    return;
  }
  receiver.begin(spelling, &text);
  DocumentLoader loader(text, receiver, problems);
  const std::optional<Malformed> malformed = is_json ? JsonReader(options.max_depth).read_document(rest, loader)
                                                     : read_yaml_document(rest, options.max_depth, loader);
  if (malformed && is_json && malformed->reason == Malformed::Reason::syntax && !look_at(rest).is_closed) {
    problems.report_at<Kind::snapshot_cut_off>(text, rest.size(), "a list or an object");
  } else if (malformed) {
    report(*malformed, is_json ? "JSON" : "YAML", text, options, problems);
  } else if (!loader.has_objects() && !problems.any()) {
    problems.report<Kind::snapshot_no_objects>(problems.line(first_line))
        .help("a snapshot is one JSON object a line, a JSON array of objects, or a YAML list of them");
  } else {
    receiver.end();
  }
}

}  // namespace

bool read_objects(Reader& reader, Receiver& receiver, Problems& problems, diagnostic::Sink& sink,
                  const ReadOptions& options) {
  if (const std::optional<Line> first = reader.peek()) {
    const Spelling spelling = tell_spelling(reader, *first);
    if (spelling == Spelling::ndjson) {
      read_ndjson(reader, receiver, problems, options);
    } else {
      read_document(reader, spelling, receiver, problems, options);
    }
  } else if (!reader.error()) {
    diagnostic::report(sink, {source::LoadError::Reason::empty, problems.file(), {}})
        .help(R"(an account without objects is `[]`, or one line: `{"format":"exeunt.snapshot/1"}`)");
    return false;
  }
  if (reader.error()) {
    source::LoadError error = *reader.error();
    error.name = problems.file();
    diagnostic::report(sink, error);
    return false;
  }
  return true;
}

}  // namespace exeunt::snapshot
