#include <algorithm>

#include "interpreter/engine/columnar/fit.h"
#include "interpreter/engine/columnar/shape.h"
#include "interpreter/engine/columnar/sift.h"

namespace exeunt::engine::columnar {

using model::FieldIndex;

bool takes_any_type(const model::FieldType& type) {
  return type.is_reference() ? type.any : type.is_reference_list() && type.element[0].any;
}

bool Sift::refers_to_subject(const JsonView& value) {
  switch (value.kind) {
    case JsonKind::text:
      return cel::same_text(plain(value.text(), value.is_escaped), named_.subject);
    case JsonKind::list:
      if (!value.is_texts) {
        is_odd_ = true;
        return false;
      }
      if (!value.is_escaped) {
        return quoted_subject_.find(value.begin, value.begin + value.size) != value.begin + value.size;
      }
      for (ListOfTexts texts(value);;) {
        std::string_view text;
        if (!texts.next(text)) {
          return false;
        }
        if (plain(text, true) == named_.subject) {
          return true;
        }
      }
    case JsonKind::absent:
    case JsonKind::null:
      return false;
    case JsonKind::boolean:
    case JsonKind::number:
    case JsonKind::object:
      is_odd_ = true;
      return false;
  }
  return false;
}

bool Sift::names_no_type(const JsonView& value, const model::FieldType& type) {
  if (!takes_any_type(type)) {
    return false;  // then it is an error, about which somebody else may have something to say
  }
  const auto is_unknown = [&](std::string_view reference) {
    return types_.find(reference.substr(0, reference.find(':'))) == no_entity;
  };
  if (value.kind == JsonKind::text) {
    return is_unknown(plain(value.text(), value.is_escaped));
  }
  if (value.kind == JsonKind::list && value.is_texts) {
    ListOfTexts texts(value);
    for (std::string_view text; texts.next(text);) {
      if (is_unknown(plain(text, value.is_escaped))) {
        return true;
      }
    }
  }
  return false;
}

Ternary Sift::answer(const Entity& entity, const Atom& atom) {
  const JsonView& value = fields_[atom.field];
  const model::FieldType& type = entity.model->fields[atom.field].type;
  const auto of = [](bool truth) { return truth ? Ternary::yes : Ternary::no; };
  const bool is_null = value.kind == JsonKind::null || (value.kind == JsonKind::absent && absent_is_null_ && type.nullable);
  if (value.kind == JsonKind::absent && !is_null) {
    return Ternary::unknown;
  }
  if (is_null && !type.nullable) {
    is_odd_ = true;
  }
  switch (atom.test) {
    case Atom::Test::is_null:
      return of(is_null);
    case Atom::Test::is_subject:
      is_odd_ = is_odd_ || (!is_null && value.kind != JsonKind::text);
      return of(!is_null && refers_to_subject(value));
    case Atom::Test::holds_subject:
      is_odd_ = is_odd_ || value.kind != JsonKind::list;
      return of(refers_to_subject(value));
    case Atom::Test::is_text:
      is_odd_ = is_odd_ || (!is_null && value.kind != JsonKind::text);
      return of(value.kind == JsonKind::text && plain(value.text(), value.is_escaped) == atom.text);
    case Atom::Test::is_true:
      if (is_null) {
        return Ternary::unknown;  // an error where it is asked; which of the two, the class's key says
      }
      is_odd_ = is_odd_ || value.kind != JsonKind::boolean;
      return of(value.text() == "true");
    case Atom::Test::is_longer:
      is_odd_ = is_odd_ || value.kind != JsonKind::list || !value.is_texts;
      return of(value.elements > atom.size);
  }
  return Ternary::unknown;
}

void Sift::append_value(const Entity& entity, FieldIndex field, Sighting& seen) {
  const JsonView& value = fields_[field];
  // Beside a shape stands which fields refer to the leaver.
  const model::FieldType& type = entity.model->fields[field].type;
  const bool is_leaver = type.is_reference() && value.kind == JsonKind::text && refers_to_subject(value);
  const bool is_told = is_leaver || is_told_by_shape(value, type);
  seen.reads_values = seen.reads_values || !is_told;
  key_ += static_cast<char>(value.kind);
  if (value.kind == JsonKind::absent) {
    return;  // what stands beside the kind is another object's
  }
  key_.append(reinterpret_cast<const char*>(&value.size), sizeof value.size);
  key_ += value.text();
}

bool Sift::read_label(const JsonView& label, Sighting& seen) {
  if (label.kind != JsonKind::text) {
    return label.kind == JsonKind::absent || label.kind == JsonKind::null;
  }
  seen.label = label.text();
  if (label.is_escaped) {
    label_ = plain(label.text(), true);
    seen.label = label_;
  }
  return true;
}

bool Sift::is_quiet(const Sighting& seen) const {
  const Entity& entity = entities_[seen.entity];
  const std::vector<FieldIndex>& awaited = entity.interest->awaited;
  const std::vector<Consumer>& consumers = entity.interest->consumers;
  const auto is_disturbed = [&](const Consumer& each) {
    return each.disturbs && holds_[static_cast<std::size_t>(&each - consumers.data())] != Ternary::no;
  };
  const bool may_change = seen.fate != Fate::passed_by &&
                          (!is_answered_ || is_odd_ || std::any_of(consumers.begin(), consumers.end(), is_disturbed));
  return !may_change && std::all_of(awaited.begin(), awaited.end(), [&](FieldIndex field) {
    return fields_[field].kind != JsonKind::absent && surely_fits(fields_[field], entity.model->fields[field].type, types_);
  });
}

void Sift::evaluate(const Entity& entity) {
  const std::vector<Consumer>& consumers = entity.interest->consumers;
  holds_.clear();
  for (const Consumer& consumer : consumers) {
    holds_.push_back(consumer.where.evaluate(answers_));
  }
  // A transfer comes before everything, and a phase reads what those before it have left.
  const auto is_handed_over = [&](FieldIndex field) {
    return std::find(entity.to_leavers.begin(), entity.to_leavers.end(), field) != entity.to_leavers.end() &&
           refers_to_subject(fields_[field]);
  };
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t i = 0; i < consumers.size(); ++i) {
      const Consumer& each = consumers[i];
      const bool may_be_changed =
          holds_[i] == Ternary::no &&
          (std::any_of(each.after.begin(), each.after.end(), [&](uint32_t j) { return holds_[j] != Ternary::no; }) ||
           (named_.has_transfers && std::any_of(each.asked.begin(), each.asked.end(), is_handed_over)));
      if (may_be_changed) {
        holds_[i] = Ternary::unknown;
        has_changed = true;
      }
    }
  }
}

std::optional<Fate> Sift::judge_waiting(const Entity& entity) const {
  const auto refers = [&](FieldIndex field) {
    return fields_[field].kind == JsonKind::text && surely_fits(fields_[field], entity.model->fields[field].type, types_);
  };
  Fate fate = Fate::passed_by;
  for (const Consumer& consumer : entity.interest->consumers) {
    if (consumer.where.evaluate(answers_) == Ternary::no) {
      continue;
    }
    if (!std::all_of(consumer.waits_for.begin(), consumer.waits_for.end(), refers)) {
      return std::nullopt;
    }
    fate = Fate::waiting;
  }
  return fate;
}

Fate Sift::judge(const Entity& entity, Sighting& seen) {
  const EntityInterest& interest = *entity.interest;
  is_answered_ = false;
  if (interest.resident ||
      std::find(entity.named.begin(), entity.named.end(), seen.id) != entity.named.end()) {
    return Fate::single;
  }
  is_odd_ = false;
  bool refers = false;
  for (const FieldIndex field : entity.to_leavers) {
    refers = refers_to_subject(fields_[field]) || refers;
    is_odd_ = is_odd_ || names_no_type(fields_[field], entity.model->fields[field].type);
  }
  const auto is_absent = [&](FieldIndex field) { return fields_[field].kind == JsonKind::absent; };
  // Look-ups have to see whoever may be the one that they look for.
  const auto may_be_found = [&](FieldIndex field) {
    const model::FieldType& type = entity.model->fields[field].type;
    const bool fails = fields_[field].kind == JsonKind::null && type.kind == model::FieldKind::list;
    return is_absent(field) || fails || names_no_type(fields_[field], type);
  };
  const bool is_open = std::any_of(interest.probed.begin(), interest.probed.end(), may_be_found) ||
                       std::any_of(interest.probed_by_subject.begin(), interest.probed_by_subject.end(), may_be_found);
  const bool is_anchored =
      interest.driven && std::none_of(interest.anchors.begin(), interest.anchors.end(), is_absent);
  const bool is_driven = !refers && !is_odd_ && is_anchored;
  if (is_driven && (is_open || interest.waits_for.empty())) {
    return is_open ? Fate::single : Fate::passed_by;
  }
  answers_.clear();
  for (const Atom& atom : interest.atoms) {
    answers_.push_back(answer(entity, atom));
  }
  is_answered_ = true;
  evaluate(entity);
  if (const auto fate = is_driven && !is_odd_ ? judge_waiting(entity) : std::nullopt) {
    return *fate;
  }
  // The key: which conditions may hold; and for those the answers that decide, and the values that are read beside them.
  key_.assign(reinterpret_cast<const char*>(&seen.entity), sizeof seen.entity);
  bool matters = refers;
  const auto is_subject = [&](FieldIndex field) { return refers_to_subject(fields_[field]); };
  bool is_single = std::any_of(interest.probed_by_subject.begin(), interest.probed_by_subject.end(), is_subject) ||
                   is_odd_ || is_open;
  bool is_sought = false;
  for (const Consumer& consumer : interest.consumers) {
    const Ternary holds = holds_[static_cast<std::size_t>(&consumer - interest.consumers.data())];
    key_ += static_cast<char>(holds);
    if (holds == Ternary::no) {
      continue;
    }
    matters = true;
    is_single = is_single || consumer.identity;
    is_sought = is_sought || consumer.seeks;
    for (const uint32_t atom : consumer.where.atoms()) {
      key_ += static_cast<char>(answers_[atom]);
      key_ += static_cast<char>(fields_[interest.atoms[atom].field].kind);
    }
    for (const FieldIndex field : consumer.values) {
      append_value(entity, field, seen);
    }
  }
  for (const FieldIndex field : entity.to_leavers) {
    const bool holds = refers_to_subject(fields_[field]);
    key_ += static_cast<char>(holds);
    if (holds && named_.has_transfers) {
      append_value(entity, field, seen);
    }
  }
  if (is_single) {
    return Fate::single;
  }
  if (!matters) {
    return Fate::passed_by;
  }
  // Of a class one object is read for good. What may be wrong with the others has to be seen here.
  for (FieldIndex field = 0; field < entity.model->fields.size(); ++field) {
    if (!surely_fits(fields_[field], entity.model->fields[field].type, types_)) {
      return Fate::single;
    }
  }
  if (entity.model->label && !read_label(fields_[*entity.model->label], seen)) {
    return Fate::single;
  }
  seen.key = key_;
  seen.is_sought = is_sought;
  return is_sought ? Fate::single : Fate::member;
}

}  // namespace exeunt::engine::columnar
