#include "interpreter/driver/import.h"

#include <filesystem>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/mapping/read.h"
#include "interpreter/source/entry.h"

namespace exeunt::driver {

static std::string mapping_path(const pack::Pack& pack) {
  return (std::filesystem::path(pack.folder) / "import.yaml").generic_string();
}

bool has_mapping(const pack::Pack& pack) {
  return pack.is_folder && source::may_exist(mapping_path(pack));
}

std::optional<mapping::Mapping> load_mapping(Session& session, const pack::Pack& pack,
                                             const program::Program& program) {
  if (!has_mapping(pack)) {
    session.sink()
        .report<diagnostic::Kind::mapping_none>(std::nullopt, pack.name)
        .help("policies/IMPORT.md says how to write one");
    return std::nullopt;
  }
  const auto loaded = session.sources().load(mapping_path(pack));
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(session.sink(), *error);
    return std::nullopt;
  }
  return mapping::read(session.sources(), std::get<source::FileId>(loaded), pack.name, *program.model, session.sink());
}

}  // namespace exeunt::driver
