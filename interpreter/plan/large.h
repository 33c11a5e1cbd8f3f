// Plan documents of any size, read entry by entry: nothing of an account's size is held in memory.
//
// A first pass finds where each list stands and that the document is whole; after that every list can be read by itself,
// as often as wanted and beside others. What is wrong is reported with file, line and column, up to ten mistakes. A document in
// groups is checked and spread into a file without a name first (spread.h).
//
//   auto file = LargePlan::open(std::move(input), sink);
//   Entries changes(*file, *find_list("changes"));
//   while (changes.next()) { use(changes.text()); }
//   if (file->has_failed()) …
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/window.h"
#include "interpreter/source/seekable.h"

namespace exeunt::plan {

/// A list of a plan, as the two forms name it.
struct List {
  enum class Shape { list, map, single };
  std::size_t index = 0;    ///< in `lists()`
  std::string_view member;  ///< of the document: "changes"
  std::string_view record;  ///< of a line: "change"
  std::string_view key;     ///< map: the member of a line that says which entry it is
  Shape shape = Shape::list;
};

/// All of them, in the order of a document.
const std::vector<List>& lists();
/// By its name in a document; null for others.
const List* find_list(std::string_view member);

class LargePlan {
 public:
  enum class Form { document, lines };

  /// One pass over the input. No value: it is no whole plan, and the sink says why. The sink outlives the result.
  static std::optional<LargePlan> open(source::Seekable input, diagnostic::Sink& sink);

  const std::string& name() const { return input_->name(); }
  Form form() const { return form_; }
  /// A document in groups has none.
  bool has_labels() const { return written_ == nullptr; }

  /// What stands outside of the lists, parsed and checked: `policy`, `snapshot`, `request`, `phases`, `verdict` and
  /// `summary`, each as it stands in the document. The lists of `typed` stay empty. False: it was reported.
  bool read_head(Value::Members& head, Plan& typed);

  bool has_failed() const { return errors_ != 0; }

 private:
  friend class Outline;
  friend class Entries;
  friend class IdCursor;
  friend class Spread;
  struct Region {
    uint64_t begin = 0;
    uint64_t end = 0;
  };
  /// What stands at `offset` of what is read comes from `written` of the document.
  struct Origin {
    uint64_t offset = 0;
    uint64_t written = 0;
  };

  LargePlan(source::Seekable input, diagnostic::Sink& sink)
      : input_(std::make_unique<source::Seekable>(std::move(input))), sink_(&sink) {}

  const Region* region(std::string_view name) const;
  /// No value: reported. `what` says what is too large where it is.
  std::optional<std::string> text(Region region, std::string_view what);
  /// The value that `text` is, which begins at `offset`. Its path in messages begins with `path`.
  std::optional<Value> parse(const std::string& path, std::string_view text, uint64_t offset);
  /// Passes on what was said about a piece of text that begins at `offset`; false where that was an error.
  bool relay(const diagnostic::Sink& said, uint64_t offset);
  bool relay(const diagnostic::Sink& said, const std::function<uint64_t(uint64_t)>& where);
  bool read_document_head(Value::Members& head, Plan& typed);
  bool read_line_head(Value::Members& head, Plan& typed);
  template <class T>
  bool read_member(std::string_view name, bool is_required, Value::Members& head, T& out);
  template <class Read>
  std::optional<Value::Members> read_head_line(std::string_view record, Read read);
  /// Where a window ended before its text did. False: it did not.
  bool report_cut(const Window& window, std::string_view what);
  diagnostic::Place place(uint64_t offset) const;

  template <diagnostic::Kind kind, class... Args>
  diagnostic::Builder report(uint64_t offset, const Args&... args) {
    ++errors_;
    return sink_->report<kind>(std::nullopt, args...).at(place(offset));
  }

  std::unique_ptr<source::Seekable> input_;
  std::unique_ptr<source::Seekable> written_;  ///< the document, where `input_` is what it was spread into
  std::vector<Origin> origins_;                ///< by offset
  diagnostic::Sink* sink_;
  Form form_ = Form::document;
  std::map<std::string, Region, std::less<>> regions_;  ///< by member of a document or kind of line
  std::size_t errors_ = 0;
};

}  // namespace exeunt::plan
