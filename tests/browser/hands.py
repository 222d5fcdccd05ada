"""A person at a browser: goes where the page's main button leads, fills in what it asks, and has every page examined."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from playwright.sync_api import expect

from lianluo.foundation import jobs
from scripts.looking import axe_findings

PRIMARY = ".acts .btn-primary"


def run_waiting() -> None:
    """The background worker's share, beside the thread in which Playwright keeps its loop."""

    def work():
        jobs.run_waiting()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


class Hands:
    def __init__(self, tab, url: str):
        self.tab, self.url = tab, url
        tab.set_default_timeout(8_000)

    def go(self, address: str) -> None:
        self.tab.goto(self.url + address)
        self.examine()

    def examine(self) -> None:
        found = axe_findings(self.tab)
        assert not found, f"{self.tab.url}: {found}"

    def take(self, label: str) -> None:
        """The page's main act, which must bear this label; a page of its own is examined."""
        button = self.tab.locator(PRIMARY).first
        expect(button).to_contain_text(label)
        button.click()
        self.tab.wait_for_load_state()
        self.examine()

    def send(self, **fields: str) -> None:
        """Fills in what is named and presses the main button of the form."""
        for name, value in fields.items():
            self.tab.locator(f"main form [name={name}]").first.fill(value)
        self.tab.locator("main form button.btn-primary").last.click()
        self.tab.wait_for_load_state()
        self.examine()

    def wait(self) -> None:
        """What a job makes, seen after it has run."""
        run_waiting()
        self.tab.reload()
        self.examine()

    def sees(self, words: str) -> None:
        expect(self.tab.locator("main")).to_contain_text(words)

    def kept(self, selector: str) -> bytes:
        """The content of the file that a link gives."""
        with self.tab.expect_download() as found:
            self.tab.locator(selector).first.click()
        return found.value.path().read_bytes()
