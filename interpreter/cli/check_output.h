// What `exeunt check` answers, for people and for programs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/check/coverage.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::cli {

/// One edition of one pack that compiles.
struct Checked {
  std::shared_ptr<const program::Program> program;
  check::Coverage coverage;
};

/// An edition: a line on what it holds, and one on what covers its facts.
std::string check_in_text(const std::vector<Checked>& checked);
/// A line for each fact of each edition: its id, its kind, and what covers it.
std::string facts_in_text(const std::vector<Checked>& checked);
/// "exeunt.check/1": editions, their facts, with `concepts` what they can be compared by, and the diagnostics.
std::string check_in_json(const std::vector<Checked>& checked, bool concepts, const diagnostic::Sink& sink,
                          const source::Manager& sources);

}  // namespace exeunt::cli
