// The page of a plan: everything is on it, in order, and runs what is in it and nothing else.
#include "interpreter/page/plan_page.h"

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "../plan/golden.h"
#include "../plan/sample.h"
#include "interpreter/digest/digest.h"
#include "interpreter/page/assets.h"
#include "support.h"

namespace exeunt::page {
namespace {

using test::has;

using plan::test::empty_plan;
using plan::test::finish;
using plan::test::full_plan;
using plan::test::ready_plan;

/// The page without what every page has.
std::string own_part(const std::string& page) {
  return test::without_assets(page, {assets::page_css(), assets::plan_css(), assets::page_js(), assets::plan_js()});
}

std::size_t count(const std::string& page, const std::string& text) {
  std::size_t found = 0;
  for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) {
    ++found;
  }
  return found;
}

TEST_CASE("the page of a ready plan") {
  plan::test::check_golden("ready.html", own_part(write_plan(ready_plan())), "page");
}

TEST_CASE("the page with everything on it") {
  plan::test::check_golden("full.html", own_part(write_plan(full_plan())), "page");
}

TEST_CASE("the page of a plan that does nothing says so") {
  plan::Plan plan = empty_plan();
  finish(plan);
  const std::string page = own_part(write_plan(plan));
  plan::test::check_golden("empty.html", page, "page");
  CHECK(has(page, "Nothing happens to any object."));
}

TEST_CASE("the policy of the page names what it runs, and nothing else") {
  const std::string page = write_plan(ready_plan());
  for (const std::string_view asset : {assets::page_css(), assets::plan_css(), assets::page_js(), assets::plan_js()}) {
    digest::Sha256 sha;
    sha.update(asset);
    CHECK(has(page, "&#39;sha256-" + digest::base64(sha.finish()) + "&#39;"));
  }
  CHECK(count(page, "sha256-") == 4);
  CHECK(has(page, "content=\"default-src &#39;none&#39;; script-src "));
  CHECK_FALSE(has(page, "unsafe"));
}

TEST_CASE("no asset ends the element it stands in") {
  for (const std::string_view asset : {assets::page_css(), assets::plan_css(), assets::page_js(), assets::plan_js()}) {
    REQUIRE_FALSE(asset.empty());
    CHECK(asset.find("</") == std::string_view::npos);
    CHECK(asset.find("<!--") == std::string_view::npos);
    CHECK(asset.find("://") == std::string_view::npos);  // and none reaches outside
  }
}

TEST_CASE("every link leads to one place of the page") {
  for (const plan::Plan& plan : {ready_plan(), full_plan()}) {
    const std::string page = own_part(write_plan(plan));
    std::set<std::string> places;
    const std::regex id(" id=\"([^\"]*)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), id), end; at != end; ++at) {
      INFO((*at)[1]);
      CHECK(places.insert((*at)[1]).second);
    }
    const std::regex href(" href=\"([^\"]*)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), href), end; at != end; ++at) {
      INFO((*at)[1]);
      CHECK(std::string((*at)[1]).starts_with("#"));
      CHECK(places.contains(std::string((*at)[1]).substr(1)));
    }
  }
}

TEST_CASE("a list that is too long for a page is cut off, and says so") {
  plan::Plan plan = ready_plan();
  CHECK(count(write_plan(plan), "deal:33</code>") == 2);  // it stays, and shows a name
  const std::string page = write_plan(plan, {.longest_list = 10});
  CHECK(count(page, "deal:33</code>") == 0);
  CHECK(has(page, "deal:10</code>"));
  CHECK(has(page, "and 31 more, which this page leaves out"));
}

TEST_CASE("every object, rule and fact of a plan is on its page") {
  const plan::Plan plan = full_plan();
  const std::string page = write_plan(plan);
  for (const plan::Change& change : plan.changes) {
    INFO(change.object);
    CHECK(has(page, ">" + change.object + "</code>"));
  }
  for (const auto& [name, rule] : plan.rules) {
    INFO(name);
    CHECK(has(page, ">" + name + "</code>"));
    for (const std::string& cite : rule.cites) {
      CHECK(has(page, ">" + cite + "</code>"));
    }
  }
  for (const plan::Guard& guard : plan.guards) {
    for (const std::string& cite : guard.cites) {
      CHECK(has(page, ">" + cite + "</code>"));
    }
  }
}

TEST_CASE("the same plan gives the same bytes") {
  CHECK(write_plan(full_plan()) == write_plan(full_plan()));
}

}  // namespace
}  // namespace exeunt::page
