"""Pages load without a complaint, ask for nothing, and run nothing but what the command has put into them."""
import unittest

from support import pages
from support.chromium import PageTest


class Loading(PageTest):
    def test_nothing_is_complained_of_and_nothing_asked_for(self):
        for name, path in pages.shown():
            with self.subTest(page=name):
                self.complaints(), self.requests()
                address = self.open(path)
                self.assertEqual([], self.complaints())
                self.assertEqual({address}, set(self.requests()))
                self.assertTrue(self.script("return document.documentElement.classList.contains('scripted')"))

    def test_the_page_is_one_file_wherever_it_lies(self):
        path = pages.FOLDER / "moved" / "a page # of %41 plan.html"
        path.parent.mkdir()
        path.write_bytes(pages.plan().read_bytes())
        self.complaints()
        self.open(path)
        self.assertEqual([], self.complaints())

    def test_what_slipped_into_the_page_does_not_run(self):
        text = pages.plan().read_text(encoding="utf-8")
        slipped = ("<script>window.ran = 'script'</script><img src=x onerror=\"window.ran = 'handler'\">"
                   "<a id=click href=\"javascript:window.ran='link'\">x</a><style>body { color: rgb(1, 2, 3) }</style>"
                   "<script src=\"other.js\"></script><base href=\"https://example.com/\">"
                   "<form action=\"https://example.com/\"><button id=send>x</button></form>")
        (pages.FOLDER / "other.js").write_text("window.ran = 'file'", encoding="utf-8")
        path = pages.FOLDER / "slipped.html"
        path.write_text(text.replace("</main>", slipped + "</main>"), encoding="utf-8")
        self.complaints(), self.requests()
        address = self.open(path)
        self.script("document.getElementById('click').click(); document.getElementById('send').click()")
        self.assertIsNone(self.script("return window.ran ?? null"))
        self.assertNotEqual("rgb(1, 2, 3)", self.script("return getComputedStyle(document.body).color"))
        self.assertEqual(address, self.driver.current_url)
        self.assertEqual([], [url for url in self.requests() if url.startswith("http")])
        self.assertTrue([line for line in self.complaints() if "Content Security Policy" in line])


if __name__ == "__main__":
    unittest.main()
