"""What is told of letters to a deputy before a visit: what is on its way to him, what came back, whose form is awaited."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from lianluo.correspondence.models import Dispatch, Letter
from lianluo.correspondence.queries import awaiting_form
from lianluo.people.tellings import Telling, tell_with

S = Letter.Stage


def register() -> None:
    tell_with("letters", told, 30)


def told(actor, persons: list[int], day: date) -> dict[int, list[Telling]]:
    """Three queries, however many persons."""
    rows = Letter.objects.visible_to(actor).filter(person__in=persons)
    postings = Prefetch("dispatches", Dispatch.objects.order_by("-pk"))
    moving = rows.filter(stage__in=(S.NUMBERED, S.DISPATCHED, S.RETURNED)).prefetch_related(postings)
    found = defaultdict(list)
    for letter in moving.defer("opening").order_by("pk"):
        found[letter.person_id].append(
            Telling("mail", letter.number or letter.title, _where(letter), letter.get_absolute_url())
        )
    for letter in awaiting_form(rows).defer("opening").order_by("pk"):
        note = _("delivered; the feedback form has not come back yet")
        found[letter.person_id].append(
            Telling("mail", letter.number or letter.title, note, letter.get_absolute_url())
        )
    return found


def _where(letter: Letter) -> str:
    if letter.stage == S.NUMBERED:
        return _("ready, not sent yet")
    posting = next(iter(letter.dispatches.all()), None)
    on = posting.dispatched_on.strftime("%m-%d") if posting else ""
    if letter.stage == S.RETURNED:
        return _("sent on %(day)s, returned by the post") % {"day": on}
    return _("sent on %(day)s, on its way") % {"day": on}
