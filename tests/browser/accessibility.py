"""axe-core finds nothing serious on any page, light or dark, wide or narrow, with everything open."""
import unittest

from support import axe, pages
from support.chromium import NARROW, WIDE, PageTest


class Accessibility(PageTest):
    @classmethod
    def setUpClass(cls):
        cls.axe = axe.source(pages.BUILD)
        super().setUpClass()

    def check(self):
        self.script(self.axe)
        grave = [found for found in axe.violations(self.driver) if found[0] in axe.GRAVE]
        self.assertEqual([], grave[:5], f"{len(grave)} of them")

    def test_pages(self):
        for name, path in (("plan", pages.plan()), ("blocked", pages.full_plan()), ("comparison", pages.few())):
            for dark in (False, True):
                for width in (WIDE, NARROW):
                    with self.subTest(page=name, dark=dark, width=width):
                        self.open(path, dark=dark, width=width)
                        self.script("for (const one of document.querySelectorAll('details')) one.open = true")
                        self.check()

    def test_many_columns_and_editions(self):
        for name, path in (("many", pages.many()), ("editions", pages.editions())):
            with self.subTest(page=name):
                self.open(path)
                self.check()

    def test_filtered(self):
        for dark in (False, True):
            self.open(pages.plan(), dark=dark)
            self.find("[data-class-filter='fails']").click()
            self.check()

    def test_the_panel_behind_a_cell(self):
        for dark in (False, True):
            for width in (WIDE, NARROW):
                self.open(pages.few(), anchor="c=std.message&e=std.suspend", dark=dark, width=width)
                self.assertTrue(self.find("dialog").is_displayed())
                self.check()

    def test_it_would_be_noticed(self):
        self.open(pages.plan())
        self.script("const search = document.querySelector('[data-search]'); search.closest('label').replaceWith(search);"
                    "document.querySelector('h1').style.color = '#ddd'")
        self.script(self.axe)
        self.assertLessEqual({"label", "color-contrast"}, {found[1] for found in axe.violations(self.driver)})


if __name__ == "__main__":
    unittest.main()
