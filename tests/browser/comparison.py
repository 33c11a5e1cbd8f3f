"""The page of a comparison: its table, what stands behind a cell, and the address of that."""
import unittest

from support import pages
from support.chromium import Keys, NARROW, PageTest

MESSAGE = "c=std.message&e=std.suspend"
ROWS = "tr[data-row]"


class Comparison(PageTest):
    def setUp(self):
        self.address = self.open(pages.comparison())

    def choose(self, selector, value):
        self.script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
                    self.find(selector), value)

    def shown_rows(self, what="likeness"):
        return self.script("return [...document.querySelectorAll('tr[data-row]:not([hidden])')]"
                           ".map((row) => row.dataset[arguments[0]])", what)

    def is_open(self):
        return self.script("return document.querySelector('dialog').open")

    def click_cell(self, place=MESSAGE):
        cell = self.find(f"[data-place='{place}'] [data-cell]")
        self.script("arguments[0].scrollIntoView({block: 'center'})", cell)
        cell.click()
        self.wait(self.is_open, "the panel is open")
        return cell

    # --- what is shown

    def test_what_nobody_says_is_left_out_at_first(self):
        self.assertNotIn("not-stated", self.shown_rows())
        self.assertLessEqual({"different", "partly", "one-sided", "same"}, set(self.shown_rows()))
        self.assertEqual(f"{len(self.shown_rows())} of {len(self.all(ROWS))} rows", self.status())
        self.find("[data-reset]").click()
        self.assertEqual(len(self.all(ROWS)), len(self.shown_rows()))
        self.assertFalse(self.find("[data-reset]").is_displayed())

    def test_kinds_of_difference(self):
        for kind in ("partly", "one-sided", "same"):
            self.find(f"[data-likeness='{kind}'][type='checkbox']").click()
        self.assertEqual({"different"}, set(self.shown_rows()))

    def test_search_reads_what_stands_behind_the_cells(self):
        self.search("private-linked-emails")
        self.assertEqual(MESSAGE, self.shown_rows("place")[0])
        self.assertEqual({"std.message"}, {place[2:].split("&")[0] for place in self.shown_rows("place")})
        self.assertRegex(self.status(), r"^\d of \d+ rows$")
        self.find("[data-search]").send_keys(Keys.ESCAPE)
        self.assertGreater(len(self.shown_rows()), 1)
        self.search("zebra crossing")
        self.assertEqual("Nothing matches", self.status())
        self.assertEqual([], self.shown("table.matrix[data-matrix]"))

    def test_events_classes_and_what_cannot_be_undone(self):
        self.choose("[data-by-event]", "std.suspend")
        self.assertEqual({"std.suspend"}, set(self.shown_rows("event")))
        self.choose("[data-by-class]", "transferred")
        self.assertTrue(self.shown_rows())
        self.assertTrue(all("transferred" in classes.split() for classes in self.shown_rows("class")))
        self.choose("[data-by-class]", "")
        self.find("[data-irreversible-only]").click()
        self.assertIn(MESSAGE, self.shown_rows("place"))
        self.assertEqual({""}, set(self.shown_rows("irreversible")))

    def test_orders(self):
        first = self.shown_rows("place")
        objects = len(self.script("return [...document.querySelectorAll('#objects tr[data-row]:not([hidden])')]"))
        costs = [int(cost) for cost in self.shown_rows("cost")]
        self.choose("[data-sort]", "name")
        names = self.script("return [...document.querySelectorAll('#objects tr[data-row]:not([hidden]) .thing')]"
                            ".map((thing) => thing.textContent.toLowerCase())")
        self.assertEqual(sorted(names), names)
        self.choose("[data-sort]", "worst")
        worst = [int(severity) for severity in self.shown_rows("worst")][:objects]
        self.assertEqual(sorted(worst, reverse=True), worst)
        self.choose("[data-sort]", "event")
        self.assertEqual(sorted(self.texts("#objects tr[data-row] .event")), self.texts("#objects tr[data-row] .event"))
        self.choose("[data-sort]", "cost")
        self.assertEqual(first, self.shown_rows("place"))
        self.assertEqual(costs, [int(cost) for cost in self.shown_rows("cost")])

    def test_no_colour_stands_alone(self):
        for cell in self.shown("#objects td.stated .short")[:100]:
            self.assertTrue(cell.text.strip(" −!~→?+=\n"), cell.get_attribute("outerHTML"))
        self.assertEqual(len(self.all(f"{ROWS} th .likeness")), len(self.all(ROWS)))

    def test_the_first_column_and_the_head_stay_in_sight(self):
        self.open(pages.many())
        left, top = self.script("""
            const frame = document.querySelector('#objects .matrix-frame');
            frame.style.maxHeight = '400px'; frame.scrollLeft = 900; frame.scrollTop = 300;
            const at = frame.getBoundingClientRect();
            const head = frame.querySelector('thead th').getBoundingClientRect();
            const row = frame.querySelector('tbody th').getBoundingClientRect();
            return [row.left - at.left, head.top - at.top]""")
        self.assertLess(abs(left), 3)
        self.assertLess(abs(top), 3)

    # --- what stands behind a cell

    def test_a_cell_tells_what_becomes_of_objects_of_the_account(self):
        self.open(pages.few())
        self.click_cell()
        rows = [row for row in self.shown("dialog tbody tr")
                if "std.message:1" in row.find_element("css selector", "th").text.split()]
        pipedrive, hubspot = (cell.text for cell in rows[0].find_elements("css selector", "td"))
        self.assertIn("is erased on 2025-04-02", pipedrive)
        self.assertIn("stays as it is", hubspot)

    def test_what_the_account_loses_is_listed(self):
        self.open(pages.few())
        text = self.find("#not-carried").text
        self.assertIn("std.message: without sent_at, shared, which have no place there", text)

    def test_a_cell_opens_what_stands_behind_it(self):
        self.click_cell()
        text = self.find("dialog").text
        for part in ("Private emails linked to items are erased after 30 days", "email.visibility == 'private'",
                     "rules/emails.policy", "pd.deactivate.emails.private-linked", "Past activities", "HubSpot"):
            self.assertIn(part, text)
        self.assertEqual(f"{self.address}#{MESSAGE}", self.driver.current_url)

    def test_escape_closes_and_the_focus_comes_back(self):
        cell = self.click_cell()
        self.press(Keys.ESCAPE)
        self.wait(lambda: self.focused() == cell, "the focus is back")
        self.assertFalse(self.is_open())
        self.wait(lambda: self.driver.current_url.rstrip("#") == self.address, "the address is as before")
        self.assertEqual(1, len(self.all(f".places > [id='{MESSAGE}']")))

    def test_the_button_closes(self):
        self.click_cell()
        self.find("[data-close]").click()
        self.wait(lambda: not self.is_open(), "the panel is closed")
        self.wait(lambda: self.driver.current_url.rstrip("#") == self.address, "the address is as before")

    def test_a_link_opens_the_cell(self):
        self.open(pages.comparison(), anchor=MESSAGE)
        self.assertTrue(self.is_open())
        self.assertIn("Private emails", self.find("dialog").text)
        self.press(Keys.ESCAPE)
        self.wait(lambda: not self.is_open(), "the panel is closed")
        self.assertEqual(self.address, self.driver.current_url.rstrip("#"))
        self.wait(lambda: self.script("return document.activeElement.closest('tr')?.dataset.place") == MESSAGE,
                  "the focus is on the row")

    def test_the_way_back_and_forth(self):
        self.click_cell()
        self.driver.back()
        self.wait(lambda: not self.is_open(), "the way back closes the panel")
        self.driver.forward()
        self.wait(self.is_open, "the way forward opens it")
        self.assertIn("Private emails", self.find("dialog").text)

    def test_an_address_that_follows_at_once_stays(self):
        """The browser tells that the panel is closed when the next address is there already."""
        self.click_cell()
        self.script("const place = arguments[0];"
                    "addEventListener('hashchange', () => { location.hash = place; }, {once: true});"
                    "history.back()", MESSAGE)
        self.wait(self.is_open, "it opens the panel")
        self.script("return new Promise((done) => setTimeout(done, 300))")
        self.assertTrue(self.is_open())
        self.assertIn("Private emails", self.find("dialog").text)

    def test_neighbours(self):
        self.find("[data-likeness='one-sided'][type='checkbox']").click()
        places = self.shown_rows("place")
        self.click_cell(places[1])
        self.find("[data-step='1']").click()
        self.wait(lambda: self.driver.current_url.endswith("#" + places[2]), "the next one is shown")
        self.find("[data-step='-1']").click()
        self.wait(lambda: self.driver.current_url.endswith("#" + places[1]), "the one before is shown")
        self.find("[data-step='-1']").click()
        self.wait(lambda: not self.find("[data-step='-1']").is_enabled(), "there is none before the first")
        self.press(Keys.ESCAPE)
        self.wait(lambda: self.driver.current_url.rstrip("#") == self.address, "one step back leads out of the panel")
        order = self.script("return [...document.querySelectorAll('.place')].map((place) => place.id)")
        self.assertEqual([row.get_attribute("data-place") for row in self.all(ROWS)], order)

    def test_links_into_tables_that_hide_the_row(self):
        self.search("webhook")
        self.script("location.hash = arguments[0]", MESSAGE)
        self.wait(self.is_open, "the panel is open")
        self.assertFalse(self.find("[data-step='1']").is_enabled())
        self.press(Keys.ESCAPE)
        self.wait(lambda: not self.is_open(), "the panel is closed")

    # --- keys

    def test_arrows_move_between_cells(self):
        def at():
            return self.script("const cell = document.activeElement.closest('td');"
                               "return [cell.parentElement.dataset.place, cell.cellIndex]")

        places = self.shown_rows("place")
        self.script("document.querySelector('[data-matrix] [data-cell][tabindex=\"0\"]').focus()")
        self.assertEqual([places[0], 1], at())
        for key, wanted in ((Keys.ARROW_RIGHT, [places[0], 2]), (Keys.ARROW_RIGHT, [places[0], 2]),
                            (Keys.ARROW_DOWN, [places[1], 2]), (Keys.HOME, [places[1], 1]), (Keys.END, [places[1], 2]),
                            (Keys.ARROW_UP, [places[0], 2]), (Keys.ARROW_UP, [places[0], 2]),
                            (Keys.ARROW_LEFT, [places[0], 1])):
            self.press(key)
            self.assertEqual(wanted, at())
        self.press(Keys.ENTER)
        self.wait(self.is_open, "Enter opens the cell")

    def test_a_table_is_one_stop(self):
        self.assertEqual([1, 1], self.script("return [...document.querySelectorAll('[data-matrix]')]"
                                             ".map((table) => table.querySelectorAll('[tabindex=\"0\"]').length)"))
        self.search("std.message")
        self.assertEqual(1, len(self.shown("[data-matrix] [tabindex='0']")))

    def test_narrow(self):
        self.open(pages.comparison(), width=NARROW)
        self.assertEqual(["Pipedrive", "HubSpot"], [label.text for label in self.shown(f"{ROWS} .whose")[:2]])
        self.click_cell()
        self.assertEqual(NARROW, self.script("return document.querySelector('dialog').getBoundingClientRect().width"))


if __name__ == "__main__":
    unittest.main()
