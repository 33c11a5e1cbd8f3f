// Account snapshots: any bytes, whatever spelling they begin like, read as an account of world.policy.
//
// An account is read or errors are reported. What is read strictly is read otherwise, to the same digest. What is
// copied without a change is the same bytes (of YAML, the same objects), with the digest that the account has. Of
// NDJSON, the lines as a JSON array are the same objects. Where the account has a plan, the columnar engine reads it
// too, and its plan is the reference engine's, byte for byte: interpreter/engine/columnar/README.md tells of what only
// one of them complains.
#include "interpreter/snapshot/rewrite.h"
#include "tests/fuzz/input/large.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/input/world.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 16'384;

namespace {

/// Values are compared as they are written, since a reference is a number of an object.
std::string shown(const snapshot::Account& account) {
  std::string out;
  for (const snapshot::Object& object : account.objects) {
    out += (object.present ? "" : "absent ") + std::to_string(object.entity) + ":" + object.id;
    for (const auto& field : object.fields) {
      out += field ? " " + field->text() : " ?";
    }
    out += "\n";
  }
  return out;
}

std::optional<snapshot::Account> read(std::string_view text, const snapshot::ReadOptions& options = {}) {
  diagnostic::Sink sink;
  auto account = snapshot::read_text(text, "a", *world().program->model, sink, options);
  hold_report(sink, source::Manager(), account.has_value(), "reading");
  return account;
}

class Verbatim : public snapshot::Editor {
 public:
  snapshot::Copy pass(const snapshot::Passing&, std::string&) override { return snapshot::Copy::verbatim; }
  bool add(std::string&) override { return false; }
};

void hold_copy(std::string_view bytes, const std::optional<snapshot::Account>& account, bool is_json) {
  diagnostic::Sink sink;
  Verbatim editor;
  std::string copy;
  const auto original = snapshot::rewrite_text(bytes, "a", sink, {}, editor, [&](std::string_view piece) {
    copy += piece;
    return true;
  });
  hold_report(sink, source::Manager(), original.has_value(), "copying");
  if (!original) {
    if (account) {
      broken("what is read can be copied", told(sink));
    }
    return;
  }
  if (is_json && copy != bytes) {
    broken("a copy without a change is the same bytes", copy);
  }
  if (account && original->digest != account->digest) {
    broken("a copy has the digest of the account", original->digest + " " + account->digest);
  }
  if (account && !is_json) {
    const auto again = read(copy);
    if (!again || shown(*again) != shown(*account)) {
      broken("a copy of YAML has the same objects", copy);
    }
  }
}

/// The lines between brackets. No value: there is a header.
std::optional<std::string> as_array(std::string_view lines, const snapshot::Opening& opening) {
  if (opening.first_object != 0) {
    return std::nullopt;
  }
  if (lines.starts_with("\xEF\xBB\xBF")) {
    lines.remove_prefix(3);
  }
  std::string out = "[";
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      out += out.size() == 1 ? "\n" : ",\n";
      out += line;
    }
  }
  return out + "]";
}

void hold_lines(std::string_view bytes, const source::Seekable& file, const snapshot::Opening& opening,
                const std::optional<snapshot::Account>& account) {
  diagnostic::Sink sink;
  const auto by_columns = plan_by_columns(file, opening, nullptr, sink);
  if (by_columns.has_value() == sink.has_errors()) {
    broken("the columnar engine gives a plan or says why not", told(sink));
  }
  if (!account) {
    return;
  }
  diagnostic::Sink unheard;
  const auto plan = plan_by_reference(*account, unheard);
  if (plan.has_value() != by_columns.has_value()) {
    broken("both engines have a plan, or neither", told(unheard) + "--- columnar\n" + told(sink));
  }
  if (plan && *plan != *by_columns) {
    broken("both engines have one plan", *plan + "--- columnar\n" + *by_columns);
  }
  const auto array = as_array(bytes, opening);
  const auto listed = array ? read(*array) : std::nullopt;
  if (array && (!listed || shown(*listed) != shown(*account))) {
    broken("a list has the objects of its lines", *array);
  }
}

}  // namespace

void attempt(std::string_view bytes) {
  const auto account = read(bytes);
  snapshot::ReadOptions strict;
  strict.strict = true;
  if (const auto strictly = read(bytes, strict); strictly && (!account || strictly->digest != account->digest)) {
    broken("what is read strictly is read", strictly->digest);
  }
  const std::string_view text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
  hold_copy(bytes, account, is_json);
  const auto file = source::Seekable::of("a", std::string(bytes));
  const auto opening = snapshot::find_ndjson(file, *world().program->model, {});
  if (opening) {
    hold_lines(bytes, file, *opening, account);
  }
}

}  // namespace exeunt::fuzz
