"""The code on the feedback form: in both papers with its square, on the form's one page, and none where only paper counts."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from lianluo.documents.rendering import render_docx, render_pdf
from tests.documents import samples

CODE, AT = "W26M-B02D-F6M1", "https://example.invalid/portal/r/"


def _paper(items: int, code: str = CODE):
    return samples.letter(feedback=replace(samples.form(items=items), code=code, rate_at=AT))


def _pages(paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(paper))).pages]


@pytest.mark.parametrize("items", [1, 3, 6])
def test_the_code_stands_on_the_one_page_of_the_form(items):
    pages = _pages(_paper(items))
    assert len(pages) == len(_pages(_paper(items, "")))
    assert CODE in pages[-1] and AT in pages[-1] and "寄回本表同样有效" in pages[-1]


def test_word_shows_the_code_and_its_square():
    with_code, without = (Document(BytesIO(render_docx(_paper(1, code)))) for code in (CODE, ""))
    words = "\n".join(cell.text for table in with_code.tables for row in table.rows for cell in row.cells)
    assert CODE in words and "寄回本表同样有效" in words
    assert len(with_code.inline_shapes) == len(without.inline_shapes) + 1
