// Which declarations are in effect in one edition of a pack: the modules it uses, its common files, the editions it
// extends, itself, each layer over the one before.
//
// A layer sees only what the layers before it left: a name declared anew needs `replace`, and `replace` and `drop` need
// something to replace or drop. The order of files and of declarations inside a layer does not matter.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/pack/pack.h"

namespace exeunt::check {

/// One declaration in effect.
template <class Body>
struct Declared {
  const Body* body = nullptr;
  const ast::Declaration* declaration = nullptr;
  const ast::File* file = nullptr;

  bool of_module() const { return file->module.has_value(); }
};

/// By name. Concepts of modules carry the module's last name in front: `deal` of `std.crm` is `crm.deal`.
template <class Body>
using Table = std::map<std::string, Declared<Body>, std::less<>>;

struct Declarations {
  std::tuple<Table<ast::Concept>, Table<ast::Class>, Table<ast::Enum>, Table<ast::Capability>, Table<ast::Entity>,
             Table<ast::Lack>, Table<ast::Outcome>, Table<ast::Let>, Table<ast::Event>, Table<ast::SharedGuard>, Table<ast::HowTo>, Table<ast::Rule>,
             Table<ast::Advice>, Table<ast::Display>>
      tables;

  template <class Body>
  const Table<Body>& of() const {
    return std::get<Table<Body>>(tables);
  }
  template <class Body>
  Table<Body>& of() {
    return std::get<Table<Body>>(tables);
  }
};

struct Composition {
  std::string edition;             ///< empty where the pack has none
  std::vector<std::string> chain;  ///< the edition, then those it extends, nearest first
  Declarations declarations;
};

/// No value: the edition does not exist or its editions cannot be put in order; reported. Else what could be composed,
/// with every clash reported.
std::optional<Composition> compose(const pack::Pack& pack, const std::string& edition, diagnostic::Sink& sink);

// ---- private to composing

/// The edition asked for and those it extends, nearest first; empty where the pack has no editions. Reports what is
/// wrong with any edition of the pack: unknown base, cycle, files that state different bases.
std::optional<std::vector<std::string>> edition_chain(const pack::Pack& pack, const std::string& edition,
                                                      diagnostic::Sink& sink);

/// The files of the modules that `files` use, of those these use in turn, and of module `std`. Reports unknown ones.
std::vector<const ast::File*> used_modules(const pack::Pack& pack, const std::vector<const ast::File*>& files,
                                           diagnostic::Sink& sink);

/// `deal` of `std.crm` is `crm.deal`, of `std` it is `std.deal`; of a pack it is `deal`.
std::string concept_name(const ast::File& file, const std::string& name);

}  // namespace exeunt::check
