"""What the check says about templates that offices bring, with the paragraph where it stands."""

import time

import pytest
from docx.oxml import OxmlElement
from docx.shared import Pt

from lianluo.correspondence.templates_of_letters import REPLY
from lianluo.documents import templating
from lianluo.documents.template_checks import check
from lianluo.documents.template_filling import fill, paragraphs
from lianluo.documents.uploads import BadUpload
from lianluo.documents.word_uploads import dangers, read_word
from tests.documents import wordfiles, wordorder


@pytest.fixture
def kind():
    return templating.kind_named(REPLY)


def wrong(content, kind) -> str:
    return " ".join(check(content, kind).wrong)


def test_the_starting_template_is_in_order_and_gives_the_built_in_letter(kind):
    start = wordfiles.started()
    found = check(start, kind)
    assert (found.wrong, found.remarks, list(dangers(start))) == ([], [], [])
    filled = fill(start, kind.sample())
    assert wordorder.faults(filled) == []
    words = paragraphs(filled, with_headers=True)
    assert "一、关于第9001号建议" in words and "抄送：样例抄送机关一，样例抄送机关二。" in words
    assert not [each for each in words if "{" in each]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ 标题", "not closed with “}}”"),
        ("标题 }}", "closes a tag that was not opened"),
        ("{{ }}", "The tag is empty"),
        ("{{ 标 题 }}", "The tag cannot be read"),
        ("{{ 标提 }}", "There is no field “标提”. Do you mean “标题”?"),
        ("{% for 段 in 正文 %}", "A “for” has no “endfor”."),
        ("{% endif %}", "“endif” has no beginning"),
        ("{% for 段 in 标题 %}{% endfor %}", "Only lists can be repeated"),
        ("{% loop 正文 %}", "There is no tag “loop”"),
        ("{%p if 抄送 %}", "stands alone in its paragraph"),
        ("{{r 标题 }}", "is not a tag of these templates"),
        ("{{ 正文 }}", "name the field of the row"),
        ("{{ 正文.文字 }}", "“正文.文字” is not a field"),
        ("｛｛ 标题 ｝｝", "wide brackets"),
        ("{标题}", "one bracket on each side"),
    ],
)
def test_a_broken_tag_or_an_unknown_field_is_named_with_its_paragraph(line, expected, kind):
    told = wrong(wordfiles.with_line(f"请看{line}"), kind)
    assert expected in told and "请看" in told


def test_a_block_without_end_is_named_by_its_own_line(kind):
    assert "Paragraph “{% if 抄送 %}”: A “if” has no “endif”." in wrong(
        wordfiles.with_line("{%p if 抄送 %}"), kind
    )


@pytest.mark.parametrize(
    "attack",
    [
        "{{ 标题.__class__.__mro__ }}", "{{ 标题['__class__'] }}", "{{ ''.__class__ }}", "{{ 标题|attr('x') }}",
        "{{ range(10**9) }}", "{{ cycler.__init__.__globals__ }}", "{{ self }}", "{{ 9**9**9 }}", "{{ 'a' * 999999999 }}",
        "{% set x = 1 %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% macro m() %}{% endmacro %}",
        "{% for a in range(9) %}x{% endfor %}", "{% for a in 正文 recursive %}{{ loop(正文) }}{% endfor %}",
        "{% for a in 正文 %}{{ a.__init__ }}{% endfor %}", "{% for a in 正文 %}{{ loop.cycle.__globals__ }}{% endfor %}",
        "{% for a in 正文 %}{% for b in 正文 %}{% for c in 正文 %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% if 标题.__class__ %}x{% endif %}", "{{ 标题 if 1 else 2 }}", "{{ [1] }}", "{{ lipsum() }}",
        "{% raw %}{{ x }}{% endraw %}{% filter upper %}{% endfilter %}",
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_but_its_data(attack, kind):
    assert wrong(wordfiles.with_line(attack), kind)


@pytest.mark.parametrize(
    "name", [field.name for field in templating.kind_named(REPLY).fields if field.required]
)
def test_a_missing_obligatory_field_refuses_the_template(name, kind):
    tags = {"正文": "{{ 段.文字 }}"}
    tag = tags.get(name, f"{{{{ {name} }}}}")

    def drop(document):
        parts = [document.sections[0].first_page_header, document, *(
            cell for row in document.tables[0].rows for cell in row.cells)]  # fmt: skip
        for part in parts:
            for paragraph in part.paragraphs:
                if tag in paragraph.text:
                    paragraph.runs[0].text = paragraph.text.replace(tag, "")

    assert f"The field “{name}”" in wrong(wordfiles.edited(drop), kind)


def test_an_obligatory_field_that_never_shows_is_missing_too(kind):
    told = wrong(wordfiles.with_words("{{ 成文日期 }}", "{% if 层次 == 9 %}{{ 成文日期 }}{% endif %}"), kind)
    assert "层次" in told
    never = "{% if 文号 == '无' %}{{ 成文日期 }}{% endif %}"
    assert "“成文日期”" in wrong(wordfiles.with_words("{{ 成文日期 }}", never), kind)


def test_a_tag_that_word_cut_into_pieces_is_one_tag(kind):
    def cut(document):
        line = wordfiles.closing(document)
        line.runs[0].text = "{"
        for piece in ("{ 结", "束", "语 }", "}"):
            line.add_run(piece).font.size = Pt(16)

    content = wordfiles.edited(cut)
    assert wrong(content, kind) == ""
    assert "感谢您对检察工作的关心和支持。" in paragraphs(fill(content, kind.sample()))


def test_leftovers_of_editing_and_strange_fonts_are_told(kind):
    def track(document):
        wordfiles.closing(document)._p.append(OxmlElement("w:ins"))

    assert "tracked changes" in wrong(wordfiles.edited(track), kind)

    def font(document):
        wordfiles.closing(document).runs[0].font.name = "华文行楷"

    found = check(wordfiles.edited(font), kind)
    assert found.wrong == [] and "华文行楷" in found.remarks[0]


def test_a_block_across_a_table_is_refused(kind):
    def across(document):
        document.tables[0].rows[0].cells[0].paragraphs[0].runs[0].text = "{% if 抄送 %}"
        note = next(each for each in document.paragraphs if "填表说明" in each.text)
        note.runs[0].text = "{% endif %}"

    assert "must stand in the same text or table" in wrong(wordfiles.edited(across), kind)


@pytest.mark.parametrize(
    "words", ["<w:p>&amp;&lt;", "{{ 标题 }}", "{% if %}", "{_{ 标题 }_}", "{_% x %_}", "a < b & c", "“引”"]
)
def test_what_a_deputy_wrote_appears_as_he_wrote_it(words, kind):
    data = kind.sample()
    data["正文"] = [{"层次": 0, "文字": f"原话{words}完"}]
    data["引言"] = words
    assert f"原话{words}完" in paragraphs(fill(wordfiles.started(), data))


def test_signs_that_no_file_can_hold_do_not_stop_a_letter(kind):
    data = {**kind.sample(), "引言": "甲\x00\x0b乙\ud800"}
    assert "甲乙" in paragraphs(fill(wordfiles.started(), data))


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"PK\x03\x04junk", "模板.docx", "not what its ending says"),
        (b"", "模板.docx", "empty"),
        (wordfiles.started(), "模板.docm", "no macros, no old formats"),
        (b"%PDF-1.7", "模板.pdf", "Only Word documents"),
        (wordfiles.with_part("word/vbaProject.bin", b"x"), "模板.docx", "macros"),
        (wordfiles.with_part("word/embeddings/oleObject1.bin", b"x"), "模板.docx", "embedded object"),
        (wordfiles.with_part("word/big.xml", b"<a>" + b" " * 4_000_000 + b"</a>"), "模板.docx", "unreasonable size"),
        (wordfiles.with_part("word/document.xml", b"<w:document"), "模板.docx", "damaged"),
        (wordfiles.with_part("word/extra.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "模板.docx", "damaged"),
        (wordfiles.with_relation("attachedTemplate", "http://example.invalid/a.dotm"), "模板.docx", "another template"),
        (wordfiles.with_relation("image", "http://example.invalid/a.png"), "模板.docx", "loads something from elsewhere"),
        (wordfiles.with_relation("hyperlink", "file:///c:/x.exe"), "模板.docx", "link to a file or program"),
        (wordfiles.with_relation("oleObject", "a.bin", "Internal"), "模板.docx", "embedded object"),
    ],
)  # fmt: skip
def test_files_that_carry_or_fetch_something_are_refused(content, name, expected):
    with pytest.raises(BadUpload, match=expected):
        read_word(wordfiles.upload(content, name))


def test_a_field_that_starts_a_program_is_refused():
    def field(document):
        for text in ("DDE", "AUTO c:\\\\x"):
            code = OxmlElement("w:instrText")
            code.text = text
            wordfiles.closing(document).runs[0]._r.append(code)

    assert "DDEAUTO" in " ".join(dangers(wordfiles.edited(field)))


def test_ordinary_links_of_the_web_may_stay():
    assert list(dangers(wordfiles.with_relation("hyperlink", "https://example.invalid/"))) == []


@pytest.mark.parametrize(
    "line", ["{{" * 30_000, "{% " * 30_000, "{% if 抄送 %}" * 5_000, "{{ 标题 }}" * 3_000]
)
def test_a_template_made_to_take_long_is_refused_soon(line, kind):
    begun = time.monotonic()
    assert wrong(wordfiles.with_line(line), kind)
    assert time.monotonic() - begun < 10
