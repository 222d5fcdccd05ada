"""GB/T 9704-2012 measured on rendered pages."""

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from lianluo.documents import papers
from lianluo.documents.rendering import render_envelopes, render_pdf
from tests.documents import samples
from tests.documents.measuring import pages

HAN = "检" * (28 * 60)


def texts(content: bytes) -> list[str]:
    return [page.extract_text().replace(" ", "") for page in PdfReader(BytesIO(content)).pages]


@pytest.fixture(scope="module")
def full():
    """A letter whose second page is nothing but full lines."""
    return pages(samples.letter(sections=(papers.Section("", (HAN,)),), feedback=None, copies=()))


def test_paper_is_a4():
    box = PdfReader(BytesIO(render_pdf(samples.letter()))).pages[0].mediabox
    assert float(box.width) == pytest.approx(595.28, abs=0.1)
    assert float(box.height) == pytest.approx(841.89, abs=0.1)


def test_the_mark_stands_30_mm_from_the_edge_and_the_line_4_mm_below(full):
    thick = full[0].red_bars[0]
    assert full[0].red_top() == pytest.approx(30, abs=0.8)
    assert thick.top - full[0].red_bottom() == pytest.approx(4, abs=0.8)


def test_red_double_lines_are_170_mm_thick_over_thin_and_thin_over_thick(full):
    upper_thick, upper_thin, lower_thin, lower_thick = full[0].red_bars
    for bar in full[0].red_bars:
        assert (bar.x, bar.width) == (pytest.approx(20, abs=0.01), pytest.approx(170, abs=0.01))
    assert upper_thick.height > 2 * upper_thin.height and upper_thin.top > upper_thick.top
    assert lower_thick.height > 2 * lower_thin.height and lower_thick.top > lower_thin.top
    assert lower_thick.top + lower_thick.height == pytest.approx(277, abs=0.01)
    assert not full[1].red_bars


def test_the_number_ends_at_the_right_edge_below_the_line(full):
    rule = full[0].red_bars[1]
    baseline, places = next((b, x) for b, x in full[0].lines().items() if b > rule.top)
    assert baseline - 0.88 * 5.644 - (rule.top + rule.height) == pytest.approx(4.94, abs=0.3)
    assert places[-1] + 5.644 == pytest.approx(210 - 26, abs=0.3)


def test_22_lines_of_28_characters_within_the_margins(full):
    lines = [places for baseline, places in full[1].lines().items() if baseline < 262]
    assert len(lines) == 22
    assert {len(places) for places in lines} == {28}
    assert min(map(min, lines)) == pytest.approx(28, abs=0.05)
    assert max(map(max, lines)) + 5.644 <= 210 - 26 + 0.2
    baselines = [baseline for baseline in full[1].lines() if baseline < 262]
    assert {round(b - a, 1) for a, b in pairwise(baselines)} == {round(225 / 22, 1)}
    assert baselines[0] > 37 and baselines[-1] < 262


def test_paragraphs_begin_two_characters_in(full):
    places = [x for x in full[0].lines().values() if len(x) == 26]
    assert places and places[0][0] == pytest.approx(28 + 2 * 156 / 28, abs=0.1)


def test_no_page_number_on_page_one_then_even_left_and_odd_right():
    shown = pages(samples.long_letter(4))
    numbers = [{b: x for b, x in page.lines().items() if b > 264} for page in shown]
    assert numbers[0] == {}
    even, odd = (next(iter(page.values())) for page in numbers[1:3])
    assert even[0] < 40 and odd[-1] > 170
    assert next(iter(numbers[1])) == pytest.approx(262 + 7, abs=2)
    assert "—2—" in texts(render_pdf(samples.long_letter(4)))[1]


def test_the_date_ends_four_characters_from_the_right():
    page = pages(samples.letter(sections=(), feedback=None, copies=(), contact_person="", contact_phone=""))[
        0
    ]
    places = list(page.lines().values())[-1]
    assert places[-1] + 156 / 28 == pytest.approx(184 - 4 * 156 / 28, abs=0.3)


def test_copies_stand_at_the_foot_of_the_last_page():
    page = pages(samples.letter(feedback=None, sections=()))[-1]
    assert 250 < max(b for b in page.lines() if b < 262) < 262


def test_the_signature_never_stands_on_a_page_alone():
    for count in range(1, 12):
        body = tuple(papers.Section("", (samples.TALK,)) for _ in range(count))
        shown = texts(render_pdf(samples.letter(sections=body, feedback=None)))
        assert "感谢您对检察工作" in next(text for text in shown if "2026年3月5日" in text)


def test_the_feedback_form_is_the_last_page_alone_and_has_two_axes():
    for items in (1, 5, 6, 8):
        shown = texts(render_pdf(samples.letter(feedback=samples.form(items=items))))
        assert shown[-1].startswith("征询意见表") and "联系电话" in shown[-1] and "由本人填写" in shown[-1]
        assert shown[-1].count("基本满意") == 2 * items
        assert "办理态度" in shown[-1] and "办理结果" in shown[-1]


def test_text_that_looks_like_template_code_is_printed_as_text():
    hostile = '#panic("x") $x$ *b* _i_ <label> @ref \\ // /* ` "'
    shown = "".join(texts(render_pdf(samples.letter(opening=hostile))))
    assert '#panic("x")$x$*b*_i_<label>@ref\\///*`"' in shown


def test_latin_rare_and_very_long_names_render():
    for name in ("王堃", "喆垚", "𬭎某", "Anna-Maria O’Neil", "阿" * 200):
        shown = texts(render_pdf(samples.letter(salutation=f"{name}代表：", feedback=samples.form(name))))
        assert "建议的答复" in shown[0]


def test_a_report_numbers_all_pages_and_names_its_signer():
    shown = texts(render_pdf(samples.report()))
    assert "签发人：某某某" in shown[0] and "—1—" in shown[0]
    assert "印发" in shown[-1] and "抄送" in shown[-1]
    assert "签发人" not in "".join(texts(render_pdf(samples.report(signer=""))))


def test_the_annex_counts_through_all_groups():
    shown = "".join(texts(render_pdf(samples.annex(3))))
    assert all(str(number) in shown for number in range(1, 7)) and "（营口代表团）" in shown


def test_envelopes_ten_on_a_page():
    content = render_envelopes([samples.envelope(f"甲某{n}") for n in range(11)])
    assert ["甲某" in text for text in texts(content)] == [True, True]


def test_copies_that_find_no_room_stand_at_the_foot_of_the_next_page():
    crowded = samples.letter(sections=(papers.Section("", (HAN[: 28 * 5],)),), feedback=None)
    for copies in (("省人大常委会办公厅",), ("省政协提案委员会",) * 30):
        page = pages(samples.letter(sections=crowded.sections, feedback=None, copies=copies))[-1]
        assert 250 < max(baseline for baseline in page.lines() if baseline < 262) < 262
