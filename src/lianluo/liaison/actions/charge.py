"""What an officer is in charge of for ties."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.liaison.models import OfficerCharge
from lianluo.people.queries import words_of
from lianluo.units.models import Unit


@action("liaison.arrange", "liaison.set_charge")
def set_charge(
    actor, office: Unit, *, officer: User, capacity: int | None, delegations: Sequence[str], fields: Sequence[str]
) -> Done:  # fmt: skip
    """How many contacts a year he can take (None: what the setting says), which delegations and sectors he is in charge of,
    which fields he knows. ValidationError on words that are not the office's."""
    _refuse_unknown("delegations", delegations, {*words_of("delegation"), *words_of("sector")})
    _refuse_unknown("fields", fields, set(words_of("expertise")))
    charge, _made = OfficerCharge.objects.update_or_create(
        office=office, officer=officer,
        defaults={"capacity": capacity, "delegations": list(delegations), "fields": list(fields)},
    )  # fmt: skip
    return Done(charge, about=charge, facts={"day": clock.today(), "officer": officer.name})


def _refuse_unknown(name: str, words: Sequence[str], known: set[str]) -> None:
    if unknown := [word for word in words if word not in known]:
        raise ValidationError({name: _("“%(word)s” is not a word of the dictionary.") % {"word": unknown[0]}})
