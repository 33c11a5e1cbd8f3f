// From syntax to a checked program: loads a pack's files, composes an edition, resolves names, checks types, lints.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::check {

/// All files of one pack and of the modules it may use, read but not yet checked.
struct Pack {
  std::string folder;
  std::string name;
  std::vector<ast::File> files;    ///< sorted by path
  std::vector<ast::File> modules;  ///< the standard library
  std::optional<source::FileId> facts;  ///< facts.yaml
  std::vector<program::Fact> fact_list; ///< of every edition
};

struct EditionInfo {
  std::string name;
  std::string extends;  ///< empty: none
  std::string title;
  bool dated = false;   ///< its name is a date
};
/// Oldest first: undated ones, then dated ones by date.
std::vector<EditionInfo> editions(const Pack& pack);
/// The newest dated edition, else the last undated one; empty where the pack has no editions.
std::string default_edition(const Pack& pack);

struct CheckOptions {
  std::string edition;  ///< empty: the default one
  bool lint = true;     ///< also report warnings (W04xx)
};

/// No value: at least one error was reported.
std::shared_ptr<const program::Program> check(const Pack& pack, const source::Manager& sources,
                                              diagnostic::Sink& sink, const CheckOptions& options = {});

}  // namespace exeunt::check
