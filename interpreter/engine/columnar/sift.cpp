#include "interpreter/engine/columnar/sift.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace exeunt::engine::columnar {
namespace {

using model::EntityIndex;
using model::FieldIndex;

constexpr std::size_t most_expected = 64;  ///< fields: as many as there are bits for

std::string_view type_of(std::string_view object) { return object.substr(0, object.find(':')); }

}  // namespace

void Unmodelled::merge(const Unmodelled& other) {
  for (const auto& [type, count] : other.types) {
    types[type] += count;
  }
  for (const auto& [field, count] : other.fields) {
    fields[field] += count;
  }
}

Sift::Sift(const model::Model& model, const Interest& interest, const Named& named, bool absent_is_null)
    : model_(model),
      named_(named),
      absent_is_null_(absent_is_null),
      subject_entity_(model.find_entity(type_of(named.subject)).value_or(no_entity)),
      quoted_subject_("\"" + named.subject + "\""),
      subject_(named.subject + "\""),
      entities_(model.entities.size()),
      types_(model),
      skipping_(model.entities.size()) {
  std::size_t most_fields = 0;
  for (EntityIndex index = 0; index < entities_.size(); ++index) {
    Entity& entity = entities_[index];
    entity.model = &model.entities[index];
    entity.interest = &interest.entities[index];
    for (std::size_t field = 0; field < std::min(entity.model->fields.size(), most_expected); ++field) {
      entity.fields |= uint64_t{1} << field;
    }
    most_fields = std::max(most_fields, entity.model->fields.size());
    for (const FieldIndex field : entity.interest->references) {
      if (can_refer_to(entity.model->fields[field].type, subject_entity_)) {
        entity.to_leavers.push_back(field);
      }
    }
    entity.is_told_by_anchors = entity.interest->driven && !entity.interest->resident &&
                                entity.interest->probed.empty() && entity.interest->probed_by_subject.empty() &&
                                entity.interest->waits_for.empty() && entity.interest->awaited.empty();
    for (const std::string& object : named.others) {
      if (object.starts_with(entity.model->name + ":")) {
        entity.named.push_back(object.substr(entity.model->name.size() + 1));
        entity.is_told_by_anchors = false;
      }
    }
  }
  fields_.resize(most_fields);
}

bool Sift::next(JsonLines& lines, std::string_view& line, Sighting& seen) {
  if (lines.at_end()) {
    return false;
  }
  seen = {};
  if (read_as_expected(lines, line, seen)) {
    seen.fate = is_passed_by_ ? Fate::passed_by : judge(entities_[seen.entity], seen);
    return true;
  }
  lines.start_over();
  if (lines.next(line) == JsonLines::Next::object) {
    seen = read(lines.members());
  } else {
    seen.fate = Fate::malformed;
  }
  return true;
}

// An object like the last one of its type, of which some members may be left out.
bool Sift::read_as_expected(JsonLines& lines, std::string_view& line, Sighting& seen) {
  JsonLines::Walk walk(lines);
  JsonView value;
  if (type_lead_.size() == 0 || !walk.take('{') || !walk.take_lead(type_lead_) || !walk.take_value(value) ||
      value.kind != JsonKind::text || value.is_escaped || value.size == 0) {
    return false;
  }
  seen.entity = types_.find_in_text(value.text());
  if (seen.entity == no_entity) {
    return false;
  }
  const Entity& entity = entities_[seen.entity];
  uint64_t given = 0;  ///< fields, a bit each
  bool may_matter = !entity.is_told_by_anchors;
  std::size_t anchors = 0;
  char separator = walk.take_separator();
  for (const Expected& expected : entity.order) {
    if (separator != ',') {
      break;
    }
    if (!walk.take_lead(expected.lead)) {
      continue;
    }
    JsonView& into = expected.field < 0 ? value : fields_[static_cast<std::size_t>(expected.field)];
    if (!walk.take_value(into)) {
      return false;
    }
    given |= expected.bit;
    if (expected.may_be_leaver) {
      anchors += expected.is_anchor ? 1 : 0;
      may_matter = may_matter || (into.kind == JsonKind::text
                                      ? subject_.stands_at(into.begin) || into.is_escaped || expected.takes_any_type
                                      : into.kind != JsonKind::null);
    } else if (expected.field < 0) {
      if (value.is_escaped || value.size == 0 || (value.kind != JsonKind::text && value.kind != JsonKind::number)) {
        return false;
      }
      seen.id = value.text();
    }
    separator = walk.take_separator();
  }
  is_passed_by_ = !may_matter && anchors == entity.interest->anchors.size();
  // What stands in the others is an earlier object's, of whose text nothing may be left.
  for (uint64_t missing = entity.fields & ~given; missing != 0; missing &= missing - 1) {
    fields_[static_cast<std::size_t>(std::countr_zero(missing))].kind = JsonKind::absent;
  }
  return separator == '}' && !seen.id.empty() && walk.arrive(line);
}

// Where a plain line begins with `{"type":"` the type ends at its fourth quote, and where `","id":"` stands from there on the id
// does at the eighth; and where a quote and what stands behind it spell the name of a member and a colon, that is a member.
bool Sift::can_skip(const source::Sieve::Line& line, Sighting& seen) {
  constexpr std::size_t quotes_of_identity = 8;
  constexpr std::size_t end_of_type = 3;
  constexpr std::size_t end_of_id = 7;
  // Behind the line there is its end and more, so that expected texts can be compared anywhere in it.
  const std::string_view text = line.text;
  if (line.quotes.size() < quotes_of_identity || text.back() != '}' || !type_begin_.stands_at(text.data())) {
    return false;
  }
  const char* const type = text.data() + type_begin_size_;
  const char* const type_end = line.quote(end_of_type);
  seen.entity = types_.find_in_text({type, static_cast<std::size_t>(type_end - type)});
  if (seen.entity == no_entity) {
    return false;
  }
  Skipping& skipping = skipping_[seen.entity];
  const char* const id = type_end + id_begin_size_;
  const char* const id_end = line.quote(end_of_id);
  if (!skipping.is_possible || !id_begin_.stands_at(type_end) || id == id_end) {
    return false;
  }
  seen.fate = Fate::passed_by;
  seen.id = {id, static_cast<std::size_t>(id_end - id)};
  return (!skipping.needs_id || seen.id.find('\\') == std::string_view::npos) &&
         ((skipping.anchor_quote < line.quotes.size() && skipping.anchor.stands_at(line.quote(skipping.anchor_quote))) ||
          has_anchors(line, entities_[seen.entity], skipping));
}

bool Sift::has_anchors(const source::Sieve::Line& line, const Entity& entity, Skipping& skipping) {
  std::size_t found = 0;
  for (const Expected& expected : entity.order) {
    for (std::size_t i = 0; expected.is_anchor && i < line.quotes.size(); ++i) {
      if (expected.lead.stands_at(line.quote(i))) {
        skipping.anchor_quote = skipping.anchor_quote == no_quote ? no_quote : i;
        ++found;
        break;
      }
    }
  }
  return found == entity.interest->anchors.size();
}

Sighting Sift::read(std::span<const JsonMember> members) {
  Sighting seen;
  if (!read_identity(members, seen)) {
    seen.fate = Fate::malformed;
    return seen;
  }
  if (seen.entity == no_entity) {
    seen.fate = Fate::unmodelled;
    return seen;
  }
  Entity& entity = entities_[seen.entity];
  if (!read_fields(members, entity)) {
    seen.fate = Fate::malformed;
    return seen;
  }
  seen.fate = judge(entity, seen);
  learn(members, entity);
  return seen;
}

void Sift::learn(std::span<const JsonMember> members, Entity& entity) {
  const auto is = [&](std::size_t i, std::string_view key) { return !members[i].key_is_escaped && members[i].key() == key; };
  if (!unknown_.empty() || entity.model->fields.size() > most_expected || members.size() <= entity.order.size() || !is(0, "type")) {
    return;
  }
  type_lead_ = ExpectedText(members[0].lead);
  entity.order.clear();
  for (std::size_t i = 1; i < members.size(); ++i) {
    const auto field = entity.model->find_field(members[i].key());
    if (field || is(i, "id")) {
      Expected& expected = entity.order.emplace_back();
      expected.lead = ExpectedText(members[i].lead);
      expected.field = field ? static_cast<int32_t>(*field) : -1;
      expected.bit = field ? uint64_t{1} << *field : 0;
      const auto is_among = [&](const std::vector<FieldIndex>& fields) {
        return field && std::find(fields.begin(), fields.end(), *field) != fields.end();
      };
      expected.may_be_leaver = is_among(entity.to_leavers);
      expected.is_anchor = expected.may_be_leaver && is_among(entity.interest->anchors);
      expected.takes_any_type = field && takes_any_type(entity.model->fields[*field].type);
    }
  }
  learn_skipping(entity);
}

void Sift::learn_skipping(const Entity& entity) {
  if (entity.order.empty()) {
    return;
  }
  const std::string type_begin = "{" + type_lead_.text() + "\"";
  const std::string id_begin = "\"," + entity.order[0].lead.text() + "\"";
  if (entity.order[0].field < 0 && std::max(type_begin.size(), id_begin.size()) <= ExpectedBeginning::most) {
    type_begin_ = ExpectedBeginning(type_begin);
    type_begin_size_ = type_begin.size();
    id_begin_ = ExpectedBeginning(id_begin);
    id_begin_size_ = id_begin.size();
  }
  Skipping& skipping = skipping_[static_cast<std::size_t>(&entity - entities_.data())];
  std::size_t anchors = 0;
  bool has_open_anchor = false;
  const Expected* last = nullptr;
  for (const Expected& expected : entity.order) {
    anchors += expected.is_anchor ? 1 : 0;
    has_open_anchor = has_open_anchor || (expected.is_anchor && expected.takes_any_type);
    last = expected.is_anchor ? &expected : last;
  }
  skipping.is_possible = entity.is_told_by_anchors && !has_open_anchor && entity.interest->dangling.empty() &&
                         id_begin_size_ != 0 && anchors == entity.interest->anchors.size();
  skipping.needs_id = entity.interest->wanted;
  // What several anchors or a long one need is looked up.
  const bool is_one = anchors == 1 && last->lead.size() <= ExpectedBeginning::most;
  skipping.anchor = is_one ? ExpectedBeginning(last->lead.text()) : ExpectedBeginning();
  skipping.anchor_quote = is_one ? 0 : no_quote;
}

bool Sift::read_identity(std::span<const JsonMember> members, Sighting& seen) {
  JsonView type;
  JsonView id;
  for (const JsonMember& member : members) {
    const std::string_view key = plain(member.key(), member.key_is_escaped);
    JsonView* const into = key == "type" ? &type : key == "id" ? &id : nullptr;
    if (into != nullptr && into->kind != JsonKind::absent) {
      return false;
    }
    if (into != nullptr) {
      *into = member.value;
    }
  }
  if (type.kind != JsonKind::text || type.size == 0 || (id.kind != JsonKind::number && id.kind != JsonKind::text) ||
      id.size == 0) {
    return false;
  }
  const std::string_view name = plain(type.text(), type.is_escaped);
  seen.entity = types_.find(name);
  if (seen.entity == no_entity) {
    ++unmodelled.types[std::string(name)];
  }
  seen.id = id.text();
  if (id.is_escaped) {
    id_ = plain(id.text(), true);
    seen.id = id_;
  }
  return true;
}

bool Sift::read_fields(std::span<const JsonMember> members, Entity& entity) {
  for (std::size_t i = 0; i < entity.model->fields.size(); ++i) {
    fields_[i].kind = JsonKind::absent;
  }
  unknown_.clear();
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view key = plain(members[i].key(), members[i].key_is_escaped);
    const auto field = entity.model->find_field(key);
    if (!field) {
      if (key != "type" && key != "id") {
        unknown_.push_back(i);
      }
      continue;
    }
    if (fields_[*field].kind != JsonKind::absent) {
      return false;
    }
    fields_[*field] = members[i].value;
  }
  return unknown_.empty() || note_unknown(members, entity);
}

bool Sift::note_unknown(std::span<const JsonMember> members, const Entity& entity) {
  std::vector<std::string> keys;
  for (const std::size_t position : unknown_) {
    keys.emplace_back(plain(members[position].key(), members[position].key_is_escaped));
  }
  std::sort(keys.begin(), keys.end());
  if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
    return false;
  }
  for (const std::string& key : keys) {
    ++unmodelled.fields[entity.model->name + "." + key];
  }
  return true;
}

std::string_view Sift::plain(std::string_view text, bool is_escaped) {
  if (!is_escaped) {
    return text;
  }
  plain_.clear();
  append_unescaped(text, plain_);
  return plain_;
}

}  // namespace exeunt::engine::columnar
