#include "interpreter/yaml/document.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "interpreter/source/utf8.h"
#include "interpreter/yaml/comment.h"
#include "interpreter/yaml/plain.h"
#include "interpreter/yaml/scalar.h"
#include "interpreter/yaml/tree.h"

namespace exeunt::yaml {

using diagnostic::Kind;
using diagnostic::Sink;
using source::Span;

namespace {

constexpr std::size_t max_bytes = 8u << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Thrown through yaml-cpp to end its work; the error is in the sink already.
struct Stop {};

/// The file's text as a stream, without a copy.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // never written to: streambuf has no const interface
    setg(begin, begin, begin + text.size());
  }
};

/// Builds the tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, source::FileId file, Sink& sink)
      : text_(text),
        file_(file),
        sink_(sink),
        shift_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0),
        tree_(text, file) {}

  Tree& tree() { return tree_; }
  const Tree& tree() const { return tree_; }

  Span point(const YAML::Mark& mark) const {
    return tree_.point(mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos) + shift_);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ != 0) {
      sink_.report<Kind::yaml_several_documents>(point(mark));
      throw Stop();
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    // yaml-cpp calls a plain `null` nothing. Here it is text like any other: CEL's null, or a title.
    const Span at = point(mark);
    Scalar scalar = scan(text_, at.begin, tree_.context());
    if (scalar.value == "null" || scalar.value == "Null" || scalar.value == "NULL") {
      tree_.add_scalar(at, std::move(scalar));
    } else {
      tree_.add_empty(at);
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    sink_.report<Kind::yaml_alias>(point(mark)).help("write the value out; text that begins with `*` needs quotes");
    throw Stop();
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const Span at = point(mark);
    Scalar scalar = scan(text_, at.begin, tree_.context());
    if (!scalar.closed) {  // yaml-cpp lets it pass when white space ends the file
      sink_.report<Kind::yaml_malformed>(Span{file_, at.begin, at.begin + 1}, "the file ends inside quoted text")
          .help("close it with the quote that opened it");
      throw Stop();
    }
    const bool theirs_is_text = source::find_invalid_utf8(value) == value.size();  // "\N" is a bare byte to yaml-cpp 0.7
    if (scalar.value != value && theirs_is_text) {
      // The two readers disagree: yaml-cpp decides the value, and messages point at the whole scalar.
      scalar.runs.clear();
      scalar.value = value;
    }
    if (scalar.value.find('\0') != std::string::npos) {  // only an escape can make one
      sink_.report<Kind::yaml_bad_character>(Span{file_, at.begin, std::max(scalar.end, at.begin)}, 0u);
      throw Stop();
    }
    tree_.add_scalar(at, std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::list, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { tree_.close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override { tree_.close(); }

 private:
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) {
      sink_.report<Kind::yaml_anchor>(point(mark)).help("remove it: everything is said where it stands");
      throw Stop();
    }
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      sink_.report<Kind::yaml_tag>(point(mark), tag).help("remove it: a key's value is always text");
      throw Stop();
    }
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (tree_.is_full()) {
      sink_.report<Kind::yaml_too_deep>(point(mark), Tree::max_depth);
      throw Stop();
    }
    tree_.open(kind, point(mark), mark.column, style == YAML::EmitterStyle::Flow);
  }

  std::string_view text_;
  source::FileId file_;
  Sink& sink_;
  std::size_t shift_;  // yaml-cpp counts from after a byte order mark
  Tree tree_;
  int documents_ = 0;
};

/// Whether a character may be none of text's.
bool is_suspicious(char c) { return source::is_ascii_control(c) && c != '\n'; }

/// Looks for what yaml-cpp would replace or take for the end of the file.
bool is_clean(std::string_view text, const source::File& file, source::FileId id, Sink& sink) {
  if (text.size() > max_bytes) {
    sink.report<Kind::yaml_too_large>(std::nullopt, max_bytes, text.size());
    return false;
  }
  const std::size_t invalid = source::find_invalid_utf8(text);
  if (invalid != text.size()) {
    const auto at = static_cast<uint32_t>(invalid);
    sink.report<Kind::file_invalid_utf8>(Span{id, at, at}, file.name(), invalid);
    return false;
  }
  if (std::count_if(text.begin(), text.end(), is_suspicious) == 0) {  // no early end: the compiler vectorises it
    return true;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool lone_return = c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if ((is_suspicious(text[i]) && c != '\t' && c != '\r') || lone_return) {
      const auto at = static_cast<uint32_t>(i);
      sink.report<Kind::yaml_bad_character>(Span{id, at, at + 1}, static_cast<unsigned>(c));
      return false;
    }
  }
  return true;
}

struct Sentence {
  std::string_view theirs;  // how yaml-cpp's message begins
  std::string_view ours;
  std::string_view help;
};
constexpr std::string_view quote_help = "put the value in single quotes, doubling those inside, or in a `|` block";
const Sentence sentences[] = {
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "this `{` is never closed by `}`", quote_help},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "this `[` is never closed by `]`", quote_help},
    {YAML::ErrorMsg::END_OF_MAP, "the line does not go on the mapping above it",
     "keys of one mapping begin in the same column, each followed by `:`"},
    {YAML::ErrorMsg::END_OF_SEQ, "the line does not go on the list above it",
     "items of one list begin with `-` in the same column"},
    {YAML::ErrorMsg::FLOW_END, "this bracket closes nothing", quote_help},
    {YAML::ErrorMsg::BLOCK_ENTRY, "no list item may begin here", "`- ` begins a line"},
    {YAML::ErrorMsg::MAP_KEY, "no key may begin here", quote_help},
    {YAML::ErrorMsg::MAP_VALUE, "no key may stand before this `:`",
     "keys of one mapping begin in the same column; text that holds `: ` needs quotes"},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab stands in the indentation", "indent with spaces"},
    {YAML::ErrorMsg::EOF_IN_SCALAR, "the file ends inside quoted text", "close it with the quote that opened it"},
    {YAML::ErrorMsg::DOC_IN_SCALAR, "`---` or `...` stands inside quoted text", "indent it"},
    {YAML::ErrorMsg::INVALID_ESCAPE, "no such escape in double-quoted text", "write `\\\\` for a backslash"},
    {YAML::ErrorMsg::INVALID_HEX, "an escape has characters that are no hexadecimal digits", ""},
    {YAML::ErrorMsg::INVALID_UNICODE, "an escape stands for no character", ""},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "no value begins with this character", quote_help},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, "text stands after the `|` or `>` that opens a block", "begin it on the next line"},
    {YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK, "a block cannot be indented by 0", ""},
};

void report_malformed(const YAML::Exception& error, const TreeBuilder& builder, std::string_view text, Sink& sink) {
  Span span = builder.point(error.mark);
  if (dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr) {
    sink.report<Kind::yaml_too_deep>(span, Tree::max_depth);
    return;
  }
  if (span.end < text.size() && text[span.end] != '\n') {
    ++span.end;
  }
  for (const char* alias :
       {YAML::ErrorMsg::UNKNOWN_ANCHOR, YAML::ErrorMsg::ALIAS_NOT_FOUND, YAML::ErrorMsg::CHAR_IN_ALIAS}) {
    if (error.msg.starts_with(alias)) {
      sink.report<Kind::yaml_alias>(span).help("write the value out; text that begins with `*` needs quotes");
      return;
    }
  }
  for (const char* anchor : {YAML::ErrorMsg::ANCHOR_NOT_FOUND, YAML::ErrorMsg::CHAR_IN_ANCHOR}) {
    if (error.msg.starts_with(anchor)) {
      sink.report<Kind::yaml_anchor>(span).help("text that begins with `&` needs quotes");
      return;
    }
  }
  // A tab in the indentation is found late, as one of several complaints about the line.
  std::size_t line = span.begin;
  while (line > 0 && text[line - 1] != '\n') {
    --line;
  }
  const std::size_t content = std::min(text.find_first_not_of(" \t", line), text.size());
  const std::size_t tab = text.substr(line, content - line).find('\t');
  if (tab != std::string_view::npos) {
    const auto at = static_cast<uint32_t>(line + tab);
    sink.report<Kind::yaml_malformed>(Span{span.file, at, at + 1}, "a tab stands in the indentation")
        .help("indent with spaces");
    return;
  }
  // yaml-cpp takes a `?` between brackets for the sign of a key, wherever it stands.
  if (const std::optional<Span> bracket = builder.tree().open_bracket()) {
    const std::size_t line_end = std::min(text.find('\n', bracket->begin), text.size());
    const std::size_t question = text.substr(0, line_end).find('?', bracket->begin);
    if (question != std::string_view::npos && error.msg != YAML::ErrorMsg::EOF_IN_SCALAR) {
      const auto at = static_cast<uint32_t>(question);
      sink.report<Kind::yaml_malformed>(Span{span.file, at, at + 1}, "a `?` stands in unquoted text between brackets")
          .help("put the value in quotes, or write each entry on a line of its own without brackets");
      return;
    }
  }
  for (const Sentence& sentence : sentences) {
    if (error.msg.starts_with(sentence.theirs)) {
      const bool unclosed = sentence.ours.find("is never closed") != std::string_view::npos;
      span = unclosed ? builder.tree().open_bracket().value_or(span) : span;
      auto report = sink.report<Kind::yaml_malformed>(span, sentence.ours);
      if (!sentence.help.empty()) {
        report.help(std::string(sentence.help));
      }
      return;
    }
  }
  sink.report<Kind::yaml_malformed>(span, error.msg);
}

}  // namespace

std::string_view describe(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::empty: return "nothing";
    case Node::Kind::scalar: return "text";
    case Node::Kind::list: return "a list";
    case Node::Kind::mapping: return "a mapping";
  }
  return "";
}

Document load(const source::Manager& sources, source::FileId file, Sink& sink) {
  Document document;
  const std::string_view text = sources.file(file).text();
  if (!is_clean(text, sources.file(file), file, sink)) {
    return document;
  }
  if (Tree plain(text, file); read_plain(text, plain)) {
    document.root = plain.take_root();
    document.comments = collect_comments(text, file, plain.scalars());
    return document;
  }
  TreeBuilder builder(text, file, sink);
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    document.root = builder.tree().take_root();
    document.comments = collect_comments(text, file, builder.tree().scalars());
    if (!document.root) {
      document.root = Node();
      document.root->span = {file, 0, 0};
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    report_malformed(error, builder, text, sink);
  }
  return document;
}

}  // namespace exeunt::yaml
