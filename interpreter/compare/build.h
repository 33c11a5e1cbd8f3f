// Programs side by side: what a Comparison is made from.
//
//   auto comparison = compare({{pipedrive, "policies/pipedrive", ""}, {hubspot, "policies/hubspot", ""}}, {}, sources,
//   sink); std::cout << write_text(*comparison);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::compare {

/// One contestant.
struct Input {
  std::shared_ptr<const program::Program> program;
  std::string folder;         ///< of the pack: places are told from there on
  std::string edition_title;  ///< may be empty
};

/// What is compared; empty: everything. A name is a key ("std.suspend"), its last part ("suspend"), or what a
/// contestant calls it ("deactivate"); all that it may mean is taken.
struct Options {
  std::vector<std::string> events;
  std::vector<std::string> concepts;  ///< objects and capabilities
};

/// Two programs at least, compiled with the same modules. `sources` holds their files. No value: a name of `options`
/// means nothing here, as was reported (E0816, E0817). Linear in the rules of all programs, but for sorting.
std::optional<Comparison> compare(const std::vector<Input>& inputs, const Options& options,
                                  const source::Manager& sources, diagnostic::Sink& sink);

}  // namespace exeunt::compare
