// Plans built in code: one that has something in every member, and smaller ones made from it.
#pragma once

#include <string>

#include "interpreter/plan/explain.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/plan.h"

namespace exeunt::plan::test {

inline Value text_value(std::string text) {
  return Value{std::move(text)};
}

/// A deactivation without changes: user:7 by user:1.
inline Plan empty_plan() {
  Plan plan;
  plan.policy = {"pipedrive", "Pipedrive", "2024-02-29", "sha256:aa"};
  plan.snapshot.objects = 3;
  plan.snapshot.digest = "xxh3:bb";
  plan.request.event = "deactivate";
  plan.request.event_title = "Deactivate a user";
  plan.request.subject = "user:7";
  plan.request.by = "user:1";
  plan.request.at = "2024-03-01T09:00:00Z";
  plan.labels = {{"user:1", "Administrator 1"}, {"user:7", "Sales Rep 7"}};
  plan.types = {{"user", {"User", "Users"}},       {"deal", {"Deal", "Deals"}},
                {"email", {"Email", "Emails"}},    {"automation", {"Automation", "Automations"}},
                {"report", {"Report", "Reports"}}, {"api_key", {"API key", "API keys"}}};
  return plan;
}

inline Rule rule(std::string title, std::string outcome, std::string class_name, bool reversible, std::string cite) {
  return {std::move(title),  {}, RuleKind::rule, {{std::move(outcome), std::move(class_name), reversible}},
          {std::move(cite)}, {}};
}

inline void add_change(Plan& plan, std::string object, std::string rule, std::string outcome, std::string text,
                       std::vector<Write> writes = {}, std::string due = {}) {
  Change change;
  change.object = std::move(object);
  change.rule = std::move(rule);
  change.outcome = std::move(outcome);
  change.text = std::move(text);
  change.writes = std::move(writes);
  change.due = std::move(due);
  plan.changes.push_back(std::move(change));
}

inline void finish(Plan& plan) {
  sort(plan);
  plan.summary = summarise(plan);
}

/// Rules and changes of every sort: a ready plan.
inline Plan ready_plan() {
  Plan plan = empty_plan();
  plan.rules["private-linked-emails"] = rule("Private emails linked to items are erased after 30 days", "erase",
                                             "erased", false, "pd.deactivate.emails.private-linked");
  plan.rules["owner-turns-off"] =
      rule("Automations of the user stop", "disable", "disabled", true, "pd.deactivate.automations");
  plan.rules["selected-stops-at-check"] = rule("", "fail", "fails", true, "pd.deactivate.automations.selected");
  plan.rules["reports-pass-on"] =
      rule("Reports pass to an administrator", "transfer", "transferred", true, "pd.reports");
  plan.rules["deals-stay"] = rule("Deals stay", "retain", "retained", true, "pd.deactivate.items");
  plan.rules["api-token"] = rule("", "revoke-credential", "credential-revoked", false, "pd.api");
  plan.rules["overview-stays"] = rule("", "keep", "kept", true, "pd.overview");
  plan.rules["filter-by-user"] = rule("", "lose", "lost", true, "pd.filters");
  plan.rules["transfer-reports"] = {"", "", RuleKind::advice, {}, {"pd.reports.before"}, {}};
  plan.rules["former-owner"] = {"Deals name the former owner", "", RuleKind::display, {}, {"pd.deals.label"}, {}};
  for (int id = 12; id >= 1; --id) {
    add_change(plan, "email:" + std::to_string(id), "private-linked-emails", "erase", "is erased",
               {{Op::erase, "", {}, {}}}, "2024-03-31T09:00:00Z");
    plan.labels["email:" + std::to_string(id)] = "Offer " + std::to_string(id);
  }
  add_change(plan, "automation:4", "owner-turns-off", "disable", "is switched off",
             {{Op::set, "status", text_value("active"), text_value("inactive")}});
  add_change(plan, "automation:6", "selected-stops-at-check", "fail", "fails: stops at the user check");
  plan.labels["automation:4"] = "Welcome new leads";
  plan.labels["automation:6"] = "Nightly sync";
  for (int id = 1; id <= 5; ++id) {
    add_change(plan, "report:" + std::to_string(id), "reports-pass-on", "transfer",
               "passes to Administrator 1 (user:1)", {{Op::set, "owner", text_value("user:7"), text_value("user:1")}});
  }
  for (int id = 1; id <= 41; ++id) {
    add_change(plan, "deal:" + std::to_string(id), "deals-stay", "retain", "stays as it is");
  }
  add_change(plan, "api_key:k1", "api-token", "revoke-credential", "loses its access",
             {{Op::clear, "token", text_value("t"), {}}});
  add_change(plan, "user:7", "overview-stays", "keep", "still possible: Open the user's overview");
  plan.capabilities.push_back({"filter-by-user",
                               "Make a filter condition that names the user",
                               CapabilityChange::lost,
                               "filter-by-user",
                               {"user:7"}});
  plan.capabilities.push_back(
      {"invite-user", "Invite a new user to the freed seat", CapabilityChange::gained, "seat", {"user:7"}});
  plan.advice.push_back(
      {"transfer-reports",
       "transfer ownership of 2 reports: they become unreachable for the 5 people they are shared with",
       {"report:9", "report:3"}});
  plan.request.locale = "sv";
  for (int id = 1; id <= 41; ++id) {
    plan.displays.push_back({"deal:" + std::to_string(id), "owner", "borttagen användare", "former-owner"});
  }
  plan.displays.push_back({"user:7", "", "borttagen användare, ID7", "former-owner"});
  plan.displays.push_back({"email:3", "sender", "", "former-owner"});
  plan.inventory_title = "Sales Rep 7 owns";
  plan.inventory_cites = {"pd.inventory"};
  plan.inventory = {{"report", 5}, {"deal", 41}, {"email", 12}};
  finish(plan);
  return plan;
}

/// Everything that a plan can hold, with texts that need care.
inline Plan full_plan() {
  Plan plan = ready_plan();
  plan.verdict = Verdict::blocked;
  plan.phases = {"erase", "reassign"};
  plan.request.arguments = Value{Value::Members{{"reason", text_value("sabbatical")}, {"days", Value{int64_t{30}}}}};
  plan.request.transfers = {{"deal", "", "owner", "user:1"}, {"", "report:3", "", "user:1"}, {"*", "", "", "user:1"}};
  plan.snapshot.unmodelled_types = {{"widget", 4}};
  plan.snapshot.unmodelled_fields = {{"deal.colour", 12}};
  plan.guards.push_back({"account-settings",
                         Outcome3::no,
                         "only a user with access to account settings may deactivate a user",
                         "ask an administrator to do it",
                         "leave-quota",
                         {},
                         "",
                         {"pd.general.permission"},
                         {}});
  plan.guards.push_back({"not-the-last-admin",
                         Outcome3::unknown,
                         "",
                         "",
                         "",
                         {{"user:1", "user.role"}},
                         "",
                         {"pd.general.last-admin"},
                         Location{"deactivate.policy", 12, 3}});
  plan.guards.push_back({"active", Outcome3::yes, "", "", "", {}, "", {}, {}});
  plan.howtos.push_back({"leave-quota",
                         "Give up the quota",
                         {{"Open the settings", {"pd.s1"}}, {"Choose another owner", {}}},
                         {"pd.quota"}});
  plan.rules["private-linked-emails"].location = Location{"rules/emails.policy", 30, 1};
  plan.rules["set-owner"] = rule("", "transfer", "transferred", true, "pd.set");
  Change change;
  change.object = "deal:5";
  change.rule = "set-owner";
  change.outcome = "transfer";
  change.text = "passes to Administrator 1 (user:1)";
  change.phase = "reassign";
  change.due = "2024-03-01T10:30:00Z";
  change.unless = "deal.status == 'won'";
  change.arguments = Value{Value::Members{{"to", text_value("user:1")}, {"field", text_value("owner")}}};
  Write unknown{Op::set, "owner", {}, text_value("user:1"), true};
  Write add{Op::add, "followers", Value{Value::List{text_value("user:7")}}, text_value("user:1")};
  Write remove{Op::remove, "followers", Value{Value::List{text_value("user:7"), text_value("user:1")}},
               text_value("user:7")};
  change.writes = {unknown, add, remove};
  plan.changes.push_back(change);
  plan.rules["new-note"] = rule("", "note-down", "label-shown", true, "pd.note");
  add_change(plan, "note:new", "new-note", "note-down", "is created",
             {{Op::create, "", {}, Value{Value::Members{{"text", text_value("gone")}, {"weight", Value{1.5}}}}}});
  plan.labels["deal:5"] = "Evil \x1b[31m\n\xe2\x80\xae\"deal\" \\ `x` <b> @team";
  plan.undecided.push_back({"email:20", "private-linked-emails", {{"email:20", "email.visibility"}}, ""});
  plan.undecided.push_back(
      {"email:21", "private-linked-emails", {{"email:21", "email.visibility"}, {"email:21", "email.linked_to"}}, ""});
  plan.undecided.push_back({"deal:40", "set-owner", {}, "division by zero"});
  plan.unaddressed.push_back({"deal:41", {"deal.owner", "deal.creator"}});
  plan.dangling.push_back({"deal:5", "deal.last_email", "email:1"});
  plan.conflicts.push_back({"deal:6", "owner", {"set-owner", "deals-stay"}, {text_value("user:1"), Value{}}});
  plan.conflicts.push_back({"deal:7", "", {"set-owner", "erase-deals"}, {}});
  finish(plan);
  return plan;
}

inline Explanation sample_explanation() {
  const Plan plan = ready_plan();
  Explanation why;
  why.policy = plan.policy;
  why.request = plan.request;
  why.object = "email:12";
  why.label = "Offer 12";
  why.type = {"Email", "Emails"};
  why.labels = plan.labels;
  for (const Change& change : plan.changes) {
    if (change.object == why.object) {
      why.changes.push_back(change);
    }
  }
  RuleTried shared;
  shared.rule = "shared-emails";
  shared.title = "Shared emails stay";
  shared.condition = {
      {"email.owner == subject", Truth::yes, "", {{"email.owner", text_value("user:7"), false}}},
      {"email.visibility == 'shared'", Truth::no, "", {{"email.visibility", text_value("private"), false}}},
      {"size(email.linked_to) > 0", Truth::not_read, "", {}}};
  shared.cites = {"pd.deactivate.emails.shared"};
  RuleTried fired;
  fired.rule = "private-linked-emails";
  fired.title = "Private emails linked to items are erased after 30 days";
  fired.fate = Fate::fired;
  fired.condition = {
      {"email.visibility == 'private'", Truth::yes, "", {{"email.visibility", text_value("private"), false}}}};
  fired.outcomes = {"is erased"};
  fired.due = "2024-03-31T09:00:00Z";
  fired.cites = {"pd.deactivate.emails.private-linked"};
  fired.location = Location{"rules/emails.policy", 30, 1};
  RuleTried undecided;
  undecided.rule = "tracked-emails";
  undecided.fate = Fate::undecided;
  undecided.condition = {
      {"email.tracked", Truth::unknown, "", {{"email.tracked", {}, true}}},
      {"1 / email.opens > 0", Truth::error, "division by zero", {{"email.opens", Value{int64_t{0}}, false}}}};
  undecided.missing = {{"email:12", "email.tracked"}};
  RuleTried overridden;
  overridden.rule = "all-emails";
  overridden.fate = Fate::overridden;
  overridden.overridden_by = "private-linked-emails";
  overridden.outcomes = {"stays as it is"};
  why.rules = {shared, fired, undecided, overridden};
  return why;
}

}  // namespace exeunt::plan::test
