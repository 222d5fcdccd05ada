"""Rich text: nothing but the few styles gets in; blocks and marks say the same as the text."""

from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from lianluo.documents import richtext
from lianluo.documents.papers import Block, BriefingPaper, Cell, Picture, Run
from lianluo.documents.rendering import render_briefing

ATTACKS = (
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>好</p>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>好</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<p style='background:url(javascript:alert(1))'>好</p>",
    "<style>p{background:url(//evil.example)}</style>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<p>script>alert(1)<</p>/script>",
    "<img src='data:text/html,<script>alert(1)</script>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<img data-picture='7' alt='x\" onerror=\"alert(1)'>",
    "<img data-picture='7' src='//evil.example/a.jpg' srcset='//evil.example/b.jpg 2x'>",
    "<table background='//evil.example'><tr><td colspan='1 onmouseover=alert(1)'>好</td></tr></table>",
    "<form action='//evil.example'><input name=a><button>好</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<h1/onclick=alert(1)>好</h1>",
    "<b onmouseover=alert(1)>好</b>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href='//evil.example'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt></p>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_gets_in(attack):
    clean = richtext.cleaned(attack, {7})
    shown = richtext.shown(clean, {7}, lambda number: f"/p/{number}/")
    assert not [pair for pair in seen_in(clean) if pair not in KEPT]
    assert not [pair for pair in seen_in(shown) if pair not in KEPT | {("img", "src"), ("img", "loading")}]
    assert "evil" not in shown or "src=" not in shown


def seen_in(html: str) -> list[tuple[str, str]]:
    """(tag, attribute) as a parser of another make reads the text; ("!", …) for comments and declarations."""
    found: list[tuple[str, str]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend([(tag, ""), *((tag, name) for name, _value in attrs)])

        def handle_comment(self, data):
            found.append(("!", data))

        handle_decl = handle_pi = unknown_decl = handle_comment

    reader = Reader()
    reader.feed(html)
    reader.close()
    return found


KEPT = {(tag, "") for tag in ["h2", "h3", "p", "br", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "img"]} | {
    ("img", "data-picture"), ("img", "alt"), ("td", "colspan"), ("td", "rowspan"), ("th", "colspan"), ("th", "rowspan"),
}  # fmt: skip


def test_cleaned_twice_is_cleaned_once():
    for attack in ATTACKS:
        once = richtext.cleaned(attack, {7})
        assert richtext.cleaned(once, {7}) == once


def test_words_that_look_like_tags_stay_words():
    assert richtext.cleaned("<p>1 &lt; 2，&lt;script&gt;</p>") == "<p>1 &lt; 2，&lt;script&gt;</p>"


def test_pictures_only_of_the_numbers_given():
    html = '<img data-picture="7" alt="图"><img data-picture="8"><img src="/x.jpg">'
    assert richtext.pictures_in(richtext.cleaned(html, {7})) == [7]


def test_a_picture_gets_its_address_where_it_is_shown():
    shown = richtext.shown(
        '<p>data-picture="7"</p><img data-picture="7" alt="图">', {7}, lambda number: f"/p/{number}/"
    )
    assert shown.count("src=") == 1 and 'src="/p/7/"' in shown


def test_headings_lists_and_tables_of_word_are_kept():
    html = "<h1>一</h1><h4>二</h4><ol><li><p>甲</p></li></ol><table><tr><td colspan='2'>乙</td></tr></table><p><b>丙</b></p>"
    clean = richtext.cleaned(html)
    for part in ("<h2>一</h2>", "<h3>二</h3>", "<ol><li>", 'colspan="2"', "<strong>丙</strong>"):
        assert part in clean


def test_too_long_is_refused():
    with pytest.raises(richtext.TooLong):
        richtext.cleaned("好" * (richtext.LARGEST + 1))


TEXT = """# 工作情况

上半年**共办理**案件。

- 甲
- 乙

1. 丙
2. 丁

| 项目 | 件数 |
| --- | --- |
| 公益诉讼 | 12 |

[开放日](7)

## 下一步"""


def test_marks_become_the_same_text_again():
    html = richtext.cleaned(richtext.from_marks(TEXT), {7})
    again = richtext.cleaned(richtext.from_marks(richtext.to_marks(html)), {7})
    assert again == html
    assert html.count("<li>") == 4 and "<th>项目</th>" in html and "<strong>共办理</strong>" in html


def test_marks_cannot_bring_tags():
    assert "<script" not in richtext.from_marks("<script>alert(1)</script>\n# <img src=x onerror=1>")


def test_blocks_in_their_order():
    blocks = richtext.blocks_of(richtext.cleaned(richtext.from_marks(TEXT), {7}))
    assert [block.kind for block in blocks] == [
        "heading", "paragraph", "item", "item", "item", "item", "table", "picture", "heading"
    ]  # fmt: skip
    assert blocks[1].runs == (Run("上半年"), Run("共办理", True), Run("案件。"))
    assert [block.mark for block in blocks[2:6]] == ["", "", "1.", "2."]
    assert blocks[6].rows[1] == (Cell("公益诉讼"), Cell("12"))


def test_items_after_a_heading_inside_a_list_are_not_lost():
    blocks = richtext.blocks_of("<ul><li><p>甲</p><ul><li>乙</li></ul></li><li>丙</li></ul>")
    assert [(block.runs[0].text, block.level) for block in blocks] == [("甲", 1), ("乙", 2), ("丙", 1)]


def test_a_copy_for_each_addressee(jpeg):
    blocks = (
        *richtext.blocks_of("<h2>一、情况</h2><p>全文</p>"),
        Block("picture", picture=7, caption="开放日"),
    )
    paper = BriefingPaper(
        organ="示例省人民检察院", number="", title="上半年工作报告", blocks=blocks, signed_on=None,
        pictures=(Picture(7, jpeg),), addressees=("某某代表委员", "另一位代表委员"),
    )  # fmt: skip
    content = render_briefing(paper)
    assert content.startswith(b"%PDF")
    pages = [page.extract_text().replace(" ", "") for page in PdfReader(BytesIO(content)).pages]
    assert ["某某代表委员：" in pages[0], "另一位代表委员：" in pages[1]] == [True, True]
    assert all("一、情况" in page and "全文" in page for page in pages)
    assert len(PdfReader(BytesIO(content)).pages[0].images) == 1


@pytest.fixture
def jpeg() -> bytes:
    target = BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, "JPEG")
    return target.getvalue()
