"""Letters and envelopes as files. Each rendering is kept as a version of the letter; every print is in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import envelope_of, paper_of, with_everything
from lianluo.correspondence.queries import ready_to_print
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.rendering import render_docx, render_envelopes, render_pdf
from lianluo.foundation.workflow import Done, action
from lianluo.people.models import Session
from lianluo.units.models import Unit

RENDER: dict[str, Callable] = {Version.Kind.PDF: render_pdf, Version.Kind.WORD: render_docx}
CHUNK = 20


def file_name(letter: Letter, kind: str) -> str:
    """辽检代函〔2026〕12号 王某.pdf; two letters never share a number, so names are unique."""
    number = letter.number or f"{letter.pk}"
    return f"{number} {letter.addressee.name}.{kind}".replace("/", "_")


@action("correspondence.write", "letter.render")
def keep_paper(actor, letter: Letter, *, kind: str):
    """The letter's PDF or Word as its newest version; unchanged content makes no new one. Returns the Version."""
    letter = with_everything(Letter.objects.filter(pk=letter.pk)).get()
    content = RENDER[kind](paper_of(letter))
    version = keep_version(actor, letter, kind, file_name(letter, kind), content)
    return Done(version, facts={"kind": kind, "version": version.n})


def rendered(office: Unit, session: Session | None = None) -> Iterator[tuple[Letter, str, bytes]]:
    """(letter, kind, content) of all letters ready to print, a few letters in memory at a time."""
    ready = ready_to_print(office, session)
    keys = list(ready.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = {each.pk: each for each in with_everything(ready.filter(pk__in=keys[start : start + CHUNK]))}
        for letter in filter(None, map(part.get, keys[start : start + CHUNK])):
            paper = paper_of(letter)
            for kind, render in RENDER.items():
                yield letter, kind, render(paper)


@action("correspondence.print", "letter.envelopes")
def envelopes(actor, office: Unit, *, letters: list[int]):
    """Address labels of these letters as one PDF, with who printed whose address in the journal."""
    chosen = with_everything(Letter.objects.filter(office=office, pk__in=letters).standing()).order_by(
        "sequence"
    )
    labels = [(letter, envelope_of(letter)) for letter in chosen]
    content = render_envelopes([label for _letter, label in labels])
    return Done(content, facts={"addressees": len(labels), "letters": [each.pk for each, _label in labels]})
