// Disagreements as files: a pack, an account, and a scenario beside them that says what was asked. `exeunt test` runs it,
// `differential --replay` holds every property of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/differential/trial.h"

namespace exeunt::differential {

/// Writes `folder/NAME/`: the pack's files, account.ndjson, scenarios/find.yaml and the plan that is right by the reference engine,
/// as far as there is one. The path of the scenario; empty: it could not be written.
std::string write_find(const Library& library, const std::string& folder, const std::string& name, const Case& found,
                       const std::string& says);

/// The cases of `NAME/scenarios/*.yaml` in a folder of finds, or of one of them. No value: what is wrong was said.
std::optional<std::vector<std::pair<std::string, Case>>> read_finds(const std::string& folder);

}  // namespace exeunt::differential
