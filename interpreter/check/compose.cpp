#include "interpreter/check/compose.h"

#include <algorithm>

#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;
using diagnostic::Sink;

namespace {

/// A declaration's keyword and name: `rule`, `owner-turns-off`.
using Key = std::pair<std::string, std::string>;

struct Entry {
  const ast::Declaration* declaration = nullptr;
  const ast::File* file = nullptr;
};

using Layer = std::vector<const ast::File*>;

const ast::Name& name_of(const Entry& entry) {
  return ast::name(entry.declaration->body);
}

class Composer {
 public:
  explicit Composer(Sink& sink) : sink_(sink) {}

  /// Puts a layer over what is there. `modules`: no layer may stand below, and only what modules may declare is taken.
  void add(const Layer& files, bool modules) {
    std::map<Key, Entry> layer;
    for (const ast::File* file : files) {
      for (const ast::Declaration& declaration : file->declarations) {
        if (!modules || allowed_in_module(declaration)) {
          add(layer, {&declaration, file});
        }
      }
    }
    for (const auto& [key, span] : dropped_) {
      effective_.erase(key);
    }
    dropped_.clear();
    for (auto& [key, entry] : layer) {
      effective_[key] = entry;
    }
  }

  Declarations take() {
    Declarations all;
    for (const auto& [key, entry] : effective_) {
      std::visit(
          [&, &name = key.second, &from = entry](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (!std::is_same_v<Body, ast::Drop>) {
              all.of<Body>().emplace(name, Declared<Body>{&body, from.declaration, from.file});
            }
          },
          entry.declaration->body);
    }
    return all;
  }

 private:
  bool allowed_in_module(const ast::Declaration& declaration) {
    const std::string_view word = ast::keyword(declaration.body);
    static constexpr std::string_view allowed[] = {"concept", "class", "enum", "capability", "outcome"};
    const bool fits = std::find(std::begin(allowed), std::end(allowed), word) != std::end(allowed);
    if (!fits) {
      sink_.report<Kind::module_declaration>(ast::name(declaration.body).span, word)
          .help("a module declares concepts, classes, enums, capabilities and outcomes");
    }
    return fits;
  }

  static Key key_of(const Entry& entry) {
    std::string name = name_of(entry).text;
    if (std::holds_alternative<ast::Concept>(entry.declaration->body)) {
      name = concept_name(*entry.file, name);
    }
    return {std::string(ast::keyword(entry.declaration->body)), std::move(name)};
  }

  void add(std::map<Key, Entry>& layer, const Entry& entry) {
    if (const auto* drop = std::get_if<ast::Drop>(&entry.declaration->body)) {
      add_drop(layer, *drop);
      return;
    }
    const Key key = key_of(entry);
    const ast::Name& name = name_of(entry);
    if (const auto twin = layer.find(key); twin != layer.end()) {
      sink_.report<Kind::declared_twice>(name.span, key.first, name.text)
          .label(name_of(twin->second).span, "first declared here");
      return;
    }
    const auto below = effective_.find(key);
    if (const auto drop = dropped_.find(key); drop != dropped_.end()) {
      report_dropped_and_declared(drop->second, key, entry);
    } else if (entry.declaration->replace && below == effective_.end()) {
      auto report = sink_.report<Kind::replace_without_counterpart>(name.span, key.first, name.text);
      suggest(sink_, report, name.text, names_below(key.first));
      report.help("`replace` stands in for a declaration of a module or of the edition extended");
    } else if (!entry.declaration->replace && below != effective_.end()) {
      sink_.report<Kind::redeclared>(name.span, key.first, name.text, origin(*below->second.file))
          .label(name_of(below->second).span, "declared here")
          .help("write `replace " + key.first + " " + name.text + "` to stand in for it");
    }
    layer.emplace(key, entry);
  }

  void add_drop(const std::map<Key, Entry>& layer, const ast::Drop& drop) {
    const Key key{drop.kind.text, drop.name.text};
    if (!effective_.contains(key)) {
      auto report = sink_.report<Kind::drop_without_counterpart>(drop.name.span, key.first, key.second);
      suggest(sink_, report, key.second, names_below(key.first));
      report.help("`drop` leaves out what a module, the common files or the edition extended declare");
      return;
    }
    if (!dropped_.emplace(key, drop.name.span).second) {
      sink_.report<Kind::dropped_twice>(drop.name.span, key.first, key.second);
    }
    if (const auto twin = layer.find(key); twin != layer.end()) {
      report_dropped_and_declared(drop.name.span, key, twin->second);
    }
  }

  void report_dropped_and_declared(source::Span span, const Key& key, const Entry& twin) {
    sink_.report<Kind::dropped_and_declared>(span, key.first, key.second)
        .label(name_of(twin).span, "declared here")
        .help("leave out `drop` and write `replace " + key.first + " " + key.second + "`");
  }

  /// For suggestions, so only what is there while there are few errors.
  std::vector<std::string> names_below(const std::string& kind) const {
    std::vector<std::string> names;
    if (sink_.errors() > most_suggestions) {
      return names;
    }
    for (auto at = effective_.lower_bound({kind, ""}); at != effective_.end() && at->first.first == kind; ++at) {
      names.push_back(at->first.second);
    }
    return names;
  }

  static std::string origin(const ast::File& file) {
    if (file.module) {
      return "module `" + file.module->text + "`";
    }
    return file.edition ? "edition `" + file.edition->name.value + "`" : "the files of every edition";
  }

  Sink& sink_;
  std::map<Key, Entry> effective_;
  std::map<Key, source::Span> dropped_;  // by the layer being read, and where
};

void report_module_editions(const std::vector<const ast::File*>& modules, Sink& sink) {
  for (const ast::File* file : modules) {
    if (file->edition) {
      sink.report<Kind::module_edition>(file->edition->name.span);
    }
  }
}

}  // namespace

std::optional<Composition> compose(const pack::Pack& pack, const std::string& edition, Sink& sink) {
  auto chain = edition_chain(pack, edition, sink);
  if (!chain) {
    return std::nullopt;
  }
  Composition out;
  out.chain = std::move(*chain);
  out.edition = out.chain.empty() ? "" : out.chain.front();

  std::map<std::string, Layer> layers;  // "" is the common one
  for (const ast::File& file : pack.files) {
    layers[file.edition ? file.edition->name.value : ""].push_back(&file);
  }
  Layer effective = layers[""];
  for (const std::string& name : out.chain) {
    effective.insert(effective.end(), layers[name].begin(), layers[name].end());
  }
  const Layer modules = used_modules(pack, effective, sink);
  report_module_editions(modules, sink);

  Composer composer(sink);
  composer.add(modules, true);
  composer.add(layers[""], false);
  for (auto name = out.chain.rbegin(); name != out.chain.rend(); ++name) {
    composer.add(layers[*name], false);
  }
  out.declarations = composer.take();
  return out;
}

}  // namespace exeunt::check
