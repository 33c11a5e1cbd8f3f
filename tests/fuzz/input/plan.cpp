// Plan documents in either form: any bytes, through the reader of whole plans and the one that goes entry by entry.
//
// A plan is read or errors are reported. What is read whole is read entry by entry, to the same plan, unless its lists
// are not in one piece or an entry is larger than any window. The other way round there is what only a whole reader
// sees: mistakes in the JSON of members that no plan has, which the other passes over (interpreter/plan/ README.md); a
// member that is missing or wrong both see. What was read is written, in either form, and read again to the same bytes;
// it can be shown to people, as text and as Markdown, without a control character.
#include <algorithm>

#include "interpreter/plan/entries.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/large.h"
#include "interpreter/plan/markdown.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/text.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 32'768;

namespace {

std::optional<plan::Plan> read(const std::string& text, diagnostic::Sink& sink) {
  source::Manager sources;
  const auto accepted = sources.accept("a.json", text);
  const auto* const id = std::get_if<source::FileId>(&accepted);
  if (id == nullptr) {
    return std::nullopt;
  }
  auto plan = plan::read_json(sources, *id, sink);
  hold_report(sink, sources, plan.has_value(), "reading");
  return plan;
}

/// Every mistake is in what a plan has, which no reader passes over.
bool is_about_a_plan(const diagnostic::Sink& sink) {
  using diagnostic::Kind;
  return sink.has_errors() && std::all_of(sink.diagnostics().begin(), sink.diagnostics().end(), [](const auto& each) {
           return each.kind == Kind::plan_member_missing || each.kind == Kind::plan_wrong_kind ||
                  each.kind == Kind::plan_bad_value;
         });
}

/// What only a reader entry by entry cannot do.
bool is_about_size_or_order(const diagnostic::Sink& sink) {
  return std::all_of(sink.diagnostics().begin(), sink.diagnostics().end(), [](const auto& each) {
    return each.kind == diagnostic::Kind::plan_unordered || each.kind == diagnostic::Kind::plan_entry_too_large;
  });
}

std::optional<plan::Plan> read_by_entries(const std::string& text, diagnostic::Sink& sink) {
  auto file = plan::LargePlan::open(source::Seekable::of("a.json", text), sink);
  plan::Plan out;
  plan::Value::Members head;
  if (!file || !file->read_head(head, out)) {
    return std::nullopt;
  }
  for (const plan::List& list : plan::lists()) {
    plan::Entries entries(*file, list);
    while (entries.next()) {
      if (!entries.read_into(out)) {
        return std::nullopt;
      }
    }
    if (file->has_failed()) {
      return std::nullopt;
    }
  }
  plan::sort(out);
  return out;
}

void hold_written(const plan::Plan& plan) {
  const std::string document = plan::write_json(plan);
  for (const std::string& form : {document, plan::write_ndjson(plan)}) {
    hold_json(form, form);
    diagnostic::Sink unheard;
    const auto again = read(form, unheard);
    if (!again || plan::write_json(*again) != document) {
      broken("what is written reads, to the same", form + "\n--- again\n" + (again ? plan::write_json(*again) : ""));
    }
  }
  hold_text(plan::write_text(plan), "the plan as text");
  hold_text(plan::write_markdown(plan), "the plan as Markdown");
}

}  // namespace

void attempt(std::string_view bytes) {
  const std::string text(bytes);
  diagnostic::Sink whole;
  const auto plan = read(text, whole);
  if (plan) {
    hold_written(*plan);
  }
  diagnostic::Sink sink;
  const auto by_entries = read_by_entries(text, sink);
  if (by_entries.has_value() == sink.has_errors()) {
    broken("what is read by entries has no errors, what is not has some", told(sink));
  }
  if (plan && !by_entries && !is_about_size_or_order(sink)) {
    broken("what is read whole is read by entries", told(sink));
  }
  if (by_entries && is_about_a_plan(whole)) {
    broken("what is missing or wrong is noticed by entries", told(whole));
  }
  if (plan && by_entries && plan::write_json(*plan) != plan::write_json(*by_entries)) {
    broken("both readers read the same",
           plan::write_json(*plan) + "\n--- by entries\n" + plan::write_json(*by_entries));
  }
}

}  // namespace exeunt::fuzz
