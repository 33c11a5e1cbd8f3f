// The three forms that differences are written in; each takes subjects one after the other and makes its head at the end,
// when everything is counted. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/diff/words.h"
#include "interpreter/diff/write.h"
#include "interpreter/plan/layout.h"

namespace exeunt::diff {

/// What a comparison is about; outlives the printers.
struct Frame {
  const Side& before;
  const Side& after;
  const Options& options;
  const std::vector<Cause>& roots;
};

/// Objects of one type that follow each other and differ in the same way.
struct Alike {
  static constexpr std::size_t most_named = 40;  ///< as many as any line has room for

  std::string heading;
  std::string type;
  std::vector<Line> lines;
  std::vector<Subject> first;        ///< at most `most_single`
  std::vector<std::string> objects;  ///< at most `most_named`
  uint64_t count = 0;

  /// Up to so many get a line each; more share one.
  static constexpr std::size_t most_single = 3;
};

/// "deal:1, deal:2 … and 39 more" in `limit` columns; at least one.
std::string objects_of(const Alike& alike, std::size_t limit);
/// "41 deals"
std::string count_of(const Alike& alike, const Frame& frame);

/// Collects what is alike. A group is given as soon as it is known to be whole.
class Grouping {
 public:
  Grouping(const Frame& frame, bool is_single) : frame_(frame), is_single_(is_single) {}

  /// The group before `subject`, where it does not belong to that.
  std::optional<Alike> add(const Subject& subject);
  std::optional<Alike> finish();

 private:
  const Frame& frame_;
  bool is_single_;
  std::optional<Alike> open_;
};

class TextPrinter {
 public:
  TextPrinter(const Frame& frame, const WriteOptions& options)
      : frame_(frame), options_(options), grouping_(frame, options.verbose), page_(options.width, options.colour) {}

  std::string add(const Subject& subject);
  std::string finish();
  std::string head(const Totals& totals) const;

 private:
  std::string concise(const Subject& subject) const;
  std::string show(const Alike& alike);
  void show(const Line& line, const std::string& lead, const std::string& text);
  std::string flush();

  const Frame& frame_;
  const WriteOptions& options_;
  Grouping grouping_;
  std::string heading_;
  plan::Page page_;
  std::size_t rows_ = 0;  ///< on the page at hand
};

class MarkdownPrinter {
 public:
  MarkdownPrinter(const Frame& frame, const WriteOptions& options) : frame_(frame), grouping_(frame, options.verbose) {}

  std::string add(const Subject& subject);
  std::string finish();
  std::string head(const Totals& totals) const;

 private:
  std::string show(const Alike& alike);

  const Frame& frame_;
  Grouping grouping_;
  std::string heading_;
};

class JsonPrinter {
 public:
  JsonPrinter(const Frame& frame, const WriteOptions&) : frame_(frame) {}

  std::string add(const Subject& subject);
  std::string finish() const;
  std::string head(const Totals& totals) const;

 private:
  const Frame& frame_;
  bool has_content_ = false;
};

}  // namespace exeunt::diff
