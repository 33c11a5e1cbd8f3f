"""Links into a page: from outside, from its contents, and back."""
import unittest

from support import pages
from support.chromium import NARROW, PageTest


class Links(PageTest):
    def in_view(self, element):
        return self.script("const at = arguments[0].getBoundingClientRect();"
                           "return at.top >= 0 && at.top < innerHeight", element)

    def test_a_link_from_outside_leads_to_its_rule(self):
        for width in (1440, NARROW):
            self.open(pages.plan(), anchor="rule.private-linked-emails", width=width)
            row = self.find("#rule\\.private-linked-emails")
            self.wait(lambda: self.in_view(row), "the rule is in view")

    def test_every_figure_leads_somewhere(self):
        self.open(pages.full_plan())
        links = [link.get_attribute("hash") for link in self.all(".figures a")]
        self.assertEqual(8, len(links))
        for link in links:
            self.find(f".figures a[href='{link}']").click()
            target = self.find(f"[id='{link[1:]}']")
            self.wait(lambda: self.in_view(target), f"{link} is in view")
            self.driver.back()

    def test_a_link_leads_to_its_place_though_a_filter_has_hidden_it(self):
        self.open(pages.plan())
        self.find("[data-class-filter='fails']").click()
        rule = self.find("#rule\\.webhooks-off")
        self.assertFalse(rule.is_displayed())
        self.script("location.hash = 'rule.webhooks-off'")
        self.wait(rule.is_displayed, "the rule is shown")
        self.assertFalse(self.find("[data-class-filter='fails']").is_selected())

    def test_an_address_that_means_nothing_does_no_harm(self):
        self.complaints()
        for anchor in ("nothing", "%", "%FF", "rule.", "%3Cscript%3Ealert(1)%3C/script%3E"):
            self.open(pages.plan(), anchor=anchor)
            self.assertEqual([], self.complaints())
            self.assertTrue(self.find("#fates").is_displayed())

    def test_the_contents_lead_to_types_and_back_comes_back(self):
        address = self.open(pages.plan())
        self.find(".contents a[href='#type.email']").click()
        heading = self.find("#type\\.email h3")
        self.wait(lambda: self.in_view(heading), "the type is in view")
        self.assertEqual(address + "#type.email", self.driver.current_url)
        self.driver.back()
        self.assertEqual(address, self.driver.current_url)


if __name__ == "__main__":
    unittest.main()
