#include "interpreter/compare/view.h"

#include <algorithm>

namespace exeunt::compare {

Named name_with(const std::string& name, const std::string& title) {
  return {name, title.empty() ? name : on_one_line(title)};
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\n' && text[at] != '\r') {
      out += text[at++];
      continue;
    }
    out.erase(out.find_last_not_of(" \t") + 1);
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    out += out.empty() || at == text.size() ? "" : " ";
  }
  return out;
}

View::View(const Input& input, const source::Manager& sources, std::size_t index)
    : input_(input), sources_(sources), index_(index) {
  for (const program::Capability& capability : program().capabilities) {
    capabilities_.emplace(capability.name, &capability);
  }
}

Key View::key(const std::string& concept_name, const std::string& own_name) const {
  // A concept without a module is the pack's own: another pack's of the same name may mean anything.
  if (concept_name.find('.') != std::string::npos) {
    return {false, concept_name};
  }
  return {true, program().pack + ":" + (concept_name.empty() ? own_name : concept_name)};
}

const program::Lack* View::find_lack(const Key& key) const {
  for (const program::Lack& lack : program().lacks) {
    if (this->key(lack.concept_name, lack.concept_name) == key) {
      return &lack;
    }
  }
  return nullptr;
}

const program::Capability* View::find_capability(std::string_view name) const {
  const auto found = capabilities_.find(name);
  return found == capabilities_.end() ? nullptr : found->second;
}

Named View::named(model::EntityIndex entity) const {
  const model::Entity& declared = program().model->entities[entity];
  return name_with(declared.name, declared.title);
}

Named View::named(model::EntityIndex entity, model::FieldIndex field) const {
  const model::Field& declared = program().model->entities[entity].fields[field];
  return name_with(declared.name, declared.title);
}

Named View::named(const program::Event& event) const {
  return name_with(event.name, event.title);
}

Named View::capability(std::string_view name) const {
  const program::Capability* const declared = find_capability(name);
  return declared == nullptr ? name_with(std::string(name), {}) : name_with(declared->name, declared->title);
}

Class View::outcome_class(const std::string& name, bool is_delayed) const {
  const program::OutcomeClass* declared = program().find_class(name);
  if (declared != nullptr && is_delayed && !declared->scheduled.empty()) {
    if (const program::OutcomeClass* const scheduled = program().find_class(declared->scheduled)) {
      declared = scheduled;
    }
  }
  if (declared == nullptr) {
    return {name, name, 0};
  }
  return {declared->name, name_with(declared->name, declared->title).title, declared->severity};
}

Place View::place(source::Span span) const {
  const source::File& file = sources_.file(span.file);
  std::string_view name = file.name();
  std::string_view folder = input_.folder;
  while (folder.ends_with('/')) {
    folder.remove_suffix(1);
  }
  if (!folder.empty() && name.starts_with(folder) && name.substr(folder.size()).starts_with('/')) {
    name.remove_prefix(folder.size() + 1);
  }
  return {std::string(name), file.position(span.begin).line};
}

std::string View::slice(source::Span span) const {
  return on_one_line(sources_.file(span.file).text().substr(span.begin, span.end - span.begin));
}

}  // namespace exeunt::compare
