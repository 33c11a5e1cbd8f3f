"""Search and filters of the page of a plan: what they leave, and what they say of it."""
import unittest

from support import pages
from support.chromium import Keys, PageTest

FATES = "#fates .fate"


class Finding(PageTest):
    def setUp(self):
        self.open(pages.plan())

    def fates(self):
        return self.texts(FATES)

    def test_everything_is_shown_at_first(self):
        self.assertEqual(len(self.all(FATES)), len(self.fates()))
        self.assertEqual("", self.status())

    def test_an_object_is_found_in_a_closed_list(self):
        closed = self.find("#type\\.deal details")
        self.assertIsNone(closed.get_attribute("open"))
        self.search("deal:11")
        found = self.texts("#type\\.deal .objects code")
        self.assertTrue(found)
        self.assertTrue(all(name.startswith("deal:11") for name in found), found)
        self.assertFalse(self.shown("#type\\.email"))
        self.find("[data-search]").send_keys(Keys.ESCAPE)
        self.wait(lambda: self.status() == "", "the search is empty")
        self.assertIsNone(closed.get_attribute("open"))
        self.assertEqual(len(self.all(FATES)), len(self.fates()))

    def test_a_rule_is_found_with_all_of_its_objects(self):
        self.search("private-linked")
        self.assertEqual(1, len(self.fates()))
        self.assertIn("12 emails", self.fates()[0])
        self.assertEqual(12, len(self.all("#type\\.email .fate:not([hidden]) li:not([hidden])")))
        self.assertEqual(["private-linked-emails"], self.texts("#rules .name"))

    def test_words_stand_in_any_order_and_case(self):
        self.search("OFF  webhook")
        self.assertTrue(self.fates())
        self.assertTrue(all("webhook" in fate.lower() for fate in self.fates()))

    def test_nothing_is_found(self):
        self.search("no such thing anywhere")
        self.assertEqual("Nothing matches", self.status())
        self.assertEqual([], self.fates())
        self.find("[data-reset]").click()
        self.assertEqual(len(self.all(FATES)), len(self.fates()))
        self.assertEqual(self.find("[data-search]"), self.focused())

    def test_classes(self):
        erased, fails = (self.find(f"[data-class-filter='{name}']") for name in ("erased", "fails"))
        erased.click()
        self.assertEqual({"Erased"}, set(self.texts(f"{FATES} .class")))
        fails.click()
        self.assertEqual({"Erased", "Fails"}, set(self.texts(f"{FATES} .class")))
        self.assertIn("entries match", self.status())
        self.assertFalse(self.shown("#requirements"))
        self.search("automation")
        self.assertEqual({"Fails"}, set(self.texts(f"{FATES} .class")))
        erased.click(), fails.click()
        self.assertNotEqual({"Fails"}, set(self.texts(f"{FATES} .class")))

    def test_what_cannot_be_undone_and_what_is_scheduled(self):
        self.find("[data-flag='irreversible']").click()
        self.assertEqual(1, len(self.fates()))
        self.assertIn("Cannot be undone", self.fates()[0])
        self.find("[data-flag='irreversible']").click()
        self.find("[data-flag='scheduled']").click()
        self.assertEqual(3, len(self.fates()))
        self.assertTrue(all("Scheduled" in fate for fate in self.fates()))
        self.assertEqual(["What happens", "Campaigns", "Emails"],
                         self.texts(".contents li:not([hidden]) a bdi")[-3:])

    def test_what_is_left_is_announced(self):
        status = self.find("[data-status]")
        self.assertEqual("status", status.get_attribute("role"))
        self.search("email")
        self.assertRegex(self.status(), r"^\d+ of \d+ entries match$")


if __name__ == "__main__":
    unittest.main()
