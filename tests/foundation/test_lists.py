import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from lianluo.foundation import exports
from lianluo.foundation.lists import slices
from lianluo.foundation.lists.cells import badge, cell, day, link, plain, text
from lianluo.units.models import Unit
from tests.foundation.pages_sample import ACTOR, UnitList

pytestmark = pytest.mark.django_db


def names_in(response) -> list[str]:
    return re.findall(r'<td class="title"><a href="/units/\d+/">([^<]*)</a>', response.content.decode())


def test_query_count_does_not_grow_with_the_rows(browser, make_units):
    asked = {}
    for more, shown in ((1, 1), (2, 3), (57, 50)):
        make_units(more)
        browser.get("/units/?size=50")
        with CaptureQueriesContext(connection) as queries:
            response = browser.get("/units/?size=50")
        assert len(names_in(response)) == shown
        asked[shown] = len(queries)
    assert len(set(asked.values())) == 1, asked


def test_sorted_by_the_default_and_by_the_url(browser, make_units):
    make_units(3)
    assert names_in(browser.get("/units/")) == ["第000检察部", "第001检察部", "第002检察部"]
    response = browser.get("/units/?sort=-code")
    assert names_in(response) == ["第002检察部", "第001检察部", "第000检察部"]
    assert 'aria-sort="descending"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "sort=nonsense",
        "sort=--name",
        "page=x",
        "page=0",
        "size=7",
        "kind=nonsense",
        "after=abc",
        "opened_from=2026-13-45",
        "parent=1%00",
        "cols=nonsense",
        "tab=nonsense",
        "page=99999999999999999999",
    ],
)
def test_what_makes_no_sense_in_the_url_is_ignored(browser, make_units, query):
    make_units(2)
    assert names_in(browser.get(f"/units/?{query}")) == ["第000检察部", "第001检察部"]


def test_filters_narrow_and_stand_as_chips_that_can_be_removed(browser, make_units):
    make_units(2)
    make_units(1, kind="procuratorate", name="省院", path="/900/", code="21")
    response = browser.get("/units/?kind=procuratorate&sort=code")
    assert names_in(response) == ["省院"]
    page = response.content.decode()
    assert "chip-set" in page and 'href="?sort=code"' in page


def test_several_values_of_one_filter_are_alternatives(browser, make_units):
    make_units(1)
    make_units(1, kind="procuratorate", name="省院", path="/900/", code="21")
    assert len(names_in(browser.get("/units/?kind=procuratorate&kind=department"))) == 2


def test_days_words_and_picked_filters(browser, make_units):
    above = make_units(1, name="上级", path="/800/")[0]
    make_units(1, name="老院", path="/801/", opened_on=date(1980, 1, 1), parent=above)
    assert names_in(browser.get("/units/?opened_from=1979-01-01&opened_to=1981-01-01")) == ["老院"]
    assert names_in(browser.get("/units/?q=上")) == ["上级"]
    response = browser.get(f"/units/?parent={above.pk}")
    assert names_in(response) == ["老院"] and "上级" in response.content.decode()


def test_tabs_narrow_and_their_counts_come_in_one_query(browser, make_units):
    make_units(3)
    assert len(names_in(browser.get("/units/?tab=departments"))) == 3
    assert "Units will stand here." in browser.get("/units/?tab=mine").content.decode()
    with CaptureQueriesContext(connection) as asked:
        counts = browser.get("/units/?part=counts").content.decode()
    assert '<small id="count-all" hx-swap-oob="true">3</small>' in counts
    assert '<small id="count-mine" hx-swap-oob="true">0</small>' in counts
    assert len([q for q in asked if "count(*)" in q["sql"]]) == 1


def test_htmx_gets_the_rows_alone_and_others_the_whole_page(browser, make_units):
    make_units(1)
    fragment = browser.get("/units/", headers={"HX-Request": "true", "HX-Target": "rows"})
    assert fragment.content.decode().lstrip().startswith('<div id="rows"')
    assert "HX-Request" in fragment["Vary"]
    restored = browser.get(
        "/units/", headers={"HX-Request": "true", "HX-Target": "rows", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in restored.content.decode()


def test_foot_of_an_empty_list_is_left_out_unless_filters_emptied_it(browser, make_units):
    assert "listfoot" not in browser.get("/units/").content.decode()
    make_units(1)
    assert "listfoot" in browser.get("/units/").content.decode()


def test_counting_stops_at_the_bound(browser, make_units, monkeypatch):
    monkeypatch.setattr(slices, "BOUND", 5)
    make_units(5)
    assert "5 in all" in browser.get("/units/").content.decode()
    make_units(3)
    assert "5+ in all" in browser.get("/units/").content.decode()


@pytest.mark.parametrize(
    "order", ["name", "-code", "kind", "closed_on", "-closed_on", "parent__name", "-parent__name"]
)
def test_after_goes_on_from_the_last_row_and_shows_each_once(make_units, order):
    make_units(7)
    top = make_units(1)[0]
    for n in range(4):
        make_units(
            1,
            name="同名",
            code=None,
            kind="dispatched",
            parent=top if n == 0 else None,
            closed_on=date(2020, 1, n + 1),
        )
    fields, downward = (order.removeprefix("-"),), order.startswith("-")
    every = list(slices.ordered(Unit.objects.all(), fields, downward))
    seen, rows, more = [], every[:3], True
    seen += rows
    while more:
        rows, more = slices.page_after(
            slices.ordered(Unit.objects.all(), fields, downward), fields, downward, rows[-1].pk, 3
        )
        seen += rows
    assert seen == every


def test_columns_are_chosen_in_the_url_and_remembered(browser, make_units):
    make_units(1)
    assert ">Above<" not in browser.get("/units/").content.decode().split("<tbody>")[0].split("<thead")[1]
    browser.get("/units/?cols=name&cols=above")
    head = browser.get("/units/").content.decode().split("<tbody>")[0].split("<thead")[1]
    assert "Above" in head and "Code" not in head


def test_page_size_is_remembered(browser, make_units):
    make_units(30)
    browser.get("/units/?size=20")
    assert len(names_in(browser.get("/units/"))) == 20


def test_pages_by_number(browser, make_units):
    make_units(45)
    response = browser.get("/units/?size=20&page=3")
    assert len(names_in(response)) == 5
    assert len(names_in(browser.get("/units/?size=20&page=99"))) == 5  # the last one there is


def test_what_was_picked_is_read_again_through_the_gate(rf, make_units):
    first, second, third = make_units(3)
    closed = make_units(1, closed_on=date(2020, 1, 1), name="撤", path="/700/")[0]

    def picked(data):
        request = rf.get("/", data)
        request.actor = ACTOR
        return set(UnitList.picked(request))

    assert picked({"ids": [first.pk, closed.pk, "x", 999999]}) == {first}
    assert picked({"every": "1", "query": "q=002"}) == {third}
    assert picked({}) == set()


def test_export_is_what_is_shown(browser, make_units, freeze, monkeypatch):
    freeze(date(2026, 11, 24))
    make_units(3, opened_on=date(2001, 2, 3))
    told = []
    monkeypatch.setattr(exports, "_listeners", [])  # the journal wants a user who is stored
    exports.register_listener(lambda actor, what, rows: told.append((what, rows)))
    response = browser.get("/units/?export=xlsx&sort=-name&cols=name&cols=opened&q=00")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["Name", "Opened"]
    assert rows[1] == ["第002检察部", date(2001, 2, 3)] and len(rows) == 4
    assert "Words: 00" in str(book.get_sheet_by_index(1).to_python())
    assert told == [("Units", 3)]
    assert "20261124.xlsx" in response["Content-Disposition"]


def test_cells_escape_once():
    nasty = "<b>&'\""
    assert cell(nasty) == "&lt;b&gt;&amp;&#x27;&quot;"
    assert text(nasty) == cell(nasty) and str(text(text(nasty))) == cell(nasty)
    assert str(link(nasty, '/"')) == f'<a href="/&quot;">{cell(nasty)}</a>'
    assert "<b>" not in badge(nasty) and cell(badge("x")) == badge("x")
    assert str(day(date(2026, 1, 2))) == '<time datetime="2026-01-02">2026-01-02</time>'
    assert day(None) == "" and cell(None) == "" and cell(5) == "5"
    assert plain(link("a & b", "/")) == "a & b"


def test_rows_of_a_hostile_name_are_escaped(browser, make_units):
    make_units(1, name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in browser.get("/units/").content.decode()


def test_nobody_is_sent_to_sign_in(sample_site, client, db):
    assert client.get("/units/")["Location"].startswith("/sign-in/?next=")
    answer = client.get("/units/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/sign-in/")
