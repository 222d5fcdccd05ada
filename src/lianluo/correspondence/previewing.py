"""The pages of a letter as they will print, as far as this machine can draw them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of
from lianluo.correspondence.prints import CannotPrint, Source, file_of, sources_of
from lianluo.documents import office_suite
from lianluo.documents.models import Version
from lianluo.documents.office_suite import NoPdf
from lianluo.documents.papers import LetterPaper
from lianluo.documents.rendering import pictures_of_pdf, render_pictures
from lianluo.documents.template_filling import paragraphs

WORD, PDF = Version.Kind.WORD, Version.Kind.PDF


@dataclass(frozen=True)
class Shown:
    """Pictures of the pages; or the words alone where nothing can draw them. `says`: what the files follow."""

    pictures: tuple[bytes, ...] = ()
    words: tuple[str, ...] = ()
    says: str = ""
    fault: str = ""

    @property
    def mark(self) -> str:
        return hashlib.sha256(b"".join(self.pictures)).hexdigest()[:8]


def shown(letter: Letter) -> Shown:
    """`letter` comes with all that a paper reads."""
    source = sources_of([letter])[letter.pk]
    if not (source.template or source.edited or PDF in source.issued):
        return Shown(_of_paper(paper_of(letter)))
    try:
        if source.standing(PDF):
            return Shown(_of_pdf(file_of(letter, PDF, source)), says=_says(source))
        content = file_of(letter, WORD, source)
        if office_suite.program():
            return Shown(_of_word(content), says=_says(source))
        return Shown(words=tuple(paragraphs(content, with_headers=True)), says=_says(source))
    except (CannotPrint, NoPdf, ValueError) as fault:
        return Shown(fault=str(fault))


def _says(source: Source) -> str:
    if source.issued:
        return _("The files that the letter went out with.")
    if source.edited:
        return _("Edited in Word (version %(n)d): this file is printed.") % {"n": source.edited[WORD].n}
    if office_suite.program():
        return _("Follows the office's template, version %(n)d.") % {"n": source.template.n}
    return _(
        "Word follows the office's template, version %(n)d. LibreOffice is not on this machine: the PDF follows the "
        "built-in layout, and below stand the words of the Word file without its pages."
    ) % {"n": source.template.n}  # fmt: skip


@lru_cache(maxsize=16)
def _of_paper(paper: LetterPaper) -> tuple[bytes, ...]:
    return tuple(render_pictures(paper))


@lru_cache(maxsize=8)
def _of_word(content: bytes) -> tuple[bytes, ...]:
    """Kept, since every page of a letter is asked for by itself and LibreOffice takes a second."""
    return tuple(pictures_of_pdf(office_suite.to_pdf(content)))


@lru_cache(maxsize=8)
def _of_pdf(content: bytes) -> tuple[bytes, ...]:
    return tuple(pictures_of_pdf(content))
