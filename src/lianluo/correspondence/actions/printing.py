"""Letters and envelopes as files. Each rendering is kept as a version of the letter; every print is in the journal."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from lianluo.correspondence.mail_sheets import TITLE, rows_of
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import envelope_of, with_everything
from lianluo.correspondence.prints import KINDS, CannotPrint, file_of, sources_of
from lianluo.correspondence.queries import ready_to_print
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.rendering import render_envelopes
from lianluo.foundation.exports import tell_listeners
from lianluo.foundation.workflow import Done, action
from lianluo.people.models import Session
from lianluo.units.models import Unit

CHUNK = 20


def file_name(letter: Letter, kind: str) -> str:
    """辽检代函〔2026〕12号 王某.pdf; two letters never share a number, so names are unique."""
    number = letter.number or f"{letter.pk}"
    return f"{number} {letter.addressee.name}.{kind}".replace("/", "_")


@action("correspondence.write", "letter.render")
def keep_paper(actor, letter: Letter, *, kind: str):
    """The letter's PDF or Word as its newest version; unchanged content makes no new one. Returns the Version.

    ValidationError where the office's template cannot be filled for this letter: no other layout takes its place.
    """
    version = kept_paper(actor, letter, kind)
    return Done(version, facts={"kind": kind, "version": version.n})


def kept_paper(actor, letter: Letter, kind: str) -> Version:
    """The file that stands, or a new version of it; part of an act."""
    letter = with_everything(Letter.objects.filter(pk=letter.pk)).get()
    source = sources_of([letter])[letter.pk]
    if version := source.standing(kind):
        return version
    try:
        content = file_of(letter, kind, source)
    except CannotPrint as fault:
        raise ValidationError(str(fault)) from fault
    return keep_version(actor, letter, kind, file_name(letter, kind), content)


def rendered(
    office: Unit, session: Session | None = None, refused: list[tuple[Letter, str]] | None = None
) -> Iterator[tuple[Letter, str, bytes]]:
    """(letter, kind, content) of all letters ready to print, a few letters in memory at a time.

    Letters that cannot be laid out are put into `refused` with the reason; without it CannotPrint is raised.
    """
    ready = ready_to_print(office, session)
    keys = list(ready.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = {each.pk: each for each in with_everything(ready.filter(pk__in=keys[start : start + CHUNK]))}
        sources = sources_of(list(part.values()))
        for letter in filter(None, map(part.get, keys[start : start + CHUNK])):
            try:
                made = [(kind, file_of(letter, kind, sources[letter.pk])) for kind in KINDS]
            except CannotPrint as fault:
                if refused is None:
                    raise
                refused.append((letter, str(fault)))
                continue
            for kind, content in made:
                yield letter, kind, content


@action("correspondence.print", "letter.envelopes")
def envelopes(actor, office: Unit, *, letters: list[int]):
    """Address labels of these letters as one PDF, with who printed whose address in the journal."""
    chosen = with_everything(Letter.objects.filter(office=office, pk__in=letters).standing()).order_by(
        "sequence"
    )
    labels = [(letter, envelope_of(letter)) for letter in chosen]
    content = render_envelopes([label for _letter, label in labels])
    return Done(content, facts={"addressees": len(labels), "letters": [each.pk for each, _label in labels]})


@action("correspondence.print", "letter.mail_sheet")
def mail_sheet(actor, office: Unit, *, letters: list[int]):
    """The rows of the register-mail sheet, in the order of the numbers, with whose addresses left in the journal."""
    chosen = with_everything(Letter.objects.filter(office=office, pk__in=letters).standing())
    chosen = list(chosen.order_by("year", "series", "sequence", "pk"))
    tell_listeners(actor, TITLE, len(chosen))
    return Done(rows_of(chosen), facts={"addressees": len(chosen), "letters": [each.pk for each in chosen]})
