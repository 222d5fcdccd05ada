"""PDF by typst. The paper goes in as JSON beside the template; no text ever becomes part of the template's code."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import singledispatch
from pathlib import Path

import typst

from lianluo.documents import fonts
from lianluo.documents.papers import (
    AnnexPaper,
    BriefingPaper,
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


def render_briefing(paper: BriefingPaper) -> bytes:
    """A copy for each addressee in one PDF. The pictures lie beside the template for as long as it is compiled."""
    paper = printable(paper)
    size, spacing = layout.mark(paper.organ)
    data = {
        **asdict(replace(paper, pictures=())),
        "title_lines": layout.title_lines(paper.title),
        "signed_on": chinese_date(paper.signed_on),
        "mark_size": size,
        "mark_tracking": spacing,
        "kept": [picture.number for picture in paper.pictures],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name in ("briefing.typ", "official.typ"):
            shutil.copy(TEMPLATES / name, folder)
        for picture in paper.pictures:
            (Path(folder) / f"{picture.number}.jpg").write_bytes(picture.content)
        compiler = typst.Compiler(
            str(Path(folder) / "briefing.typ"), root=folder, font_paths=list(fonts.folders())
        )
        return compiler.compile(sys_inputs=_inputs(data), format="pdf")


def _compile(template: str, data: dict, **options):
    return _compiler(template).compile(sys_inputs=_inputs(data), **options)


def _inputs(data: dict) -> dict[str, str]:
    chosen = {role: fonts.families(role) or [fonts.BUILT_IN] for role in fonts.OFFICIAL}
    return {"paper": json.dumps({**data, "fonts": chosen}, ensure_ascii=False, default=str)}


def _compiler(template: str) -> typst.Compiler:
    """One compiler per thread, template and font folder; reading the fonts is what costs time."""
    key = (template, fonts.folders())
    kept = _here.__dict__.setdefault("compilers", {})
    if key not in kept:
        kept[key] = typst.Compiler(
            str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=list(key[1])
        )
    return kept[key]


def pictures_of_pdf(content: bytes, ppi: int = 110, most: int = 60) -> list[bytes]:
    """One PNG per page of a PDF that another program made, at most `most`. Raises ValueError where it cannot be read."""
    pages: list[bytes] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "paper.pdf").write_bytes(content)
        (place / "page.typ").write_text(
            '#set page(width: 210mm, height: 297mm, margin: 0mm)\n'
            '#image("paper.pdf", page: int(sys.inputs.page), width: 100%, height: 100%)', "utf-8",
        )  # fmt: skip
        compiler = typst.Compiler(str(place / "page.typ"), root=folder)
        while len(pages) < most:
            try:
                pages.append(
                    compiler.compile(sys_inputs={"page": str(len(pages) + 1)}, format="png", ppi=ppi)
                )
            except typst.TypstError as error:  # past the last page
                if not pages:
                    raise ValueError(str(error)) from error
                break
    return pages
