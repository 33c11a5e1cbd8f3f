#include "interpreter/compare/write.h"

#include <catch2/catch.hpp>

#include "interpreter/compare/words.h"
#include "interpreter/plan/layout.h"

using namespace exeunt;
using namespace exeunt::compare;

namespace {

Cell cell(const std::string& outcome_class, const std::string& title) {
  Fate fate;
  fate.event = {"leave", "Leave"};
  fate.entity = {"deal", "Deal"};
  fate.rule = "rule-" + outcome_class;
  fate.title = title;
  fate.outcome_class = {outcome_class, "Is " + outcome_class, 10};
  Cell out;
  out.answer = Answer::stated;
  out.worst = fate.outcome_class;
  out.fates = {fate};
  return out;
}

/// Contestants with one event and one object, of which each says something else.
Comparison sample(std::size_t contestants) {
  Comparison out;
  Event event{"std.suspend", "Suspend: out", true, {}, Difference::same};
  Concept what;
  what.key = "crm.deal";
  what.title = "Deal";
  what.plural = "Deals";
  Row row;
  row.difference = Difference::different;
  for (std::size_t i = 0; i < contestants; ++i) {
    const std::string letter(1, static_cast<char>('a' + i));
    out.contestants.push_back({"pack-" + letter, "Vendor " + letter, "", "", "sha256:0", {}, {}});
    EventAnswer answer;
    answer.answer = Answer::stated;
    answer.events.push_back({{"leave", "Leave"}, {"user", "User"}, {}, {}, {}, "", {}, {}, {}, {}});
    event.answers.push_back(answer);
    what.own.push_back({{{"deal", "Deal"}, {}}});
    row.cells.push_back(cell("class-" + letter, "What happens with vendor " + letter + ", told at some length"));
  }
  out.events.push_back(event);
  what.rows.push_back(row);
  out.objects.concepts.push_back(what);
  out.objects.order.push_back({0, 0});
  ++out.objects.counts[Difference::different];
  return out;
}

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    most = std::max(most, plan::columns(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return most;
}

}  // namespace

TEST_CASE("contestants stand side by side where there is room, else one under the other") {
  const Comparison two = sample(2);
  CHECK(write_text(two).find("Deals   Is class-a") != std::string::npos);
  TextOptions narrow;
  narrow.width = 60;
  CHECK(write_text(two, narrow).find("      Vendor a  Is class-a\n      Vendor b  Is class-b\n") != std::string::npos);
  const std::string six = write_text(sample(6));
  CHECK(six.find("      Vendor f  Is class-f\n") != std::string::npos);
}

TEST_CASE("no line is wider than the page") {
  for (const std::size_t width : {40u, 57u, 60u, 61u, 72u, 80u, 100u, 101u, 200u}) {
    for (const std::size_t contestants : {2u, 3u, 5u}) {
      TextOptions options;
      options.width = width;
      options.report.all = true;
      options.report.verbose = width % 2 == 0;
      CHECK(widest(write_text(sample(contestants), options)) <= width);
    }
  }
}

TEST_CASE("columns have names that tell them apart") {
  Comparison found = sample(2);
  CHECK(short_names(found) == std::vector<std::string>{"Vendor a", "Vendor b"});
  found.contestants[1].title = "Vendor a";
  CHECK(short_names(found) == std::vector<std::string>{"Vendor a (1)", "Vendor a (2)"});
  found.contestants[0].edition = "2024";
  found.contestants[1].edition = "2025";
  CHECK(short_names(found) == std::vector<std::string>{"2024", "2025"});
  found = sample(3);
  found.contestants[1].title = "Vendor a";
  found.contestants[0].edition = found.contestants[2].edition = "2024";
  found.contestants[1].edition = "2025";
  CHECK(short_names(found) == std::vector<std::string>{"Vendor a 2024", "Vendor a 2025", "Vendor c 2024"});
  found.contestants[1].edition = "2024";
  CHECK(short_names(found) == std::vector<std::string>{"Vendor a 2024 (1)", "Vendor a 2024 (2)", "Vendor c 2024"});
}

TEST_CASE("many cases are told in short, and all of them on request") {
  Comparison found = sample(2);
  Cell& cell = found.objects.concepts[0].rows[0].cells[0];
  for (int i = 0; i < 5; ++i) {
    cell.fates.push_back(cell.fates.front());
    cell.fates.back().rule += std::to_string(i);
    cell.fates.back().title = "Case " + std::to_string(i);
  }
  cell.fates.push_back(cell.fates.front());
  cell.fates.back().outcome_class.title = "Is something else";
  CHECK(write_text(found).find("and 4 more cases") != std::string::npos);
  CHECK(write_text(found).find("Case 4") == std::string::npos);
  TextOptions verbose;
  verbose.report.verbose = true;
  CHECK(write_text(found, verbose).find("Case 4") != std::string::npos);
}

TEST_CASE("what people can do is told with an object only where nothing else is") {
  Cell both = cell("erased", "");
  both.fates.push_back(both.fates.front());
  both.fates.back().capability = {"log-in", "Log in"};
  both.fates.back().outcome_class.title = "Becomes impossible";
  CHECK(line_of(both, false) == "Is erased");
  CHECK(counts(both.fates.front(), both));
  CHECK_FALSE(counts(both.fates.back(), both));
  Cell alone = both;
  alone.fates.erase(alone.fates.begin());
  CHECK(line_of(alone, false) == "Becomes impossible: Log in");
  CHECK(line_of(alone, true) == "Becomes impossible");
  CHECK(counts(alone.fates.back(), alone));
}

TEST_CASE("a document is the same whatever people call things") {
  Comparison found = sample(2);
  found.objects.concepts[0].title = "\"Deal\"\n\x1b[2J\\";
  const std::string json = write_json(found);
  CHECK(json.find("\\\"Deal\\\"\\n\\u001b[2J\\\\") != std::string::npos);
  CHECK(json.find('\x1b') == std::string::npos);
}
