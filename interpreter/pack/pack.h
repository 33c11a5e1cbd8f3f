// One vendor's policies as they lie on disk: a folder of policy files and its facts, with the modules it may use.
//
// Loading reads and parses; what the declarations mean is not looked at. The standard library is a folder of modules,
// read the same way. Everything is in an order that does not depend on the file system.
//   load("pipedrive", {{"policies"}, "stdlib"}, sources, sink)  ->  policies/pipedrive/**/*.policy and facts.yaml
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::pack {

/// All files of one pack and of the modules it may use, read but not yet checked.
struct Pack {
  std::string folder;
  std::string name;
  bool is_folder = true;  ///< not a single file of it
  std::vector<ast::File> files;          ///< sorted by path
  std::vector<ast::File> modules;        ///< the standard library, sorted by path
  std::optional<source::FileId> facts;   ///< facts.yaml
  std::vector<program::Fact> fact_list;  ///< of every edition, in the file's order
  /// Everything could be read. Where it could not, errors were reported and `check` has nothing to add to them.
  bool complete = true;
};

struct LoadOptions {
  std::vector<std::string> search;  ///< folders in which a pack's name is looked up, in this order; none: `policies`
  std::string stdlib;               ///< folder of the standard library; empty: no modules
};

/// `pack` is a folder, a single policy file, or a name looked up in the search folders. No value: there is no such
/// pack, or nothing in it could be read; in both cases an error was reported.
std::optional<Pack> load(const std::string& pack, const LoadOptions& options, source::Manager& sources,
                         diagnostic::Sink& sink);

/// A file of a pack that is not on disk.
struct NamedText {
  std::string name;  ///< ends as the name of its file would: `.policy`, `.policy.yaml`; or is `facts.yaml`
  std::string text;
};

/// The pack that these files are. No value: as above.
std::optional<Pack> read(const std::vector<NamedText>& texts, const std::string& stdlib, source::Manager& sources,
                         diagnostic::Sink& sink);

/// The names of all packs in the search folders, sorted.
std::vector<std::string> find_packs(const std::vector<std::string>& search);

struct EditionInfo {
  std::string name;
  std::string extends;  ///< empty: none
  std::string title;
  bool dated = false;  ///< its name is a date
};
/// Oldest first: undated ones (an edition after the one it extends, else by name), then dated ones by date.
std::vector<EditionInfo> editions(const Pack& pack);
/// The newest dated edition, else the last undated one; empty where the pack has no editions.
std::string default_edition(const Pack& pack);

}  // namespace exeunt::pack
