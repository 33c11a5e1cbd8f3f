// Shapes of objects: all that decides what becomes of an object when somebody leaves, but for who that is and for which
// values are in its fields where these are read as a whole.
//
// Whatever `Sift::judge` asks of an object's fields in any of some events is in its shape, so that two objects of one shape,
// which refer to the leaver through the same fields, come to the same class or both to none. Where a class goes by values
// that a shape does not tell, the sighting says so (`Sighting::reads_values`). Only objects all of whose values surely fit
// the model have a shape that others have, too.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/interest.h"
#include "interpreter/engine/columnar/json_line.h"
#include "interpreter/engine/columnar/type_table.h"
#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

using ShapeNumber = uint32_t;

/// Whether objects of one shape have the same value in a field of the type, when this one's fits it.
bool is_told_by_shape(const JsonView& value, const model::FieldType& type);

/// The numbers of shapes, which several threads give away: which number a shape has is chance.
class Shapes {
 public:
  explicit Shapes(std::size_t entities);

  /// That of the shape that the words tell; `none` once the entity has more of them than are worth telling apart.
  ShapeNumber number(model::EntityIndex entity, const std::vector<uint64_t>& words);
  /// That of all objects of the entity that have no shape.
  static ShapeNumber none(model::EntityIndex entity) { return entity; }

  // Not while numbers are given away.

  /// An entity with too many shapes has none at all, whichever of its objects came first.
  bool is_none(ShapeNumber shape) const {
    return shape < numbers_.size() || numbers_[entity_of_[shape]].size() > most_shapes;
  }
  /// Whose shape it is.
  model::EntityIndex entity(ShapeNumber shape) const { return entity_of_[shape]; }

 private:
  static constexpr std::size_t most_shapes = std::size_t{1} << 16;  ///< of an entity

  std::mutex mutex_;
  std::vector<std::map<std::vector<uint64_t>, ShapeNumber>> numbers_;  ///< by entity
  std::vector<model::EntityIndex> entity_of_;
};

/// One thread's way to tell shapes.
class Shaper {
 public:
  /// All outlive it, but the list. `interests`: of the events that may ask.
  Shaper(const model::Model& model, const std::vector<const Interest*>& interests, Shapes& shapes);

  /// `fields`: of an object of the entity, by FieldIndex. Time by how long they are.
  ShapeNumber of(model::EntityIndex entity, const JsonView* fields);

 private:
  static constexpr std::size_t json_kinds = 7;
  static constexpr uint8_t look_closer = UINT8_MAX;
  static constexpr uint64_t unfit = UINT64_MAX;

  /// What is asked about a field.
  struct Question {
    const model::FieldType* type = nullptr;
    std::vector<std::string> texts;    ///< whether it is one of these
    std::vector<int64_t> sizes;        ///< whether it is longer, sorted
    std::vector<ExpectedText> values;  ///< of an enumeration, each with the quote behind it
    std::vector<ExpectedText> leads;   ///< "user:" of what a reference, or each of a list, may be to; empty if these are many
    /// By JsonKind: the answer, where the kind tells it.
    std::array<uint8_t, json_kinds> by_kind{};
    // Where the answer stands in the shape's words.
    std::size_t word = 0;
    unsigned shift = 0;
  };
  /// The shapes that this thread has met.
  class Known {
   public:
    explicit Known(std::size_t words) : words_(words), slots_(least_slots) {}
    /// Null: it is unknown.
    const ShapeNumber* find(const std::vector<uint64_t>& words) const;
    void add(const std::vector<uint64_t>& words, ShapeNumber number);

   private:
    static constexpr std::size_t least_slots = 64;
    std::size_t slot(const uint64_t* words) const;

    std::size_t words_;                ///< of each shape
    std::vector<uint32_t> slots_;      ///< which shape, and 1 more; 0: none
    std::vector<uint64_t> texts_;      ///< the words of all of them
    std::vector<ShapeNumber> numbers_;
  };
  struct Entity {
    std::vector<Question> questions;  ///< by FieldIndex
    std::size_t words = 1;
    Known known{1};
  };

  /// A number that says all that is asked about the value, where its kind does not; `unfit` if more than a glance is needed.
  uint64_t state(const Question& question, const JsonView& value) const;
  /// How many such numbers there are.
  static uint64_t states(const Question& question);
  bool list_fits(const Question& question, const JsonView& value) const;

  TypeTable types_;
  Shapes& shapes_;
  std::vector<Entity> entities_;
  std::vector<uint64_t> words_;
};

}  // namespace exeunt::engine::columnar
