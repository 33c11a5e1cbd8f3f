#include <algorithm>
#include <map>
#include <set>

#include "interpreter/check/compose.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;
using diagnostic::Sink;

std::string concept_name(const ast::File& file, const std::string& name) {
  if (!file.module) {
    return name;
  }
  const std::string& module = file.module->text;
  const std::size_t dot = module.rfind('.');
  return (dot == std::string::npos ? module : module.substr(dot + 1)) + "." + name;
}

std::vector<const ast::File*> used_modules(const pack::Pack& pack, const std::vector<const ast::File*>& files,
                                           Sink& sink) {
  std::map<std::string, std::vector<const ast::File*>, std::less<>> modules;
  for (const ast::File& file : pack.modules) {
    modules[file.module->text].push_back(&file);
  }

  std::vector<const ast::File*> used;
  std::set<std::string> met;
  const auto add = [&](const std::string& name) {
    const auto found = modules.find(name);
    if (found != modules.end() && met.insert(name).second) {
      used.insert(used.end(), found->second.begin(), found->second.end());
    }
    return found != modules.end();
  };
  const auto add_uses = [&](const ast::File& file) {
    for (const ast::Name& name : file.uses) {
      if (!add(name.text)) {
        auto report = sink.report<Kind::module_unknown>(name.span, name.text);
        suggest(sink, report, name.text, modules);
      }
    }
  };

  add("std");
  for (const ast::File* file : files) {
    add_uses(*file);
  }
  for (std::size_t i = 0; i < used.size(); ++i) {  // grows while it is read
    const ast::File* file = used[i];
    add_uses(*file);
  }
  return used;
}

}  // namespace exeunt::check
