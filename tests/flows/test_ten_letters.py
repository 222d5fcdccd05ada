"""Ten letters of an office against GB/T 9704-2012; their files stay in build/papers for `python -m scripts.papers`."""

from pathlib import Path

import pytest

from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.correspondence.models import Letter
from lianluo.documents.rendering import render_docx, render_pdf
from tests.flows.ten_letters import DAY, ten_letters

KEPT = Path(__file__).resolve().parents[2] / "build" / "papers"


@pytest.fixture
def papers(cast, freeze):
    freeze(DAY)
    keys = [letter.pk for letter in ten_letters(cast)]
    rows = with_everything(Letter.objects.filter(pk__in=keys)).order_by("sequence", "pk")
    return [paper_of(letter) for letter in rows]


def test_write(papers):
    KEPT.mkdir(parents=True, exist_ok=True)
    for n, paper in enumerate(papers, 1):
        (KEPT / f"letter-{n:02d}.pdf").write_bytes(render_pdf(paper))
        (KEPT / f"letter-{n:02d}.docx").write_bytes(render_docx(paper))
