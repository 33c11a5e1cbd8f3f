// The library's front door: files in, diagnostics and results out. All wiring of stages is here and nowhere else.
//
//   driver::Session session(options);
//   auto program = session.compile("pipedrive", edition);            // Program or diagnostics
//   auto account = session.load_snapshot("account.ndjson", *program);
//   auto plan    = session.plan(*program, *account, request);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/graph/graph.h"
#include "interpreter/pack/pack.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/source/source.h"

namespace exeunt::driver {

struct SessionOptions {
  std::vector<std::string> policy_paths;  ///< folders in which a pack's name is looked up, in this order
  std::string stdlib_path;                ///< folder of the standard library
  bool lint = false;                      ///< compiling also reports warnings
};

/// A request as people write it; every text is checked against the program by Session::plan.
struct Request {
  std::string event;
  std::string subject;                  ///< "user:7"
  std::string by;                       ///< "user:1"; may be empty
  std::string at;                       ///< RFC 3339, or a date
  std::vector<std::pair<std::string, std::string>> arguments;  ///< name, value as text or JSON
  std::vector<std::string> transfers;   ///< "deal=user:2", "deal.owner=user:2", "deal:5=user:2", "*=user:2"
  std::string locale;                   ///< of what displays show; empty: `en`
  bool howtos = false;                  ///< include how-to steps although the plan is not blocked
  bool locations = false;               ///< fill in where rules stand
  /// It stands in a plan: arguments may be objects that the account only refers to, as their defaults may.
  bool is_a_plans = false;
};

/// "pipedrive@2024-02-29"; without an edition it is empty.
struct PackName {
  std::string pack;
  std::string edition;
};
PackName split_pack_name(const std::string& text);

class Session {
 public:
  explicit Session(SessionOptions options);
  ~Session();

  const SessionOptions& options() const;
  source::Manager& sources();
  diagnostic::Sink& sink();

  /// Reads a pack's files: a folder, or a name. No value: errors are in the sink.
  std::optional<pack::Pack> load(const std::string& pack);
  /// Checks one edition (the default one where empty) and lowers each of its events. Null: errors are in the sink.
  std::shared_ptr<const program::Program> compile(const pack::Pack& pack, const std::string& edition = "");
  /// Both. `pack` may end in "@edition".
  std::shared_ptr<const program::Program> compile(const std::string& pack, const std::string& edition = "");
  std::optional<snapshot::Account> load_snapshot(const std::string& path, const program::Program& program,
                                                 const snapshot::ReadOptions& options = {});
  std::shared_ptr<const graph::Graph> graph(const std::shared_ptr<const program::Program>& program,
                                            const std::string& event);
  std::optional<plan::Plan> plan(const std::shared_ptr<const program::Program>& program,
                                 const snapshot::Account& account, const Request& request);
  /// Why `object` ("email:12") changes, or does not.
  std::optional<plan::Explanation> explain(const std::shared_ptr<const program::Program>& program,
                                           const snapshot::Account& account, const Request& request,
                                           const std::string& object);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace exeunt::driver
