// Manual pages and shell completions, written from what the command declares. Not for people to call: `exeunt manual DIR`
// is what an installation runs, and no help lists it.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/command.h"
#include "interpreter/cli/synopsis.h"

namespace exeunt::cli {

struct ManualFile {
  std::string path;  ///< below the folder of an installation that holds `man/`, usually `share`
  std::string text;
};

/// `exeunt.1` and a page a verb, `exeunt-plan.1`.
std::vector<ManualFile> write_pages(const CommandSynopsis& synopsis, const std::string& version);
/// For bash, zsh and fish. Completed are verbs, options, the words an option knows, packs, files and folders.
std::vector<ManualFile> write_completions(const CommandSynopsis& synopsis);

/// Writes all of these below `folder`, which is made where it is not there.
ExitStatus write_manual(const std::string& folder, const std::vector<ManualFile>& files, diagnostic::Sink& sink);

}  // namespace exeunt::cli
