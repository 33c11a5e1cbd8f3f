#include "interpreter/plan/text.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "golden.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/markdown.h"
#include "sample.h"

namespace exeunt::plan {

using test::check_golden;

static std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("the page of a ready plan") {
  check_golden("ready.txt", write_text(test::ready_plan()));
}

TEST_CASE("the page at 80 columns") {
  TextOptions options;
  options.width = 80;
  check_golden("ready_80.txt", write_text(test::ready_plan(), options));
}

TEST_CASE("the page with everything on it") {
  check_golden("full.txt", write_text(test::full_plan()));
}

TEST_CASE("the verbose page lists every object") {
  TextOptions options;
  options.verbose = true;
  const std::string text = write_text(test::full_plan(), options);
  check_golden("full_verbose.txt", text);
  CHECK(text.find("deal:33") != std::string::npos);
}

TEST_CASE("the concise form is a line a change") {
  TextOptions options;
  options.concise = true;
  check_golden("full_concise.txt", write_text(test::full_plan(), options));
}

TEST_CASE("the page in colour") {
  TextOptions options;
  options.colour = true;
  check_golden("ready_colour.txt", write_text(test::ready_plan(), options));
}

TEST_CASE("a plan that does nothing says so") {
  Plan plan = test::empty_plan();
  test::finish(plan);
  CHECK(write_text(plan) ==
        "Pipedrive 2024-02-29 · deactivate Sales Rep 7 (user:7) · by Administrator 1 (user:1)\n"
        "  2024-03-01 09:00 UTC\n"
        "READY · nothing changes\n");
}

TEST_CASE("without cites the sources are left out") {
  TextOptions options;
  options.cites = false;
  const std::string text = write_text(test::full_plan(), options);
  CHECK(text.find("sources") == std::string::npos);
  CHECK(text.find("pd.") == std::string::npos);
}

TEST_CASE("no line ends in white space, none is wider than the page") {
  for (const std::size_t width : {0, 40, 60, 80, 100, 200}) {
    for (const bool verbose : {false, true}) {
      TextOptions options;
      options.width = width;
      options.verbose = verbose;
      for (const std::string& line : lines_of(write_text(test::full_plan(), options))) {
        INFO(line);
        CHECK((line.empty() || line.back() != ' '));
        if (width >= 80) {
          CHECK(columns(line) <= width);
        }
      }
    }
  }
}

TEST_CASE("what the data holds cannot steer the terminal") {
  Plan plan = test::full_plan();
  const std::string evil = "\x1b]0;pwned\x07\xe2\x80\xae\r\n\xff\xc2\x9b";
  plan.labels["user:7"] = evil;
  plan.labels["deal:5"] = evil;
  plan.request.event = evil;
  plan.policy.title = evil;
  plan.changes.front().text = evil;
  plan.changes.front().unless = evil;
  plan.guards.front().message = evil;
  plan.advice.front().text = evil;
  plan.conflicts.front().field = evil;
  plan.unaddressed.front().fields = {evil};
  plan.dangling.front().field = evil;
  plan.undecided.front().error = evil;
  plan.capabilities.front().title = evil;
  plan.types["deal"] = {evil, evil};
  plan.request.at = evil;
  for (const bool concise : {false, true}) {
    TextOptions options;
    options.concise = concise;
    const std::string text = write_text(plan, options);
    CHECK(text.find_first_of("\x1b\x07\r\xff") == std::string::npos);
    CHECK(text.find("\xe2\x80\xae") == std::string::npos);
    CHECK(text.find("\xc2\x9b") == std::string::npos);
  }
  const std::string markdown = write_markdown(plan);
  CHECK(markdown.find_first_of("\x1b\x07\r\xff") == std::string::npos);
}

TEST_CASE("combining and wide characters keep the columns") {
  Plan plan = test::empty_plan();
  plan.rules["off"] = test::rule("", "disable", "disabled", true, "f");
  test::add_change(plan, "deal:1", "off", "disable", "is switched off");
  test::add_change(plan, "deal:2", "off", "disable", "is switched off");
  test::add_change(plan, "deal:3", "off", "disable", "is switched off");
  plan.labels["deal:1"] = "日本語";
  plan.labels["deal:2"] = "e\xcc\x81te\xcc\x81";
  plan.labels["deal:3"] = "abcdef";
  test::finish(plan);
  TextOptions options;
  options.cites = false;
  const std::string text = write_text(plan, options);
  CHECK(text.find("  ! deal:1  \"日本語\"  is switched off") != std::string::npos);
  CHECK(text.find("  ! deal:2  \"e\xcc\x81te\xcc\x81\"     is switched off") != std::string::npos);
  CHECK(text.find("  ! deal:3  \"abcdef\"  is switched off") != std::string::npos);
}

TEST_CASE("the Markdown of a plan") {
  check_golden("ready.md", write_markdown(test::ready_plan()));
  check_golden("full.md", write_markdown(test::full_plan()));
}

TEST_CASE("labels cannot become Markdown") {
  Plan plan = test::ready_plan();
  plan.labels["automation:4"] = "![x](http://evil.example/p.png) <script> @team #12 **b** www.evil.example |";
  const std::string text = write_markdown(plan);
  CHECK(text.find("![x]") == std::string::npos);
  CHECK(text.find("<script>") == std::string::npos);
  CHECK(text.find("@team") == std::string::npos);
  CHECK(text.find("http://") == std::string::npos);
  CHECK(text.find("www.evil") == std::string::npos);
  plan = test::ready_plan();
  plan.changes.front().object = "automation:`](x)`` y";
  CHECK(write_markdown(plan).find("``` automation:`](x)`` y ```") != std::string::npos);
}

}  // namespace exeunt::plan
