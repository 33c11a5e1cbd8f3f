// One account in other spellings and orders.
#include "interpreter/plan/json.h"
#include "tests/differential/properties.h"
#include "tests/differential/spelling.h"

namespace exeunt::differential {

namespace {

std::string compare(Trial& trial, const std::string& text, std::string* digest) {
  const auto plan = trial.plan(text, trial.compiled(), trial.tried().request);
  if (plan && digest != nullptr) {
    *digest = plan->snapshot.digest;
  }
  const std::string expected = trial.answer().plan ? without_digest(*trial.answer().plan) : "";
  return difference(expected, plan ? without_digest(*plan) : "");
}

}  // namespace

std::string hold_spellings(Trial& trial) {
  Random random = trial.random("spellings");
  const Account& account = trial.tried().account;
  std::string of_lines;
  std::string of_document;
  std::string of_yaml;
  if (const std::string wrong = compare(trial, as_lines(account), &of_lines); !wrong.empty()) {
    return "as plain lines\n" + wrong;
  }
  if (const std::string wrong = compare(trial, as_loose_lines(random, account), nullptr); !wrong.empty()) {
    return "as other lines\n" + wrong;
  }
  if (const std::string wrong = compare(trial, as_document(account), &of_document); !wrong.empty()) {
    return "as a document\n" + wrong;
  }
  const std::string yaml = as_yaml(random, account);
  if (const std::string wrong = compare(trial, yaml, &of_yaml); !wrong.empty()) {
    return "as YAML\n" + wrong + "\n" + yaml;
  }
  if (of_document != of_yaml) {
    return "the digest is " + of_document + " as JSON and " + of_yaml + " as YAML\n" + yaml;
  }
  return {};
}

std::string hold_order(Trial& trial) {
  Random random = trial.random("order");
  return compare(trial, as_lines(reordered(random, trial.tried().account)), nullptr);
}

}  // namespace exeunt::differential
