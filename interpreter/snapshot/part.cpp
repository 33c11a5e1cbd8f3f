#include "interpreter/snapshot/part.h"

#include "interpreter/snapshot/builder.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/objects.h"

namespace exeunt::snapshot {

struct Part::State {
  State(const model::Model& the_model, const ReadOptions& the_options)
      : model(the_model), options(the_options), problems(unheard, "", options.max_errors),
        builder(model, problems, options), json(options.max_depth) {}

  const model::Model& model;
  ReadOptions options;
  diagnostic::Sink unheard;  ///< who tells users wants the lines' numbers, which nobody has counted
  Problems problems;
  Builder builder;
  JsonReader json;
};

Part::Part(const model::Model& model, const Header& header, const ReadOptions& options)
    : state_(std::make_unique<State>(model, options)) {
  state_->builder.begin(Spelling::ndjson, nullptr);
  state_->builder.header() = header;
}

Part::~Part() = default;

bool Part::add(std::string_view line, const std::string& id) {
  RawValue object;
  if (state_->json.read_value(line, object)) {
    return false;
  }
  for (RawMember& member : object.members) {
    if (member.key == "id" && !id.empty()) {
      member.value.kind = RawValue::Kind::text;
      member.value.text = id;
    }
  }
  state_->builder.add(std::move(object), {line, 0}, {});
  return !state_->problems.any();
}

Account Part::finish(const Whole& whole, const std::string& name, diagnostic::Sink& sink) {
  Account account = state_->builder.finish_part();
  account.object_count = whole.objects;
  account.digest = whole.digest;
  account.unmodelled_types = whole.unmodelled_types;
  account.unmodelled_fields = whole.unmodelled_fields;
  Problems problems(sink, name, state_->options.max_errors);
  Findings findings;
  for (const auto& [type, count] : whole.unmodelled_types) {
    findings.types[type] = {count, problems.whole_file()};
  }
  for (const auto& [field, count] : whole.unmodelled_fields) {
    findings.fields[field] = {count, problems.whole_file()};
  }
  report(findings, {}, state_->model, false, problems);
  return account;
}

namespace {

/// Takes only lines of certain numbers for objects.
class ChosenLines : public Builder {
 public:
  ChosenLines(const std::set<uint64_t>& lines, const model::Model& model, Problems& problems, const ReadOptions& options)
      : Builder(model, problems, options), lines_(lines) {}

  bool take_line(const Text& line) override { return line.first_line > 1 && !lines_.contains(line.first_line); }

 private:
  const std::set<uint64_t>& lines_;
};

}  // namespace

bool report_lines(const source::Seekable& file, const std::set<uint64_t>& lines, const model::Model& model,
                  diagnostic::Sink& sink, const ReadOptions& options) {
  Reader reader(file, options.max_bytes);
  Problems problems(sink, file.name(), options.max_errors);
  ChosenLines builder(lines, model, problems, options);
  const bool was_read = read_objects(reader, builder, problems, sink, options);
  problems.close();
  return was_read;
}

}  // namespace exeunt::snapshot
