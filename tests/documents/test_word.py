"""What Word reads: geometry, grid, fonts, frames, numbers, structure."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lianluo.documents import papers
from lianluo.documents.rendering import render_docx, render_pdf, render_xlsx, styles
from tests.documents import samples, wordorder


def opened(paper):
    return Document(BytesIO(render_docx(paper)))


@pytest.fixture(scope="module")
def letter():
    return opened(samples.letter())


def test_page_margins_and_grid(letter):
    section = letter.sections[0]
    for value, wanted in (
        (section.page_width, 210), (section.page_height, 297), (section.top_margin, 37), (section.bottom_margin, 35),
        (section.left_margin, 28), (section.right_margin, 26),
    ):  # fmt: skip
        assert value == pytest.approx(Mm(wanted), abs=700)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(grid.get(qn("w:linePitch"))) * 22 <= round(225 / 25.4 * 1440)
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert pitch * 28 == pytest.approx(156 / 25.4 * 72, abs=0.1)


def test_the_style_itself_keeps_22_lines_and_28_characters(letter):
    style = letter.styles[styles.BODY]
    assert style.paragraph_format.line_spacing == Pt(28.95)
    tracking = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + tracking) <= 156 / 25.4 * 72 < 29 * (16 + tracking)
    indent = style.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200" and int(indent.get(qn("w:firstLine"))) == 632


@pytest.mark.parametrize(
    "style, font, size",
    [(styles.BODY, "仿宋_GB2312", 16), ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16),
     ("Heading 3", "仿宋_GB2312", 16), ("Title", "方正小标宋简体", 22), (styles.IMPRINT, "仿宋_GB2312", 14)],
)  # fmt: skip
def test_official_fonts_keep_their_windows_names(letter, style, font, size):
    found = letter.styles[style]
    assert found.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert found.font.size == Pt(size)


def test_first_page_differs_and_other_pages_alternate(letter):
    section = letter.sections[0]
    assert section.different_first_page_header_footer
    assert letter.settings.odd_and_even_pages_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    assert "PAGE" in section.footer._element.xml and "PAGE" in section.even_page_footer._element.xml
    assert (
        section.footer.paragraphs[0].alignment == 2 and section.even_page_footer.paragraphs[0].alignment == 0
    )


def test_red_lines_are_drawn_in_page_coordinates(letter):
    header = letter.sections[0].first_page_header._element
    bars = header.findall(f".//{qn('wp:anchor')}")
    assert len(bars) == 4
    for bar in bars:
        assert int(bar.find(qn("wp:extent")).get("cx")) == Mm(170)
        assert bar.find(qn("wp:positionH")).get("relativeFrom") == "page"
    tops = [int(bar.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text) / 36000 for bar in bars]
    assert tops[0] > 47 and tops[3] + 1.1 == pytest.approx(277, abs=0.01)


def test_the_mark_is_framed_at_30_mm(letter):
    mark = next(p for p in letter.sections[0].first_page_header.paragraphs if p.text == samples.ORGAN)
    frame = mark._p.pPr.find(qn("w:framePr"))
    assert frame.get(qn("w:vAnchor")) == "page"
    assert int(frame.get(qn("w:y"))) / 1440 * 25.4 == pytest.approx(30, abs=0.5)


def test_both_formats_say_the_same_in_the_same_order(letter):
    shown = [p.text for p in letter.paragraphs if p.text]
    assert shown[0] == "辽检代函〔2026〕47号"
    assert shown[1] == "关于对省十四届人大代表闭会期间\n第0012号、第0015号建议的答复"
    assert [p.text for p in letter.paragraphs if p.style.name == "Heading 1"] == [
        "一、关于第0012号建议", "二、关于第0015号建议",
    ]  # fmt: skip
    assert "2026年3月5日" in shown and "（联系人：吴某迪　联系电话：024-00000000）" in shown
    assert "抄送：省人大常委会办公厅（2份），营口市人大常委会。" in shown
    assert letter.core_properties.title == samples.letter().title


def test_the_form_stands_in_a_section_without_numbers(letter):
    assert len(letter.sections) == 2
    form = letter.sections[1]
    assert "PAGE" not in form.footer._element.xml and not form.footer.is_linked_to_previous
    assert "对办理态度" in letter.tables[0]._tbl.xml and letter.tables[0]._tbl.xml.count("基本满意") == 4


def test_paragraph_properties_are_in_the_order_word_demands(letter):
    order = ["pStyle", "keepNext", "framePr", "pBdr", "tabs", "spacing", "ind", "jc"]
    for paragraph in letter.element.body.iter(qn("w:p")):
        names = [child.tag.split("}")[1] for child in (paragraph.pPr if paragraph.pPr is not None else [])]
        known = [order.index(name) for name in names if name in order]
        assert known == sorted(known)


def test_control_characters_do_not_break_the_file():
    broken = samples.letter(opening="您提出的\x00\x0b建议\ud800收悉。")
    assert "收悉" in "".join(p.text for p in opened(broken).paragraphs)


def test_report_and_annex_open_and_repeat_their_table_heads():
    report = opened(samples.report())
    assert any("签发人：" in p.text for p in report.paragraphs)
    assert report.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "18" in report.tables[0].rows[-1].cells[-1].text
    annex = opened(samples.annex(2))
    assert annex.sections[0].page_width > annex.sections[0].page_height
    assert [row.cells[0].text for row in annex.tables[0].rows] == [
        "序号",
        "一、公益诉讼检察",
        "1",
        "2",
        "二、未成年人检察",
        "3",
        "4",
    ]


def test_the_workbook_guards_cells_that_look_like_formulas():
    rows = tuple(papers.AnnexRow(f"{sign}cmd", "", f"{sign}1+1", "x") for sign in "=+-@\t\r")
    content = render_xlsx(papers.AnnexPaper("表", (papers.AnnexGroup("=题", rows),)))
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        shared = package.read("xl/sharedStrings.xml").decode()
    assert all(f"'{sign}1+1" in shared for sign in "=+-@")


@pytest.mark.parametrize(
    "paper",
    [samples.letter(), samples.letter(feedback=samples.form(items=7)), samples.report(), samples.annex(2)],
)
def test_every_element_stands_where_word_demands_it(paper):
    assert wordorder.faults(render_docx(paper)) == []


def test_word_opens_it_in_its_own_mode_and_in_chinese():
    with zipfile.ZipFile(BytesIO(render_docx(samples.letter()))) as package:
        settings, styled = (package.read(f"word/{name}.xml").decode() for name in ("settings", "styles"))
        names = package.namelist()
    assert settings.count("compatibilityMode") == 1 and 'w:eastAsia="zh-CN"' in settings
    assert 'w:eastAsia="zh-CN"' in styled
    assert not [name for name in names if "thumbnail" in name or "stylesWithEffects" in name]


def test_quotes_and_boxes_come_from_the_chinese_font(letter):
    runs = [run for paragraph in letter.paragraphs for run in paragraph.runs if run.text.strip()]
    assert runs
    assert {run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_the_same_paper_gives_the_same_file():
    for render in (render_docx, render_pdf):
        assert render(samples.letter()) == render(samples.letter())


def test_the_form_is_divided_as_on_the_pdf(letter):
    widths = [round(int(c.get(qn("w:w"))) / 1440 * 25.4) for c in letter.tables[0]._tbl.tblGrid]
    assert widths == [30, 49, 21, 7, 21, 28]
