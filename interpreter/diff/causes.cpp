#include "interpreter/diff/causes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "interpreter/diff/values.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/time.h"

namespace exeunt::diff {

using plan::Value;

namespace {

bool same_value(const Value& a, const Value& b) {
  return plan::compare_values(a, b) == 0;
}

bool same_transfers(const std::vector<plan::Transfer>& a, const std::vector<plan::Transfer>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const plan::Transfer& x, const plan::Transfer& y) {
    return x.type == y.type && x.object == y.object && x.field == y.field && x.to == y.to;
  });
}

/// The members of the request that differ, and their values where one differs alone.
void find_request_root(const plan::Request& before, const plan::Request& after, std::vector<Cause>& roots) {
  Cause cause{Cause::Kind::request, "", "", ""};
  const auto note = [&](std::string_view member, const std::string& from, const std::string& to) {
    cause.before = cause.what.empty() ? from : "";
    cause.after = cause.what.empty() ? to : "";
    cause.what += (cause.what.empty() ? "" : ", ") + std::string(member);
  };
  const auto compare = [&](std::string_view member, const std::string& from, const std::string& to) {
    if (from != to) {
      note(member, from, to);
    }
  };
  compare("event", before.event, after.event);
  compare("subject", before.subject, after.subject);
  compare("by", before.by, after.by);
  compare("at", before.at, after.at);
  compare("locale", before.locale, after.locale);
  if (!same_value(before.arguments, after.arguments)) {
    note("arguments", "", "");
  }
  if (!same_transfers(before.transfers, after.transfers)) {
    note("transfers", "", "");
  }
  if (!cause.what.empty()) {
    roots.push_back(std::move(cause));
  }
}

/// The two dues are as far from their events.
bool moves_with_event(const std::string& before, const std::string& after, const plan::Plan& old_plan,
                      const plan::Plan& new_plan) {
  const auto due_before = plan::parse_moment(before);
  const auto due_after = plan::parse_moment(after);
  const auto at_before = plan::parse_moment(old_plan.request.at);
  const auto at_after = plan::parse_moment(new_plan.request.at);
  if (!due_before || !due_after || !at_before || !at_after || *at_before == *at_after) {
    return false;
  }
  // Both moments are years, not ages: their difference in seconds fits.
  return due_before->seconds - at_before->seconds == due_after->seconds - at_after->seconds &&
         due_before->nanos - at_before->nanos == due_after->nanos - at_after->nanos;
}

class CauseFinder {
 public:
  CauseFinder(const Entry& entry, const Side& before, const Side& after, const std::vector<Cause>& roots)
      : entry_(entry), before_(before), after_(after), roots_(roots) {}

  std::vector<Cause> find() {
    find_rule();
    find_request();
    find_value();
    find_missing();
    // What has no cause of its own, or only a rule that itself must come from somewhere, goes back to the roots.
    const bool is_settled = std::any_of(found_.begin(), found_.end(),
                                        [](const Cause& cause) { return cause.kind != Cause::Kind::rule; });
    if (!is_settled && (found_.empty() || roots_.size() == 1)) {
      found_.insert(found_.end(), roots_.begin(), roots_.end());
    }
    if (found_.empty()) {
      found_.push_back({});
    }
    return std::move(found_);
  }

 private:
  static std::string_view text(const std::optional<Value>& entry, std::string_view member) {
    return entry ? text_of(*entry, member) : std::string_view();
  }

  bool differs(Cause::Kind kind) const {
    return std::any_of(roots_.begin(), roots_.end(), [&](const Cause& cause) { return cause.kind == kind; });
  }

  void add(Cause cause) {
    if (std::find(found_.begin(), found_.end(), cause) == found_.end()) {
      found_.push_back(std::move(cause));
    }
  }

  /// Another rule; or the only rule takes part in one of the plans; or it says something else.
  void find_rule() {
    const std::string old_rule(text(entry_.before, "rule"));
    const std::string new_rule(text(entry_.after, "rule"));
    if (old_rule.empty() && new_rule.empty()) {
      return;
    }
    if (entry_.before && entry_.after) {
      if (old_rule != new_rule) {
        add({Cause::Kind::rule, "", old_rule, new_rule});
      } else if (says_something_else(old_rule)) {
        add({Cause::Kind::rule, "", old_rule, old_rule});
      }
      return;
    }
    const std::string& rule = old_rule.empty() ? new_rule : old_rule;
    const plan::Plan& other = old_rule.empty() ? before_.plan : after_.plan;
    if (rule != plan::request_rule && !other.rules.contains(rule)) {
      add({Cause::Kind::rule, "", old_rule, new_rule});
    }
  }

  bool says_something_else(const std::string& rule) const {
    const auto old_rule = before_.plan.rules.find(rule);
    const auto new_rule = after_.plan.rules.find(rule);
    if (old_rule == before_.plan.rules.end() || new_rule == after_.plan.rules.end()) {
      return false;
    }
    const auto same = [](const plan::RuleOutcome& a, const plan::RuleOutcome& b) {
      return a.outcome == b.outcome && a.class_name == b.class_name && a.reversible == b.reversible;
    };
    const auto& a = old_rule->second.outcomes;
    const auto& b = new_rule->second.outcomes;
    return !std::is_permutation(a.begin(), a.end(), b.begin(), b.end(), same);
  }

  const Cause* request_root() const {
    const auto found = std::find_if(roots_.begin(), roots_.end(),
                                    [](const Cause& cause) { return cause.kind == Cause::Kind::request; });
    return found == roots_.end() ? nullptr : &*found;
  }

  void find_request() {
    const Cause* request = request_root();
    if (request == nullptr) {
      return;
    }
    const std::string_view due_before = text(entry_.before, "due");
    const std::string_view due_after = text(entry_.after, "due");
    const bool is_transfer = text(entry_.before, "rule") == plan::request_rule ||  //
                             text(entry_.after, "rule") == plan::request_rule;
    if (is_transfer || (due_before != due_after && moves_with_event(std::string(due_before), std::string(due_after),
                                                                    before_.plan, after_.plan))) {
      add(*request);
    }
  }

  static std::string value_text(const Value& value) {
    const auto* text = std::get_if<std::string>(&value.data);
    return text != nullptr ? *text : plan::write_value(value);
  }

  /// A field that both write was something else before.
  void find_value() {
    if (!entry_.before || !entry_.after || !differs(Cause::Kind::snapshot)) {
      return;
    }
    const Value* writes = member_of(*entry_.before, "writes");
    const auto* list = writes == nullptr ? nullptr : std::get_if<Value::List>(&writes->data);
    if (list == nullptr) {
      return;
    }
    for (const Value& write : *list) {
      const Value* from = member_of(write, "from");
      const std::string_view field = text_of(write, "field");
      const Value* other = from == nullptr ? nullptr : value_before(field);
      if (other != nullptr && !same_value(*from, *other)) {
        add({Cause::Kind::value, std::string(field), value_text(*from), value_text(*other)});
      }
    }
  }

  /// What `after` says that the field was before the first write to it.
  const Value* value_before(std::string_view field) const {
    const Value* writes = member_of(*entry_.after, "writes");
    const auto* list = writes == nullptr ? nullptr : std::get_if<Value::List>(&writes->data);
    if (list != nullptr) {
      for (const Value& write : *list) {
        if (text_of(write, "field") == field) {
          return member_of(write, "from");
        }
      }
    }
    return nullptr;
  }

  /// One snapshot does not say what the other does.
  void find_missing() {
    const bool is_one_sided = entry_.before.has_value() != entry_.after.has_value();
    const Value* missing = !is_one_sided ? nullptr : member_of(entry_.before ? *entry_.before : *entry_.after, "missing");
    const auto* list = missing == nullptr ? nullptr : std::get_if<Value::List>(&missing->data);
    if (list == nullptr || !differs(Cause::Kind::snapshot)) {
      return;
    }
    for (const Value& one : *list) {
      const std::string field(text_of(one, "field"));
      add({Cause::Kind::value, field, entry_.before ? "not given" : "given", entry_.before ? "given" : "not given"});
    }
  }

  const Entry& entry_;
  const Side& before_;
  const Side& after_;
  const std::vector<Cause>& roots_;
  std::vector<Cause> found_;
};

}  // namespace

std::vector<Cause> find_roots(const plan::Plan& before, const plan::Plan& after) {
  std::vector<Cause> roots;
  const plan::Policy& a = before.policy;
  const plan::Policy& b = after.policy;
  if (a.pack != b.pack) {
    roots.push_back({Cause::Kind::policy, "", a.pack, b.pack});
  } else if (a.edition != b.edition) {
    roots.push_back({Cause::Kind::edition, "", a.edition, b.edition});
  } else if (a.digest != b.digest) {
    roots.push_back({Cause::Kind::policy, "", "", ""});
  }
  const plan::Snapshot& x = before.snapshot;
  const plan::Snapshot& y = after.snapshot;
  if (x.digest != y.digest || x.objects != y.objects || x.absent_is_null != y.absent_is_null ||
      x.incomplete != y.incomplete) {
    roots.push_back({Cause::Kind::snapshot, "", "", ""});
  }
  find_request_root(before.request, after.request, roots);
  return roots;
}

std::vector<Cause> find_causes(const Entry& entry, const Side& before, const Side& after,
                               const std::vector<Cause>& roots) {
  return CauseFinder(entry, before, after, roots).find();
}

}  // namespace exeunt::diff
