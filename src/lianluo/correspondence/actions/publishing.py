"""Review of replies before they are made public, and the record of what was published."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence.models import Letter, Publication
from lianluo.correspondence.publishing import first_posted, publishable
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action

State = Publication.State


@action("correspondence.write", "letter.clear_for_publication")
def clear(actor, letter: Letter, *, names_kept: bool = True):
    """Reviewed: the public version may be published. Only of a reply that its leader signed off as public."""
    letter = _locked(letter)
    if not publishable(Letter.objects.filter(pk=letter.pk)).exists():
        raise ValidationError(_("This letter is not one to be made public."))
    _refuse(letter, State.PUBLISHED)
    return _reviewed(letter, actor, State.CLEARED, names_kept=names_kept)


@action("correspondence.write", "letter.withhold_publication")
def withhold(actor, letter: Letter, *, reason: str):
    """Not made public, or taken down again, for the reason given; what was published stays on record with its day."""
    letter = _locked(letter)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for not making it public.")})
    return _reviewed(letter, actor, State.WITHHELD, reason=reason.strip())


@action("correspondence.write", "letter.record_publication")
def record_publication(actor, letter: Letter, *, on: date, place: str):
    """Published on that day at that place, after its review."""
    letter = _locked(letter)
    row = Publication.objects.filter(letter=letter, state=State.CLEARED).first()
    if row is None:
        raise ValidationError(_("The letter has not been cleared for publication."))
    if not place.strip():
        raise ValidationError({"place": _("Say where it was published.")})
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if on < first_posted(letter):
        raise ValidationError({"on": _("The date lies before the dispatch.")})
    row.state, row.published_on, row.place = State.PUBLISHED, on, place.strip()
    row.save()
    return Done(row, about=letter, facts={"on": on, "place": place})


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)


def _refuse(letter: Letter, state: str) -> None:
    if Publication.objects.filter(letter=letter, state=state).exists():
        raise ValidationError(_("The letter is published already."))


def _reviewed(letter: Letter, actor, state: str, **facts) -> Done:
    wanted = {"reason": "", **facts, "state": state, "reviewed_by": actor.user, "reviewed_on": clock.today()}
    row, _made = Publication.objects.update_or_create(letter=letter, defaults=wanted)
    return Done(row, about=letter, facts={"state": state, **facts})
