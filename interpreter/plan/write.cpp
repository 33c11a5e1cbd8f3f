#include "interpreter/plan/document.h"

namespace exeunt::plan {

/// Takes the lists of a plan as they are.
class Lists {
 public:
  explicit Lists(DocumentWriter& document) : document_(document) {}

  template <class T>
  void list(std::string_view name, std::string_view record, const std::vector<T>& values) {
    document_.begin_list(name);
    for (const T& value : values) {
      document_.line(record, [&] { members(document_.writer(), value); });
    }
    document_.end_list();
  }
  template <class T>
  void map(std::string_view name, std::string_view record, std::string_view key, const std::map<std::string, T>& values) {
    document_.begin_map(name);
    for (const auto& [of, value] : values) {
      document_.entry_of_map(record, key, of, value);
    }
    document_.end_map();
  }
  template <class T>
  void single(std::string_view name, std::string_view record, const T& value) {
    document_.single(name, record, value);
  }

 private:
  DocumentWriter& document_;
};

static std::string write(const Plan& plan, DocumentForm form) {
  std::string text;
  DocumentWriter document(form, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  Lists lists(document);
  document.write(plan, lists);
  return text;
}

std::string write_json(const Plan& plan) { return write(plan, DocumentForm::json); }
std::string write_ndjson(const Plan& plan) { return write(plan, DocumentForm::ndjson); }

std::string write_value(const Value& value) {
  Emitter out(0);
  out.value(value);
  return out.take();
}

}  // namespace exeunt::plan
