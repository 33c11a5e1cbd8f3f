// Whatever one changes about a plan is noticed, and named.
#include <catch2/catch.hpp>
#include <functional>

#include "interpreter/plan/parse.h"
#include "plans.h"

namespace exeunt::diff {

using plan::Value;

/// Calls `visit` with every leaf and its path.
static void walk(Value& value, const std::string& path, const std::function<void(Value&, const std::string&)>& visit) {
  if (auto* list = std::get_if<Value::List>(&value.data)) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      walk((*list)[i], fmt::format("{}[{}]", path, i), visit);
    }
  } else if (auto* members = std::get_if<Value::Members>(&value.data)) {
    for (auto& [name, member] : *members) {
      walk(member, path.empty() ? name : path + "." + name, visit);
    }
  } else {
    visit(value, path);
  }
}

/// Another value of the same kind; for the names of enumerations another one of these.
static Value mutate(const Value& value) {
  static const std::vector<std::vector<std::string>> enumerations = {
      {"ready", "blocked", "conflicted"}, {"yes", "no", "unknown"}, {"gained", "lost"}, {"advice", "display"},
      {"add", "remove"}};
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    for (const auto& names : enumerations) {
      const auto found = std::find(names.begin(), names.end(), *text);
      if (found != names.end()) {
        return Value{found + 1 == names.end() ? names.front() : *(found + 1)};
      }
    }
    return Value{*text + "x"};
  }
  if (const auto* flag = std::get_if<bool>(&value.data)) {
    return Value{!*flag};
  }
  if (const auto* number = std::get_if<int64_t>(&value.data)) {
    return Value{*number + 1};
  }
  if (const auto* number = std::get_if<double>(&value.data)) {
    return Value{*number + 1};
  }
  return Value{std::string("x")};
}

static Value parsed(const std::string& text) {
  return std::get<Value>(plan::parse_json(text));
}

static void check_mutants(const std::string& document) {
  std::vector<std::string> paths;
  Value original = parsed(document);
  walk(original, "", [&](Value&, const std::string& path) { paths.push_back(path); });
  for (std::size_t i = 0; i < paths.size(); ++i) {
    Value mutant = original;
    std::size_t at = 0;
    walk(mutant, "", [&](Value& value, const std::string&) {
      if (at++ == i) {
        value = mutate(value);
      }
    });
    INFO(paths[i]);
    const auto result = test::compare_texts(document, plan::write_value(mutant));
    // The leaf makes a difference in its section, or the document is none any more.
    const std::string section = paths[i].substr(0, paths[i].find_first_of(".["));
    const bool is_broken = !result.errors.empty();
    bool is_named = false;
    for (const Subject& subject : result.subjects) {
      for (const Entry& entry : subject.entries) {
        is_named = is_named || name(entry.section) == section;
      }
    }
    CHECK((is_named || is_broken));
    if (is_broken) {
      CHECK((section == "format" || paths[i].ends_with(".op") || result.errors[0].find("E0913") != std::string::npos));
    }
  }
}

TEST_CASE("every leaf of a plan that is changed is noticed") {
  check_mutants(plan::write_json(plan::test::full_plan()));
}

TEST_CASE("every member and entry that is left out is noticed") {
  const std::string document = plan::write_json(plan::test::full_plan());
  const Value original = parsed(document);
  std::vector<std::string> paths;
  // Each container is visited by the position of what it loses.
  std::function<void(Value&, const std::string&, std::size_t, std::size_t&)> lose =
      [&](Value& value, const std::string& path, std::size_t wanted, std::size_t& at) {
        if (auto* list = std::get_if<Value::List>(&value.data)) {
          for (std::size_t i = 0; i < list->size(); ++i) {
            if (at++ == wanted) {
              paths.push_back(fmt::format("{}[{}]", path, i));
              list->erase(list->begin() + static_cast<std::ptrdiff_t>(i));
              return;
            }
            lose((*list)[i], fmt::format("{}[{}]", path, i), wanted, at);
          }
        } else if (auto* members = std::get_if<Value::Members>(&value.data)) {
          for (std::size_t i = 0; i < members->size(); ++i) {
            const std::string inner = path + "." + (*members)[i].first;
            if (at++ == wanted) {
              paths.push_back(inner);
              members->erase(members->begin() + static_cast<std::ptrdiff_t>(i));
              return;
            }
            lose((*members)[i].second, inner, wanted, at);
          }
        }
      };
  const std::size_t whole = plan::write_value(original).size();
  for (std::size_t wanted = 0;; ++wanted) {
    Value mutant = original;
    std::size_t at = 0;
    paths.clear();
    lose(mutant, "", wanted, at);
    if (paths.empty()) {
      break;
    }
    const std::string text = plan::write_value(mutant);
    const auto result = test::compare_texts(document, text);
    INFO(paths[0]);
    // What says nothing may be left out.
    const bool said_nothing = whole - text.size() < 14 &&
                              (paths[0].ends_with(".cites") || paths[0].ends_with(".missing"));
    CHECK((result.totals.all() != 0 || !result.errors.empty() || said_nothing));
  }
}

TEST_CASE("a member that this version does not know is compared too") {
  const std::string document = plan::write_json(plan::test::ready_plan());
  std::string other = document;
  const std::string at = "{\"object\": \"deal:1\", ";
  other.replace(other.find(at), at.size(), at + "\"mood\": \"sad\", ");
  CHECK(test::in_words(test::compare_texts(document, other).subjects) ==
        std::vector<std::string>{"object deal:1: changes changed mood"});
}

TEST_CASE("lines of kinds that this version does not know are passed over") {
  const std::string lines = plan::write_ndjson(plan::test::ready_plan());
  std::string other = lines;
  other.insert(other.find("{\"record\": \"change\""), "{\"record\": \"mood\", \"object\": \"deal:1\"}\n");
  CHECK(test::compare_texts(lines, other).errors == std::vector<std::string>{});
  CHECK(test::compare_texts(lines, other).totals.same());
}

TEST_CASE("another layout is no difference") {
  const plan::Plan plan = plan::test::full_plan();
  const std::string document = plan::write_json(plan);
  std::string spread;
  bool in_text = false;
  for (std::size_t i = 0; i < document.size(); ++i) {
    in_text = in_text != (document[i] == '"' && document[i - 1] != '\\');
    spread += document[i];
    spread += !in_text && std::string_view(",:[]{}").find(document[i]) != std::string_view::npos ? "\r\n \t" : "";
  }
  const auto result = test::compare_texts(document, "\xef\xbb\xbf" + spread);
  CHECK(result.errors == std::vector<std::string>{});
  CHECK(test::in_words(result.subjects) == std::vector<std::string>{});
  CHECK(test::compare_texts(plan::write_value(parsed(document)), document).totals.same());
}

}  // namespace exeunt::diff
