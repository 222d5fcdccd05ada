"""One Chromium for the stories of a file, and the lived-in office served to it."""

import os
import shutil

import pytest
from django.test import Client

from lianluo.foundation import assets
from tests.lived_in import lived_in

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 slow import

    assert (assets.BUILD / "manifest.json").exists(), "build the front end first: npm run build in frontend/"
    with sync_playwright() as play, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = next(filter(None, map(shutil.which, NAMES)))
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def office(transactional_db, tmp_path, live_server):
    """(office, people by user name)"""
    return lived_in(tmp_path)


@pytest.fixture
def tab_of(chromium, live_server):
    """`tab_of(user)`: a tab of a browser of its own, signed in."""
    contexts = []

    def opened(user, language="en"):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(locale=language)
        contexts.append(context)
        name = "lianluo_desk"
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
