#include "interpreter/apply/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "interpreter/apply/object.h"
#include "interpreter/apply/patch.h"
#include "interpreter/apply/plain.h"
#include "interpreter/apply/revert.h"
#include "interpreter/apply/steps.h"
#include "interpreter/apply/values.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/order.h"

namespace exeunt::apply {

using diagnostic::Kind;
using plan::Change;
using plan::Op;
using plan::Value;
using plan::Write;
using snapshot::Copy;

namespace {

/// How many of a sort of mistakes are told one by one.
constexpr std::size_t max_told = 20;

std::string shown(const Value* value) {
  constexpr std::size_t longest = 60;
  return value == nullptr ? "not there"
                          : fmt::format("`{}`", plan::shorten(diagnostic::visible(plan::write_value(*value)), longest));
}

class Application : public snapshot::Editor {
 public:
  Application(const Planned& planned, const Options& options, const snapshot::Write& write)
      : planned_(planned),
        changes_(planned.changes),
        options_(options),
        patch_(write),
        plain_(planned, options),
        met_(changes_.size(), false),
        created_there_(changes_.created_size(), false) {}

  std::optional<Copy> pass_plain(const snapshot::PlainObject& object, std::string& text) override {
    if (options_.form == Form::json_patch || !options_.left_out.empty()) {
      return std::nullopt;
    }
    name_.assign(object.type()).append(":").append(object.id());
    if (changes_.created(name_) != Texts::none) {
      return std::nullopt;
    }
    const Changes::Index first = changes_.first(name_, last_);
    if (first == Changes::none) {
      return Copy::verbatim;
    }
    last_ = first;
    if (met_[first] || changes_.next(first) != Changes::none) {
      return std::nullopt;
    }
    const std::optional<Copy> copied = plain_.carry_out(first, object, text);
    met_[first] = copied.has_value();
    report_.changed += copied == Copy::changed ? 1 : 0;
    report_.erased += copied == Copy::left_out ? 1 : 0;
    return copied;
  }

  Copy pass(const snapshot::Passing& passing, std::string& text) override {
    name_.assign(passing.identity.type).append(":").append(passing.identity.id);
    const Texts::Id created = changes_.created(name_);
    if (created != Texts::none) {
      if (is_back() && can_go(created)) {
        return leave_out(passing);
      }
      created_there_[created] = true;
    }
    const Changes::Index first = changes_.first(name_);
    if (first == Changes::none) {
      return Copy::verbatim;
    }
    if (met_[first]) {
      twice_.add<Kind::snapshot_duplicate_object>(sink_, passing.place, passing.identity.name, "an earlier one");
      return Copy::verbatim;
    }
    met_[first] = true;
    return change(passing, steps(changes_, first, options_.until, options_.left_out), text);
  }

  bool add(std::string& text) override {
    if (!is_settled_) {
      settle();
    }
    if (next_ == added_.size()) {
      if (options_.form == Form::json_patch && !is_finished_) {
        is_finished_ = true;
        patch_failed_ |= !patch_.finish();
      }
      return false;
    }
    const Created& created = added_[next_++];
    text = to_line(changes_.unpack(created.change).writes[created.write].to);
    ++report_.created;
    if (options_.form == Form::json_patch) {
      patch_failed_ |= !patch_.create(text);
    }
    return true;
  }

  /// What was found wrong, for an account that is the right one.
  diagnostic::Sink& sink() { return sink_; }
  Report& report() { return report_; }
  bool failed() const { return patch_failed_; }

  /// Changes to objects that the account does not have.
  void find_missing() {
    for (Changes::Index index = 0; index < changes_.size(); ++index) {
      if (!changes_.is_first(index) || met_[index]) {
        continue;
      }
      const std::vector<Step> missed = steps(changes_, index, options_.until, options_.left_out);
      const bool matters = std::any_of(missed.begin(), missed.end(),
                                       [this](const Step& step) { return changes_.write_size(step.change) != 0; });
      const bool is_erased = std::any_of(missed.begin(), missed.end(), [this](const Step& step) { return erases(step); });
      if (is_back()) {
        for (const Step& step : missed) {
          remember(changes_.unpack(step.change), step.change, erases(step));
        }
      }
      if (matters && !(is_erased && (is_back() || options_.any_snapshot))) {
        missing_.add<Kind::apply_no_object>(sink_, std::nullopt, changes_.object(index));
      }
    }
    missing_.close(sink_);
    differing_.close(sink_);
    std::sort(remaining_.begin(), remaining_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, each] : remaining_) {
      report_.remaining.push_back(std::move(each));
    }
  }

 private:
  /// Tells the first few, and counts the others.
  class Limited {
   public:
    template <Kind kind, class... Args>
    void add(diagnostic::Sink& sink, std::optional<diagnostic::Place> place, const Args&... args) {
      if (++count_ <= max_told) {
        auto report = sink.report<kind>(std::nullopt, args...);
        if (place) {
          report.at(*place);
        }
      }
    }
    void close(diagnostic::Sink& sink) const {
      if (count_ > max_told) {
        sink.report<Kind::apply_more>(std::nullopt, count_ - max_told);
      }
    }

   private:
    std::size_t count_ = 0;
  };

  struct Created {
    bool is_due;
    plan::Moment due;
    std::size_t phase;
    Changes::Index change;
    std::size_t write;
    auto order() const { return std::tuple(is_due, due, phase, change, write); }
  };

  bool is_back() const { return options_.direction == Direction::back; }

  Copy leave_out(const snapshot::Passing& passing) {
    ++report_.erased;
    if (options_.form == Form::json_patch) {
      patch_.remove(passing);
    }
    return Copy::left_out;
  }

  bool erases(const Step& step) const {
    for (std::size_t i = 0; i < changes_.write_size(step.change); ++i) {
      if (changes_.write(step.change, i).op == Op::erase) {
        return true;
      }
    }
    return false;
  }

  /// What the plan created and its verb can undo.
  bool can_go(Texts::Id created) {
    const Changes::Index creator = changes_.creator(created);
    const bool has_happened = changes_.is_immediate(creator) || changes_.due_moment(creator) <= options_.until;
    const Change change = changes_.unpack(creator);
    if (has_happened && plan::is_irreversible(planned_.plan, change)) {
      remember(change, creator);
      return false;
    }
    return has_happened;
  }

  /// `is_gone`: it erased its object, of which the plan has nothing to bring back, whatever the vendor can do.
  void remember(const Change& change, Changes::Index index, bool is_gone = false) {
    const bool writes = !change.writes.empty();
    if (is_gone || (writes && plan::is_irreversible(planned_.plan, change))) {
      keep_in_mind(change, index);
    }
  }

  void keep_in_mind(const Change& change, Changes::Index index) {
    if (remaining_.empty() || remaining_.back().first != index) {
      remaining_.emplace_back(index, Remaining{change.object, change.text.empty() ? change.outcome : change.text,
                                               change.rule});
    }
  }

  Copy change(const snapshot::Passing& passing, const std::vector<Step>& steps, std::string& text) {
    std::vector<Change> to_do;
    std::vector<std::string> fields;
    for (const Step& step : steps) {
      to_do.push_back(changes_.unpack(step.change));
      for (const Write& write : to_do.back().writes) {
        if (!write.field.empty() && std::find(fields.begin(), fields.end(), write.field) == fields.end()) {
          fields.push_back(write.field);
        }
      }
    }
    Value before{Value::Members{}};
    for (const std::string& field : fields) {
      if (const snapshot::RawValue* raw = snapshot::find_member(passing.object, field)) {
        std::get<Value::Members>(before.data).emplace_back(field, to_value(*raw));
      }
    }
    Value after = before;
    may_check_due_ = true;
    for (Changes::Index index = changes_.first(name_); index != Changes::none; index = changes_.next(index)) {
      may_check_due_ = may_check_due_ && (index >= options_.left_out.size() || !options_.left_out[index]);
    }
    if (is_back()) {
      take_back(passing, steps, to_do, fields, after);
    } else if (carry_out(passing, steps, to_do, after)) {
      return leave_out(passing);
    }
    const std::vector<snapshot::MemberEdit> edits = difference(before, after, passing.object, passing.text);
    if (edits.empty()) {
      return Copy::verbatim;
    }
    ++report_.changed;
    if (options_.form == Form::json_patch) {
      patch_failed_ |= !patch_.change(passing, edits);
      return Copy::verbatim;
    }
    text = passing.text.edited(edits);
    return Copy::changed;
  }

  /// True: the object is erased.
  bool carry_out(const snapshot::Passing& passing, const std::vector<Step>& steps, const std::vector<Change>& to_do,
                 Value& object) {
    Value before_group = object;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (i > 0 && steps[i].group != steps[i - 1].group) {
        before_group = object;
      }
      for (const Write& write : to_do[i].writes) {
        // What a change finds that is due after one that was called off, no plan could say.
        if (may_check_due_ || to_do[i].due.empty()) {
          check(passing, write, before_group, object);
        }
      }
      const Effect effect = apply::carry_out(object, to_do[i]);
      for (std::size_t write = 0; write < to_do[i].writes.size(); ++write) {
        if (to_do[i].writes[write].op == Op::create) {
          created_.push_back({!changes_.is_immediate(steps[i].change), changes_.due_moment(steps[i].change),
                              changes_.phase(steps[i].change), steps[i].change, write});
        }
      }
      if (effect.erased) {
        return true;
      }
    }
    return false;
  }

  /// The field must be as the plan found it, or, in another account, as the plan leaves it.
  void check(const snapshot::Passing& passing, const Write& write, const Value& before_group, const Value& object) {
    if (write.field.empty() || write.from_unknown) {
      return;
    }
    const Value* found = find_member(before_group, write.field);
    const Value* now = find_member(object, write.field);
    if (is_found(found, write.from) || is_found(now, write.from) || (options_.any_snapshot && is_done(now, write))) {
      return;
    }
    differing_.add<Kind::apply_from_differs>(sink_, passing.place, name_, write.field, shown(found),
                                             shown(&write.from));
  }

  bool is_found(const Value* value, const Value& from) const {
    if (value == nullptr) {
      return std::holds_alternative<std::nullptr_t>(from.data) && planned_.plan.snapshot.absent_is_null;
    }
    return same_value(*value, from);
  }

  static bool is_done(const Value* value, const Write& write) {
    if (value == nullptr) {
      return false;
    }
    Value object{Value::Members{{write.field, *value}}};
    Change change;
    change.writes = {write};
    return !apply::carry_out(object, change).changed;
  }

  static bool replaces(const Write& write) { return write.op == Op::set || write.op == Op::clear; }

  /// Whether what was written later, and stays, has taken the place of what this write put into the field.
  static bool is_covered(const Write& write, const std::vector<const Write*>& staying) {
    return std::any_of(staying.begin(), staying.end(), [&](const Write* later) {
      return later->field == write.field && (replaces(*later) || replaces(write));
    });
  }

  /// As the object tells; else it was called off. `gone`: fields that have been left out again, where null was found.
  static bool has_happened(Change change, const std::vector<const Write*>& staying, const std::vector<std::string_view>& gone,
                           const Value& object) {
    std::erase_if(change.writes, [&](const Write& write) { return is_covered(write, staying); });
    Value again = object;
    for (const std::string_view field : gone) {
      if (find_member(again, field) == nullptr) {
        std::get<Value::Members>(again.data).emplace_back(field, Value{});
      }
    }
    return !apply::carry_out(again, change).changed;
  }

  /// Whether a change of the same group whose turn is still to come wrote the same, and stays.
  bool is_shared(const Write& write, std::size_t step, const std::vector<Step>& steps, const std::vector<Change>& to_do,
                 const std::vector<const Write*>& staying, const std::vector<std::string_view>& gone,
                 const Value& object) const {
    const auto is_same = [&](const Write& each) {
      const bool is_same_op = each.op == write.op || (replaces(each) && replaces(write));  // cleared is set to null
      return each.field == write.field && is_same_op && same_value(each.to, write.to);
    };
    for (std::size_t i = step; i-- > 0 && steps[i].group == steps[step].group;) {
      const std::vector<Write>& writes = to_do[i].writes;
      if (plan::is_irreversible(planned_.plan, to_do[i]) && std::any_of(writes.begin(), writes.end(), is_same) &&
          has_happened(to_do[i], staying, gone, object)) {
        return true;
      }
    }
    return false;
  }

  /// Never erases; what an irreversible change did stays, and is told.
  void take_back(const snapshot::Passing& passing, const std::vector<Step>& steps, const std::vector<Change>& to_do,
                 const std::vector<std::string>& fields, Value& object) {
    std::vector<const Write*> staying;
    std::vector<std::string_view> gone;  // fields that have been left out again
    for (std::size_t i = steps.size(); i-- > 0;) {
      const Change& change = to_do[i];
      if (plan::is_irreversible(planned_.plan, change)) {
        if (has_happened(change, staying, gone, object)) {
          remember(change, steps[i].change);
          std::transform(change.writes.begin(), change.writes.end(), std::back_inserter(staying),
                         [](const Write& write) { return &write; });
        }
        continue;
      }
      for (auto write = change.writes.rbegin(); write != change.writes.rend(); ++write) {
        if (write->field.empty() || is_covered(*write, staying) || is_shared(*write, i, steps, to_do, staying, gone, object)) {
          continue;
        }
        const bool at_end = passing.text.is_in_tail(write->field, fields);
        const bool has_gone = find_member(object, write->field) == nullptr &&
                              std::find(gone.begin(), gone.end(), write->field) != gone.end();
        const Emptiness emptiness{at_end, at_end && planned_.plan.snapshot.absent_is_null, has_gone};
        const Undone undone = apply::take_back(object, *write, emptiness);
        if (undone == Undone::yes && find_member(object, write->field) == nullptr) {
          gone.push_back(write->field);
        }
        if (undone == Undone::changed_since && change.unless.empty()) {
          differing_.add<Kind::apply_changed_since>(sink_, passing.place, name_, write->field,
                                                    shown(find_member(object, write->field)));
        } else if (undone == Undone::not_known) {
          keep_in_mind(change, steps[i].change);
        }
      }
    }
  }

  /// Creates what is not there yet, in the order in which it happens.
  void settle() {
    is_settled_ = true;
    for (const Created& created : created_) {
      const Texts::Id id = changes_.created(name_of(changes_.unpack(created.change).writes[created.write].to));
      if (id != Texts::none && !created_there_[id]) {
        created_there_[id] = true;
        added_.push_back(created);
      }
    }
    std::sort(added_.begin(), added_.end(), [](const Created& a, const Created& b) { return a.order() < b.order(); });
  }

  const Planned& planned_;
  const Changes& changes_;
  const Options& options_;
  Patch patch_;
  PlainChanges plain_;
  Changes::Index last_ = Changes::none;  ///< of the object that was met last
  diagnostic::Sink sink_;
  Report report_;
  std::vector<std::pair<Changes::Index, Remaining>> remaining_;
  std::vector<bool> met_;            ///< by an object's first change
  std::vector<bool> created_there_;  ///< by created object
  std::vector<Created> created_;
  std::vector<Created> added_;
  std::size_t next_ = 0;
  bool may_check_due_ = true;
  bool is_settled_ = false;
  bool is_finished_ = false;
  bool patch_failed_ = false;
  Limited differing_;
  Limited missing_;
  Limited twice_;
  std::string name_;  ///< of the object that passes
};

void hand_on(const diagnostic::Sink& from, diagnostic::Sink& to) {
  for (const diagnostic::Diagnostic& each : from.diagnostics()) {
    auto report = to.add(each.kind, each.span, each.message);
    if (each.place) {
      report.at(*each.place);
    }
    for (const std::string& help : each.help) {
      report.help(help);
    }
  }
}

}  // namespace

std::optional<Report> run(const Planned& planned, const AccountFile& file, const Options& options,
                          diagnostic::Sink& sink, const snapshot::Write& write) {
  Application application(planned, options, write);
  const snapshot::Write nowhere = [](std::string_view) { return true; };
  const snapshot::Write& copy = options.form == Form::json_patch ? nowhere : write;
  const std::string name = file.path == "-" ? "<stdin>" : file.path;
  const auto original = file.text ? snapshot::rewrite_text(*file.text, name, sink, {}, application, copy)
                                  : snapshot::rewrite(file.path, sink, {}, application, copy);
  if (!original || application.failed()) {
    return std::nullopt;
  }
  if (options.direction == Direction::forth && !options.any_snapshot &&
      original->digest != planned.plan.snapshot.digest) {
    sink.report<Kind::explain_other_snapshot>(std::nullopt, name, planned.plan.snapshot.digest, original->digest)
        .help("`--any-snapshot` applies it all the same, where nothing is overwritten that the plan did not see");
    return std::nullopt;
  }
  application.find_missing();
  hand_on(application.sink(), sink);
  if (application.sink().has_errors()) {
    return std::nullopt;
  }
  return std::move(application.report());
}

}  // namespace exeunt::apply
