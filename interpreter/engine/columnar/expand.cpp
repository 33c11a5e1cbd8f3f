#include "interpreter/engine/columnar/expand.h"

#include <algorithm>
#include <numeric>
#include <type_traits>

#include "interpreter/engine/columnar/in_order.h"
#include "interpreter/plan/groups.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::engine::columnar {
namespace {

using plan::AboutObject;
using plan::AboutObjects;

/// The members of an entry as they stand in an object, the brackets left out at its beginning.
template <class T>
std::string body(const T& entry) {
  plan::Emitter out(0);
  plan::Writer(out).put(entry);
  return out.take().substr(1);
}

std::string json_text(std::string_view text) {
  plan::Emitter out(0);
  out.text(text);
  return out.take();
}

/// `text` between the places where `name` stands.
std::vector<std::string> cut(const std::string& text, const std::string& name) {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, begin)) {
    pieces.push_back(text.substr(begin, at - begin));
    begin = at + name.size();
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

/// Walks the lists of a plan of representatives, as list_members names them, and writes what they stand for.
class Expander {
 public:
  Expander(ClassPlan& plan, const model::Model& model, plan::DocumentForm form, const plan::WritePiece& write,
           diagnostic::Sink& sink)
      : plan_(plan), model_(model), stand_ins_(plan.classes, plan.stand_in, model), document_(form, write),
        objects_(plan, model, document_, sink) {
    for (const model::Entity& entity : model.entities) {
      quoted_types_.push_back(json_text(entity.name));
      quoted_types_.back().back() = ':';  // the id takes the place of the closing quote
    }
  }

  bool run() {
    note_mentions();
    return document_.write(plan_.plan, *this) && !objects_.has_failed();
  }

  template <class T>
  void list(std::string_view name, std::string_view record, const std::vector<T>& entries) {
    document_.begin_list(name);
    if constexpr (AboutObject<T>) {
      if (document_.form() == plan::DocumentForm::groups) {
        group(record, entries);
      } else {
        expand(record, entries);
      }
    } else {
      for (const T& entry : entries) {
        document_.line(record, [&] {
          if constexpr (AboutObjects<T>) {
            WithObjects archive(*this, document_.writer(), entry.objects);
            plan::members(archive, entry);
          } else {
            plan::members(document_.writer(), entry);
          }
        });
      }
    }
    document_.end_list();
  }

  template <class T>
  void map(std::string_view name, std::string_view record, std::string_view key, const std::map<std::string, T>& entries) {
    document_.begin_map(name);
    if constexpr (std::is_same_v<T, std::string>) {
      if (document_.form() != plan::DocumentForm::groups) {
        labels(record, key, entries);
      }
    } else {
      for (const auto& [of, entry] : entries) {
        document_.entry_of_map(record, key, of, entry);
      }
    }
    document_.end_map();
  }

  template <class T>
  void single(std::string_view name, std::string_view record, const T& entry) {
    document_.single(name, record, entry);
  }

 private:
  /// Writes an entry whose `objects` are more than it has.
  struct WithObjects {
    WithObjects(Expander& the_all, plan::Writer& the_writer, const std::vector<std::string>& the_objects)
        : all(the_all), writer(the_writer), objects(the_objects) {}

    template <class T>
    void required(std::string_view key, const T& value) {
      writer.required(key, value);
    }
    void required(std::string_view key, const std::vector<std::string>& value) {
      if (&value != &objects) {
        writer.required(key, value);
        return;
      }
      all.document_.out().key(key);
      if (all.document_.form() == plan::DocumentForm::groups) {
        all.expand_by_type(objects);
        return;
      }
      all.document_.out().begin_list();
      all.expand_names(objects);
      all.document_.out().end_list();
    }
    template <class T>
    void optional(std::string_view key, const T& value) {
      writer.optional(key, value);
    }
    void derived(std::string_view key, std::size_t) { writer.required(key, all.count(objects)); }

    Expander& all;
    plan::Writer& writer;
    const std::vector<std::string>& objects;
  };

  // Canonical order is by object, so what is about one object stands together.
  template <class T>
  void expand(std::string_view record, const std::vector<T>& entries) {
    std::vector<InOrder::Own> owns;
    std::vector<std::vector<std::vector<std::string>>> cuts(plan_.classes.size());  ///< by class: of each entry the pieces
    std::vector<bool> wanted(plan_.classes.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (const auto of = stand_ins_.find(entries[i].object)) {
        cuts[*of].push_back(cut(body(entries[i]), json_text(entries[i].object)));
        wanted[*of] = true;
      } else {
        owns.push_back(objects_.own(entries[i].object, i));
      }
    }
    const auto write_own = [&](const InOrder::Own& own) {
      document_.begin_raw(record) += body(entries[own.entry]);
      document_.end_entry();
    };
    objects_.for_each(owns, wanted, write_own, [&](ClassIndex of, const MemberTexts& member) {
      name(plan_.classes[of].entity, member.id);
      for (const auto& pieces : cuts[of]) {
        append(pieces, document_.begin_raw(record));
        document_.end_entry();
      }
    });
  }

  // What an entry says of a class is one group: a rule whose words or values have its object's name in them asks which object it
  // is, and looks at each by itself.
  template <class T>
  void group(std::string_view record, const std::vector<T>& entries) {
    plan::Groups groups;
    std::vector<InOrder::Own> owns;
    std::vector<std::vector<plan::Groups::Index>> said(plan_.classes.size());  ///< by class
    std::vector<bool> wanted(plan_.classes.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (const auto of = stand_ins_.find(entries[i].object)) {
        said[*of].push_back(groups.find(model_.entities[plan_.classes[*of].entity].name, plan::rest(entries[i])));
        wanted[*of] = true;
      } else {
        owns.push_back(objects_.own(entries[i].object, i));
      }
    }
    std::string listed;
    const auto add_own = [&](const InOrder::Own& one) {
      plan::list_id(one.id, listed);
      groups.add(groups.find(model_.entities[one.entity].name, plan::rest(entries[one.entry])), one.id, listed);
    };
    objects_.for_each(owns, wanted, add_own, [&](ClassIndex of, const MemberTexts& member) {
      const std::string_view in_list = list(member, listed);
      for (const plan::Groups::Index each : said[of]) {
        groups.add(each, member.id, in_list);
      }
    });
    groups.write(document_, record);
  }

  uint64_t count(const std::vector<std::string>& objects) const {
    return std::accumulate(objects.begin(), objects.end(), uint64_t{0}, [&](uint64_t sum, const std::string& object) {
      const auto of = stand_ins_.find(object);
      return sum + (of ? plan_.classes[*of].weight : 1);
    });
  }

  /// Gives `take` the entity and the id of each, in order.
  template <class Take>
  void for_each_object(const std::vector<std::string>& objects, Take take) {
    std::vector<InOrder::Own> owns;
    std::vector<bool> has(plan_.classes.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (const auto of = stand_ins_.find(objects[i])) {
        has[*of] = true;
      } else {
        owns.push_back(objects_.own(objects[i], i));
      }
    }
    const auto take_own = [&](const InOrder::Own& own) { take(own.entity, {own.id, {}}); };
    objects_.for_each(owns, has, take_own, [&](ClassIndex of, const MemberTexts& member) {
      take(plan_.classes[of].entity, member);
      document_.flush(plan::DocumentWriter::enough);
    });
  }

  void expand_names(const std::vector<std::string>& objects) {
    for_each_object(objects, [&](model::EntityIndex entity, const MemberTexts& object) {
      name(entity, object.id);
      document_.out().raw() += name_;
    });
  }

  /// As plan::list_id has the id; it may stand in `listed`.
  static std::string_view list(const MemberTexts& member, std::string& listed) {
    if (member.as_number != nullptr) {
      return member.as_number->listed();
    }
    plan::list_id(member.id, listed);
    return listed;
  }

  void expand_by_type(const std::vector<std::string>& objects) {
    plan::ObjectsByType by_type(document_.out());
    std::string listed;
    for_each_object(objects, [&](model::EntityIndex entity, const MemberTexts& object) {
      by_type.add(model_.entities[entity].name, list(object, listed));
    });
    by_type.finish();
  }

  /// Objects of which a plan tells the label: those that it names for themselves.
  void note_mentions() {
    mentioned_.resize(plan_.classes.size());
    const auto note = [&](const std::string& object) {
      if (const auto of = stand_ins_.find(object)) {
        mentioned_[*of] = true;
      }
    };
    for (const auto& [object, label] : plan_.plan.labels) {
      note(object);
    }
    const auto note_all = [&](const auto& entries) {
      for (const auto& entry : entries) {
        note(entry.object);
      }
    };
    note_all(plan_.plan.changes);
    note_all(plan_.plan.displays);
    note_all(plan_.plan.undecided);
    note_all(plan_.plan.unaddressed);
    note_all(plan_.plan.dangling);
    note_all(plan_.plan.conflicts);
    for (const plan::Advice& advice : plan_.plan.advice) {
      std::for_each(advice.objects.begin(), advice.objects.end(), note);
    }
  }

  // The last list with objects in it, so the members can be put into this one's own order.
  void labels(std::string_view record, std::string_view key, const std::map<std::string, std::string>& own_labels) {
    std::vector<model::EntityIndex> by_name(model_.entities.size());
    std::iota(by_name.begin(), by_name.end(), model::EntityIndex{0});
    std::sort(by_name.begin(), by_name.end(), [&](model::EntityIndex a, model::EntityIndex b) {
      return model_.entities[a].name + ":" < model_.entities[b].name + ":";
    });
    std::vector<uint32_t> rank(model_.entities.size());
    for (uint32_t i = 0; i < by_name.size(); ++i) {
      rank[by_name[i]] = i;
    }
    std::vector<uint32_t> rank_of;
    for (const ObjectClass& each : plan_.classes) {
      rank_of.push_back(rank[each.entity]);
    }
    plan_.members.sort_by_text(rank_of);
    auto next = own_labels.begin();
    const auto skip_stand_ins = [&] {
      while (next != own_labels.end() && stand_ins_.find(next->first)) {
        ++next;
      }
    };
    const auto write_own = [&] {
      label(record, key, json_text(next->first), next->second);
      ++next;
      skip_stand_ins();
    };
    skip_stand_ins();
    std::string object;
    objects_.for_each(mentioned_, [&](ClassIndex of, const MemberTexts& texts) {
      if (texts.label.empty()) {
        return;
      }
      const model::EntityIndex entity = plan_.classes[of].entity;
      while (plan_.unordered && next != own_labels.end()) {
        write_own();
      }
      if (next != own_labels.end()) {
        object.assign(model_.entities[entity].name).append(":").append(texts.id);
        while (next != own_labels.end() && next->first < object) {
          write_own();
        }
      }
      name(entity, texts.id);
      label(record, key, name_, texts.label);
    });
    while (next != own_labels.end()) {
      write_own();
    }
  }

  void label(std::string_view record, std::string_view key, const std::string& quoted_object, std::string_view text) {
    plan::Emitter& out = document_.out();
    if (document_.form() == plan::DocumentForm::json) {
      out.raw() += quoted_object;
      out.begin_value();
      out.text(text);
      document_.flush(plan::DocumentWriter::enough);
      return;
    }
    document_.line(record, [&] {
      out.key(key);
      out.raw() += quoted_object;
      out.key(record);
      out.text(text);
    });
  }

  /// The pieces with name_ between them.
  void append(const std::vector<std::string>& pieces, std::string& out) const {
    out += pieces[0];
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      out += name_;
      out += pieces[i];
    }
  }

  /// `"deal:5"` into name_.
  void name(model::EntityIndex entity, std::string_view id) {
    name_ = quoted_types_[entity];
    const char* const end = id.data() + id.size();
    if (source::skip_plain_characters(id.data(), end) == end) {
      name_ += id;
      name_ += '"';
    } else {
      name_ += json_text(id).substr(1);
    }
  }

  ClassPlan& plan_;
  const model::Model& model_;
  StandIns stand_ins_;
  plan::DocumentWriter document_;
  InOrder objects_;
  std::vector<std::string> quoted_types_;  ///< `"deal:`
  std::vector<bool> mentioned_;            ///< by class
  std::string name_;
};

}  // namespace

ClassPlan make_class_plan(plan::Plan plan, Slice slice, const model::Model& model, bool unordered) {
  const StandIns stand_ins(slice.classes, slice.stand_in, model);
  plan.summary = plan::summarise(plan, [&](std::string_view object) {
    const auto of = stand_ins.find(object);
    return of ? slice.classes[*of].weight : uint64_t{1};
  });
  return {std::move(plan),       std::move(slice.classes),  std::move(slice.members),
          std::move(slice.logs), std::move(slice.left_out), std::move(slice.stand_in), unordered};
}

bool write_plan(ClassPlan& plan, const model::Model& model, plan::DocumentForm form, const plan::WritePiece& write,
                diagnostic::Sink& sink) {
  return Expander(plan, model, form, write, sink).run();
}

}  // namespace exeunt::engine::columnar
