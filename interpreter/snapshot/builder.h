// Puts an account together from raw objects, one at a time: checks them, gives them types, takes their digest.
#pragma once

#include <optional>
#include <string>

#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/content.h"
#include "interpreter/snapshot/convert.h"
#include "interpreter/snapshot/file_digest.h"
#include "interpreter/snapshot/findings.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/receiver.h"
#include "interpreter/snapshot/store.h"

namespace exeunt::snapshot {

class Builder : public Receiver {
 public:
  Builder(const model::Model& model, Problems& problems, const ReadOptions& options);

  void begin(Spelling spelling, const Text*) override { is_ndjson_ = spelling == Spelling::ndjson; }
  const model::Model* model() const override { return &model_; }
  void add(RawValue object, const Text& text, const Location& location) override;
  /// `file`: over all that was read. Nothing where there were errors.
  std::optional<Account> finish(const FileDigester& file);
  /// Of some of a file's objects, where there were no errors: what they lack and have too much of is nothing to tell, nor
  /// is there a digest.
  Account finish_part();

 private:
  /// Registers the object under its name; false where that is taken.
  bool claim(model::EntityIndex entity, const std::string& id, const Owner& owner, uint64_t offset,
             const Location& location);
  void read_fields(const RawValue& object, Object& into, const Owner& owner);
  void finish(Account& account) const;
  /// Absent fields become null where that is what they mean; what is given but cannot be had becomes unset.
  void settle_gaps(Account& account) const;

  const model::Model& model_;
  Problems& problems_;
  const ReadOptions& options_;
  Findings findings_;
  Store store_;
  Converter converter_;
  ContentDigest content_;
  bool is_ndjson_ = false;
};

}  // namespace exeunt::snapshot
