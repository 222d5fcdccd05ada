"""What a letter's files are made from: a Word file edited outside, the office's template, or the built-in layout.

A letter that has gone out keeps the files it went out with, whatever the template in force says later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of
from lianluo.correspondence.templates_of_letters import REPLY, data_of
from lianluo.documents import office_suite
from lianluo.documents.models import PaperTemplate, Version
from lianluo.documents.office_suite import NoPdf
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.documents.template_filling import CannotFill, fill
from lianluo.documents.template_queries import in_force

BUILT_IN: dict[str, Callable] = {Version.Kind.PDF: render_pdf, Version.Kind.WORD: render_docx}
KINDS = tuple(BUILT_IN)
NOT_YET_OUT = (Letter.Stage.COMPOSED, Letter.Stage.NUMBERED)


class CannotPrint(Exception):
    """The letter cannot be laid out as the office wants it; the message says why."""


@dataclass
class Source:
    """Of one letter. `edited`: by kind, the version edited outside that counts; `issued`: what it went out with."""

    template: PaperTemplate | None = None
    edited: dict[str, Version] = field(default_factory=dict)
    issued: dict[str, Version] = field(default_factory=dict)

    def standing(self, kind: str) -> Version | None:
        """The version that is printed as it is."""
        return self.issued.get(kind) or self.edited.get(kind)


def sources_of(letters: list[Letter]) -> dict[int, Source]:
    """Letter's id → its source. Letters come with all that a paper reads; a fixed number of queries for one office."""
    found: dict[int, Source] = defaultdict(Source)
    out = {letter.pk for letter in letters if letter.stage not in NOT_YET_OUT}
    rows = Version.objects.of_all(letters).filter(kind__in=KINDS, withdrawn_at__isnull=True)
    for version in rows.select_related("file").order_by("n"):
        source = found[version.object_id]
        if version.edited_outside:
            source.edited[version.kind] = version
        if version.object_id in out:
            source.issued[version.kind] = version
    in_force_on: dict[tuple[int, date | None], PaperTemplate | None] = {}
    for letter in letters:
        if letter.kind != Letter.Kind.REPLY:
            found[letter.pk].template = None  # the template is laid out for replies and their form
            continue
        key = (letter.office_id, _went_out_on(letter) if letter.pk in out else None)
        if key not in in_force_on:
            in_force_on[key] = in_force(key[0], REPLY, _end_of(key[1]) if key[1] else None)
        found[letter.pk].template = in_force_on[key]
    return found


def _went_out_on(letter: Letter) -> date | None:
    return min((each.dispatched_on for each in letter.dispatches.all()), default=None)


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.max))


def file_of(letter: Letter, kind: str, source: Source) -> bytes:
    """Word or PDF of one letter. Raises CannotPrint: a letter never comes in another layout than the office's own.

    Where this machine has no LibreOffice the PDF follows the built-in layout; pages and `lianluo check` say so.
    """
    if version := source.standing(kind):
        return version.file.path.read_bytes()
    try:
        if source.edited:
            return office_suite.to_pdf(source.edited[Version.Kind.WORD].file.path.read_bytes())
        if source.template and (kind == Version.Kind.WORD or office_suite.program()):
            content = fill(source.template.file.path.read_bytes(), data_of(paper_of(letter)))
            return content if kind == Version.Kind.WORD else office_suite.to_pdf(content)
    except (CannotFill, NoPdf) as fault:
        raise CannotPrint(str(fault)) from fault
    return BUILT_IN[kind](paper_of(letter))
