#include <algorithm>

#include "interpreter/scenario/keys.h"
#include "interpreter/scenario/read.h"
#include "interpreter/scenario/value.h"
#include "interpreter/syntax/literal.h"

namespace exeunt::scenario {

using diagnostic::Kind;
using yaml::Node;

namespace {

/// Whether a word is written like an object; reports where it is not.
bool is_object(const Name& word, diagnostic::Sink& sink) {
  const std::size_t colon = word.text.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == word.text.size()) {
    sink.report<Kind::scenario_not_an_object>(word.span, word.text).help("write it like `email:12`");
    return false;
  }
  return true;
}

/// The objects that a mapping names, with what stands under them.
std::vector<Pair> objects(std::string_view called, const Node& node, diagnostic::Sink& sink) {
  std::vector<Pair> all;
  if (node.kind != Node::Kind::mapping) {
    report_kind(called, "a mapping of objects", node, sink);
    return all;
  }
  for (Pair& pair : pairs(node, sink)) {
    if (is_object(pair.key, sink)) {
      all.push_back(std::move(pair));
    }
  }
  return all;
}

std::vector<FieldValue> field_values(const Node& node, std::string_view text, diagnostic::Sink& sink) {
  std::vector<FieldValue> fields;
  for (const Pair& pair : pairs(node, sink)) {
    fields.push_back({pair.key, value(*pair.value, text)});
  }
  return fields;
}

std::vector<std::string> texts(std::string_view called, const Node& node, diagnostic::Sink& sink) {
  std::vector<std::string> all;
  for (Name& word : read_words(called, node, sink)) {
    all.push_back(std::move(word.text));
  }
  std::sort(all.begin(), all.end());
  return all;
}

class EntryReader {
 public:
  EntryReader(std::string_view text, diagnostic::Sink& sink) : text_(text), sink_(sink) {}

  /// What stands under a rule's name: one entry, or a list of them.
  ExpectedRule read(const Pair& pair) {
    ExpectedRule rule{pair.key, {}};
    const Node& node = *pair.value;
    if (pair.key.text == "unaddressed") {
      Entry entry;
      entry.kind = Entry::Kind::unaddressed;
      entry.fields = texts("`unaddressed`", node, sink_);
      rule.entries.push_back(std::move(entry));
    } else if (node.kind == Node::Kind::list) {
      for (const Node& item : node.items) {
        add(item, rule);
      }
    } else {
      add(node, rule);
    }
    return rule;
  }

 private:
  void add(const Node& node, ExpectedRule& rule) {
    if (node.kind == Node::Kind::scalar) {
      Entry entry;
      entry.kind = node.text == "advise"       ? Entry::Kind::advice
                   : node.text == "undecided"  ? Entry::Kind::undecided
                   : node.text == "called-off" ? Entry::Kind::called_off
                                               : Entry::Kind::outcome;
      entry.outcome = entry.kind == Entry::Kind::outcome ? node.text : "";
      rule.entries.push_back(std::move(entry));
    } else if (node.kind != Node::Kind::mapping) {
      report_kind("what rule `" + rule.rule.text + "` does", "an outcome, or a mapping that describes it", node, sink_);
    } else if (auto entry = described(node)) {
      rule.entries.push_back(std::move(*entry));
    }
  }

  std::optional<Entry> described(const Node& node) {
    static const std::vector<std::string> known = {"outcome", "due",   "text",  "writes",
                                                   "advise",  "shows", "field", "undecided", "called-off"};
    const Keys keys(node, "an expectation", known, sink_);
    Entry entry;
    std::string_view first;  // the key that says what it is
    for (const auto& [key, kind] : kinds) {
      if (const Pair* pair = keys.find(key)) {
        if (!first.empty()) {
          sink_.report<Kind::scenario_exclusive_keys>(pair->key.span, first, key);
        }
        first = key;
        entry.kind = kind;
        fill(entry, *pair);
      }
    }
    if (first.empty()) {
      sink_.report<Kind::scenario_missing_key>(head(node), "an expectation", "outcome");
      return std::nullopt;
    }
    only_with(keys, "due", "outcome", first);
    only_with(keys, "text", "outcome", first);
    only_with(keys, "writes", "outcome", first);
    only_with(keys, "field", "shows", first);
    if (first == "outcome") {
      fill_outcome(entry, keys);
    } else if (const Pair* field = keys.find("field")) {
      entry.field = word("`field`", *field->value);
    }
    return entry;
  }

  void fill(Entry& entry, const Pair& pair) {
    const std::string called = "`" + pair.key.text + "`";
    switch (entry.kind) {
      case Entry::Kind::outcome:
      case Entry::Kind::called_off:
        entry.outcome = word(called, *pair.value).value_or("");
        break;
      case Entry::Kind::advice:
      case Entry::Kind::display:
        entry.text = word(called, *pair.value);
        break;
      case Entry::Kind::undecided:
      case Entry::Kind::unaddressed:
        entry.fields = texts(called, *pair.value, sink_);
        break;
    }
  }

  void fill_outcome(Entry& entry, const Keys& keys) {
    if (const Pair* due = keys.find("due")) {
      if (const auto when = read_word("`due`", *due->value, sink_)) {
        entry.due = read_due(*when, true, sink_);
      }
    }
    if (const Pair* text = keys.find("text")) {
      entry.text = word("`text`", *text->value);
    }
    if (const Pair* writes = keys.find("writes")) {
      if (writes->value->kind == Node::Kind::mapping) {
        entry.writes = field_values(*writes->value, text_, sink_);
      } else {
        report_kind("`writes`", "a mapping of fields to their values after it", *writes->value, sink_);
      }
    }
  }

  void only_with(const Keys& keys, std::string_view key, std::string_view wanted, std::string_view first) {
    if (const Pair* pair = keys.find(key); pair != nullptr && first != wanted) {
      sink_.report<Kind::scenario_exclusive_keys>(pair->key.span, first, key);
    }
  }

  std::optional<std::string> word(std::string_view called, const Node& node) {
    auto read = read_word(called, node, sink_);
    return read ? std::optional(std::move(read->text)) : std::nullopt;
  }

  static constexpr std::pair<std::string_view, Entry::Kind> kinds[] = {{"outcome", Entry::Kind::outcome},
                                                                       {"called-off", Entry::Kind::called_off},
                                                                       {"advise", Entry::Kind::advice},
                                                                       {"shows", Entry::Kind::display},
                                                                       {"undecided", Entry::Kind::undecided}};
  std::string_view text_;
  diagnostic::Sink& sink_;
};

}  // namespace

std::optional<Expectation> read_expectation(const Node& node, Span key, std::string_view text, diagnostic::Sink& sink) {
  Expectation expectation{key, {}};
  const bool is_nothing = node.kind == Node::Kind::scalar && node.text == "nothing";
  if (is_nothing || (node.kind == Node::Kind::mapping && node.items.empty())) {
    return expectation;
  }
  for (const Pair& pair : objects("`expect`", node, sink)) {
    ExpectedObject object{pair.key, {}};
    const bool nothing = pair.value->kind == Node::Kind::scalar && pair.value->text == "nothing";
    if (pair.value->kind == Node::Kind::mapping) {
      EntryReader reader(text, sink);
      for (const Pair& rule : pairs(*pair.value, sink)) {
        object.rules.push_back(reader.read(rule));
      }
    } else if (!nothing) {
      report_kind("what happens to `" + pair.key.text + "`", "a mapping of rules, or `nothing`", *pair.value, sink);
    }
    expectation.objects.push_back(std::move(object));
  }
  return expectation;
}

std::optional<Blocked> read_blocked(const Node& node, Span key, diagnostic::Sink& sink) {
  Blocked blocked{key, {}};
  const auto add = [&](const Node& item) {
    if (item.kind == Node::Kind::mapping) {
      for (const Pair& pair : pairs(item, sink)) {
        if (pair.value->kind == Node::Kind::scalar && pair.value->text == "undecided") {
          blocked.guards.push_back({pair.key, true});
        } else {
          report_kind("guard `" + pair.key.text + "`", "`undecided`, where it is a mapping", *pair.value, sink);
        }
      }
    } else if (const auto guard = read_word("a guard", item, sink)) {
      blocked.guards.push_back({*guard, false});
    }
  };
  if (node.kind == Node::Kind::list) {
    std::for_each(node.items.begin(), node.items.end(), add);
  } else {
    add(node);
  }
  if (node.kind == Node::Kind::list && node.items.empty()) {
    sink.report<Kind::scenario_wrong_kind>(head(node), "`blocked`", "the guards that fail", "an empty list");
  }
  return blocked;
}

std::optional<Conflicted> read_conflicted(const Node& node, Span key, diagnostic::Sink& sink) {
  Conflicted conflicted{key, {}};
  for (const Pair& pair : objects("`conflicted`", node, sink)) {
    ExpectedConflict conflict{pair.key, {}};
    for (const Name& field : read_words("a conflict", *pair.value, sink)) {
      conflict.fields.push_back(field.text == "erasure" ? "" : field.text);
    }
    std::sort(conflict.fields.begin(), conflict.fields.end());
    conflicted.objects.push_back(std::move(conflict));
  }
  return conflicted;
}

std::vector<ExpectedState> read_states(const Node& node, std::string_view text, diagnostic::Sink& sink) {
  std::vector<ExpectedState> states;
  for (const Pair& pair : objects("`afterwards`", node, sink)) {
    ExpectedState state;
    state.object = pair.key;
    state.gone = pair.value->kind == Node::Kind::scalar && pair.value->text == "gone";
    if (pair.value->kind == Node::Kind::mapping) {
      state.fields = field_values(*pair.value, text, sink);
    } else if (!state.gone) {
      report_kind("`" + pair.key.text + "` afterwards", "a mapping of its fields, or `gone`", *pair.value, sink);
    }
    states.push_back(std::move(state));
  }
  return states;
}

std::optional<Name> read_word(std::string_view called, const Node& node, diagnostic::Sink& sink) {
  if (node.kind != Node::Kind::scalar) {
    report_kind(called, "text", node, sink);
    return std::nullopt;
  }
  return Name{node.text, node.span};
}

std::vector<Name> read_words(std::string_view called, const Node& node, diagnostic::Sink& sink) {
  std::vector<Name> words;
  if (node.kind == Node::Kind::scalar) {
    words.push_back({node.text, node.span});
  } else if (node.kind == Node::Kind::list) {
    for (const Node& item : node.items) {
      if (auto word = read_word(called, item, sink)) {
        words.push_back(std::move(*word));
      }
    }
  } else {
    report_kind(called, "a list of words", node, sink);
  }
  return words;
}

std::optional<Due> read_due(const Name& word, bool or_time, diagnostic::Sink& sink) {
  if (const auto seconds = syntax::decode_delay(word.text)) {
    return Due{*seconds, word.text};
  }
  if (const auto moment = or_time ? read_time(word.text) : std::nullopt) {
    return Due{*moment, word.text};
  }
  auto report = sink.report<Kind::scenario_bad_delay>(word.span, word.text);
  report.help(or_time ? "write a delay like `30d` or `1d12h`, or a time like `2024-03-01T09:00:00Z`"
                      : "write a delay like `30d` or `1d12h`");
  return std::nullopt;
}

}  // namespace exeunt::scenario
