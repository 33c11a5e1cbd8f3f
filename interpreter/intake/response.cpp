#include "interpreter/intake/response.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/source/utf8.h"

namespace exeunt::intake {

using cel::Value;
using diagnostic::Kind;
using diagnostic::Place;
using snapshot::Malformed;
using snapshot::RawValue;

namespace {

/// Where an offset of a piece stands in its file.
Place place_of(const std::string& file, const Piece& piece, uint64_t offset) {
  const std::string_view before = piece.text.substr(0, static_cast<std::size_t>(offset));
  const std::size_t last = before.rfind('\n');
  const auto lines = static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::string_view on_line = last == std::string_view::npos ? before : before.substr(last + 1);
  const auto characters = static_cast<uint32_t>(source::count_characters(on_line));
  return {file, piece.line + lines, (last == std::string_view::npos ? piece.column : 1) + characters};
}

std::string joined(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& name : path) {
    text += (text.empty() ? "" : ".") + name;
  }
  return text;
}

bool has_path(const RawValue& item, const std::vector<std::string>& path) {
  const RawValue* value = &item;
  for (const std::string& name : path) {
    value = value->kind == RawValue::Kind::object ? snapshot::find_member(*value, name) : nullptr;
    if (value == nullptr) {
      return false;
    }
  }
  return true;
}

/// What an error response says of itself, short enough to quote.
std::string quoted(const Value& value) {
  if (value.is_unknown() || value.is_error() || value.is_null()) {
    return "it says no more";
  }
  return snapshot::clip(value.kind() == cel::ValueKind::string ? value.string_value() : std::string_view(value.text()));
}

class FileReader : public DocumentVisitor {
 public:
  FileReader(Reading& reading, const mapping::Source& source, const ResponseFile& file, ItemTaker* taker)
      : reading_(reading),
        source_(source),
        file_(file),
        taker_(taker),
        envelope_(source.envelope ? &reading.mapping.envelopes[*source.envelope] : nullptr) {
    reading_.activation.set(mapping::slot::file, Value::string(file.star));
  }

  /// `responses`: what is around the items of each document, where it is known before they are read.
  bool run(const std::vector<Value>* responses) {
    responses_ = responses;
    static const std::vector<std::string> no_path;
    auto bytes = Bytes::open(file_.path, reading_.remaining_bytes);
    if (const auto* failure = std::get_if<ByteFailure>(&bytes)) {
      report_bytes(*failure);
      return false;
    }
    begin_document();
    const auto failure =
        read_documents(std::move(std::get<Bytes>(bytes)), envelope_ ? envelope_->list : no_path, *this);
    if (failure && !failed_) {
      report_document(*failure);
    }
    return !failed_ && !failure && !reading_.problems.full();
  }

  /// What a page says to follow must be there; the last one of a series says itself that it is the last.
  void check_next() {
    if (!more_ || (!file_.is_last && !file_.next_page)) {
      return;
    }
    auto report = reading_.problems.report<Kind::import_page_missing>(Place{file_.path, 0, 0}, file_.path);
    const std::optional<uint64_t> next = file_.page ? file_.next_page.value_or(*file_.page + 1) : file_.next_page;
    report.help(file_.page ? fmt::format("fetch page {} of `{}` and save it beside this one", *next, source_.endpoint)
                           : fmt::format("fetch the next page of `{}` and save it as `{}{}2.json`", source_.endpoint,
                                         file_.series, file_.star.empty() ? "-" : "."));
  }

  std::vector<Value> take_responses() { return std::move(seen_responses_); }

  bool item(const Piece& piece) override {
    ++items_;
    if (taker_ == nullptr) {
      return true;
    }
    RawValue value;
    return parse(piece, fmt::format("item {}", items_), value) && take(value, piece);
  }

  bool envelope(const Piece& piece, bool has_list) override {
    RawValue raw;
    if (!parse(piece, "the response", raw)) {
      return false;
    }
    if (!has_list && file_.one_a_line && lacks(raw) == nullptr) {
      ++items_;
      more_ = false;
      return finish_document(Value::null()) && (taker_ == nullptr || take(raw, piece));
    }
    Value response = reading_.values.make_all(raw);
    if (envelope_ != nullptr) {
      const bool is_object = raw.kind == RawValue::Kind::object;
      if (is_object && (is_error(response, piece) || failed_)) {
        return false;
      }
      if (!has_list) {
        fail();
        reading_.problems.report<Kind::import_no_list>(start(piece), joined(envelope_->list), source_.endpoint)
            .help("a response of another version, or of another endpoint, has another form");
        return false;
      }
      if (envelope_->more) {
        reading_.activation.set(mapping::slot::response, response);
        more_ = is_true(*envelope_->more, "more", piece);
      }
    }
    return !failed_ && finish_document(std::move(response));
  }

 private:
  Place start(const Piece& piece) const { return {file_.path, piece.line, piece.column}; }
  bool fail() {
    failed_ = true;
    return false;
  }

  /// Before the items of a document come: what is around them, where that is known.
  void begin_document() {
    const bool known = responses_ != nullptr && documents_ < responses_->size();
    reading_.activation.set(mapping::slot::response,
                            known ? (*responses_)[documents_] : Value::unknown(cel::AttributeId{0}));
  }
  bool finish_document(Value response) {
    ++documents_;
    if (taker_ == nullptr) {
      seen_responses_.push_back(std::move(response));
    }
    begin_document();
    return true;
  }

  bool parse(const Piece& piece, const std::string& what, RawValue& value) {
    if (const auto malformed = reading_.json.read_value(piece.text, value)) {
      report_malformed(*malformed, piece, what);
      return fail();
    }
    if (const snapshot::RawMember* twice = find_duplicate(value)) {
      reading_.problems.report<Kind::import_duplicate_member>(place_of(file_.path, piece, twice->key_offset), what,
                                                              snapshot::clip(twice->key));
      return fail();
    }
    return true;
  }

  bool take(const RawValue& value, const Piece& piece) {
    if (value.kind != RawValue::Kind::object && !source_.members.whole) {
      reading_.problems.report<Kind::import_not_an_object>(start(piece), items_, snapshot::describe(value));
      return fail();
    }
    if (const auto* path = lacks(value)) {
      reading_.problems.report<Kind::import_other_version>(start(piece), items_, joined(*path), source_.endpoint)
          .help("a response of another version of the API has other members");
      return fail();
    }
    reading_.activation.set(mapping::slot::item, reading_.values.make(value, source_.members));
    taker_->take(value, items_, start(piece));
    return !reading_.problems.full();
  }

  /// A member that every item has and this one has not; null: there is none.
  const std::vector<std::string>* lacks(const RawValue& item) const {
    const auto found = std::find_if(source_.require.begin(), source_.require.end(),
                                    [&](const std::vector<std::string>& path) { return !has_path(item, path); });
    return found == source_.require.end() ? nullptr : &*found;
  }

  bool is_error(const Value& response, const Piece& piece) {
    if (!envelope_->error) {
      return false;
    }
    reading_.activation.set(mapping::slot::response, response);
    if (!is_true(*envelope_->error, "error", piece)) {
      return false;
    }
    const Value message = envelope_->message ? reading_.activation.evaluate(*envelope_->message) : Value::null();
    reading_.problems.report<Kind::import_error_response>(start(piece), source_.endpoint, quoted(message));
    failed_ = true;
    return true;
  }

  /// What cannot be told, because the response lacks a member, is not so.
  bool is_true(const mapping::Expression& expression, std::string_view key, const Piece& piece) {
    const Value value = reading_.activation.evaluate(expression);
    if (value.is_true()) {
      return true;
    }
    if (!value.is_false() && !value.is_unknown() && !value.is_null()) {
      reading_.problems.report<Kind::import_envelope>(start(piece), key, envelope_->name,
                                                      value.is_error()
                                                          ? "cannot be told: " + value.error_info().message
                                                          : "is " + describe(value) + ", neither true nor false");
      failed_ = true;
    }
    return false;
  }

  void report_malformed(const Malformed& malformed, const Piece& piece, const std::string& what) {
    const Place place = malformed.offset ? place_of(file_.path, piece, *malformed.offset) : start(piece);
    using Reason = Malformed::Reason;
    const std::size_t nul = piece.text.find('\0');
    switch (malformed.reason) {
      case Reason::too_deep:
        reading_.problems.report<Kind::import_too_deep>(place, max_depth);
        return;
      case Reason::invalid_utf8:
        reading_.problems.report<Kind::import_invalid_utf8>(place);
        return;
      case Reason::too_many_values:
        reading_.problems.report<Kind::import_too_many_values>(place, what, snapshot::max_values_per_object);
        return;
      case Reason::too_large:
        reading_.problems.report<Kind::import_too_large_value>(place, what, max_item_bytes);
        return;
      case Reason::syntax:
      case Reason::alias:
        break;
    }
    if (nul != std::string_view::npos) {
      reading_.problems.report<Kind::import_nul_byte>(place_of(file_.path, piece, nul));
    } else {
      reading_.problems.report<Kind::import_malformed>(place, malformed.detail);
    }
  }

  void report_bytes(const ByteFailure& failure) {
    const Place whole{file_.path, 0, 0};
    switch (failure.reason) {
      case ByteFailure::Reason::unreadable:
        diagnostic::report(reading_.sink, failure.error);
        break;
      case ByteFailure::Reason::bad_gzip:
        reading_.problems.report<Kind::import_bad_gzip>(whole, failure.detail);
        break;
      case ByteFailure::Reason::bomb:
        reading_.problems.report<Kind::import_gzip_bomb>(whole, max_gzip_ratio)
            .help("unpack it yourself if that is what it should be");
        break;
      case ByteFailure::Reason::too_large:
        reading_.problems.report<Kind::import_too_large>(whole).help("`--max-bytes` sets the limit");
        break;
    }
  }

  void report_document(const DocumentFailure& failure) {
    const Place place{file_.path, failure.line, failure.column};
    const Place whole{file_.path, 0, 0};
    using Reason = DocumentFailure::Reason;
    switch (failure.reason) {
      case Reason::bytes:
        report_bytes(failure.bytes);
        break;
      case Reason::empty:
        reading_.problems.report<Kind::file_empty>(whole, file_.path);
        break;
      case Reason::not_json:
        reading_.problems.report<Kind::import_not_json>(place, failure.detail, source_.endpoint);
        break;
      case Reason::malformed:
        reading_.problems.report<Kind::import_malformed>(place, failure.detail);
        break;
      case Reason::cut_off:
        reading_.problems.report<Kind::import_cut_off>(whole, failure.detail);
        break;
      case Reason::bad_list:
        reading_.problems.report<Kind::import_bad_list>(place, envelope_ ? joined(envelope_->list) : "the response",
                                                        failure.detail, source_.endpoint);
        break;
      case Reason::too_deep:
        reading_.problems.report<Kind::import_too_deep>(place, max_depth);
        break;
      case Reason::too_large:
        reading_.problems.report<Kind::import_too_large_value>(place, failure.detail, max_item_bytes);
        break;
    }
  }

  Reading& reading_;
  const mapping::Source& source_;
  const ResponseFile& file_;
  ItemTaker* taker_;  ///< null: only the envelopes are wanted
  const mapping::Envelope* envelope_;
  const std::vector<Value>* responses_ = nullptr;
  std::vector<Value> seen_responses_;
  std::size_t documents_ = 0;
  uint64_t items_ = 0;
  bool more_ = false;
  bool failed_ = false;
};

}  // namespace

bool read_file(Reading& reading, const mapping::Source& source, const ResponseFile& file, ItemTaker& taker) {
  std::vector<Value> responses;
  if (source.reads_response) {
    // What is around the items may stand after them.
    const uint64_t remaining = reading.remaining_bytes;
    FileReader first(reading, source, file, nullptr);
    if (!first.run(nullptr)) {
      return false;
    }
    responses = first.take_responses();
    reading.remaining_bytes = remaining;
  }
  FileReader reader(reading, source, file, &taker);
  if (!reader.run(source.reads_response ? &responses : nullptr)) {
    return false;
  }
  reader.check_next();
  return true;
}

}  // namespace exeunt::intake
