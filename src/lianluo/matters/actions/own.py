"""What a deputy does herself on her own pages: she says something, and it is an everyday opinion with a number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM
from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.actions.voicing import LONGEST, title_of
from lianluo.matters.models import Matter
from lianluo.people.models import Person, Tie

SOURCE = "代表本人在专页提出"


@action("people.own_data", "matters.say")
def say(actor, person: Person, *, words: str) -> Done:
    """Her words as an everyday opinion of the procuratorate that keeps her register; her officers and the liaison office
    are told. Returns the matter. ValidationError: nothing was written, too much, or the same stands there already."""
    words = words.strip()
    if not words:
        raise ValidationError({"words": _("Write what you want to say.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("At most %(n)d signs.") % {"n": LONGEST}})
    matter = _registered(person, words)
    return Done(matter, about=matter, facts={"words": None}, tell=_told(person))


def _registered(person: Person, words: str) -> Matter:
    try:
        return register_matter(
            SYSTEM, person.keeper, kind=Matter.Kind.EVERYDAY_OPINION, title=title_of(words), lead=person,
            handed_over_on=clock.today(), in_session=False, content=words, source=SOURCE,
        )  # fmt: skip
    except ValidationError as refusal:
        if "title" not in getattr(refusal, "error_dict", {}):
            raise
        raise ValidationError({"words": _("We have this from you already.")}) from refusal


def _told(person: Person) -> list[User]:
    ties = Tie.objects.held_on(clock.today()).filter(person=person).select_related("officer")
    return [*holders_of(Role.LIAISON_OFFICE, [person.keeper_id]), *(tie.officer for tie in ties)]
