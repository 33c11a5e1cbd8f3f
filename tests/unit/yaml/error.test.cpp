// What a user is told, and where.
#include <catch2/catch.hpp>

#include "tests/unit/yaml/support.h"

using namespace exeunt::test;

static std::string places(const std::string& errors) {
  std::string out;
  std::size_t begin = 0;
  while (begin < errors.size()) {
    const std::size_t end = errors.find('\n', begin);
    out += errors.substr(begin, errors.find(' ', begin) - begin) + " ";
    begin = end + 1;
  }
  return out;
}

TEST_CASE("an error inside an expression points at its own line and column, in every style of scalar") {
  // `$` begins no token of CEL.
  CHECK(places(item_errors("- rule: r\n  where: a == $\n")) == "4:15-16 ");
  CHECK(places(item_errors("- rule: r\n  where: a ==\n    $ && b\n")) == "5:5-6 ");
  CHECK(places(item_errors("- rule: r\n  where: 'a == ''x'' + $'\n")) == "4:24-25 ");
  CHECK(places(item_errors("- rule: r\n  where: 'a ==\n\n    $'\n")) == "6:5-6 ");
  CHECK(places(item_errors("- rule: r\n  where: \"a == \\\"x\\\" + $\"\n")) == "4:24-25 ");
  CHECK(places(item_errors("- rule: r\n  where: \"\\u0061 == $\"\n")) == "4:21-22 ");
  CHECK(places(item_errors("- rule: r\n  where: |\n    a\n      == $\n")) == "6:10-11 ");
  CHECK(places(item_errors("- rule: r\n  where: |2-\n      a\n      == $\n")) == "6:10-11 ");
  CHECK(places(item_errors("- rule: r\n  where: >\n    a\n    == $\n")) == "6:8-9 ");
  CHECK(places(item_errors("- {rule: r, where: a == $}\n")) == "3:25-26 ");
  CHECK(places(read_yaml("\xEF\xBB\xBFpack: a\r\ndeclarations:\r\n- rule: r\r\n  where: |\r\n    a\r\n    == $\r\n").errors) ==
        "6:8-9 ");
}

TEST_CASE("keys") {
  CHECK(item_errors("- rule: r\n  wher: a\n") == "4:3-7 E0210 `wher` is not a key of a rule | did you mean `where`?\n");
  CHECK(item_errors("- rule: r\n  note: a\n  note: b\n") == "5:3-7 E0211 the key `note` is already given\n");
  CHECK(item_errors("- entity: e\n  fields:\n    a: int\n    a: bool\n") == "6:5-6 E0211 the key `a` is already given\n");
  CHECK(item_errors("- rul: r\n") == "3:3-6 E0217 no key of this item says what it declares | did you mean `rule`?\n");
  CHECK(item_errors("- event: e\n") == "3:3-3 E0213 an event has no `for`\n");
  CHECK(item_errors("- let: x\n  value: 1\n  first: user\n") ==
        "5:3-8 E0218 `value` and `first` do not stand together\n");
  CHECK(item_errors("- rule: r\n  ? [a]\n  : b\n") == "4:5-8 E0212 a key takes text, not a list\n");
  CHECK(read_yaml("pack: a\nmodule: b\n").errors == "2:1-7 E0218 `pack` and `module` do not stand together\n");
  CHECK(read_yaml("declarations: []\n").errors == "1:1-1 E0213 a policy file has no `pack`\n");
}

TEST_CASE("values of the wrong kind") {
  CHECK(item_errors("- rule: r\n  where: [a, b]\n") ==
        "4:10-16 E0212 `where` takes CEL text, not a list | put text that begins with `[` or `{` in quotes\n");
  CHECK(item_errors("- rule: r\n  title:\n    a: b\n") == "5:5-9 E0212 `title` takes text, not a mapping\n");
  CHECK(item_errors("- rule: r\n  where:\n") == "4:3-8 E0214 `where` has no value\n");
  CHECK(item_errors("- rule: r\n  on: []\n") == "4:7-9 E0214 `on` has no value\n");
  CHECK(item_errors("- rule: r\n  on: a, b\n") ==
        "4:7-11 E0215 `a, b` is not a name of letters, digits, `_` and inner `-` | write several names as a list: `[a, b]`\n");
  CHECK(item_errors("- entity: two-words\n") == "3:11-20 E0215 `two-words` is not a name of letters, digits and `_`\n");
  CHECK(item_errors("- outcome: o\n  reversible: yes\n") == "4:15-18 E0216 `reversible` is `true` or `false`, not `yes`\n");
  CHECK(item_errors("- just text\n") == "3:3-12 E0212 a declaration takes a mapping such as `rule: name`, not text\n");
  CHECK(read_yaml("pack: a\ndeclarations: {rule: r}\n").errors ==
        "2:15-24 E0212 `declarations` takes a list, not a mapping | begin each declaration with `- `\n");
  CHECK(read_yaml("- rule: r\n").errors ==
        "1:1-10 E0212 a policy file takes a mapping that begins with `pack:`, not a list\n");
}

TEST_CASE("what is plain YAML elsewhere and not here") {
  CHECK(read_yaml("pack: &a b\n").errors ==
        "1:7-7 E0207 anchors (`&name`) are not read here | remove it: everything is said where it stands\n");
  const std::string write_out = " | write the value out; text that begins with `*` needs quotes\n";
  CHECK(read_yaml("pack: *a\n").errors == "1:7-8 E0206 aliases (`*name`) are not read here" + write_out);
  CHECK(read_yaml("pack: a\nuse: *\n").errors == "2:7-7 E0206 aliases (`*name`) are not read here" + write_out);
  CHECK(read_yaml("pack: &\n").errors ==
        "1:8-8 E0207 anchors (`&name`) are not read here | text that begins with `&` needs quotes\n");
  CHECK(read_yaml("pack: !!str b\n").errors ==
        "1:7-7 E0208 tags are not read here, and this is `tag:yaml.org,2002:str` | remove it: a key's value is always "
        "text\n");
  CHECK(read_yaml("pack: a\n---\npack: b\n").errors ==
        "2:1-1 E0205 a file is one YAML document, and a second one begins here\n");
}

TEST_CASE("malformed YAML, in a sentence") {
  const auto error = [](const std::string& text) {
    const std::string all = read_yaml(text).errors;
    return all.substr(0, all.find(" | "));
  };
  const std::string malformed = " E0201 this is not valid YAML: ";
  CHECK(error("pack: a\ndeclarations:\n\t- rule: r\n") == "3:1-2" + malformed + "a tab stands in the indentation");
  CHECK(error("pack: \"a\n") == "1:7-8" + malformed + "the file ends inside quoted text");
  CHECK(error("pack: 'a") == "1:9-9" + malformed + "the file ends inside quoted text");
  CHECK(error("pack: [a\n") == "1:7-8" + malformed + "this `[` is never closed by `]`");
  CHECK(error("pack: a\nuse: [a, b}\n") == "2:11-12" + malformed + "this bracket closes nothing");
  CHECK(error("pack: a: b\n") == "1:8-9" + malformed + "no key may stand before this `:`");
  CHECK(error("pack: a\n  title: b\n") == "2:8-9" + malformed + "no key may stand before this `:`");
  CHECK(error("pack: a\ntitle\nuse: b\n") == "3:4-5" + malformed + "no key may stand before this `:`");
  CHECK(error("pack: a\ndeclarations:\n- rule: a\n   on: b\n") == "4:6-7" + malformed + "no key may stand before this `:`");
  CHECK(error("pack: a\ndeclarations:\n- rule: a\n on: b\n") ==
        "4:2-3" + malformed + "the line does not go on the list above it");
  CHECK(error("pack: a\ntitle: 'b' c\nuse: b\n") ==
        "2:12-13" + malformed + "the line does not go on the mapping above it");
  CHECK(error("pack: a\ntitle: |\n  b\n c\n") == "4:2-3" + malformed + "the line does not go on the mapping above it");
  CHECK(error("pack: a\ntitle: @b\n") == "2:8-9" + malformed + "no value begins with this character");
  CHECK(error("pack: a\nuse: %a\n") == "2:6-7" + malformed + "no value begins with this character");
  CHECK(error("pack: a\ntitle: \"\\d\"\n") == "2:11-12" + malformed + "no such escape in double-quoted text");
  CHECK(error("pack: a\ndeclarations:\n- entity: a\n  fields: {a: string? label}\n") ==
        "4:21-22" + malformed + "a `?` stands in unquoted text between brackets");
}

TEST_CASE("several errors of one file, and its sound declarations") {
  const Reading reading = read_yaml("pack: a\ndeclarations:\n- rule: r\n  wher: a\n- class: good\n- rule: s\n  on: 'a b'\n");
  CHECK(places(reading.errors) == "4:3-7 7:7-12 ");
  CHECK(reading.file.declarations.size() == 1);
}
