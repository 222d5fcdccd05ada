"""PDF by typst. The paper goes in as JSON beside the template; no text ever becomes part of the template's code."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict
from functools import singledispatch
from pathlib import Path

import typst

from lianluo.documents import fonts
from lianluo.documents.papers import (
    AnnexPaper,
    EnvelopePaper,
    LetterPaper,
    ListPaper,
    ReportPaper,
    SlipsPaper,
    chinese_date,
    printable,
)

from . import layout
from .square import as_svg

TEMPLATES = Path(__file__).parent / "templates"
_here = threading.local()


def render_pdf(paper: LetterPaper | ReportPaper | AnnexPaper | ListPaper | SlipsPaper) -> bytes:
    """The paper as PDF, fonts embedded."""
    return _compile(*prepare(printable(paper)), format="pdf")


def render_pictures(
    paper: LetterPaper | ReportPaper | AnnexPaper | ListPaper | SlipsPaper, ppi: int = 110
) -> list[bytes]:
    """One PNG per page, for previews."""
    pages = _compile(*prepare(printable(paper)), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def render_envelopes(envelopes: Iterable[EnvelopePaper]) -> bytes:
    """Labels, ten on a page, as PDF."""
    labels = [asdict(printable(envelope)) for envelope in envelopes]
    return _compile("envelopes", {"title": "信封标签", "organ": "", "labels": labels}, format="pdf")


@singledispatch
def prepare(paper) -> tuple[str, dict]:
    """Template's name and the data it reads."""
    raise TypeError(f"{type(paper).__name__} is not a paper")


@prepare.register
def _letter(paper: LetterPaper) -> tuple[str, dict]:
    size, spacing = layout.mark(paper.organ)
    return "letter", {
        **asdict(paper),
        "title": paper.title.replace("\n", ""),
        "title_lines": layout.title_lines(paper.title),
        "corner": layout.corner(paper),
        "contact": layout.contact(paper),
        "attachments": layout.attachments(paper),
        "signed_on": chinese_date(paper.signed_on),
        "mark_size": size,
        "mark_tracking": spacing,
        "place": asdict(layout.place(size)),
        "feedback": _form(paper),
        "grades_line": layout.grade_lines(paper.feedback) if paper.feedback else [],
    }


def _form(paper: LetterPaper) -> dict | None:
    form = paper.feedback
    return form and {
        **asdict(form),
        "note": layout.form_note(form),
        "compact": layout.is_compact(form),
        "space_mm": layout.form_space(form),
        "proposer_label": layout.proposer_label(form),
        "group_label": layout.group_label(form),
        "signature_label": layout.signature_label(form),
        "code_words": layout.code_words(form),
        "square": as_svg(form.link) if form.code else "",
    }


@prepare.register
def _report(paper: ReportPaper) -> tuple[str, dict]:
    red_head = paper.organ + "文件"
    size, spacing = layout.mark(red_head, largest=46)
    return "report", {
        **asdict(paper),
        "title": paper.title.replace("\n", ""),
        "title_lines": layout.title_lines(paper.title),
        "mark": red_head,
        "mark_size": size,
        "mark_tracking": spacing,
        "signed_on": chinese_date(paper.signed_on),
        "printed_on": chinese_date(paper.printed_on or paper.signed_on),
    }


@prepare.register
def _annex(paper: AnnexPaper) -> tuple[str, dict]:
    groups = [
        {"topic": topic, "rows": [{"number": number, **asdict(row)} for number, row in rows]}
        for topic, rows in layout.numbered_rows(paper)
    ]
    lines = layout.title_lines(paper.title, layout.ANNEX_TITLE_LINE)
    return "annex", {
        "title": paper.title,
        "organ": "",
        "note": paper.note,
        "title_lines": lines,
        "groups": groups,
    }


@prepare.register
def _list(paper: ListPaper) -> tuple[str, dict]:
    return "list", {**asdict(paper), "title_lines": layout.title_lines(paper.title, layout.ANNEX_TITLE_LINE)}


@prepare.register
def _slips(paper: SlipsPaper) -> tuple[str, dict]:
    return "slips", {**asdict(paper), "signed_on": chinese_date(paper.signed_on)}


def _compile(template: str, data: dict, **options):
    chosen = {role: fonts.families(role) or [fonts.BUILT_IN] for role in fonts.OFFICIAL}
    paper = json.dumps({**data, "fonts": chosen}, ensure_ascii=False, default=str)
    return _compiler(template).compile(sys_inputs={"paper": paper}, **options)


def _compiler(template: str) -> typst.Compiler:
    """One compiler per thread, template and font folder; reading the fonts is what costs time."""
    key = (template, fonts.folders())
    kept = _here.__dict__.setdefault("compilers", {})
    if key not in kept:
        kept[key] = typst.Compiler(
            str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=list(key[1])
        )
    return kept[key]
