#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/compare/json_account.h"
#include "interpreter/compare/json_members.h"
#include "interpreter/compare/write.h"
#include "interpreter/plan/json.h"

namespace exeunt::compare {

using plan::Value;

namespace {

Value texts_value(const std::vector<std::string>& texts) {
  Value::List list(texts.size());
  std::transform(texts.begin(), texts.end(), list.begin(), [](const std::string& text) { return Value{text}; });
  return Value{std::move(list)};
}

Value contestant_value(const Contestant& contestant) {
  Object out;
  out.put("pack", contestant.pack).put("title", contestant.title);
  out.put("edition", contestant.edition).put_given("edition_title", contestant.edition_title);
  out.put("digest", contestant.digest);
  const auto named = [](const Named& each) { return value_of(each); };
  Object unmapped;
  unmapped.put_all("entities", contestant.unmapped.entities, named);
  unmapped.put_all("fields", contestant.unmapped.fields, [](const UnmappedField& each) {
    Object field;
    return field.put("entity", each.entity.name).put("field", each.field.name).put("title", each.field.title).take();
  });
  unmapped.put_all("events", contestant.unmapped.events, named);
  unmapped.put_all("capabilities", contestant.unmapped.capabilities, named);
  return out.add("unmapped", unmapped.take()).take();
}

Value counts_value(const Counts& counts) {
  Object out;
  for (std::size_t i = 0; i < difference_names.size(); ++i) {
    out.put(std::string(difference_names[i]).c_str(), counts.of[i]);
  }
  return out.take();
}

Value matrix_counts(const Matrix& matrix) {
  Object out;
  return out.add("mapped", counts_value(matrix.counts)).add("unmapped", counts_value(matrix.unmapped_counts)).take();
}

// ---- events

Value argument_value(const Argument& argument) {
  Object out;
  out.put("name", argument.named.name).put("title", argument.named.title).put("type", argument.type);
  return out.put_given("default", argument.default_value).take();
}

Value guard_value(const Guard& guard) {
  Object out;
  out.put("name", guard.name).put("require", guard.require).put("says_who", guard.says_who);
  out.put_given("otherwise", guard.otherwise).put_given("unblock", guard.unblock).put_given("howto", guard.howto);
  return out.add("cites", texts_value(guard.cites)).add("place", value_of(guard.place)).take();
}

Value howto_value(const HowTo& howto) {
  Object out;
  out.put("name", howto.named.name).put("title", howto.named.title);
  out.put_all("steps", howto.steps, [](const Step& step) {
    Object each;
    return each.put("text", step.text).put_given("cites", step.cites).take();
  });
  return out.put_given("cites", howto.cites).take();
}

Value vendor_event_value(const VendorEvent& event) {
  Object out;
  out.put("name", event.named.name).put("title", event.named.title).add("subject", value_of(event.subject));
  out.put_given_all("arguments", event.arguments, argument_value);
  out.put_given("phases", event.phases);
  out.put_all("guards", event.guards, guard_value);
  if (!event.inventory.empty()) {
    Object inventory;
    inventory.put("title", event.inventory).put_given("cites", event.inventory_cites);
    out.add("inventory", inventory.take());
  }
  out.put_given_all("howtos", event.howtos, howto_value);
  return out.put_given("cites", event.cites).add("place", value_of(event.place)).take();
}

Value event_value(const Event& event) {
  Object out;
  out.put("key", event.key).put("title", event.title).put("mapped", event.mapped);
  out.put("difference", name(event.difference));
  out.put_all("answers", event.answers, [](const EventAnswer& answer) {
    Object each;
    each.put("answer", name(answer.answer)).put_given("explanation", answer.explanation);
    each.put_given_all("events", answer.events, vendor_event_value);
    return each.put_given("cites", answer.cites).take();
  });
  return out.take();
}

// ---- rows

Value row_value(const Row& row, const Event& event) {
  Object out;
  out.put("event", event.key).put("difference", name(row.difference)).put("cost", row.cost).put("worst", row.worst);
  out.put("irreversible", row.irreversible);
  return out.put_all("cells", row.cells, [](const Cell& cell) { return value_of(cell); }).take();
}

Value own_value(const Own& own) {
  Object out;
  return out.put("name", own.named.name).put("title", own.named.title).put_given("cites", own.cites).take();
}

/// An element a line, each written already.
std::string lines(const std::vector<std::string>& elements, std::size_t indent) {
  const std::string pad(indent, ' ');
  std::string out = "[";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    out += fmt::format("{}\n{}  {}", i == 0 ? "" : ",", pad, elements[i]);
  }
  return out + (elements.empty() ? "]" : "\n" + pad + "]");
}

template <class Items, class Write>
std::string list_text(const Items& items, Write write) {
  std::vector<std::string> elements;
  for (const auto& item : items) {
    elements.push_back(plan::write_value(write(item)));
  }
  return lines(elements, 2);
}

/// A concept with a row a line.
std::string concept_text(const Concept& what, const std::vector<Event>& events) {
  Object head;
  head.put("key", what.key).put("title", what.title).put("plural", what.plural).put("mapped", what.mapped);
  head.put_all("own", what.own, [](const std::vector<Own>& own) {
    Value::List list;
    std::transform(own.begin(), own.end(), std::back_inserter(list), own_value);
    return Value{std::move(list)};
  });
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < events.size(); ++i) {
    rows.push_back(plan::write_value(row_value(what.rows[i], events[i])));
  }
  std::string out = plan::write_value(head.take());
  out.pop_back();
  return out + ", \"rows\": " + lines(rows, 4) + "}";
}

std::string matrix_text(const Matrix& matrix, const std::vector<Event>& events) {
  std::vector<std::string> concepts;
  for (const Concept& what : matrix.concepts) {
    concepts.push_back(concept_text(what, events));
  }
  return lines(concepts, 2);
}

/// Rows of which somebody says something, in their order.
std::string order_text(const Matrix& matrix, const std::vector<Event>& events) {
  std::vector<std::string> rows;
  for (const RowId& id : matrix.order) {
    const Row& row = matrix.at(id);
    if (row.difference == Difference::not_stated) {
      continue;
    }
    Object out;
    out.put("concept", matrix.concepts[id.concept_index].key).put("event", events[id.event_index].key);
    rows.push_back(plan::write_value(
        out.put("difference", name(row.difference)).put("cost", row.cost).put("worst", row.worst).take()));
  }
  return lines(rows, 2);
}

// ---- the rest

/// Each once, with all that cite it.
std::string facts_text(const std::vector<Contestant>& contestants) {
  std::map<Fact, Value::List> facts;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    for (const Fact& fact : contestants[i].facts) {
      facts[fact].push_back(Value{uint64_t{i}});
    }
  }
  return list_text(facts, [](const auto& entry) {
    Object out;
    out.put("id", entry.first.id).add("contestants", Value{entry.second});
    return out.put("section", entry.first.section).put("text", entry.first.text).take();
  });
}

Value statement_value(const Statement& statement) {
  Object out;
  out.put("kind", name(statement.kind)).put("name", statement.name).put_given("title", statement.title);
  out.put("changed", statement.changed);
  Value::List present;
  for (const bool each : statement.present) {
    present.push_back(Value{each});
  }
  out.add("present", Value{std::move(present)});
  out.put_all("clauses", statement.clauses, [](const Clause& clause) {
    Object each;
    each.put("clause", clause.name);
    each.put_all("texts", clause.texts, [](const auto& text) { return text ? Value{*text} : Value{nullptr}; });
    return each.take();
  });
  return out.take();
}

std::string account_text(const AccountFates& account, const std::vector<Event>& events) {
  const auto list = [&events](const auto& items) {
    std::vector<std::string> elements;
    for (const auto& item : items) {
      elements.push_back(plan::write_value(value_of(item, events)));
    }
    return lines(elements, 4);
  };
  std::vector<std::string> order;
  for (const AccountRowId& id : account.order) {
    const AccountObject& object = account.objects[id.object_index];
    if (object.rows[id.event_index].difference != Difference::not_stated) {
      Object out;
      order.push_back(
          plan::write_value(out.put("object", object.object).put("event", events[id.event_index].key).take()));
    }
  }
  return fmt::format(
      "{{\n    \"request\": {},\n    \"counts\": {},\n    \"runs\": {},\n    \"objects\": {},\n    \"order\": {}\n  }}",
      plan::write_value(value_of(account.request)), plan::write_value(counts_value(account.counts)), list(account.runs),
      list(account.objects), lines(order, 4));
}

}  // namespace

std::string write_json(const Comparison& comparison) {
  const std::vector<Event>& events = comparison.events;
  std::string out = "{\n";
  const auto put = [&out](const char* name, const std::string& text) {
    out += fmt::format("{}  \"{}\": {}", out.size() > 2 ? ",\n" : "", name, text);
  };
  put("format", plan::write_value(Value{std::string(comparison_format)}));
  put("same", comparison.same() ? "true" : "false");
  put("contestants", list_text(comparison.contestants, contestant_value));
  Object only;
  only.add("events", texts_value(comparison.only_events)).add("concepts", texts_value(comparison.only_concepts));
  put("only", plan::write_value(only.take()));
  Object counts;
  counts.add("objects", matrix_counts(comparison.objects)).add("capabilities", matrix_counts(comparison.capabilities));
  put("counts", plan::write_value(counts.take()));
  put("events", list_text(events, event_value));
  put("concepts", matrix_text(comparison.objects, events));
  put("capabilities", matrix_text(comparison.capabilities, events));
  put("order", order_text(comparison.objects, events));
  put("capability_order", order_text(comparison.capabilities, events));
  if (comparison.one_pack) {
    put("same_statements", fmt::format("{}", comparison.same_statements));
    put("statements", list_text(comparison.statements, statement_value));
  }
  if (comparison.account) {
    put("account", account_text(*comparison.account, events));
  }
  put("unclaimed", list_text(comparison.unclaimed, [](const Unclaimed& each) {
        Object out_each;
        return out_each.put("kind", name(each.kind)).put("key", each.key).put("title", each.title).take();
      }));
  put("facts", facts_text(comparison.contestants));
  return out + "\n}\n";
}

}  // namespace exeunt::compare
