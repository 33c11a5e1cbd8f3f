"""Without its script a page is a document with everything in it, and nothing on it pretends to work."""
import base64
import json
import subprocess
import unittest

from support import pages
from support.chromium import PageTest


class WithoutScript(PageTest):
    def test_everything_of_a_plan_is_there_to_be_read(self):
        path = pages.ROOT / "tests/golden/plan/full.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        self.open(pages.full_plan(), scripts=False)
        for summary in self.all("details:not([open]) > summary"):
            summary.click()
        text = self.find("body").text
        for change in document["changes"]:
            self.assertIn(change["object"], text)
        for rule in document["rules"].values():
            for cite in rule["cites"]:
                self.assertIn(cite, text)
        for what in ("conflicts", "undecided", "unaddressed", "dangling"):
            for entry in document[what]:
                self.assertIn(entry["object"], text)

    def test_what_needs_the_script_is_not_shown(self):
        self.open(pages.plan(), scripts=False)
        self.assertEqual([], self.shown("input, button, select, [role='search']"))

    def test_everything_of_a_comparison_is_there_to_be_read(self):
        self.open(pages.comparison(), scripts=False, anchor="c=std.message&e=std.suspend")
        self.assertEqual([], self.shown("input, button, select, [role='search'], dialog"))
        text = self.find("[id='c=std.message&e=std.suspend']").text
        for part in ("Private emails linked to items are erased after 30 days", "email.visibility == 'private'",
                     "rules/emails.policy", "pd.deactivate.emails.private-linked", "Past activities"):
            self.assertIn(part, text)
        cell = self.find("[data-place='c=std.message&e=std.suspend'] a")
        self.assertEqual("#c=std.message&e=std.suspend", cell.get_attribute("hash"))

    def test_links_and_lists_work(self):
        self.open(pages.plan(), scripts=False, anchor="type.deal")
        details = self.find("#type\\.deal details")
        self.find("#type\\.deal summary").click()
        self.assertIsNotNone(details.get_attribute("open"))

    def test_paper_has_what_is_closed_on_the_screen(self):
        self.open(pages.plan(), scripts=False)
        pdf = self.driver.execute_cdp_cmd("Page.printToPDF", {"transferMode": "ReturnAsBase64"})["data"]
        path = pages.FOLDER / "plan.pdf"
        path.write_bytes(base64.b64decode(pdf))
        self.assertIn("PDF document", subprocess.run(["file", path], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    unittest.main()
