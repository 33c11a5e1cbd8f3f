"""How pages look: nothing sticks out of them at any width; pictures of them for people lie in build/screenshots/."""
import base64
import unittest

from support import pages
from support.chromium import NARROW, WIDE, PageTest

TALLEST = 6000  # pixels of a picture


class Layout(PageTest):
    def picture(self, name, width, tallest=TALLEST):
        folder = pages.BUILD / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        height = min(self.script("return document.documentElement.scrollHeight"), tallest)
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})["data"]
        path = folder / f"{name}.png"
        path.write_bytes(base64.b64decode(data))
        self.assertTrue(path.read_bytes().startswith(b"\x89PNG"))
        print(path)

    def sticking_out(self):
        """Elements that reach beyond the page and that nothing scrolls."""
        return self.script("""
            const inside = (element) => {
              for (let at = element; at !== null; at = at.parentElement) {
                if (at !== document.body && getComputedStyle(at).overflowX !== 'visible') return true;
              }
              return false;
            };
            return [...document.body.querySelectorAll('*')]
              .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !inside(element))
              .map((element) => element.outerHTML.slice(0, 200)).slice(0, 5)""")

    def test_pictures(self):
        for name, path in pages.shown():
            for width in (WIDE, NARROW):
                for dark in (False, True):
                    self.open(path, width=width, dark=dark)
                    self.picture(f"{name}-{width}-{'dark' if dark else 'light'}", width)

    def test_pictures_of_the_panel_behind_a_cell(self):
        for width in (WIDE, NARROW):
            for dark in (False, True):
                self.open(pages.few(), anchor="c=std.message&e=std.suspend", width=width, dark=dark)
                self.picture(f"panel-{width}-{'dark' if dark else 'light'}", width, 1000)

    def test_nothing_sticks_out(self):
        for name, path in pages.shown():
            for width in (320, NARROW, 768, 1024, WIDE, 2560):  # 320 is also 1280 at 400 %
                with self.subTest(page=name, width=width):
                    self.open(path, width=width)
                    self.script("for (const one of document.querySelectorAll('details')) one.open = true")
                    self.assertEqual([], self.sticking_out())
                    self.script("document.querySelector('dialog')?.showModal()")
                    self.assertEqual([], self.sticking_out())
                    self.assertLessEqual(self.script("return document.documentElement.scrollWidth"), width)


if __name__ == "__main__":
    unittest.main()
