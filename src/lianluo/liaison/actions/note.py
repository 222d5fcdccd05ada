"""A deputy says whether the record of a visit is right."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.liaison.models import Visit, VisitNote

V = VisitNote.Verdict


@action("liaison.note_own", "liaison.note_visit")
def note_visit(actor, visit: Visit, *, verdict: str, words: str = "") -> Done:
    """Kept beside the record; the officer is told. No count changes. ValidationError where it differs without words."""
    words = words.strip()
    if verdict not in V.values:
        raise ValidationError({"verdict": _("Choose one of the two.")})
    if verdict == V.DIFFERS and not words:
        raise ValidationError({"words": _("Write what was otherwise.")})
    row, _new = VisitNote.objects.update_or_create(
        visit=visit, person_id=actor.person_id,
        defaults={"verdict": verdict, "words": words[:500], "said_at": clock.now()},
    )  # fmt: skip
    return Done(row, about=visit, facts={"verdict": verdict, "words": words}, tell=[visit.officer])
