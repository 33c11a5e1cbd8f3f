#include "interpreter/snapshot/findings.h"

#include <fmt/format.h>

#include <optional>

#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;

using Names = std::map<std::string, Finding>;

std::string count(uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

template <class Counts>
uint64_t total(const Counts& counts) {
  uint64_t sum = 0;
  for (const auto& [name, finding] : counts) {
    sum += finding.count;
  }
  return sum;
}

/// "`gadget` (3 objects), `house` (1 object), and 4 more"
template <class Counts>
std::string list_names(const Counts& counts, std::string_view noun) {
  std::string result;
  std::size_t named = 0;
  for (const auto& [name, finding] : counts) {
    if (named == max_named) {
      result += fmt::format(", and {} more", counts.size() - named);
      break;
    }
    result += fmt::format("{}`{}` ({})", named == 0 ? "" : ", ", clip(name), count(finding.count, noun));
    ++named;
  }
  return result;
}

std::optional<std::string> suggest_type(const std::string& type, const model::Model& model) {
  return diagnostic::nearest(type, model.entity_names());
}

/// For "deal.ownr": "deal.owner".
std::optional<std::string> suggest_field(const std::string& path, const model::Model& model) {
  // Types may have a dot in their name ("std.message"), and a field that no model has may hold any text.
  std::size_t dot = path.find('.');
  while (dot != std::string::npos && !model.find_entity(path.substr(0, dot))) {
    dot = path.find('.', dot + 1);
  }
  const std::string type = path.substr(0, dot);
  const std::optional<model::EntityIndex> entity = model.find_entity(type);
  if (!entity) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const model::Field& field : model.entities[*entity].fields) {
    names.push_back(field.name);
  }
  const std::optional<std::string> field = diagnostic::nearest(path.substr(dot + 1), names);
  return field ? std::optional(type + "." + *field) : std::nullopt;
}

using Suggest = std::optional<std::string> (*)(const std::string&, const model::Model&);

template <Kind kind>
void report_each(const Names& counts, std::string_view what, Suggest suggest, const model::Model& model,
                 Problems& problems) {
  std::size_t named = 0;
  for (const auto& [name, finding] : counts) {
    if (named == max_named) {
      problems.report<Kind::snapshot_more_findings>(problems.whole_file(), counts.size() - named, what);
      break;
    }
    diagnostic::Builder error = problems.report<kind>(finding.first, clip(name), count(finding.count, "object"));
    if (const std::optional<std::string> meant = suggest(name, model)) {
      error.help(fmt::format("did you mean `{}`?", *meant));
    }
    ++named;
  }
}

void add_suggestions(const Names& counts, Suggest suggest, const model::Model& model, diagnostic::Builder& warning) {
  std::size_t looked_at = 0;
  for (const auto& [name, finding] : counts) {
    if (looked_at++ == max_named) {
      break;
    }
    if (const std::optional<std::string> meant = suggest(name, model)) {
      warning.help(fmt::format("`{}`: did you mean `{}`?", clip(name), *meant));
    }
  }
}

std::string name_of(const Object& object, const model::Model& model) {
  return clip(model.entities[object.entity].name + ":" + object.id);
}

void report_errors(const Findings& findings, const Assembled& assembled, const model::Model& model,
                   Problems& problems) {
  report_each<Kind::snapshot_unmodelled_type>(findings.types, "types that the model does not have", suggest_type, model,
                                              problems);
  report_each<Kind::snapshot_unmodelled_field>(findings.fields, "fields that the model does not have", suggest_field,
                                               model, problems);
  for (const auto& [type, finding] : findings.untyped) {
    problems.report<Kind::snapshot_dangling_untyped>(finding.first, finding.from, finding.field, clip(finding.to));
  }
  const Account& account = assembled.account;
  for (const Dangling& dangling : assembled.dangling) {
    problems.report<Kind::snapshot_dangling>(problems.line(dangling.line),
                                             fmt::format("`{}`", name_of(account.objects[dangling.from], model)),
                                             dangling.field, name_of(account.objects[dangling.to], model));
  }
  if (account.dangling_references > assembled.dangling.size()) {
    problems.report<Kind::snapshot_more_findings>(problems.whole_file(),
                                                  account.dangling_references - assembled.dangling.size(),
                                                  "references to objects that are not in the file");
  }
}

void report_warnings(const Findings& findings, const Assembled& assembled, const model::Model& model,
                     Problems& problems) {
  if (!findings.types.empty()) {
    const uint64_t objects = total(findings.types);
    diagnostic::Builder warning = problems.report<Kind::snapshot_types_left_out>(
        problems.whole_file(), count(objects, "object"), objects == 1 ? "is" : "are",
        list_names(findings.types, "object"));
    add_suggestions(findings.types, suggest_type, model, warning);
  }
  if (!findings.fields.empty()) {
    diagnostic::Builder warning =
        problems.report<Kind::snapshot_fields_left_out>(problems.whole_file(), list_names(findings.fields, "object"));
    add_suggestions(findings.fields, suggest_field, model, warning);
  }
  if (!findings.untyped.empty()) {
    problems.report<Kind::snapshot_untyped_left>(problems.whole_file(), count(total(findings.untyped), "reference"),
                                                 list_names(findings.untyped, "reference"));
  }
  const Account& account = assembled.account;
  if (account.dangling_references != 0) {
    std::string names;
    for (const Dangling& dangling : assembled.dangling) {
      names +=
          fmt::format("{}`{}`.{} = `{}`", names.empty() ? "" : ", ", name_of(account.objects[dangling.from], model),
                      dangling.field, name_of(account.objects[dangling.to], model));
    }
    if (account.dangling_references > assembled.dangling.size()) {
      names += fmt::format(", and {} more", account.dangling_references - assembled.dangling.size());
    }
    problems.report<Kind::snapshot_dangling_left>(problems.whole_file(),
                                                  count(account.dangling_references, "reference"), names);
  }
}

}  // namespace

void report(const Findings& findings, const Assembled& assembled, const model::Model& model, bool strict,
            Problems& problems) {
  if (strict) {
    report_errors(findings, assembled, model, problems);
  } else {
    report_warnings(findings, assembled, model, problems);
  }
}

}  // namespace exeunt::snapshot
