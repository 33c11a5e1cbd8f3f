// Packs that are texts, compiled with the standard library, which is read once for all of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "interpreter/driver/session.h"
#include "interpreter/pack/pack.h"

namespace exeunt::differential {

/// Read-only once it is made: any number of threads may compile with it.
struct Library {
  explicit Library(const std::string& folder);

  std::string folder;
  source::Manager sources;
  std::vector<ast::File> modules;
  bool is_read = false;
};

/// A session with one pack in it.
struct Compiled {
  std::unique_ptr<driver::Session> session;
  std::optional<pack::Pack> pack;
  std::shared_ptr<const program::Program> program;  ///< null: see the session's sink
};

/// In its default edition. `unless_wrong`: do not check what cannot be read.
Compiled compile(const Library& library, const std::vector<pack::NamedText>& files);

/// The files without the declarations in which errors are; nothing, if there are none such.
std::optional<std::vector<pack::NamedText>> without_errors(const Compiled& compiled,
                                                           const std::vector<pack::NamedText>& files);

/// "E0366: there is no outcome `x`" …, a line each.
std::string errors_of(const diagnostic::Sink& sink);

}  // namespace exeunt::differential
