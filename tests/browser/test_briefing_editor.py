"""A report is written in the editor: headings, bold, a list, a table, a picture, a page pasted from Word."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from lianluo.correspondence.briefings import Briefing
from scripts.looking import axe_findings

pytestmark = pytest.mark.browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=ZH-CN>
<h1 style='mso-pagination:widow-orphan'>一、<b>从文档来</b></h1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>第一条</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.</span><![endif]>第二条</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal onclick="alert(1)">件数</p></td><td><p>12</p></td></tr></table>
<script>alert(1)</script></body></html>"""
PASTE = """([node, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (300, 200), "steelblue").save(target, "PNG")
    return target.getvalue()


def _write_words(tab, text) -> None:
    """A heading, a paragraph with a bold word, a list of two."""
    text.click()
    tab.get_by_role("button", name="Heading", exact=True).click()
    tab.keyboard.type("Work done")
    tab.keyboard.press("Enter")
    tab.keyboard.type("We ")
    tab.keyboard.press("Control+b")
    tab.keyboard.type("acted")
    tab.keyboard.press("Control+b")
    tab.keyboard.press("Enter")
    tab.keyboard.type("- one")
    tab.keyboard.press("Enter")
    tab.keyboard.type("two")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")


def _add_table(tab, text) -> None:
    """Three columns with their heads, three rows below."""
    tab.get_by_role("button", name="Table", exact=True).click()
    expect(text.locator("table td")).to_have_count(6)
    for word in ("Kind", "Number", "Remark"):
        tab.keyboard.type(word)
        tab.keyboard.press("Tab")
    tab.get_by_role("button", name="Add a row").click()
    expect(text.locator("table td")).to_have_count(9)


def test_a_report_is_written(office, tab_of, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    place, _people = office
    tab = tab_of(place.clerk)
    problems = []
    tab.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    tab.goto(f"{live_server.url}/letters/briefings/draft/")
    tab.fill("input[name=title]", "Half-year report")
    tab.click("main form button.btn-primary")
    tab.wait_for_url("**/edit/")
    text = tab.get_by_role("textbox", name="Text", exact=True)
    expect(tab.locator("textarea[name=body]")).to_be_hidden()
    _write_words(tab, text)
    _add_table(tab, text)
    tab.set_input_files("[data-file]", {"name": "x.png", "mimeType": "image/png", "buffer": picture()})
    expect(text.locator(":scope > table + img")).to_have_count(1)
    tab.keyboard.press("Control+End")
    tab.keyboard.type("The end")
    tab.set_input_files("[data-file]", {"name": "x.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    expect(tab.get_by_role("alert").filter(has_text="photograph")).to_be_visible()
    assert axe_findings(tab) == []
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/letters/briefings/*/")
    body = Briefing.objects.get(title="Half-year report").body
    assert body.startswith(
        "<h2>Work done</h2><p>We <strong>acted</strong></p><ul><li><p>one</p></li><li><p>two</p></li></ul>"
    )
    assert body.count("<tr>") == 4 and body.count("<th") == 3 and "</table><img data-picture=" in body
    assert body.endswith("<p>The end</p>")
    expect(tab.locator(".richtext img")).to_be_visible()
    assert axe_findings(tab) == []
    assert [said for said in problems if "400" not in said] == []


def test_a_page_pasted_from_word_keeps_what_it_is(office, tab_of, live_server):
    place, _people = office
    tab = tab_of(place.clerk)
    tab.goto(f"{live_server.url}/letters/briefings/draft/")
    tab.fill("input[name=title]", "From Word")
    tab.click("main form button.btn-primary")
    text = tab.get_by_role("textbox", name="Text", exact=True)
    text.click()
    tab.evaluate(PASTE, [text.element_handle(), WORD])
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/letters/briefings/*/")
    body = Briefing.objects.get(title="From Word").body
    for part in ("<h2>一、", "<ol><li><p>第一条</p></li><li><p>第二条</p></li></ol>", "<td", "件数"):
        assert part in body
    assert not any(part in body for part in ("script", "onclick", "style", "class", "Ignore"))


def test_without_scripts_marks_do_the_same(office, chromium, live_server):
    from django.test import Client  # noqa: PLC0415

    place, _people = office
    client = Client()
    client.force_login(place.clerk)
    context = chromium.new_context(locale="en", java_script_enabled=False)
    name = "lianluo_desk"
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    tab = context.new_page()
    tab.goto(f"{live_server.url}/letters/briefings/draft/")
    tab.fill("input[name=title]", "Plain")
    tab.click("main form button.btn-primary")
    tab.fill("textarea[name=body]", "# Work\n\n- one\n- **two**\n\n| a | b |\n| 1 | 2 |")
    tab.click("main form .form-acts button.btn-primary")
    body = Briefing.objects.get(title="Plain").body
    assert body.startswith("<h2>Work</h2><ul><li>one</li><li><strong>two</strong></li></ul><table>")
    context.close()
