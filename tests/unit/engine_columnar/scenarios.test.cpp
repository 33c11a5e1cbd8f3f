// Every scenario of the shipped packs in every edition, planned by both engines: each event that happens in it, in the account
// with which it begins.
#include <catch2/catch.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/render.h"
#include "interpreter/driver/large_plan.h"
#include "interpreter/driver/request.h"
#include "interpreter/driver/scenario_files.h"
#include "interpreter/driver/session.h"
#include "interpreter/plan/json.h"
#include "interpreter/scenario/account.h"
#include "interpreter/scenario/read.h"

namespace fs = std::filesystem;

namespace exeunt::driver {
namespace {

fs::path root() {
  return fs::canonical(fs::path(__FILE__).parent_path() / "../../..");
}

std::string lines_of(const scenario::Account& account) {
  std::string out;
  for (const scenario::Object& object : account.objects) {
    out += plan::write_value(object.value) + "\n";
  }
  return out;
}

class Both {
 public:
  explicit Both(const std::string& pack) : pack_(pack) {
    loaded_ = session_.load(pack);
    REQUIRE(loaded_);
  }

  std::vector<std::string> editions() const {
    std::vector<std::string> names;
    for (const pack::EditionInfo& each : pack::editions(*loaded_)) {
      names.push_back(each.name);
    }
    return names;
  }

  void compile(const std::string& edition) {
    program_ = session_.compile(*loaded_, edition);
    REQUIRE(program_);
  }

  /// How many requests were made.
  int plan_all(const fs::path& path) {
    const auto loaded = session_.sources().load(path.string());
    REQUIRE(std::holds_alternative<source::FileId>(loaded));
    const auto id = std::get<source::FileId>(loaded);
    if (scenario::is_account(session_.sources(), id)) {
      return 0;
    }
    const auto file = scenario::read(id, session_.sources(), session_.sink());
    REQUIRE(file);
    int count = 0;
    for (const scenario::Scenario& each : file->scenarios) {
      const scenario::Account account = scenario::merge(file->account, each.account);
      for (const scenario::Step& step : each.steps) {
        if (const auto* const request = std::get_if<scenario::Request>(&step.action)) {
          INFO(pack_ << "@" << program_->edition << ": " << path.filename().string() << ": " << each.name.text);
          const std::string at = request->at ? request->at->text : each.at ? each.at->text : "2024-03-01T09:00:00Z";
          count += compare(lines_of(account), account.absent_is_null, driver::request_of(*request, at)) ? 1 : 0;
        }
      }
    }
    return count;
  }

 private:
  /// False: there is no plan.
  bool compare(const std::string& lines, bool absent_is_null, const Request& request) {
    snapshot::ReadOptions reading;
    reading.absent_is_null = absent_is_null;
    diagnostic::Sink sink;
    const auto account = snapshot::read_text(lines, "account", *program_->model, sink, reading);
    REQUIRE(account);
    const auto expected = session_.plan(program_, *account, request);
    const auto file = source::Seekable::of("account", lines);
    LargePlanOptions options;
    options.read = reading;
    auto found = make_large_plan(session_, program_, file, request, options);
    REQUIRE(found.by != PlannedBy::not_for_it);
    REQUIRE(found.plan.has_value() == expected.has_value());
    if (expected) {
      std::string text;
      CHECK(found.plan->write(plan::DocumentForm::json, [&](std::string_view piece) {
        text += piece;
        return true;
      }, sink));
      CHECK(text == plan::write_json(*expected));
    }
    return expected.has_value();
  }

  std::string pack_;
  Session session_{{.policy_paths = {(root() / "policies").string()}, .stdlib_path = (root() / "stdlib").string()}};
  std::optional<pack::Pack> loaded_;
  std::shared_ptr<const program::Program> program_;
};

TEST_CASE("both engines make the same plans of every scenario") {
  for (const char* const pack : {"pipedrive", "hubspot"}) {
    Both both(pack);
    diagnostic::Sink sink;
    const std::vector<std::string> files = find_scenario_files((root() / "policies" / pack).string(), {}, sink);
    REQUIRE(files.size() > 10);
    for (const std::string& edition : both.editions()) {
      both.compile(edition);
      int count = 0;
      for (const std::string& path : files) {
        count += both.plan_all(path);
      }
      CHECK(count > 50);
    }
  }
}

}  // namespace
}  // namespace exeunt::driver
