// The page of a comparison: everything that is in it is on the page, and every cell leads to what stands behind it.
#include "interpreter/page/comparison_page.h"

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "../plan/golden.h"
#include "interpreter/page/assets.h"
#include "support.h"

namespace exeunt::page {
namespace {

using test::has;

using namespace compare;

Fate fate(const std::string& rule, Class outcome_class, bool reversible = true) {
  Fate out;
  out.event = {"leave", "Leave"};
  out.entity = {"email", "Email"};
  out.rule = rule;
  out.title = "What " + rule + " says";
  out.outcome = "do";
  out.wording = "is done to";
  out.outcome_class = std::move(outcome_class);
  out.reversible = reversible;
  out.ties = {{{{"owner", "Owner", "ownership"}}, "email.owner == subject"}};
  out.conditions = {"email.visibility == 'private'"};
  out.cites = {"fact." + rule};
  out.place = {"rules/emails.policy", 12};
  return out;
}

/// Three vendors, two ways of leaving, an object, an ability, and one example object.
Comparison sample() {
  Comparison out;
  out.contestants = {
      {"one", "One", "2024", "As of 2024", "sha256:1", {{"fact.erased", "Emails", "They are erased."}}, {}},
      {"two", "Two", "2024", "", "sha256:2", {{"fact.stays", "Mail", "It stays & rests."}}, {}},
      {"three", "Three", "", "", "sha256:3", {{"fact.none", "Mail", "There is no mail."}}, {}}};
  out.contestants[0].unmapped.entities = {{"goal", "Goal"}};
  out.contestants[0].unmapped.fields = {{{"goal", "Goal"}, {"until", "Until"}}};

  Event suspend{"std.suspend", "Suspend: the user is out", true, {}, Difference::one_sided};
  VendorEvent leave;
  leave.named = {"leave", "Leave the account"};
  leave.phases = {"first", "second"};
  leave.guards = {
      {"by-admin", "by.admin", true, "only an administrator may", "ask one", "", {"fact.erased"}, {"a.policy", 3}}};
  leave.howtos = {{{"how", "How to leave"}, {{"Press the button", {}}}, {}}};
  suspend.answers = {{Answer::stated, "", {leave}, {"fact.erased"}},
                     {Answer::stated, "", {leave}, {}},
                     {Answer::not_offered, "nobody is ever suspended", {}, {"fact.none"}}};
  Event own{"one:archive", "Archive", false, {{Answer::stated, "", {leave}, {}}, {}, {}}, Difference::one_sided};
  out.events = {suspend, own};

  Concept message;
  message.key = "std.message";
  message.title = "Message";
  message.plural = "Messages";
  message.own = {{{{"email", "Email"}, {}}}, {{{"mail", "mail"}, {}}}, {}};
  Row row;
  row.difference = Difference::partly;
  row.cost = 90;
  row.worst = 90;
  row.irreversible = true;
  row.cells.resize(3);
  Cell& erased = row.cells[0];
  erased.answer = Answer::stated;
  erased.fates = {fate("erased", {"erased-later", "Is erased later", 90}, false),
                  fate("stays", {"retained", "Stays as it is", 0})};
  erased.fates[0].delay = {Delay::Kind::after, 2592000, "30d"};
  erased.fates[0].unless = "email.read";
  erased.fates[0].overrides = {"stays"};
  erased.advice = {
      {{"leave", "Leave"}, {"email", "Email"}, "advise", "Save them", "", {}, {}, {"fact.erased"}, {"a.policy", 9}}};
  erased.displays = {{{"leave", "Leave"},
                      {"email", "Email"},
                      "show",
                      "",
                      "",
                      {"owner", "Owner"},
                      "gone",
                      {},
                      {},
                      {},
                      {"a.policy", 8}}};
  erased.cites = {"fact.erased"};
  row.cells[1].answer = Answer::stated;
  row.cells[1].fates = {fate("stays", {"retained", "Stays as it is", 0})};
  row.cells[2].answer = Answer::not_offered;
  row.cells[2].explanation = "Three has no mail";
  row.cells[2].cites = {"fact.none"};
  Row silent;
  silent.cells.resize(3);
  silent.cells[0].why = Why::no_rule;
  silent.cells[1].why = Why::no_event;
  silent.cells[2].why = Why::no_object;
  message.rows = {row, silent};
  out.objects.concepts = {message};
  out.objects.order = {{0, 0}, {0, 1}};
  out.objects.counts[Difference::partly] = 1;
  out.objects.unmapped_counts[Difference::not_stated] = 1;

  Concept log_in;
  log_in.key = "one:log in \"<b>\"";  // no anchor can hold it
  log_in.title = "Log in";
  log_in.mapped = false;
  log_in.own = {{{{"log-in", "Log in"}, {"fact.erased"}}}, {}, {}};
  Row lost;
  lost.difference = Difference::one_sided;
  lost.cells.resize(3);
  lost.cells[0].answer = Answer::stated;
  lost.cells[0].fates = {fate("erased", {"lost", "Becomes impossible", 60})};
  lost.cells[0].fates[0].capability = {"log-in", "Log in"};
  log_in.rows = {lost, silent};
  out.capabilities.concepts = {log_in};
  out.capabilities.order = {{0, 0}, {0, 1}};
  out.capabilities.unmapped_counts[Difference::one_sided] = 1;
  out.unclaimed = {{Unclaimed::Kind::object, "crm.deal", "Deal"}};

  AccountFates account;
  account.request.at = "2024-03-01T09:00:00Z";
  AccountObject letter;
  letter.object = "std.message:5";
  letter.concept_key = "std.message";
  letter.label = "Letter";
  letter.carried = {{{"email:5"}, "", {}, {}}, {{"mail:5"}, "", {}, {}}, {{}, "Three has no mail", {}, {}}};
  AccountRow fates;
  fates.cells.resize(3);
  fates.cells[0].answer = AccountAnswer::changes;
  AccountChange change;
  change.object = "email:5";
  change.rule = "erased";
  change.text = "is erased";
  change.outcome_class = {"erased-later", "Is erased later", 90};
  change.due = "2024-03-31T09:00:00Z";
  fates.cells[0].changes = {change};
  fates.cells[0].displays = {{"email:5", {"leave", "Leave"}, "show", "owner", "gone", {}}};
  fates.cells[1].answer = AccountAnswer::undecided;
  fates.cells[1].undecided = {{"mail:5", {"leave", "Leave"}, "stays", {"mail.owner"}, ""}};
  fates.cells[2].answer = AccountAnswer::not_carried;
  AccountRow none;
  none.cells.resize(3);
  letter.rows = {fates, none};
  account.objects = {letter};
  out.account = account;
  return out;
}

/// The page without what every page has.
std::string own_part_of_comparison(const std::string& page) {
  return test::without_assets(page, {assets::page_css(), assets::comparison_css(), assets::page_js(), assets::comparison_js()});
}

TEST_CASE("the page of a comparison") {
  plan::test::check_golden("comparison.html", own_part_of_comparison(write_comparison(sample())), "page");
}

TEST_CASE("the page of editions of one pack has what changed in which words") {
  Comparison comparison = sample();
  comparison.one_pack = true;
  comparison.same_statements = 7;
  comparison.statements = {{Statement::Kind::rule,
                            "erased",
                            "Emails are erased",
                            {true, true, false},
                            true,
                            {{"where", {"a", std::nullopt, {}}}}}};
  const std::string page = write_comparison(comparison);
  CHECK(has(page, "only in One and Two, changed"));
  CHECK(has(page, "7 statements are the same."));
  CHECK(has(page, "<dt>where</dt>"));
}

TEST_CASE("a heading names a few contestants, and counts many") {
  Comparison comparison;
  for (int i = 1; i <= 4; ++i) {
    comparison.contestants.push_back({"p" + std::to_string(i), "Vendor " + std::to_string(i), "", "", "", {}, {}});
  }
  CHECK(has(write_comparison(comparison), "<bdi>Vendor 3</bdi> and <bdi>Vendor 4</bdi></h1>"));
  comparison.contestants.push_back({"p5", "Vendor 5", "", "", "", {}, {}});
  CHECK(has(write_comparison(comparison), "<h1>5 side by side</h1>"));
}

TEST_CASE("nothing that differs is said in so many words") {
  Comparison comparison;
  comparison.contestants = {{"one", "One", "1", "", "sha256:1", {}, {}}, {"one", "One", "1", "", "sha256:1", {}, {}}};
  CHECK(has(write_comparison(comparison), "No difference"));
  CHECK_FALSE(has(write_comparison(sample()), "No difference"));
}

TEST_CASE("no asset of a comparison ends the element it stands in") {
  for (const std::string_view asset : {assets::comparison_css(), assets::comparison_js()}) {
    REQUIRE_FALSE(asset.empty());
    CHECK(asset.find("</") == std::string_view::npos);
    CHECK(asset.find("<!--") == std::string_view::npos);
    CHECK(asset.find("://") == std::string_view::npos);
  }
}

TEST_CASE("every cell leads to one place of the page") {
  const std::string page = own_part_of_comparison(write_comparison(sample()));
  std::set<std::string> places;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator at(page.begin(), page.end(), id), end; at != end; ++at) {
    INFO((*at)[1]);
    CHECK(places.insert((*at)[1]).second);
  }
  const std::regex href(" href=\"#([^\"]*)\"");
  for (std::sregex_iterator at(page.begin(), page.end(), href), end; at != end; ++at) {
    INFO((*at)[1]);
    CHECK(places.contains((*at)[1]));
  }
  CHECK(places.contains("c=std.message&amp;e=std.suspend"));
  CHECK(places.contains("a=.1&amp;e=one:archive"));
}

TEST_CASE("what is not known of a fate is left out, what is known is told") {
  const std::string page = write_comparison(sample());
  for (const char* said :
       {"Is erased later (after 30d), for good", "email.owner == subject", "email.visibility == &#39;private&#39;",
        "They are erased.", "It stays &amp; rests.", "rules/emails.policy:12", "Save them", "email.read",
        "Three has no mail", "nobody is ever suspended", "only an administrator may", "Press the button",
        "In steps: first, then second", "speaks of no such event", "Letter", "is erased</bdi> on 2024-03-31",
        "stays may apply: needs mail.owner", "Goal"}) {
    INFO(said);
    CHECK(has(page, said));
  }
}

TEST_CASE("the same comparison gives the same bytes") {
  CHECK(write_comparison(sample()) == write_comparison(sample()));
}

}  // namespace
}  // namespace exeunt::page
