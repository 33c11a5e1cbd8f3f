#include "interpreter/snapshot/rewrite.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/canonical.h"
#include "interpreter/snapshot/content.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/objects.h"

namespace exeunt::snapshot {

namespace {

/// What lines begin with where nothing else is left: an empty file would be no account.
constexpr std::string_view bare_header = R"({"format":"exeunt.snapshot/1"})";

/// Writes lines so that the last one ends as the last line of the file did, whichever lines are left out or added.
class LineCopy {
 public:
  LineCopy(const Reader& reader, const Write& write) : reader_(reader), write_(write) {}

  /// The line that the reader gave last, or what has become of it.
  bool keep(std::string_view text) {
    see();
    const bool written = put(text);
    pending_ = last_end_;
    return written;
  }
  void leave_out() { see(); }
  bool has_lines() const { return has_lines_; }
  /// In place of all lines, which were left out.
  bool stand_alone(std::string_view text) {
    pending_.clear();
    const bool written = put(text);
    pending_ = last_end_;
    return written;
  }
  bool add(std::string_view text) {
    if (has_lines_ && !pending_.ends_with('\n')) {
      pending_ += style_;
    }
    const bool written = put(text);
    pending_ = last_end_;
    return written;
  }
  bool finish() {
    pending_ += reader_.skipped();
    return last_end_.empty() || write_(pending_);
  }

 private:
  void see() {
    pending_ += reader_.skipped();
    last_end_ = reader_.line_end();
    style_ = last_end_.empty() ? style_ : last_end_;
  }
  bool put(std::string_view text) {
    const bool written = (pending_.empty() || write_(pending_)) && write_(text);
    has_lines_ = true;
    return written;
  }

  const Reader& reader_;
  const Write& write_;
  std::string pending_;        ///< what stands behind the last line written
  std::string last_end_;       ///< of the last line seen
  std::string style_ = "\n";  ///< how lines end here
  bool has_lines_ = false;
};

class Rewriter : public Receiver {
 public:
  Rewriter(Reader& reader, Problems& problems, const ReadOptions& options, Editor& editor, const Write& write)
      : reader_(reader), problems_(problems), editor_(editor), write_(write), lines_(reader, write), json_(options.max_depth) {}

  void begin(Spelling spelling, const Text* document) override {
    spelling_ = spelling;
    document_ = document == nullptr ? std::string_view() : document->text;
    if (spelling == Spelling::json) {
      put(reader_.skipped());
    }
  }

  void header_line(const Text& text) override { keep(lines_.keep(text.text)); }

  void begin_objects(const Text& text, uint64_t key_offset) override {
    std::size_t at = static_cast<std::size_t>(key_offset);
    // A list begins with neither a quote nor a letter, in any spelling.
    is_in_member_ = text.text[at] == '"' || text.text[at] == '\'' || text.text[at] == 'o';
    if (spelling_ == Spelling::yaml) {
      return;
    }
    if (is_in_member_) {
      at = end_of_value(text.text, at);
    }
    begin_ = std::min(text.text.find('[', at), text.text.size() - 1) + 1;
    end_ = begin_;
  }

  bool take_line(const Text& text) override {
    // Behind a mistake nothing is copied any more, but the other lines are read for theirs.
    if (problems_.any() || !plain_.read(text.text)) {
      return false;
    }
    changed_.clear();
    const std::optional<Copy> copied = editor_.pass_plain(plain_, changed_);
    if (!copied) {
      return false;
    }
    ++objects_;
    const std::size_t begin = static_cast<std::size_t>(plain_.whole().data() - text.text.data());
    copy_line(text.text, begin, begin + plain_.whole().size(), *copied);
    return true;
  }

  void add(RawValue object, const Text& text, const Location& location) override {
    if (spelling_ != Spelling::yaml) {
      copy(std::move(object), text, location);
      return;
    }
    // JSON begins here: the object is written down, and read as if it had always been so.
    std::string line;
    append_json(object, line);
    line.reserve(line.size() + Reader::padding);
    RawValue again;
    if (json_.read_value(line, again)) {
      copy(std::move(object), text, location);  // no object: reported there
      return;
    }
    copy(std::move(again), {line, location.line}, location);
  }

  void end() override {
    if (problems_.any() || failed_) {
      return;
    }
    if (spelling_ == Spelling::yaml) {
      put(yaml_header());
      put(yaml_);
    }
    bool is_empty = yaml_.empty() && !header().is_said;
    for (std::string text; !failed_ && editor_.add(text); is_empty = false) {
      switch (spelling_) {
        case Spelling::ndjson:
          keep(lines_.add(text));
          break;
        case Spelling::json:
          separate();
          put(text);
          break;
        case Spelling::yaml:
          put(text + "\n");
          break;
      }
    }
    if (spelling_ == Spelling::ndjson) {
      keep(lines_.has_lines() || lines_.stand_alone(bare_header));
      keep(lines_.finish());
    } else if (spelling_ == Spelling::yaml) {
      put(is_empty ? std::string(bare_header) + "\n" : "");
    } else {
      open_list();
      put(document_.substr(end_));
    }
    is_whole_ = !failed_;
  }

  /// No value: the file has mistakes, or the copy could not be written.
  std::optional<Original> original() {
    if (!is_whole_) {
      return std::nullopt;
    }
    const bool is_ndjson = spelling_ == Spelling::ndjson;
    return Original{is_ndjson ? reader_.digest().finish() : content_.finish(header()), objects_, header()};
  }

 private:
  void copy(RawValue object, const Text& text, const Location& location) {
    const std::optional<Identity> identity = identify(object, text, location, problems_);
    if (!identity) {
      return;
    }
    check_duplicate_members(object, identity->name, text, problems_);
    if (problems_.any()) {
      return;  // nothing that is written now will be used
    }
    const ObjectText as_text(text.text, object);
    const std::string_view whole = as_text.whole();
    changed_.clear();
    const Copy copied = editor_.pass(
        {*identity, object, as_text, objects_, is_in_member_, {problems_.file(), location.line, 0}}, changed_);
    const std::size_t begin = static_cast<std::size_t>(object.offset);
    const std::size_t end = begin + whole.size();
    ++objects_;
    if (spelling_ != Spelling::ndjson) {
      content_.add(object, identity->id);
    }
    switch (spelling_) {
      case Spelling::ndjson:
        copy_line(text.text, begin, end, copied);
        break;
      case Spelling::json:
        copy_element(begin, end, copied);
        break;
      case Spelling::yaml:
        if (copied != Copy::left_out) {
          yaml_.append(copied == Copy::changed ? std::string_view(changed_) : whole) += '\n';
        }
        break;
    }
  }

  void copy_line(std::string_view text, std::size_t begin, std::size_t end, Copy copied) {
    if (copied == Copy::left_out) {
      lines_.leave_out();
    } else if (copied == Copy::verbatim) {
      keep(lines_.keep(text));
    } else {
      std::string line(text.substr(0, begin));
      line += changed_;
      line += text.substr(end);
      keep(lines_.keep(line));
    }
  }

  void copy_element(std::size_t begin, std::size_t end, Copy copied) {
    const std::string_view before = document_.substr(end_, begin - end_);
    if (!is_seen_) {
      lead_ = before;
      is_seen_ = true;
    }
    end_ = end;
    if (copied == Copy::left_out) {
      return;
    }
    if (has_elements_) {
      put(before);
    } else {
      separate();
    }
    has_elements_ = true;
    put(copied == Copy::changed ? std::string_view(changed_) : document_.substr(begin, end - begin));
  }

  /// Everything up to the list's bracket, once.
  void open_list() {
    if (!is_open_) {
      is_open_ = true;
      put(document_.substr(0, begin_));
    }
  }

  /// What stands before an element that has no place in the file: the white space of the first one.
  void separate() {
    open_list();
    put(has_elements_ ? "," : "");
    put(lead_);
    has_elements_ = true;
  }

  std::string yaml_header() const {
    if (!header().is_said) {
      return {};
    }
    std::string line = R"({"format":"exeunt.snapshot/1")";
    line += header().absent_is_null ? R"(,"absent":"null")" : "";
    std::string types;
    for (const std::string& type : header().incomplete) {
      types += types.empty() ? "" : ",";
      append_json_text(type, types);
    }
    line += types.empty() ? "" : ",\"incomplete\":[" + types + "]";
    return line + "}\n";
  }

  void put(std::string_view text) {
    if (!text.empty()) {
      keep(failed_ || write_(text));
    }
  }
  void keep(bool written) { failed_ = failed_ || !written; }

  Reader& reader_;
  Problems& problems_;
  Editor& editor_;
  const Write& write_;
  LineCopy lines_;
  JsonReader json_;
  PlainObject plain_;
  ContentDigest content_;  ///< of a document
  uint64_t objects_ = 0;   ///< those of unknown types included
  Spelling spelling_ = Spelling::ndjson;
  std::string changed_;
  std::string yaml_;
  bool failed_ = false;
  bool is_whole_ = false;

  std::string_view document_;
  std::size_t begin_ = 0;  ///< behind the bracket that opens the list
  std::size_t end_ = 0;    ///< behind the last element seen
  std::string lead_;       ///< between the bracket and the first element
  bool is_seen_ = false;
  bool is_open_ = false;
  bool has_elements_ = false;
  bool is_in_member_ = false;
};

std::optional<Original> rewrite_from(Reader& reader, const std::string& name, diagnostic::Sink& sink,
                                     const ReadOptions& options, Editor& editor, const Write& write) {
  Problems problems(sink, name, options.max_errors);
  Rewriter rewriter(reader, problems, options, editor, write);
  const bool read = read_objects(reader, rewriter, problems, sink, options);
  problems.close();
  return read ? rewriter.original() : std::nullopt;
}

}  // namespace

std::optional<Original> rewrite(const std::string& path, diagnostic::Sink& sink, const ReadOptions& options,
                                Editor& editor, const Write& write) {
  auto opened = source::Input::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&opened)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  auto& input = std::get<source::Input>(opened);
  const std::string name = input.name();
  Reader reader(std::move(input), options.max_bytes);
  return rewrite_from(reader, name, sink, options, editor, write);
}

std::optional<Original> rewrite_text(std::string_view text, const std::string& name, diagnostic::Sink& sink,
                                     const ReadOptions& options, Editor& editor, const Write& write) {
  Reader reader(text, options.max_bytes);
  return rewrite_from(reader, name, sink, options, editor, write);
}

}  // namespace exeunt::snapshot
