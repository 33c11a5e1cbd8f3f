// Exeunt as a library: what happens to everything a user touched when the user leaves.
//
//   const auto policy  = exeunt::Policy::compile("pipedrive");
//   const auto account = exeunt::Account::load("account.ndjson");
//   const auto plan    = policy->plan(*account, {.event = "deactivate", .subject = "user:7", .by = "user:1",
//                                                .at = "2024-03-01T09:00:00Z"});
//   std::cout << plan->text();
//
// Everything here is a value: immutable, cheap to copy (it shares what it holds; moving is copying, so that none is
// ever empty), and safe to use from several threads at once. What can go wrong answers a Result, and nothing that does
// throws. Texts are UTF-8. Nothing is read but the files named, packs, and the environment variable EXEUNT_HOME;
// nothing is written.
//
// exeunt/catch2.h has matchers for tests, exeunt/c.h the same for C and for bindings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <exeunt/result.h>
#include <exeunt/value.h>

/// Where an installation has its packs; find_package(exeunt) defines it.
#ifndef EXEUNT_INSTALLED_HOME
#define EXEUNT_INSTALLED_HOME ""
#endif

namespace exeunt {

/// Of the library: "0.1.0".
std::string_view version() noexcept;

class Account;
class Difference;
class Explanation;
class Plan;
class Policy;
struct Applied;
struct Request;

// --- policies

/// A policy file that is not on disk. The name's ending says what it is: `.policy`, `.policy.yaml`, or `facts.yaml`.
struct SourceText {
  std::string name{};
  std::string text{};
};

struct CompileOptions {
  std::string edition{};                ///< empty: the pack's newest
  std::vector<std::string> policies{};  ///< folders in which packs are looked up by name, before all others
  /// The folder that holds `policies` and `stdlib`. Empty: as the command finds them, that is the current folder, then
  /// the one that EXEUNT_HOME names, or `installed_home`.
  std::string home{};
  bool lint = false;  ///< warnings too, see Policy::warnings
  std::string installed_home = EXEUNT_INSTALLED_HOME;
};

/// A pack of policies in one edition, checked and ready to plan.
class Policy {
 public:
  Policy(const Policy&) = default;
  Policy& operator=(const Policy&) = default;

  /// `pack` is a folder, a policy file, or a name that is looked up; it may end in "@edition".
  static Result<Policy> compile(const std::string& pack, const CompileOptions& options = {});
  /// The files of one pack, from memory.
  static Result<Policy> compile_texts(const std::vector<SourceText>& files, const CompileOptions& options = {});

  const std::string& pack() const;     ///< "pipedrive"
  const std::string& title() const;    ///< "Pipedrive"
  const std::string& edition() const;  ///< "2024-02-29"; empty where the pack has none
  /// "sha256:…" over the meaning: layout, comments and order do not matter.
  const std::string& digest() const;
  const std::vector<std::string>& editions() const;  ///< of the pack, oldest first
  const std::vector<std::string>& events() const;    ///< sorted
  const std::vector<Diagnostic>& warnings() const;   ///< with CompileOptions::lint

  /// What happens to `account`. An account is read by the policy's model once, however many plans are made of it.
  Result<Plan> plan(const Account& account, const Request& request) const;

  struct State;  ///< the library's own

 private:
  friend struct Access;
  explicit Policy(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

// --- accounts

struct AccountOptions {
  bool absent_is_null = false;  ///< a field that an object lacks is null; else it is not known
  bool strict = false;          ///< types and fields that a policy's model lacks, and dangling references, are errors
};

/// The snapshot of an account, as its file has it: NDJSON, a JSON array, or a YAML list of objects. Which types and
/// fields there are is the business of a policy, so what is wrong with them is told by Policy::plan.
class Account {
 public:
  Account(const Account&) = default;
  Account& operator=(const Account&) = default;

  static Result<Account> load(const std::string& path, const AccountOptions& options = {});
  /// `name` is for messages.
  static Result<Account> parse(std::string text, const AccountOptions& options = {},
                               const std::string& name = "account");

  const std::string& text() const;  ///< byte for byte
  /// "xxh3:…": tells accounts apart, and proves nothing to those who may be deceived.
  const std::string& digest() const;
  uint64_t size() const;  ///< objects

  /// By their digests: NDJSON is compared byte for byte, documents by the values of their objects.
  friend bool operator==(const Account& a, const Account& b) { return a.digest() == b.digest(); }

  struct State;  ///< the library's own

 private:
  friend struct Access;
  explicit Account(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

// --- plans

/// What happens, to whom, when. Objects are written "type:id".
struct Request {
  std::string event{};                                           ///< "deactivate"
  std::string subject{};                                         ///< "user:7"
  std::string by{};                                              ///< "user:1"; may be empty
  std::string at{};                                              ///< "2024-03-01T09:00:00Z", or a date
  std::vector<std::pair<std::string, std::string>> arguments{};  ///< name, value as text or JSON
  std::vector<std::string> transfers{};  ///< "deal=user:2", "deal.owner=user:2", "deal:5=user:2", "*=user:2"
  std::string locale{};                  ///< of what people see afterwards; empty: `en`
  bool howtos = false;                   ///< steps of instructions, although nothing blocks
  bool locations = false;                ///< where rules stand in their files
};

enum class Verdict {
  ready,
  blocked,     ///< a guard of the event fails, or cannot be decided
  conflicted,  ///< two rules disagree
};

enum class Op { set, clear, add, remove, erase, create };

struct Write {
  Op op = Op::set;
  std::string field{};        ///< empty: the object as a whole (erase, create)
  Value from{};               ///< before; of add and remove the list before
  Value to{};                 ///< after; of add and remove the element; of create the object's members
  bool from_unknown = false;  ///< the snapshot does not say what it was
};

/// What one rule does to one object.
struct Change {
  std::string object{};
  std::string rule{};        ///< "request": a transfer of the request's own
  std::string outcome{};     ///< the verb: "erase"
  std::string class_name{};  ///< by which vendors are compared: "erased"
  std::string text{};        ///< "is erased"
  std::string due{};         ///< RFC 3339; empty: at the event
  std::string unless{};      ///< what calls it off, read when it is due; empty: nothing
  std::string phase{};       ///< empty where the event has none
  bool reversible = true;
  bool unchanged = false;  ///< it says that the object stays as it is
  std::vector<Write> writes{};
};

enum class Answer { yes, no, unknown };

/// What the snapshot would have to hold for an answer.
struct MissingField {
  std::string object{};  ///< "email:12"
  std::string field{};   ///< "email.visibility"
};

/// What the event requires.
struct Guard {
  std::string name{};
  Answer holds = Answer::yes;
  std::string message{};  ///< why it does not hold
  std::string unblock{};  ///< what to do about it; may be empty
  std::vector<MissingField> missing{};
  std::string error{};  ///< it could not be evaluated: why; else empty
};

/// An object of which the snapshot does not say enough.
struct Undecided {
  std::string object{};
  std::string rule{};
  std::vector<MissingField> missing{};
  std::string error{};  ///< the rule could not be evaluated: why; else empty
};

/// An object that refers to the subject and that no rule covers.
struct Unaddressed {
  std::string object{};
  std::vector<std::string> fields{};  ///< through which it refers
};

struct Summary {
  uint64_t objects = 0;              ///< in changes
  uint64_t affected = 0;             ///< those of them that do not stay as they are
  uint64_t scheduled = 0;            ///< changes that are due later
  uint64_t irreversible = 0;         ///< changes that cannot be undone
  std::string point_of_no_return{};  ///< RFC 3339; empty: everything can be undone
};

struct TextOptions {
  bool colour = false;   ///< ANSI colours
  bool verbose = false;  ///< every object on a line of its own, those that stay as they are too
  bool concise = false;  ///< a line a change
  bool cites = true;     ///< the facts that rules rest on, at the end
  std::size_t width = 100;
};

struct DiffOptions {
  /// What is not compared: members of plan documents ("labels", "summary") and aspects ("text", "cause", "digest"), as
  /// `exeunt diff --ignore` has them.
  std::vector<std::string> ignore{};
};

struct ApplyOptions {
  std::string until{};             ///< time passes: what is due by then happens too; empty: the event alone
  bool any_account = false;        ///< also another account than the one planned on, as long as nothing is overwritten
  std::optional<Policy> policy{};  ///< the plan's, where it comes from a document and an `unless` is due
};

/// A change plan: made by Policy::plan, or read from a document.
class Plan {
 public:
  Plan(const Plan&) = default;
  Plan& operator=(const Plan&) = default;

  /// A document of `exeunt plan --format json`, `ndjson` or `groups`; of groups without labels.
  static Result<Plan> load(const std::string& path);
  static Result<Plan> parse(std::string document, const std::string& name = "plan");

  Verdict verdict() const;
  const Request& request() const;
  /// In canonical order: the same policy, account and request give the same list.
  const std::vector<Change>& changes() const;
  /// Those of one object.
  std::vector<Change> changes(std::string_view object) const;
  const std::vector<Guard>& guards() const;
  const std::vector<Undecided>& undecided() const;
  const std::vector<Unaddressed>& unaddressed() const;
  const Summary& summary() const;

  std::string text(const TextOptions& options = {}) const;  ///< for people
  std::string json() const;                                 ///< `exeunt.plan/1`: the same bytes on every machine
  std::string ndjson() const;
  std::string groups() const;  ///< `exeunt.plan-groups/1`
  std::string markdown() const;

  /// Why the object changes, or does not. A plan read from a document knows what was decided, not what was tried.
  Result<Explanation> explain(const std::string& object) const;
  /// What differs in `after`, by meaning.
  Result<Difference> diff(const Plan& after, const DiffOptions& options = {}) const;

  /// The account afterwards. Only a plan that is ready can be applied. Applied twice is applied once.
  Result<Applied> apply(const Account& account, const ApplyOptions& options = {}) const;
  /// The account before, as far as that can be undone, from the account after.
  Result<Applied> revert(const Account& account, const ApplyOptions& options = {}) const;
  /// What `apply` changes, as a JSON Patch (RFC 6902).
  Result<std::string> json_patch(const Account& account, const ApplyOptions& options = {}) const;

  struct State;  ///< the library's own

 private:
  friend struct Access;
  explicit Plan(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

/// A change that did not happen, or cannot be undone.
struct LeftOut {
  std::string object{};
  std::string rule{};
  std::string outcome{};  ///< the verb
  std::string due{};      ///< empty: at the event
};

struct Applied {
  Account account;
  uint64_t changed = 0;  ///< objects
  uint64_t erased = 0;
  uint64_t created = 0;
  std::vector<LeftOut> called_off;  ///< by their `unless`
  std::vector<LeftOut> remaining;   ///< reverted: what cannot be undone
  uint64_t to_come = 0;             ///< changes that are due after `until`
  std::string next_due;             ///< of the first of them; empty: none
};

// --- answers

class Difference {
 public:
  Difference(const Difference&) = default;
  Difference& operator=(const Difference&) = default;

  bool empty() const;
  std::string text(const TextOptions& options = {}) const;
  std::string json() const;
  std::string markdown() const;

  struct State;  ///< the library's own

 private:
  friend struct Access;
  explicit Difference(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

class Explanation {
 public:
  Explanation(const Explanation&) = default;
  Explanation& operator=(const Explanation&) = default;

  std::string text(const TextOptions& options = {}) const;
  std::string json() const;

  struct State;  ///< the library's own

 private:
  friend struct Access;
  explicit Explanation(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace exeunt
