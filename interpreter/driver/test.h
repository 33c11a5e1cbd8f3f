// Scenario files run against every edition of their packs: what `exeunt test` answers.
//
//   driver::TestSuite suite(session);
//   suite.add("pipedrive");                       // reads files, compiles packs
//   auto results = driver::run_tests(suite.cases(), {.jobs = 4}, session.sink(), [] {});   // test_run.h
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/driver/scenario.h"
#include "interpreter/driver/session.h"
#include "interpreter/pack/pack.h"
#include "interpreter/scenario/scenario.h"

namespace exeunt::driver {

/// One edition of a pack, compiled.
struct CompiledEdition {
  std::shared_ptr<const pack::Pack> pack;
  std::string edition;  ///< empty where the pack has none
  std::shared_ptr<const program::Program> program;
};

/// One scenario in one edition.
struct TestCase {
  std::string name;  ///< "policies/shop/scenarios/drafts.yaml/drafts are erased"
  const scenario::File* file = nullptr;
  const scenario::Scenario* scenario = nullptr;
  CompiledEdition* edition = nullptr;
  const GoldenPlans* golden = nullptr;  ///< of the whole suite
};

class TestSuite {
 public:
  /// `update`: plans that steps name and that cannot be read are to be written, and nothing is reported of them.
  explicit TestSuite(Session& session, bool update = false) : session_(session), update_(update) {}

  /// A file, a folder or a pack's name. What is wrong goes to the session's sink; what is right is added, each file
  /// once.
  void add(const std::string& path);
  /// By file, edition and place in the file.
  const std::vector<TestCase>& cases() const { return cases_; }
  /// Every edition of every pack that has a scenario, oldest first; without those that do not compile.
  std::vector<CompiledEdition*> editions();

 private:
  void add_file(const std::string& path, bool named);
  std::shared_ptr<const pack::Pack> find_pack(const scenario::File& file);
  CompiledEdition* compile(const std::shared_ptr<const pack::Pack>& pack, const std::string& edition);
  static std::vector<std::string> names_of_editions(const pack::Pack& pack);

  Session& session_;
  bool update_;
  GoldenPlans golden_;
  std::set<std::string> paths_;
  std::deque<scenario::File> files_;
  std::map<std::string, std::shared_ptr<const pack::Pack>> packs_;  ///< by folder or name; null: unreadable
  std::map<std::pair<const pack::Pack*, std::string>, CompiledEdition> editions_;
  std::vector<TestCase> cases_;
};

}  // namespace exeunt::driver
