// Puts objects together and writes them, each once.
//
// What only one place of the mapping makes is written at once, and so is what several make of one item. What several
// sources make is gathered, its fields put together, and written after the last of them. Fields of the side file join
// on the way out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/intake/extra.h"
#include "interpreter/intake/known_objects.h"
#include "interpreter/intake/redact.h"
#include "interpreter/intake/report.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/source/output.h"

namespace exeunt::intake {

/// Which entry of which source's `objects` makes an object.
struct Maker {
  std::size_t source = 0;
  std::size_t object = 0;
  friend auto operator<=>(const Maker&, const Maker&) = default;
};

class Objects {
 public:
  /// All of these must live as long. `extra` and `redactor` may be null.
  Objects(const mapping::Mapping& mapping, const model::Model& model, Extra* extra, const Redactor* redactor,
          source::Output& output, snapshot::Problems& problems, Report& report);

  void add(const Maker& maker, const std::string& id, Fields fields, const diagnostic::Place& place);
  /// All objects of an item have been added.
  void finish_item();
  /// Every file of the source has been read.
  void finish(std::size_t source);
  /// Every source has been read: what only the side file has.
  void finish();

  /// Why writing failed, if it did.
  const std::optional<std::string>& failure() const { return failure_; }

 private:
  struct Given {
    std::string text;
    std::string file;
  };
  struct Gathered {
    std::string id;
    std::vector<std::optional<Given>> fields;
    std::map<Maker, std::string> contents;  ///< as each maker gave it, digested
  };
  struct Entity {
    std::size_t makers = 0;
    const mapping::ObjectRule* first_maker = nullptr;
    std::size_t last_source = 0;
    bool is_of_one_item = false;     ///< all makers make the same object of an item
    std::vector<Gathered> gathered;  ///< in order of arrival
    std::map<std::string, std::size_t> by_id;
  };
  using Texts = std::vector<std::string>;  ///< by field; empty: not given
  using Files = std::vector<std::string>;  ///< where each field comes from, or the one place that all do
  /// An object of the item at hand.
  struct Pending {
    Maker maker;
    std::string id;
    Texts texts;
    Fields fields;
    diagnostic::Place place;
  };

  model::EntityIndex entity_of(const Maker& maker) const;
  void hold(Pending object);
  void write_once(Pending object);
  void gather(const Pending& object);
  void write(model::EntityIndex entity, const std::string& id, Texts texts, const Files& files);
  void join_extra(model::EntityIndex entity, const std::string& id, Texts& texts, const Files& files);
  void write_line(const std::string& line);
  /// Whether the model's singleton stays one; reports where a second one comes.
  bool is_only_account(model::EntityIndex entity, const std::string& id, const diagnostic::Place& place);
  Texts to_texts(model::EntityIndex entity, Fields& fields) const;
  void refer(model::EntityIndex entity, const std::string& id, const Fields& fields);
  std::string line(model::EntityIndex entity, const std::string& id, const Texts& texts) const;
  std::string name(model::EntityIndex entity, const std::string& id) const;
  void report_repetition(const Pending& object);
  void report_difference(const mapping::FieldName& field, const std::string& object, const Given& a, const Given& b,
                         const diagnostic::Place& place);

  const mapping::Mapping& mapping_;
  const model::Model& model_;
  Extra* extra_;
  const Redactor* redactor_;
  source::Output& output_;
  snapshot::Problems& problems_;
  Report& report_;
  std::vector<Entity> entities_;
  std::vector<Pending> pending_;
  KnownObjects known_;
  std::optional<std::string> account_;  ///< id of the singleton
  std::optional<std::string> failure_;
};

}  // namespace exeunt::intake
