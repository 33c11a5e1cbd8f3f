#include <utility>

#include "interpreter/plan/json.h"
#include "interpreter/plan/writer.h"

namespace exeunt::plan {

std::string write_json(const Plan& plan) {
  Emitter out(document_levels);
  Writer writer(out);
  out.begin_object();
  writer.required("format", std::string(plan_format));
  head_members(writer, plan);
  writer.required("verdict", plan.verdict);
  list_members(writer, plan);
  writer.required("summary", plan.summary);
  out.end_object();
  return out.take() + "\n";
}

/// Takes the lists of a plan and makes each entry a line.
class LineWriter {
 public:
  template <class T>
  void list(std::string_view, std::string_view record, const std::vector<T>& values) {
    for (const T& value : values) {
      line(record, [&](Writer& writer) { members(writer, value); });
    }
  }
  template <class T>
  void map(std::string_view, std::string_view record, std::string_view key, const std::map<std::string, T>& values) {
    for (const auto& [name, value] : values) {
      line(record, [&, &key_value = name, &entry = value](Writer& writer) {
        writer.required(key, key_value);
        if constexpr (std::is_same_v<T, std::string>) {
          writer.required(record, entry);
        } else {
          members(writer, entry);
        }
      });
    }
  }
  template <class T>
  void single(std::string_view, std::string_view record, const T& value) {
    line(record, [&](Writer& writer) { members(writer, value); });
  }
  template <class Members>
  void line(std::string_view record, Members write_members) {
    Emitter out(0);
    Writer writer(out);
    out.begin_object();
    writer.required("record", std::string(record));
    write_members(writer);
    out.end_object();
    text_ += out.take();
    text_ += '\n';
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string write_ndjson(const Plan& plan) {
  LineWriter lines;
  lines.line("plan", [&](Writer& writer) {
    writer.required("format", std::string(plan_format));
    head_members(writer, plan);
  });
  list_members(lines, plan);
  lines.line("summary", [&](Writer& writer) {
    writer.required("verdict", plan.verdict);
    members(writer, plan.summary);
  });
  return lines.take();
}

std::string write_value(const Value& value) {
  Emitter out(0);
  out.value(value);
  return out.take();
}

}  // namespace exeunt::plan
