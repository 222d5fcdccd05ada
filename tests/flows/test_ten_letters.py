"""Ten letters of an office against GB/T 9704-2012; their files stay in build/papers for `python -m scripts.papers`."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.documents.rendering import render_docx, render_pdf
from tests.documents import wordorder
from tests.flows.ten_letters import DAY, ten_letters

KEPT = Path(__file__).resolve().parents[2] / "build" / "papers"


@pytest.fixture
def papers(cast, freeze):
    freeze(DAY)
    keys = [letter.pk for letter in ten_letters(cast)]
    rows = with_everything(Letter.objects.filter(pk__in=keys)).order_by("sequence", "pk")
    return [paper_of(letter) for letter in rows]


def texts(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace(" ", "")


def test_word_and_pdf_of_ten_different_letters(papers):
    KEPT.mkdir(parents=True, exist_ok=True)
    assert len(papers) == 11  # the joint signatory has one of his own
    for n, paper in enumerate(papers, 1):
        shown, written = render_pdf(paper), render_docx(paper)
        (KEPT / f"letter-{n:02d}.pdf").write_bytes(shown)
        (KEPT / f"letter-{n:02d}.docx").write_bytes(written)
        assert wordorder.faults(written) == []
        document, text = Document(BytesIO(written)), texts(shown)
        headings = [section.heading for section in paper.sections if section.heading]
        assert [p.text for p in document.paragraphs if p.style.name.startswith("Heading")] == headings
        for part in (paper.number, *headings):
            assert part.replace(" ", "") in text
        assert "征询意见表" in text
