#include "interpreter/snapshot/read.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/snapshot/builder.h"
#include "interpreter/snapshot/objects.h"

namespace exeunt::snapshot {

namespace {

std::optional<Account> read_from(Reader& reader, const std::string& name, const model::Model& model,
                                 diagnostic::Sink& sink, const ReadOptions& options) {
  Problems problems(sink, name, options.max_errors);
  Builder builder(model, problems, options);
  if (!read_objects(reader, builder, problems, sink, options)) {
    return std::nullopt;
  }
  std::optional<Account> account = builder.finish(reader.digest());
  problems.close();
  return account;
}

}  // namespace

std::optional<Account> read(const std::string& path, const model::Model& model, diagnostic::Sink& sink,
                            const ReadOptions& options) {
  auto opened = source::Input::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&opened)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  auto& input = std::get<source::Input>(opened);
  const std::string name = input.name();
  Reader reader(std::move(input), options.max_bytes);
  return read_from(reader, name, model, sink, options);
}

std::optional<Account> read_text(std::string_view text, const std::string& name, const model::Model& model,
                                 diagnostic::Sink& sink, const ReadOptions& options) {
  Reader reader(text, options.max_bytes);
  return read_from(reader, name, model, sink, options);
}

}  // namespace exeunt::snapshot
