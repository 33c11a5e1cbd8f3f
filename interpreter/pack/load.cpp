#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/pack/facts.h"
#include "interpreter/pack/files.h"
#include "interpreter/pack/pack.h"
#include "interpreter/source/entry.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"

namespace exeunt::pack {

namespace fs = std::filesystem;
using diagnostic::Kind;
using diagnostic::Sink;

namespace {

std::vector<std::string> search_folders(const std::vector<std::string>& given) {
  return given.empty() ? std::vector<std::string>{"policies"} : given;
}

bool is_file(const std::string& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

bool looks_like_path(const std::string& pack) {
  return pack.find('/') != std::string::npos || pack == "." || pack == "..";
}

std::string without_trailing_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  return path;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "`" : ", `") + word + "`";
  }
  return text;
}

/// The folder or file that `pack` names; reports where there is none. A name is looked up before a folder of the same
/// name in the current folder, unless it is written as a path.
std::optional<std::string> locate(const std::string& pack, const std::vector<std::string>& search, Sink& sink) {
  if (pack.empty()) {
    sink.report<Kind::pack_unnamed>(std::nullopt);
    return std::nullopt;
  }
  if (!looks_like_path(pack)) {
    for (const std::string& folder : search) {
      const std::string candidate = (fs::path(folder) / pack).generic_string();
      if (source::may_be_folder(candidate)) {
        return candidate;
      }
    }
  }
  if (source::may_be_folder(pack) || (is_file(pack) && is_policy_file(pack))) {
    return without_trailing_slash(pack);
  }
  if (is_file(pack)) {
    sink.report<Kind::pack_not_a_policy_file>(std::nullopt, pack)
        .help("name the pack's folder, or a file that ends in `.policy` or `.policy.yaml`");
    return std::nullopt;
  }
  const std::vector<std::string> present = find_packs(search);
  auto report = sink.report<Kind::pack_not_found>(std::nullopt, pack);
  const auto near = diagnostic::nearest(without_trailing_slash(pack), present);
  if (near) {
    report.help("did you mean `" + *near + "`?");
  }
  report.help(present.empty() ? "there are no packs in " + joined(search) : "packs here: " + joined(present));
  return std::nullopt;
}

class Loader {
 public:
  Loader(source::Manager& sources, Sink& sink) : sources_(sources), sink_(sink) {}

  using Loaded = std::variant<source::FileId, source::LoadError>;

  std::optional<ast::File> read(const std::string& path, const Loaded& loaded) {
    if (const auto* failure = std::get_if<source::LoadError>(&loaded)) {
      diagnostic::report(sink_, *failure);
      return std::nullopt;
    }
    const source::FileId id = std::get<source::FileId>(loaded);
    return is_yaml_file(path) ? yaml::read(sources_, id, sink_) : syntax::parse(sources_, id, sink_);
  }

  std::vector<ast::File> read_all(const std::vector<std::string>& paths) {
    std::vector<ast::File> files;
    for (const std::string& path : paths) {
      keep(read(path, sources_.load(path)), files);
    }
    return files;
  }

  std::vector<ast::File> read_all(const std::vector<const NamedText*>& texts) {
    std::vector<ast::File> files;
    for (const NamedText* each : texts) {
      keep(read(each->name, sources_.accept(each->name, each->text)), files);
    }
    return files;
  }

  /// A pack's files all name one pack; the one that most name, so that one wrong file is what gets the message.
  void keep_one_pack(Pack& pack) {
    std::vector<ast::File> kept;
    std::map<std::string, std::size_t> counts;
    for (const ast::File& file : pack.files) {
      if (file.pack) {
        ++counts[file.pack->text];
      }
    }
    for (const auto& [name, count] : counts) {
      if (pack.name.empty() || count > counts[pack.name]) {
        pack.name = name;
      }
    }
    const ast::File* first = nullptr;
    for (ast::File& file : pack.files) {
      if (file.pack && file.pack->text == pack.name && first == nullptr) {
        first = &file;
      }
    }
    const std::optional<ast::Name> named = first != nullptr ? first->pack : std::nullopt;
    for (ast::File& file : pack.files) {
      if (file.module) {
        sink_.report<Kind::pack_holds_module>(file.module->span, file.module->text)
            .help("modules stand in the standard library's folder");
      } else if (file.pack->text != pack.name) {
        sink_.report<Kind::pack_mixed>(file.pack->span, file.pack->text, pack.name)
            .label(named->span, "the pack is named here")
            .help("one folder holds one pack");
      } else {
        kept.push_back(std::move(file));
      }
    }
    pack.files = std::move(kept);
  }

  std::vector<ast::File> read_modules(const std::string& folder) {
    std::vector<ast::File> modules;
    if (folder.empty()) {
      return modules;
    }
    for (ast::File& file : read_all(policy_files(folder, sink_))) {
      if (file.module) {
        modules.push_back(std::move(file));
      } else {
        sink_.report<Kind::module_expected>(file.pack->span, file.pack->text);
      }
    }
    return modules;
  }

  void read_facts_of(Pack& pack) {
    const std::string path = pack.folder + "/facts.yaml";
    if (!source::may_exist(path)) {
      return;
    }
    read_facts_of(pack, sources_.load(path));
  }

  void read_facts_of(Pack& pack, const Loaded& loaded) {
    if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
      diagnostic::report(sink_, *error);
      return;
    }
    pack.facts = std::get<source::FileId>(loaded);
    pack.fact_list = read_facts(sources_, *pack.facts, sink_);
  }

 private:
  static void keep(std::optional<ast::File> file, std::vector<ast::File>& files) {
    if (file && (file->pack || file->module)) {  // else its reader said what is wrong
      files.push_back(std::move(*file));
    }
  }

  source::Manager& sources_;
  Sink& sink_;
};

}  // namespace

std::vector<std::string> find_packs(const std::vector<std::string>& search) {
  std::set<std::string> names;
  for (const std::string& folder : search_folders(search)) {
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
      std::error_code ignored;
      const std::string name = at->path().filename().string();
      if (at->is_directory(ignored) && !name.starts_with('.')) {
        names.insert(name);
      }
    }
  }
  return {names.begin(), names.end()};
}

std::optional<Pack> load(const std::string& pack_or_name, const LoadOptions& options, source::Manager& sources,
                         Sink& sink) {
  const std::size_t errors = sink.errors();
  const std::optional<std::string> place = locate(pack_or_name, search_folders(options.search), sink);
  if (!place) {
    return std::nullopt;
  }
  Pack pack;
  const bool folder = source::may_be_folder(*place);
  pack.is_folder = folder;
  pack.folder = folder ? *place : fs::path(*place).parent_path().generic_string();
  const std::vector<std::string> paths = folder ? policy_files(*place, sink) : std::vector<std::string>{*place};
  if (paths.empty()) {
    if (sink.errors() == errors) {
      sink.report<Kind::pack_empty>(std::nullopt, *place)
          .help("a pack is a folder with `*.policy` or `*.policy.yaml` files");
    }
    return std::nullopt;
  }
  Loader loader(sources, sink);
  pack.files = loader.read_all(paths);
  loader.keep_one_pack(pack);
  if (folder) {
    loader.read_facts_of(pack);
  }
  pack.modules = loader.read_modules(options.stdlib);
  pack.complete = sink.errors() == errors;
  if (pack.files.empty()) {
    return std::nullopt;
  }
  return pack;
}

std::optional<Pack> read(const std::vector<NamedText>& texts, const std::string& stdlib, source::Manager& sources,
                         Sink& sink) {
  const std::size_t errors = sink.errors();
  std::vector<const NamedText*> policies;
  const NamedText* facts = nullptr;
  for (const NamedText& each : texts) {
    const bool is_facts = fs::path(each.name).filename() == "facts.yaml" && facts == nullptr;
    if (is_facts) {
      facts = &each;
    } else if (is_policy_file(each.name)) {
      policies.push_back(&each);
    } else {
      sink.report<Kind::pack_not_a_policy_file>(std::nullopt, each.name)
          .help("a name ends in `.policy` or `.policy.yaml`, or is `facts.yaml`");
    }
  }
  if (policies.empty()) {
    if (sink.errors() == errors) {
      sink.report<Kind::pack_empty>(std::nullopt, "texts");
    }
    return std::nullopt;
  }
  std::stable_sort(policies.begin(), policies.end(),
                   [](const NamedText* a, const NamedText* b) { return a->name < b->name; });
  Pack pack;
  pack.is_folder = false;
  Loader loader(sources, sink);
  pack.files = loader.read_all(policies);
  loader.keep_one_pack(pack);
  if (facts != nullptr) {
    loader.read_facts_of(pack, sources.accept(facts->name, facts->text));
  }
  pack.modules = loader.read_modules(stdlib);
  pack.complete = sink.errors() == errors;
  return pack.files.empty() ? std::nullopt : std::optional(std::move(pack));
}

}  // namespace exeunt::pack
