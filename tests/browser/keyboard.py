"""Pages without a mouse."""
import unittest

from support import pages
from support.chromium import Keys, PageTest


class Keyboard(PageTest):
    def setUp(self):
        self.open(pages.plan())

    def test_the_first_stop_leads_past_the_head(self):
        self.press(Keys.TAB)
        self.assertEqual("Skip to the plan", self.focused().text)
        self.assertTrue(self.focused().is_displayed())
        self.press(Keys.ENTER)
        self.press(Keys.TAB)
        self.assertEqual(self.find("[data-search]"), self.focused())

    def test_a_slash_goes_to_the_search_and_is_text_within(self):
        self.press("/")
        self.assertEqual(self.find("[data-search]"), self.focused())
        self.press("a/b")
        self.assertEqual("a/b", self.focused().get_attribute("value"))

    def test_lists_open_and_filters_switch(self):
        details = self.find("#type\\.deal details")
        self.script("arguments[0].focus()", self.find("#type\\.deal summary"))
        self.press(Keys.ENTER)
        self.wait(lambda: details.get_attribute("open") is not None, "the list is open")
        self.script("arguments[0].focus()", self.find("[data-flag='irreversible']"))
        self.press(Keys.SPACE)
        self.assertTrue(self.focused().is_selected())

    def test_every_stop_shows_where_it_is(self):
        for _ in range(12):
            self.press(Keys.TAB)
            outline = self.script("const style = getComputedStyle(document.activeElement);"
                                  "return [style.outlineStyle, parseFloat(style.outlineWidth)]")
            self.assertNotEqual("none", outline[0])
            self.assertGreaterEqual(outline[1], 1)


if __name__ == "__main__":
    unittest.main()
