// Which objects of an account can matter to a plan, told from one line at a time.
//
// An object that can matter is looked at one by one (`single`), or stands for itself and all others that differ from it in
// nothing but their names (`member` of a class, told by its key).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/interest.h"
#include "interpreter/engine/columnar/json_line.h"
#include "interpreter/engine/columnar/type_table.h"
#include "interpreter/model/model.h"
#include "interpreter/source/find.h"
#include "interpreter/source/sieve.h"

namespace exeunt::engine::columnar {

/// Who leaves, and which objects the request names besides: "user:7".
struct Named {
  std::string subject;
  std::vector<std::string> others;
  bool has_transfers = false;  ///< the operator hands something over first
};

enum class Fate : uint8_t {
  unmodelled,  ///< of a type that the model does not have
  passed_by,   ///< cannot matter, unless others ask about it
  waiting,     ///< likewise, unless a `waits_for` field refers to an object that is not quiet
  member,
  single,
  malformed,   ///< it is no object, has no type, no id, or some member twice: a closer look will tell
};

/// What was seen; the texts are valid until the next object is looked at.
struct Sighting {
  Fate fate = Fate::passed_by;
  model::EntityIndex entity = 0;
  std::string_view id;
  std::string_view label;  ///< of a member, or what may be one: its name for people, empty where it has none
  std::string_view key;    ///< likewise: equal for those of one class
  bool reads_values = false;  ///< likewise: there are values in its key that its shape (shape.h) does not tell
  /// It is single only because something may refer to it (EntityInterest::sought_by). If nothing does, it is a member.
  bool is_sought = false;
};

/// How many objects have what the model does not know.
struct Unmodelled {
  std::map<std::string, uint64_t> types;
  std::map<std::string, uint64_t> fields;  ///< "deal.colour"

  void merge(const Unmodelled& other);
};

/// `ref<*>`, or a list of them.
bool takes_any_type(const model::FieldType& type);

/// One thread's.
class Sift {
 public:
  /// All but the last outlive it.
  Sift(const model::Model& model, const Interest& interest, const Named& named, bool absent_is_null);

  /// Goes on to the next line that is not blank. False: there is none.
  bool next(JsonLines& lines, std::string_view& line, Sighting& seen);
  /// Whether a line that is plain, in a sieve for the leaver's name, is of an object that cannot matter. It is not checked to
  /// be JSON, nor are unmodelled members counted. False: it has to be read.
  bool can_skip(const source::Sieve::Line& line, Sighting& seen);
  /// The value of a field of the object that was looked at last.
  const JsonView& field(model::FieldIndex field) const { return fields_[field]; }
  /// All of them, by FieldIndex.
  const JsonView* fields() const { return fields_.data(); }
  /// Whether the object that was looked at last is not erased, whatever else becomes of it, and what others ask of it who wait
  /// is known and stays as it is.
  bool is_quiet(const Sighting& seen) const;
  /// Calls `each` with the text of every reference in the field, "deal:5".
  template <class Each>
  void for_each_reference(model::FieldIndex field, Each each) {
    const JsonView& value = fields_[field];
    if (value.kind == JsonKind::text) {
      each(plain(value.text(), value.is_escaped));
    } else if (value.kind == JsonKind::list && value.is_texts) {
      ListOfTexts texts(value);
      for (std::string_view text; texts.next(text);) {
        each(plain(text, value.is_escaped));
      }
    }
  }

  Unmodelled unmodelled;

 private:
  /// Members of one type tend to come in one order.
  struct Expected {
    ExpectedText lead;
    int32_t field = -1;          ///< -1: the id
    uint64_t bit = 0;            ///< of the field
    bool may_be_leaver = false;  ///< a reference, or a list of them, that can be to the leaver
    bool takes_any_type = false;
    bool is_anchor = false;
  };
  struct Entity {
    const model::Entity* model = nullptr;
    const EntityInterest* interest = nullptr;
    std::vector<model::FieldIndex> to_leavers;  ///< references that can be to the leaver
    std::vector<std::string> named;             ///< ids that the request names
    std::vector<Expected> order;                ///< behind the type
    uint64_t fields = 0;                        ///< those that the model has, a bit each
    /// An object that has its anchors and does not refer to the leaver cannot matter, whatever else it says.
    bool is_told_by_anchors = false;
  };
  static constexpr std::size_t no_quote = SIZE_MAX;
  /// What is asked for every line that is not read, close together.
  struct alignas(64) Skipping {
    bool is_possible = false;      ///< its name and that it has its anchors is all that has to be known of such an object
    bool needs_id = false;
    ExpectedBeginning anchor;      ///< where it has one
    std::size_t anchor_quote = 0;  ///< which of a line's quotes that began with, or no_quote
  };

  static bool has_anchors(const source::Sieve::Line& line, const Entity& entity, Skipping& skipping);
  bool read_as_expected(JsonLines& lines, std::string_view& line, Sighting& seen);
  Sighting read(std::span<const JsonMember> members);
  bool read_identity(std::span<const JsonMember> members, Sighting& seen);
  bool read_fields(std::span<const JsonMember> members, Entity& entity);
  bool note_unknown(std::span<const JsonMember> members, const Entity& entity);
  /// Expects the next object of the type to be like this one.
  void learn(std::span<const JsonMember> members, Entity& entity);
  void learn_skipping(const Entity& entity);
  Fate judge(const Entity& entity, Sighting& seen);
  /// What the consumers' conditions come to, as far as the answers tell.
  void evaluate(const Entity& entity);
  /// Of an object that does not refer to the leaver, whose conditions have these answers.
  std::optional<Fate> judge_waiting(const Entity& entity) const;
  Ternary answer(const Entity& entity, const Atom& atom);
  bool refers_to_subject(const JsonView& value);
  /// A reference, or one in a list of them, that may be to any type and is to none that the model has: it is unknown.
  bool names_no_type(const JsonView& value, const model::FieldType& type);
  bool read_label(const JsonView& label, Sighting& seen);
  void append_value(const Entity& entity, model::FieldIndex field, Sighting& seen);
  /// Without escapes; valid until the next call.
  std::string_view plain(std::string_view text, bool is_escaped);

  const model::Model& model_;
  const Named& named_;
  bool absent_is_null_;
  model::EntityIndex subject_entity_;
  source::TextFinder quoted_subject_;
  ExpectedText subject_;  ///< with the quote behind it
  std::vector<Entity> entities_;
  TypeTable types_;
  std::vector<Skipping> skipping_;  ///< by entity
  ExpectedText type_lead_;
  // How lines begin: `{"type":"`, and behind the type `","id":"`.
  ExpectedBeginning type_begin_;
  std::size_t type_begin_size_ = 0;
  ExpectedBeginning id_begin_;
  std::size_t id_begin_size_ = 0;
  std::vector<std::size_t> unknown_;  ///< positions of members that the model does not know

  std::vector<JsonView> fields_;
  std::vector<Ternary> answers_;
  std::vector<Ternary> holds_;  ///< by consumer; not `no` where what is asked may be changed before
  bool is_answered_ = false;   ///< these are those of the object at hand
  bool is_passed_by_ = false;  ///< the object that was read as expected cannot matter
  bool is_odd_ = false;  ///< some value is of a kind that its field cannot have
  std::string id_;
  std::string label_;
  std::string key_;
  std::string plain_;
};

}  // namespace exeunt::engine::columnar
