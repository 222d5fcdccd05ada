"""The parts in a real browser: axe finds nothing, nothing is wider than the window, keys and dialogs work."""

import pytest

from lianluo.foundation import assets
from scripts import gallery

pytestmark = pytest.mark.browser


@pytest.fixture
def served(settings, tmp_path):
    assert (assets.BUILD / "manifest.json").exists(), "build the front end first: npm run build in frontend/"
    settings.ROOT_URLCONF = "scripts.gallery_urls"
    (tmp_path / "gallery-en-light.html").write_text(gallery.page("en", "light"))
    (tmp_path / "gallery-en-dark.html").write_text(gallery.page("en", "dark"))
    server = gallery.serve(tmp_path)
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_axe_finds_nothing_in_light_and_dark_on_desk_and_phone(served, capsys):
    folder, address = served
    assert gallery.photograph(folder, address, axe=True) == 0, capsys.readouterr().out
    assert "too wide" not in capsys.readouterr().out


def test_keys_choose_rows_and_dialogs_ask(served):
    with gallery.browser() as chromium:
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{served[1]}/gallery-en-light.html")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("tr.is-at").count() == 1 and page.locator("[data-chosen]").inner_text() == "1"
        page.locator("[data-choose-every]").click()
        assert (
            page.locator("[data-every]").input_value() == "1"
            and page.locator("[data-chosen]").inner_text() == "46"
        )
        page.locator("[data-choose-none]").click()
        assert page.locator(".bulkbar").is_hidden()
        page.locator(".btn-red").click()
        assert page.locator("#confirm").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#confirm").is_hidden()
        page.locator('[popovertarget="sum-internal"]').first.click()
        assert page.locator("#sum-internal").is_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className") == "sum-open"
