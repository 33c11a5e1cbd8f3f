// Data stays data, whatever it is made of.
#include "interpreter/page/markup.h"

#include <catch2/catch.hpp>

namespace exeunt::page {
namespace {

std::string text_of(std::string_view text) {
  Markup html;
  html.text(text);
  return html.str();
}

std::string attribute_of(std::string_view value) {
  Markup html;
  html.empty("span", {{"title", value}});
  return html.str();
}

TEST_CASE("text cannot become markup") {
  CHECK(text_of("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;");
  CHECK(text_of("a & b &amp; \"c\" 'd'") == "a &amp; b &amp;amp; &quot;c&quot; &#39;d&#39;");
  CHECK(text_of("") == "");
  CHECK(text_of("Zoë 王 😀") == "Zoë 王 😀");
}

TEST_CASE("the value of an attribute cannot end it") {
  CHECK(attribute_of("\"><img src=x onerror=alert(1)>") ==
        "<span title=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\"></span>");
  CHECK(attribute_of("' onclick='x") == "<span title=\"&#39; onclick=&#39;x\"></span>");
}

TEST_CASE("what would not be seen, or would reorder what is, is made visible") {
  CHECK(text_of("a\x1b[31m\n\tb") == "a␛[31m␊␉b");
  CHECK(text_of(std::string_view("a\0b", 3)) == "a␀b");
  CHECK(text_of("\xe2\x80\xae"
                "evil\xe2\x81\xa6") == "&lt;U+202E&gt;evil&lt;U+2066&gt;");
  CHECK(text_of("\xe2\x80\xa8") == "&lt;U+2028&gt;");
  CHECK(text_of("\xff<") == "&lt;FF&gt;&lt;");
  CHECK(text_of("\xc0\xbcscript>") == "&lt;C0&gt;&lt;BC&gt;script&gt;");  // an overlong `<`
}

TEST_CASE("elements nest, and stand on lines of their own where that means nothing") {
  Markup html;
  {
    const auto list = html.open("ul", {{"class", "names"}});
    {
      const auto item = html.open("li");
      html.text("a ").leaf("code", "b");
    }
    html.leaf("li", {{"hidden", true}, {"data-row", false}, {"class", ""}}, "c");
  }
  html.empty("input", {{"type", "checkbox"}}).empty("p");
  CHECK(html.str() ==
        "<ul class=\"names\">\n<li>a <code>b</code></li>\n<li hidden>c</li></ul><input type=\"checkbox\">\n<p></p>");
}

TEST_CASE("what browsers would run or load is not to be had") {
  for (const char* name : {"script", "style", "iframe", "img", "link", "object", "base", "svg", "form", "template"}) {
    CHECK_FALSE(Tag::is_known(name));
  }
  for (const char* name :
       {"onclick", "onerror", "style", "src", "srcset", "href", "srcdoc", "action", "formaction", "id"}) {
    CHECK_FALSE(AttributeName::is_known(name));
  }
  CHECK(Tag::is_known("table"));
  CHECK(AttributeName::is_known("data-class"));
  CHECK(AttributeName::is_known("aria-label"));
}

TEST_CASE("anchors keep names that can stand, and number the others") {
  Anchors rules("rule");
  CHECK(rules.of("private-linked-emails").text() == "rule.private-linked-emails");
  CHECK(rules.of("a b").text() == "rule..1");
  CHECK(rules.of("\"><b>").text() == "rule..2");
  CHECK(rules.of("").text() == "rule..3");
  CHECK(rules.of(".1").text() == "rule..4");  // not the place of "a b"
  CHECK(rules.of("a b").text() == "rule..1");
  CHECK(rules.of(std::string(101, 'x')).text() == "rule..5");
  Markup html;
  html.empty("a", {Attribute::href(rules.of("x"))}).empty("p", {Attribute::id(rules.of("x"))});
  CHECK(html.str() == "<a href=\"#rule.x\"></a>\n<p id=\"rule.x\"></p>");
}

}  // namespace
}  // namespace exeunt::page
