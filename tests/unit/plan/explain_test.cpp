#include "interpreter/plan/explain.h"

#include <catch2/catch.hpp>

#include "golden.h"
#include "sample.h"

namespace exeunt::plan {

TEST_CASE("an explanation for people") {
  test::check_golden("explain.txt", write_text(test::sample_explanation()));
  TextOptions narrow;
  narrow.width = 60;
  narrow.cites = false;
  test::check_golden("explain_60.txt", write_text(test::sample_explanation(), narrow));
}

TEST_CASE("an explanation for programs") {
  test::check_golden("explain.json", write_json(test::sample_explanation()));
}

TEST_CASE("an object that nothing happens to") {
  Explanation why;
  why.policy.pack = "pipedrive";
  why.request.event = "deactivate";
  why.request.subject = "user:7";
  why.request.at = "2024-03-01T09:00:00Z";
  why.object = "gadget:1";
  why.in_snapshot = false;
  why.unaddressed = {"gadget.owner", "gadget.author"};
  CHECK(write_text(why) ==
        "pipedrive · deactivate user:7 · 2024-03-01 09:00 UTC\n"
        "\n"
        "gadget:1\n"
        "  The snapshot does not hold this object; only the plan or another object names it.\n"
        "  The plan does nothing to it.\n"
        "  ? unaddressed: it refers to user:7 through gadget.owner and gadget.author, and no rule covers it\n"
        "\n"
        "No rule is about objects of this type\n");
}

}  // namespace exeunt::plan
