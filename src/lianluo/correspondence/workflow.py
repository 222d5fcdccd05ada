"""The life of a reply letter: composed, numbered, dispatched, delivered; returned and sent again; superseded."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.models import Letter
from lianluo.documents.models import Version
from lianluo.foundation.workflow import Step, Workflow


def can_be_numbered(letter, actor) -> list[str]:
    """A number cannot be taken back: what the letter needs must be there before."""
    missing = []
    if letter.kind != Letter.Kind.REPLY:
        missing += [] if letter.body.strip() else [_now("The letter has no text.")]
    elif not letter.items.exists():
        missing.append(_now("The letter answers nothing."))
    if not letter.office.letter_code:
        missing.append(_now("The procuratorate has no organ code for document numbers."))
    if not (letter.contact_person and letter.contact_phone):
        missing.append(_now("The contact person and telephone are missing."))
    return missing


def has_revision(letter, actor) -> list[str]:
    """Something must have been brought back from Word."""
    rows = Version.objects.of(letter).filter(edited_outside=True, withdrawn_at__isnull=True)
    return [] if rows.exists() else [_now("No file edited in Word stands for this letter.")]


S = Letter.Stage
NUMBERED = (S.NUMBERED, S.DISPATCHED, S.DELIVERED, S.RETURNED)

LETTER = Workflow(
    name="letter",
    label=_("Outgoing letter"),
    stages=S,
    initial=S.COMPOSED,
    final=(S.DELIVERED, S.SUPERSEDED),
    reads=("person", "organisation"),
    steps=(
        Step("edit", _("Edit"), (S.COMPOSED,), None, "correspondence.write", rank=30),
        Step("number", _("Assign a number"), (S.COMPOSED,), S.NUMBERED, "correspondence.write", can_be_numbered,
             confirm=_("The number cannot be given to another letter afterwards."), rank=10),
        Step("revise", _("Bring back from Word"), (S.NUMBERED,), None, "correspondence.write", rank=40),
        Step("drop_revision", _("Drop the file edited in Word"), (S.NUMBERED,), None, "correspondence.write",
             has_revision, rank=60),
        Step("dispatch", _("Record dispatch"), (S.NUMBERED,), S.DISPATCHED, "correspondence.post", rank=10),
        Step("deliver", _("Record delivery"), (S.DISPATCHED,), S.DELIVERED, "correspondence.post", rank=10),
        Step("record_return", _("Record return by the post"), (S.DISPATCHED,), S.RETURNED,
             "correspondence.post", rank=40),
        Step("resend", _("Send again"), (S.RETURNED,), S.DISPATCHED, "correspondence.post", rank=10),
        Step("correct", _("Write a correction"), NUMBERED, None, "correspondence.write", rank=50),
        Step("supersede", _("Supersede"), (S.COMPOSED, *NUMBERED), S.SUPERSEDED, "correspondence.write", rank=90,
             confirm=_("The letter stays on record with its number; its matters can be answered by a new one.")),
    ),
)  # fmt: skip
