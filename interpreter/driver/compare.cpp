#include "interpreter/driver/compare.h"

#include <algorithm>

#include "interpreter/pack/pack.h"

namespace exeunt::driver {

namespace {

std::optional<compare::Input> compile(Session& session, const std::string& text) {
  const PackName name = split_pack_name(text);
  const auto pack = session.load(name.pack);
  if (!pack) {
    return std::nullopt;
  }
  auto program = session.compile(*pack, name.edition);
  if (!program) {
    return std::nullopt;
  }
  const auto editions = pack::editions(*pack);
  const auto edition = std::find_if(editions.begin(), editions.end(), [&program](const pack::EditionInfo& each) {
    return each.name == program->edition;
  });
  return compare::Input{std::move(program), pack->folder, edition == editions.end() ? "" : edition->title};
}

}  // namespace

std::optional<compare::Comparison> compare(Session& session, const std::vector<std::string>& packs,
                                           const compare::Options& options) {
  std::vector<compare::Input> inputs;
  for (const std::string& pack : packs) {
    if (auto input = compile(session, pack)) {
      inputs.push_back(std::move(*input));
    }
  }
  if (inputs.size() != packs.size()) {
    return std::nullopt;
  }
  return compare::compare(inputs, options, session.sources(), session.sink());
}

}  // namespace exeunt::driver
