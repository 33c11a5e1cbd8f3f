"""Light and dark: as the system has it, until somebody chooses."""
import unittest

from support import pages
from support.chromium import PageTest


class Theme(PageTest):
    def is_dark(self):
        colour = self.script("return getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(",")) < 3 * 128

    def test_the_system_decides(self):
        for dark in (False, True):
            self.open(pages.plan(), dark=dark)
            self.assertEqual(dark, self.is_dark())
            self.open(pages.plan(), dark=dark, scripts=False)
            self.assertEqual(dark, self.is_dark())

    def test_the_reader_decides_and_is_remembered(self):
        for dark in (False, True):
            self.open(pages.plan(), dark=dark)
            button = self.find("[data-theme-switch]")
            said = button.text
            button.click()
            self.assertEqual(not dark, self.is_dark())
            self.assertNotEqual(said, button.text)
            self.driver.refresh()
            self.assertEqual(not dark, self.is_dark())
            self.find("[data-theme-switch]").click()
            self.assertEqual(dark, self.is_dark())

    def test_paper_is_light(self):
        self.open(pages.plan(), dark=True)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
        self.addCleanup(self.driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"media": ""})
        ink = self.script("return getComputedStyle(document.body).color")
        self.assertLess(sum(int(part) for part in ink[4:-1].split(",")), 3 * 128)
        self.assertFalse(self.find(".tools").is_displayed())
        self.assertFalse(self.find(".contents").is_displayed())

    def test_paper_has_what_stands_behind_the_cells(self):
        self.open(pages.comparison())
        self.assertFalse(self.find(".places").is_displayed())
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.addCleanup(self.driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"media": ""})
        self.assertTrue(self.find(".places").is_displayed())


if __name__ == "__main__":
    unittest.main()
