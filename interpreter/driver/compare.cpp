#include "interpreter/driver/compare.h"

#include <algorithm>
#include <map>

#include "interpreter/driver/compare_account.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

namespace {

/// A pack that is named twice is read once, and so is an edition of it compiled.
class Compiler {
 public:
  explicit Compiler(Session& session) : session_(session) {}

  std::optional<compare::Input> compile(const std::string& text) {
    const auto [input, is_new] = inputs_.try_emplace(text);
    if (is_new) {
      input->second = compile_new(split_pack_name(text));
    }
    return input->second;
  }

 private:
  std::optional<compare::Input> compile_new(const PackName& name) {
    const auto [pack, is_new] = packs_.try_emplace(name.pack);
    if (is_new) {
      pack->second = session_.load(name.pack);
    }
    auto program = pack->second ? session_.compile(*pack->second, name.edition) : nullptr;
    if (!program) {
      return std::nullopt;
    }
    const auto editions = pack::editions(*pack->second);
    const auto edition = std::find_if(editions.begin(), editions.end(), [&program](const pack::EditionInfo& each) {
      return each.name == program->edition;
    });
    return compare::Input{std::move(program), pack->second->folder, edition == editions.end() ? "" : edition->title};
  }

  Session& session_;
  std::map<std::string, std::optional<pack::Pack>> packs_;
  std::map<std::string, std::optional<compare::Input>> inputs_;
};

}  // namespace

std::optional<compare::Comparison> compare(Session& session, const std::vector<std::string>& packs,
                                           const compare::Options& options,
                                           const std::optional<CompareAccount>& account) {
  std::vector<compare::Input> inputs;
  Compiler compiler(session);
  for (const std::string& pack : packs) {
    if (auto input = compiler.compile(pack)) {
      inputs.push_back(std::move(*input));
    }
  }
  if (inputs.size() != packs.size()) {
    return std::nullopt;
  }
  auto comparison = compare::compare(inputs, options, session.sources(), session.sink());
  if (comparison && account && !add_account(session, inputs, *account, *comparison)) {
    return std::nullopt;
  }
  return comparison;
}

}  // namespace exeunt::driver
