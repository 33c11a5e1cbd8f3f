"""Debian's Chromium as the tests drive it: without a window, without a profile, and watched.

A machine without Chromium or selenium skips the tests (exit 77, which ctest shows as skipped).
"""
import json
import sys
import tempfile
import time
import unittest
from pathlib import Path

SKIPPED = 77
BROWSER, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ModuleNotFoundError:
    webdriver = None
if webdriver is None or not BROWSER.exists() or not DRIVER.exists():
    print("skipped: this needs the packages chromium, chromium-driver and python3-selenium")
    sys.exit(SKIPPED)

ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb"]
WIDE, NARROW = 1440, 400


class PageTest(unittest.TestCase):
    """A test with a browser, one for all tests of the class."""

    @classmethod
    def setUpClass(cls):
        profile = tempfile.TemporaryDirectory()
        cls.addClassCleanup(profile.cleanup)
        options = Options()
        options.binary_location = str(BROWSER)
        for argument in [*ARGUMENTS, f"--user-data-dir={profile.name}"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        cls.driver = webdriver.Chrome(service=Service(str(DRIVER)), options=options)
        cls.addClassCleanup(cls.driver.quit)

    def open(self, path, anchor="", width=WIDE, dark=False, scripts=True):
        """Loads a page as if for the first time; `anchor` is what stands behind the `#`."""
        driver = self.driver
        driver.get("about:blank")
        command = driver.execute_cdp_cmd
        command("Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
        command("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                         {"name": "prefers-reduced-motion", "value": "reduce"}]})
        command("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        address = Path(path).resolve().as_uri() + (f"#{anchor}" if anchor else "")
        driver.get(address)
        if scripts:
            if driver.execute_script("const any = localStorage.length > 0; localStorage.clear(); return any"):
                driver.get("about:blank")
                driver.get(address)
        return address

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shown(self, selector):
        """The elements that a reader sees."""
        return self.script("return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility())",
                           selector)

    def texts(self, selector):
        """What a reader sees of them."""
        return self.script("return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility())"
                           ".map((one) => one.innerText.trim())", selector)

    def press(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self):
        return self.driver.switch_to.active_element

    def wait(self, holds, what):
        """Until `holds()` is true: what a page does at leisure has no time of its own."""
        end = time.monotonic() + 60
        while not holds():
            if time.monotonic() > end:
                self.fail(f"waited in vain until {what}")
            time.sleep(0.02)

    def status(self):
        """What the page says of how much its filters leave."""
        return self.find("[data-status]").text

    def search(self, text):
        """Types into the page's search field, and waits for the answer."""
        before = self.status()
        self.script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
                    self.find("[data-search]"), text)
        self.wait(lambda: self.status() != before, "the search has answered")

    def complaints(self):
        """What the console has said since this was asked last, refusals of the Content-Security-Policy among it."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """The addresses that pages have asked for since this was asked last."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                if message["params"]["documentURL"].startswith("file:"):
                    found.append(message["params"]["request"]["url"])
        return found


__all__ = ["By", "Keys", "NARROW", "PageTest", "SKIPPED", "WIDE"]
