#include "interpreter/plan/document.h"
#include "interpreter/plan/groups.h"

namespace exeunt::plan {

/// Takes the lists of a plan as they are.
class Lists {
 public:
  explicit Lists(DocumentWriter& document) : document_(document) {}

  template <class T>
  void list(std::string_view name, std::string_view record, const std::vector<T>& values) {
    if (document_.form() == DocumentForm::groups) {
      group(record, values);
      return;
    }
    document_.begin_list(name);
    for (const T& value : values) {
      document_.line(record, [&] { members(document_.writer(), value); });
    }
    document_.end_list();
  }
  template <class T>
  void map(std::string_view name, std::string_view record, std::string_view key, const std::map<std::string, T>& values) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (document_.form() == DocumentForm::groups) {
        return;  // labels would be most of it
      }
    }
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
  /// Writes the objects of an entry by type.
  struct WithObjects {
    DocumentWriter& document;
    const std::vector<std::string>& objects;

    template <class T>
    void required(std::string_view key, const T& value) {
      document.writer().required(key, value);
    }
    void required(std::string_view key, const std::vector<std::string>& value) {
      if (&value != &objects) {
        document.writer().required(key, value);
        return;
      }
      document.out().key(key);
      ObjectsByType by_type(document.out());
      std::string listed;
      for (const std::string& object : value) {
        const ObjectName name = split_object(object);
        list_id(name.id, listed);
        by_type.add(name.type, listed);
      }
      by_type.finish();
    }
    template <class T>
    void optional(std::string_view key, const T& value) {
      document.writer().optional(key, value);
    }
    void derived(std::string_view key, std::size_t value) { document.writer().derived(key, value); }
  };

  template <AboutObject T>
  void group(std::string_view record, const std::vector<T>& values) {
    Groups groups;
    std::string listed;
    for (const T& value : values) {
      const ObjectName name = split_object(value.object);
      list_id(name.id, listed);
      groups.add(groups.find(name.type, rest(value)), name.id, listed);
    }
    groups.write(document_, record);
  }
  template <AboutObjects T>
  void group(std::string_view record, const std::vector<T>& values) {
    for (const T& value : values) {
      document_.line(record, [&] {
        WithObjects archive{document_, value.objects};
        members(archive, value);
      });
    }
  }
  template <class T>
  void group(std::string_view record, const std::vector<T>& values) {
    for (const T& value : values) {
      document_.line(record, [&] { members(document_.writer(), value); });
    }
  }

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

std::string write_groups(const Plan& plan) { return write(plan, DocumentForm::groups); }

std::string write_value(const Value& value) {
  Emitter out(0);
  out.value(value);
  return out.take();
}

}  // namespace exeunt::plan
