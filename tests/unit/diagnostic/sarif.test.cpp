#include <catch2/catch.hpp>

#include "interpreter/diagnostic/render_sarif.h"

using namespace exeunt;
using diagnostic::Kind;

TEST_CASE("SARIF names place, code, text and related places") {
  source::Manager files;
  const source::FileId file = files.add("policies/a pack/ä.policy", "rule x\nrule y\n");
  diagnostic::Sink sink;
  sink.report<Kind::syntax_expected_text>(source::Span{file, 12, 13}, "a title")
      .label(source::Span{file, 0, 4}, "the rule")
      .help("write one");

  const std::string expected = R"({
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "exeunt",
          "version": "1.2.3",
          "rules": [
            {
              "id": "E0106",
              "name": "syntax_expected_text"
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "E0106",
          "level": "error",
          "message": {
            "text": "expected a title\nwrite one"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "policies/a%20pack/%C3%A4.policy"
                },
                "region": {
                  "startLine": 2,
                  "startColumn": 6,
                  "endLine": 2,
                  "endColumn": 7
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "policies/a%20pack/%C3%A4.policy"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 1,
                  "endLine": 1,
                  "endColumn": 5
                }
              },
              "message": {
                "text": "the rule"
              }
            }
          ]
        }
      ]
    }
  ]
}
)";
  CHECK(diagnostic::render_sarif(sink, files, "1.2.3") == expected);
}

TEST_CASE("SARIF without findings has an empty list of results, and a finding without a place no location") {
  const source::Manager files;
  diagnostic::Sink sink;
  CHECK(diagnostic::render_sarif(sink, files, "1").find("\"results\": []") != std::string::npos);

  sink.report<Kind::file_not_found>(std::nullopt, "pa\xff");
  const std::string text = diagnostic::render_sarif(sink, files, "1");
  CHECK(text.find("\"ruleId\": \"E0001\"") != std::string::npos);
  CHECK(text.find("locations") == std::string::npos);
  CHECK(text.find("pa\uFFFD") != std::string::npos);
}

TEST_CASE("SARIF places findings of inputs that are not kept") {
  const source::Manager files;
  diagnostic::Sink sink;
  sink.report<Kind::file_empty>(std::nullopt, "x").at({.file = "/tmp/a.ndjson", .line = 7, .column = 0});
  const std::string text = diagnostic::render_sarif(sink, files, "1");
  CHECK(text.find("\"uri\": \"file:///tmp/a.ndjson\"") != std::string::npos);
  CHECK(text.find("\"startLine\": 7") != std::string::npos);
  CHECK(text.find("startColumn") == std::string::npos);
}
