// Puts an account together from raw objects, one at a time: checks them, gives them types, takes their digest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/digest/digest.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/convert.h"
#include "interpreter/snapshot/findings.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/store.h"

namespace exeunt::snapshot {

/// Where an object stands in the file.
struct Location {
  uint64_t line = 0;
  uint64_t position = 0;  ///< 1-based in the list; 0 in NDJSON, where the line says it all
};

class Builder {
 public:
  Builder(const model::Model& model, Problems& problems, const ReadOptions& options);

  /// The file itself says that what it leaves out is null.
  void set_absent_is_null() { header_says_null_ = true; }
  /// The file itself says that it does not hold every object of the type.
  void set_incomplete(model::EntityIndex entity) { incomplete_[entity] = true; }
  const model::Model& model() const { return model_; }
  /// Offsets in `object` are into `text`. Errors are reported and the object is left out.
  void add(RawValue object, const Text& text, const Location& location);
  /// Nothing where there were errors.
  std::optional<Account> finish();

 private:
  void check_duplicate_members(const RawValue& object, const std::string& path, const Owner& owner);
  /// Registers the object under its name; false where that is taken.
  bool claim(model::EntityIndex entity, const std::string& id, const Owner& owner, uint64_t offset,
             const Location& location);
  void read_fields(const RawValue& object, Object& into, const Owner& owner);
  void take_hash(RawValue& object, const std::string& id);
  /// Absent fields become null where that is what they mean; what is given but cannot be had becomes unset.
  void settle_gaps(Account& account) const;
  std::string digest();

  const model::Model& model_;
  Problems& problems_;
  const ReadOptions& options_;
  Findings findings_;
  Store store_;
  Converter converter_;
  bool header_says_null_ = false;
  std::vector<bool> incomplete_;  ///< by EntityIndex
  std::vector<digest::Hash> hashes_;  ///< one an object, unmodelled ones included
  digest::Sha256 hasher_;
  std::string canonical_;  ///< reused from object to object
};

}  // namespace exeunt::snapshot
