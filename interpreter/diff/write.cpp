#include "interpreter/diff/write.h"

#include "interpreter/diff/printer.h"
#include "interpreter/source/scratch.h"

namespace exeunt::diff {

template <class Printer>
static std::optional<std::string> write_with(Printer printer, Comparison& comparison, source::Output& output) {
  source::Scratch body;
  while (const auto subject = comparison.next()) {
    if (auto error = body.write(printer.add(*subject))) {
      return error;
    }
  }
  if (auto error = body.write(printer.finish())) {
    return error;
  }
  auto error = output.write(printer.head(comparison.totals()));
  return error ? error : body.copy_to(output);
}

template <class Printer>
static std::string write_with(Printer printer, const Difference& difference) {
  std::string body;
  for (const Subject& subject : difference.subjects) {
    body += printer.add(subject);
  }
  body += printer.finish();
  return printer.head(difference.totals) + body;
}

std::optional<std::string> write(Comparison& comparison, const WriteOptions& options, source::Output& output) {
  const Frame frame{comparison.before(), comparison.after(), comparison.options(), comparison.roots()};
  switch (options.format) {
    case Format::text:
      return write_with(TextPrinter(frame, options), comparison, output);
    case Format::markdown:
      return write_with(MarkdownPrinter(frame, options), comparison, output);
    case Format::json:
      return write_with(JsonPrinter(frame, options), comparison, output);
  }
  return std::nullopt;
}

std::string write(const Difference& difference, const WriteOptions& options) {
  const Frame frame{difference.before, difference.after, difference.options, difference.roots};
  switch (options.format) {
    case Format::text:
      return write_with(TextPrinter(frame, options), difference);
    case Format::markdown:
      return write_with(MarkdownPrinter(frame, options), difference);
    case Format::json:
      return write_with(JsonPrinter(frame, options), difference);
  }
  return {};
}

}  // namespace exeunt::diff
