// Events and what happens at them: guards, rules, advice, displays.
#include <algorithm>

#include "tests/differential/policy_parts.h"
#include "tests/differential/pools.h"

namespace exeunt::differential {

void Parts::make_events() {
  for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
    make_event(i);
  }
}

void Parts::make_event(std::size_t number) {
  static const char* const names[] = {"leave", "delete"};
  Event event;
  event.name = names[number - 1];
  event.subject = random_.one_in(8) ? random_.below(shape_.entities.size()) : 0;
  if (shape_.entities[event.subject].name == "account") {
    event.subject = 0;
  }
  std::string out = "event " + event.name + (random_.one_in(2) ? " \"Somebody goes\"" : "") + " for " +
                    shape_.entities[event.subject].name +
                    (random_.one_in(3) ? number == 1 ? " is std.suspend" : " is std.remove" : "") + " {\n";
  for (std::size_t i = random_.below(3); i > 0; --i) {
    static const Base bases[] = {Base::boolean, Base::string, Base::int64, Base::reference, Base::timestamp, Base::duration,
                                 Base::float64, Base::enumeration};
    Type type = Type::of(random_.pick(bases));
    if (type.base == Base::reference) {
      type.targets = {0};
    } else if (type.base == Base::enumeration) {
      type.values = {"open", "done"};
    }
    type.is_list = random_.one_in(6);
    type.is_nullable = random_.one_in(3);
    const std::string name = i == 1 ? "reason" : "keep";
    out += "  arg " + name + " " + text(shape_, type);
    if (!type.is_list && random_.one_in(2)) {
      Scope scope(shape_);
      scope.add("at", Type::of(Base::timestamp));
      scope.add("subject", Type::to({event.subject}));
      out += " = " + expressions(scope).value(type, 0).value_or("null");
    }
    out += random_.one_in(3) ? " \"Why\"\n" : "\n";
    event.arguments.emplace_back(name, type);
  }
  if (random_.one_in(3)) {
    event.phases = {"clean-up", "hand-over"};
    out += "  phase clean-up \"What is private goes\"\n  phase hand-over\n";
  }
  out += random_.one_in(4) ? "  cite f.b\n" : "";
  if (random_.one_in(3)) {
    howtos_.push_back("how-" + event.name);
    others.push_back("howto " + howtos_.back() + " \"How it is done\" on " + event.name +
                     " {\n  step \"Open the settings\" cite f.a\n  step \"Wait\"\n}\n");
  }
  for (std::size_t i = random_.below(3); i > 0; --i) {
    out += "  " + guard(event, "may-" + std::to_string(i) + ": ") + "\n";
  }
  out += random_.one_in(3) ? "  inventory \"What they own\"\n" : "";
  others.push_back(out + "}\n");
  if (random_.one_in(4)) {
    others.push_back("guard shared-" + event.name + " on " + event.name + " {\n  " + guard(event, "") + "\n}\n");
  }
  events_.push_back(event);
}

std::string Parts::guard(const Event& event, const std::string& name) {
  Scope scope = request_scope(&event, false);
  std::string condition = expressions(scope).condition(2);
  if (random_.one_in(2)) {
    condition = "subject.id != '' || (" + condition + ")";  // so that not everything is blocked
  }
  std::string out = "require " + name + condition + "\n    else \"it may not be {subject}\"";
  if (random_.one_in(2)) {
    out += "\n    unblock \"ask {by == null ? 'somebody' : by.id}\"";
  }
  for (const std::string& howto : howtos_) {
    if (howto == "how-" + event.name && random_.one_in(2)) {
      out += "\n    howto " + howto;
    }
  }
  return out + cites(4);
}

Parts::Setting Parts::make_setting() {
  Setting out;
  const Event& event = random_.pick(events_);
  out.events.push_back(&event);
  for (const Event& other : events_) {
    if (other.name != event.name && other.subject == event.subject && random_.one_in(4)) {
      out.events.push_back(&other);
    }
  }
  Target& target = out.target;
  if (random_.one_in(7)) {
    target = {{event.subject}, "subject", "subject"};
    return out;
  }
  target.entities.push_back(random_.below(shape_.entities.size()));
  if (random_.one_in(6)) {
    const std::size_t other = random_.below(shape_.entities.size());
    if (other != target.entities[0]) {
      target.entities.push_back(other);
    }
  }
  for (const std::size_t entity : target.entities) {
    target.text += (target.text.empty() ? "" : ", ") + shape_.entities[entity].name;
  }
  target.variable = shape_.entities[target.entities[0]].name;
  if (target.entities.size() > 1 || random_.one_in(5)) {
    target.variable = "item";
    target.text += " as item";
  }
  std::sort(target.entities.begin(), target.entities.end());
  return out;
}

std::string Parts::on(const Setting& setting) const {
  std::string events;
  for (const Event* event : setting.events) {
    events += (events.empty() ? "" : ", ") + event->name;
  }
  return "\n  on " + events;
}

Scope Parts::object_scope(const Setting& setting) {
  Scope scope = request_scope(setting.events[0], true);
  if (setting.events.size() > 1) {
    const Event both{{}, setting.events[0]->subject, {}, {}};
    scope = request_scope(&both, true);
  }
  if (setting.target.variable != "subject") {
    scope.add(setting.target.variable, Type::to(setting.target.entities));
  }
  return scope;
}

/// A condition that ties the object to the leaver; empty: none of its fields can.
std::string Parts::about_subject(const Setting& setting) {
  std::vector<std::string> ties;
  for (const Field& field : common_fields(shape_, setting.target.entities)) {
    const Type& type = field.type;
    const std::size_t subject = setting.events[0]->subject;
    if (type.base == Base::reference && std::binary_search(type.targets.begin(), type.targets.end(), subject)) {
      const std::string path = setting.target.variable + "." + field.name;
      ties.push_back(type.is_list ? "subject in " + path : random_.one_in(6) ? "subject == " + path : path + " == subject");
    }
  }
  return ties.empty() ? "" : random_.pick(ties);
}

// What becomes of an object to which one refers is what decides.
std::string Parts::about_change(const Setting& setting, const Scope& scope) {
  std::vector<const Path*> paths;
  for (const Path& each : scope.paths()) {
    const bool has_texts = !each.type.is_list && (each.type.base == Base::enumeration || each.type.base == Base::string);
    if (each.is_field && each.is_early && has_texts && each.text.starts_with(setting.target.variable + ".") &&
        std::count(each.text.begin(), each.text.end(), '.') == 2) {
      paths.push_back(&each);
    }
  }
  if (!scope.may_plan || paths.empty()) {
    return "";
  }
  const Path& path = *random_.pick(paths);
  const auto text = [&] {
    return path.type.base == Base::enumeration ? "'" + random_.pick(path.type.values) + "'"
                                               : pools::quoted(random_, pools::text(random_));
  };
  const std::string planned = "planned(" + path.text + ")";
  switch (random_.below(4)) {
    case 0:
      return path.text + " != " + planned;
    case 1: {
      const std::string same = text();
      return "(" + planned + " == " + same + " && " + path.text + " != " + same + ")";
    }
    default:
      return "(" + path.text + " == " + text() + " && " + planned + " == " + text() + ")";
  }
}

// Whether others refer to the object is what decides; asked in place, or by a function of the object.
std::string Parts::about_referrers(const Setting& setting) {
  const Target& target = setting.target;
  if (target.entities.size() != 1 || target.variable == "subject") {
    return "";
  }
  std::vector<std::pair<std::string, const Field*>> found;  // whose fields can refer to it
  for (const Entity& entity : shape_.entities) {
    for (const Field& field : entity.fields) {
      const std::vector<std::size_t>& targets = field.type.targets;
      if (field.type.base == Base::reference && std::binary_search(targets.begin(), targets.end(), target.entities[0])) {
        found.emplace_back(entity.name, &field);
      }
    }
  }
  if (found.empty()) {
    return "";
  }
  const auto& [type, field] = random_.pick(found);
  const bool is_function = random_.one_in(2);
  const std::string object = is_function ? "p" : target.variable;
  const std::string refers = field->type.is_list ? object + " in it." + field->name : "it." + field->name + " == " + object;
  const std::string condition = random_.one_in(3) ? "all." + type + ".filter(it, " + refers + ").size() > 1"
                                                  : "all." + type + ".exists(it, " + refers + ")";
  const std::string negation = random_.one_in(3) ? "!" : "";
  if (!is_function) {
    return negation.empty() ? condition : negation + "(" + condition + ")";
  }
  const std::string name = "refers" + std::to_string(++functions_);
  others.push_back("let " + name + "(p: " + shape_.entities[target.entities[0]].name + ") = " + condition + "\n");
  return negation + name + "(" + target.variable + ")";
}

std::string Parts::where(const Setting& setting, Scope& scope, int depth) {
  const std::string change = random_.one_in(4) ? about_change(setting, scope) : "";
  if (!change.empty()) {
    const std::string more = random_.one_in(3) ? about_subject(setting) : random_.one_in(2) ? expressions(scope).condition(1) : "";
    return "\n  where " + change + (more.empty() ? "" : (random_.one_in(3) ? " || " : " && ") + more);
  }
  const std::string tie = random_.one_in(4) ? "" : about_subject(setting);
  const std::string referrers = random_.one_in(6) ? about_referrers(setting) : "";
  if (!referrers.empty() && random_.one_in(2)) {
    return "\n  where " + (tie.empty() ? referrers : tie + " && " + referrers);
  }
  if (!tie.empty() && random_.one_in(4)) {
    return "\n  where " + tie;
  }
  if (tie.empty() && random_.one_in(8)) {
    return "";
  }
  const std::string rest = (referrers.empty() ? "" : referrers + " && ") + expressions(scope).condition(depth);
  return "\n  where " + (tie.empty() ? rest : random_.one_in(8) ? tie + " || (" + rest + ")" : tie + " && (" + rest + ")");
}

std::string Parts::when(Scope& scope) {
  if (!random_.one_in(3)) {
    return "";
  }
  std::string out;
  if (random_.one_in(3)) {
    out = "\n  due " + expressions(scope).value(Type::of(Base::timestamp), 2).value_or("at");
  } else if (random_.one_in(3)) {
    out = "\n  after " + expressions(scope).value(Type::of(Base::duration), 2).value_or("duration('1h')");
  } else {
    static const std::vector<std::string> delays = {"30d", "10d", "12h", "45m", "10s", "1d12h", "0s", "36500d"};
    out = "\n  after " + random_.pick(delays);
  }
  return out + (random_.one_in(2) ? "\n  unless " + expressions(scope).condition(2) : "");
}

void Parts::make_rules() {
  for (std::size_t i = 2 + random_.below(7); i > 0; --i) {
    rules.push_back(rule_named("r" + std::to_string(i)));
  }
  for (std::size_t i = random_.below(3); i > 0; --i) {
    make_advice(i);
  }
  for (std::size_t i = random_.below(3); i > 0; --i) {
    make_display(i);
  }
}

std::string Parts::rule_named(const std::string& name) {
  const Setting setting = make_setting();
  Scope scope = object_scope(setting);
  // What other rules do: read by rules that write what nobody reads.
  const bool is_late = random_.one_in(4);
  if (is_late) {
    scope.may_plan = true;
    for (const Path& each : late_values_) {
      scope.add(each.text, each.type);
    }
  }
  std::string out = "rule " + name + (random_.one_in(2) ? " \"What becomes of it\"" : "") + on(setting);
  const std::vector<std::string>& phases = setting.events[0]->phases;
  if (!phases.empty() && setting.events.size() == 1 && !random_.one_in(3)) {
    out += "\n  phase " + random_.pick(phases);
  }
  out += "\n  for " + setting.target.text;

  // Recursion: erased with what it is part of.
  std::vector<std::string> parents;
  for (const Field& field : common_fields(shape_, setting.target.entities)) {
    if (field.type.base == Base::reference && !field.type.is_list && setting.target.variable != "subject") {
      const std::string path = setting.target.variable + "." + field.name;
      parents.push_back(field.type.is_nullable ? path + " != null && erased(" + path + ")" : "erased(" + path + ")");
    } else if (field.type.base == Base::reference && setting.target.variable != "subject" && !field.type.is_nullable) {
      parents.push_back(setting.target.variable + "." + field.name + ".exists(e, erased(e))");
    }
  }
  const bool spreads = !is_late && !parents.empty() && random_.one_in(6);
  if (spreads) {
    out += "\n  where " + random_.pick(parents);
    if (random_.one_in(3)) {
      out += " && (" + expressions(scope).condition(1) + ")";
    }
  } else {
    out += where(setting, scope, 3);
  }

  std::vector<std::string> written;
  const Use use{&shape_, setting.target.entities, capabilities_, is_late, &written};
  std::string calls;
  bool erases = false;
  for (std::size_t wanted = random_.one_in(5) ? 2 : 1, tries = 0; wanted > 0 && tries < 12; ++tries) {
    const bool is_own = !own_verbs_.empty() && random_.one_in(3);
    const Verb& verb = is_own ? random_.pick(own_verbs_) : random_.pick(verbs_);
    const bool fits = (verb.entity.empty() || (setting.target.entities.size() == 1 &&
                                               shape_.entities[setting.target.entities[0]].name == verb.entity)) &&
                      (!verb.erases || (!is_late && written.empty() && calls.empty())) && !erases &&
                      (verb.entity.empty() || verb.fields.empty() || verb.is_late == is_late);
    if (!fits || (spreads && !verb.erases && random_.one_in(2))) {
      continue;
    }
    Scope values = object_scope(setting);
    Expressions arguments = expressions(values);
    if (const auto call = use_verb(verb, use, random_, arguments)) {
      calls += (calls.empty() ? "" : ", ") + *call;
      erases = verb.erases;
      --wanted;
    }
  }
  if (calls.empty() || (spreads && random_.one_in(2))) {
    calls = spreads ? "erase" : "retain";
  }
  out += "\n  then " + calls;
  Scope later = object_scope(setting);
  out += when(later);
  std::vector<std::string> names;
  for (const MadeRule& other : made_) {
    const bool meets = other.is_late == is_late && other.events[0] == setting.events[0]->name &&
                       other.entities == setting.target.entities && other.name != name;
    if (meets && random_.one_in(3) && names.empty()) {
      names.push_back(other.name);
    }
  }
  out += names.empty() ? "" : "\n  overrides " + names[0];
  out += random_.one_in(6) ? "\n  note \"As somebody said: \\\"so\\\".\"" : "";
  made_.push_back({name, {setting.events[0]->name}, setting.target.entities, is_late});
  return out + cites(3) + "\n";
}

void Parts::make_advice(std::size_t number) {
  const Setting setting = make_setting();
  Scope scope = object_scope(setting);
  Scope words = request_scope(setting.events.size() == 1 ? setting.events[0] : nullptr, true);
  words.add("count", Type::of(Base::int64));
  rules.push_back("advise tell" + std::to_string(number) + " \"look at {count} of " + expressions(words).placeholder() +
                  "\"" + on(setting) + "\n  for " + setting.target.text + where(setting, scope, 2) + cites(4) + "\n");
}

void Parts::make_display(std::size_t number) {
  const Setting setting = make_setting();
  Scope scope = object_scope(setting);
  std::string out = "display shown" + std::to_string(number) + (random_.one_in(2) ? " \"How it looks\"" : "") + on(setting) +
                    "\n  for " + setting.target.text + where(setting, scope, 2);
  const std::vector<Field> fields = common_fields(shape_, setting.target.entities);
  if (!fields.empty() && random_.one_in(2)) {
    out += "\n  field " + random_.pick(fields).name;
  }
  out += "\n  show en \"" + (random_.one_in(4) ? std::string() : "once " + expressions(scope).placeholder()) + "\"";
  if (random_.one_in(2)) {
    out += ", sv \"f\u00f6rut " + expressions(scope).placeholder() + "\"";
  }
  rules.push_back(out + cites(4) + "\n");
}

}  // namespace exeunt::differential
