#include "interpreter/engine/columnar/shape.h"

#include <algorithm>
#include <bit>

#include "interpreter/engine/columnar/fit.h"

namespace exeunt::engine::columnar {
namespace {

using model::EntityIndex;
using model::FieldIndex;
using model::FieldKind;

/// What every field's state begins with; what else there is to say of a value comes behind these.
enum State : uint64_t { absent, null, present };

bool stands_before(const std::vector<ExpectedText>& leads, std::string_view text) {
  for (const ExpectedText& lead : leads) {
    if (text.size() > lead.size() && lead.stands_at(text.data())) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_told_by_shape(const JsonView& value, const model::FieldType& type) {
  const bool is_there = value.kind != JsonKind::absent && value.kind != JsonKind::null;
  return !is_there || type.kind == FieldKind::boolean || type.kind == FieldKind::enumeration;
}

Shapes::Shapes(std::size_t entities) : numbers_(entities) {
  for (EntityIndex entity = 0; entity < entities; ++entity) {
    entity_of_.push_back(entity);
  }
}

ShapeNumber Shapes::number(EntityIndex entity, const std::vector<uint64_t>& words) {
  const std::lock_guard lock(mutex_);
  if (numbers_[entity].size() > most_shapes) {
    return none(entity);
  }
  const auto [found, is_new] = numbers_[entity].emplace(words, static_cast<ShapeNumber>(entity_of_.size()));
  if (is_new) {
    entity_of_.push_back(entity);
  }
  return found->second;
}

Shaper::Shaper(const model::Model& model, const std::vector<const Interest*>& interests, Shapes& shapes)
    : types_(model), shapes_(shapes), entities_(model.entities.size()) {
  constexpr std::size_t most_leads = 8;
  for (EntityIndex index = 0; index < entities_.size(); ++index) {
    std::vector<Question>& questions = entities_[index].questions;
    for (const model::Field& field : model.entities[index].fields) {
      Question& question = questions.emplace_back();
      question.type = &field.type;
      for (const std::string& value : field.type.values) {
        question.values.emplace_back(value + "\"");
      }
      const model::FieldType& type = field.type.is_reference_list() ? field.type.element[0] : field.type;
      if (type.is_reference() && type.targets.size() <= most_leads) {
        for (const EntityIndex target : type.targets) {
          question.leads.emplace_back(model.entities[target].name + ":");
        }
      }
    }
    for (const Interest* const interest : interests) {
      for (const Atom& atom : interest->entities[index].atoms) {
        Question& question = questions[atom.field];
        switch (atom.test) {
          case Atom::Test::is_text:
            if (std::find(question.texts.begin(), question.texts.end(), atom.text) == question.texts.end()) {
              question.texts.push_back(atom.text);
            }
            break;
          case Atom::Test::is_longer:
            question.sizes.push_back(atom.size);
            break;
          case Atom::Test::is_subject:
          case Atom::Test::holds_subject:  // which fields refer to the leaver is said beside the shape
          case Atom::Test::is_null:
          case Atom::Test::is_true:
            break;
        }
      }
    }
    for (Question& question : questions) {
      std::sort(question.sizes.begin(), question.sizes.end());
      question.sizes.erase(std::unique(question.sizes.begin(), question.sizes.end()), question.sizes.end());
    }
    constexpr unsigned word_bits = 64;
    std::size_t word = 0;
    unsigned used = 0;
    for (Question& question : questions) {
      const auto bits = static_cast<unsigned>(std::bit_width(states(question) - 1));
      if (used + bits > word_bits) {
        ++word;
        used = 0;
      }
      question.by_kind.fill(look_closer);
      question.by_kind[static_cast<std::size_t>(JsonKind::absent)] = absent;
      if (question.type->nullable) {
        question.by_kind[static_cast<std::size_t>(JsonKind::null)] = null;
      }
      if (question.type->kind == FieldKind::string && question.texts.empty()) {
        question.by_kind[static_cast<std::size_t>(JsonKind::text)] = present;
      }
      question.word = word;
      question.shift = used;
      used += bits;
    }
    entities_[index].words = word + 1;
    entities_[index].known = Known(word + 1);
  }
}

bool Shaper::list_fits(const Question& question, const JsonView& value) const {
  if (question.leads.empty() || !value.is_texts || value.is_escaped) {
    return surely_fits(value, *question.type, types_);
  }
  const char* const end = value.begin + value.size;
  for (const char* at = std::find(value.begin, end, '"'); at != end; at = std::find(at, end, '"')) {
    const char* const last = std::find(at + 1, end, '"');
    if (!stands_before(question.leads, {at + 1, static_cast<std::size_t>(last - at - 1)})) {
      return false;
    }
    at = last + 1;
  }
  return true;
}

uint64_t Shaper::state(const Question& question, const JsonView& value) const {
  switch (question.type->kind) {
    case FieldKind::boolean:
      return value.kind == JsonKind::boolean ? present + (value.size == 4 ? 1 : 0) : unfit;
    case FieldKind::enumeration:
      if (value.kind == JsonKind::text && !value.is_escaped) {
        for (std::size_t i = 0; i < question.values.size(); ++i) {
          if (value.size + 1 == question.values[i].size() && question.values[i].stands_at(value.begin)) {
            return present + i;
          }
        }
      }
      return unfit;
    case FieldKind::string: {
      if (value.kind != JsonKind::text || (value.is_escaped && !question.texts.empty())) {
        return unfit;
      }
      const auto is = std::find(question.texts.begin(), question.texts.end(), value.text());
      return present + static_cast<uint64_t>(is - question.texts.begin());
    }
    case FieldKind::reference: {
      const bool is_usual = value.kind == JsonKind::text && !value.is_escaped && stands_before(question.leads, value.text());
      return is_usual || surely_fits(value, *question.type, types_) ? present : unfit;
    }
    case FieldKind::timestamp:
    case FieldKind::int64:
    case FieldKind::float64:
    case FieldKind::duration:
      return surely_fits(value, *question.type, types_) ? present : unfit;
    case FieldKind::list: {
      if (value.kind != JsonKind::list || !list_fits(question, value)) {
        return unfit;
      }
      const auto first = question.sizes.begin();
      const auto longer = std::lower_bound(first, question.sizes.end(), int64_t{value.elements});
      return present + static_cast<uint64_t>(longer - first);
    }
  }
  return unfit;
}

uint64_t Shaper::states(const Question& question) {
  // Of lists each of `sizes` divides the longer ones from the others; of texts there are all others besides.
  constexpr uint64_t truths = 2;
  const uint64_t values = question.type->kind == FieldKind::boolean       ? truths
                          : question.type->kind == FieldKind::enumeration ? question.values.size()
                                                                          : question.texts.size() + question.sizes.size() + 1;
  return present + values;
}

std::size_t Shaper::Known::slot(const uint64_t* words) const {
  uint64_t mixed = 0;
  for (std::size_t i = 0; i < words_; ++i) {
    mixed = (mixed ^ words[i]) * 0x9e3779b97f4a7c15;
    mixed ^= mixed >> 32;
  }
  std::size_t slot = static_cast<std::size_t>(mixed) & (slots_.size() - 1);
  const auto is_other = [&](const uint64_t* known) {
    return words_ == 1 ? *known != *words : !std::equal(words, words + words_, known);
  };
  while (slots_[slot] != 0 && is_other(texts_.data() + (slots_[slot] - 1) * words_)) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

const ShapeNumber* Shaper::Known::find(const std::vector<uint64_t>& words) const {
  const uint32_t which = slots_[slot(words.data())];
  return which == 0 ? nullptr : &numbers_[which - 1];
}

void Shaper::Known::add(const std::vector<uint64_t>& words, ShapeNumber number) {
  texts_.insert(texts_.end(), words.begin(), words.end());
  numbers_.push_back(number);
  if (numbers_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, 0);
    for (uint32_t i = 0; i + 1 < numbers_.size(); ++i) {
      slots_[slot(texts_.data() + i * words_)] = i + 1;
    }
  }
  slots_[slot(words.data())] = static_cast<uint32_t>(numbers_.size());
}

ShapeNumber Shaper::of(EntityIndex index, const JsonView* fields) {
  Entity& entity = entities_[index];
  words_.assign(entity.words, 0);
  for (const Question& question : entity.questions) {
    const JsonView& value = *fields++;
    uint64_t is = question.by_kind[static_cast<std::size_t>(value.kind)];
    if (is == look_closer && (is = state(question, value)) == unfit) {
      return Shapes::none(index);
    }
    words_[question.word] |= is << question.shift;
  }
  if (const ShapeNumber* const known = entity.known.find(words_)) {
    return *known;
  }
  const ShapeNumber number = shapes_.number(index, words_);
  if (number != Shapes::none(index)) {
    entity.known.add(words_, number);
  }
  return number;
}

}  // namespace exeunt::engine::columnar
