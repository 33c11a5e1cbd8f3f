#include "interpreter/snapshot/opening.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/document.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/shape.h"

namespace exeunt::snapshot {

/// By the first character: JSON begins with a bracket. One object a line, unless the first line is not a whole object,
/// or is one that holds the list of all others.
Spelling tell_spelling(Reader& reader, const Line& first) {
  const char begin = first.text[first.text.find_first_not_of(" \t\r\n")];
  if (begin == '[') {
    return Spelling::json;
  }
  if (begin != '{') {
    return Spelling::yaml;
  }
  const Shape shape = look_at(first.text);
  if (shape.has_objects_member) {
    return Spelling::json;
  }
  if (shape.is_closed) {
    return Spelling::ndjson;
  }
  // Either an object spread over lines or a line that was cut: the next line tells.
  const char after = reader.peek_after();
  return after == 0 || after == '{' ? Spelling::ndjson : Spelling::json;
}

bool is_header(const RawValue& object) {
  return find_member(object, "format") != nullptr && find_member(object, "type") == nullptr &&
         find_member(object, "id") == nullptr;
}

void read_header(const RawValue& object, const Text& text, Receiver& receiver, Problems& problems) {
  for (const RawMember& member : object.members) {
    read_header_member(member.key, member.value, text, receiver, problems);
  }
}

namespace {

/// Keeps the header; there is nothing else to take.
class HeaderReceiver : public Receiver {
 public:
  explicit HeaderReceiver(const model::Model& model) : model_(model) {}
  const model::Model* model() const override { return &model_; }
  void add(RawValue, const Text&, const Location&) override {}

 private:
  const model::Model& model_;
};

/// So much of the file that its first lines tell what it is: a little if the first one is a whole object, as it mostly is.
bool read_beginning(const source::Seekable& file, std::string& text) {
  constexpr std::size_t usual = std::size_t{64} << 10;
  constexpr std::size_t enough = std::size_t{1} << 20;
  for (const std::size_t size : {usual, enough}) {
    text.resize(size);
    const auto read = file.read(0, text.data(), text.size());
    if (!std::holds_alternative<std::size_t>(read)) {
      return false;
    }
    text.resize(std::get<std::size_t>(read));
    Reader reader(text, text.size());
    const std::optional<Line> first = reader.peek();
    if (first && first->is_terminated && look_at(first->text).is_closed) {
      break;
    }
  }
  return true;
}

}  // namespace

bool check_size(const source::Seekable& file, const ReadOptions& options, diagnostic::Sink& sink) {
  if (file.size() <= options.max_bytes) {
    return true;
  }
  diagnostic::report(sink, {source::LoadError::Reason::too_large, file.name(), std::to_string(options.max_bytes)});
  return false;
}

std::optional<Opening> find_ndjson(const source::Seekable& file, const model::Model& model,
                                   const ReadOptions& options) {
  std::string text;
  if (!read_beginning(file, text)) {
    return std::nullopt;
  }
  Reader reader(text, text.size());
  const std::optional<Line> first = reader.peek();
  if (!first || (!first->is_terminated && text.size() < file.size()) ||
      tell_spelling(reader, *first) != Spelling::ndjson) {
    return std::nullopt;
  }
  const std::optional<Line> line = reader.next();
  Opening opening;
  opening.first_object = reader.skipped().size();
  RawValue object;
  if (JsonReader(options.max_depth).read_value(line->text, object) || !is_header(object)) {
    return opening;
  }
  diagnostic::Sink sink;
  Problems problems(sink, file.name(), options.max_errors);
  HeaderReceiver receiver(model);
  read_header(object, {line->text, line->number}, receiver, problems);
  if (problems.any()) {
    return std::nullopt;
  }
  opening.header = receiver.header();
  opening.first_object += line->text.size() + reader.line_end().size();
  return opening;
}

}  // namespace exeunt::snapshot
