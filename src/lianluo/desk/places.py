"""Where the objects of matters stand, for the notices, and how the acts of lower rooms are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.models import Letter
from lianluo.journal import words
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, Reply
from lianluo.units.models import Unit

ACTS = {
    "accounts.appoint": _("Gave a post"),
    "accounts.enrol": _("Registered a user"),
    "accounts.register_user": _("Registered a user"),
    "accounts.end_post": _("Ended a post"),
    "accounts.reset_password": _("Gave a new password"),
    "accounts.change_password": _("Changed the password"),
    "accounts.sign_out_everywhere": _("Signed out everywhere"),
    "accounts.put_in_charge": _("Put a leader in charge of the department"),
    "accounts.seat_member": _("Seated a member of the leading group"),
    "accounts.end_seat": _("Ended a seat in the leading group"),
    "units.open": _("Opened a unit"),
    "units.rename": _("Renamed a unit"),
    "units.move": _("Moved a unit"),
    "units.merge": _("Merged a unit"),
    "units.close": _("Closed a unit"),
    "units.set_up_leading_group": _("Set up a leading group"),
}


def _of_matter(model, path: str) -> words.Place:
    """The page of the object itself, where it has one, else that of its matter."""

    def places(actor, ids: list[int]) -> dict[int, str]:
        rows = model.objects.visible_to(actor).filter(pk__in=ids).select_related(path)
        own = hasattr(model, "get_absolute_url")
        return {row.pk: (row if own else row.matter).get_absolute_url() for row in rows}

    return places


def register() -> None:
    words.name_acts(ACTS)
    for model in (
        Matter,
        Unit,
        Letter,
        *([BreakdownPlan] if hasattr(BreakdownPlan, "get_absolute_url") else []),
    ):
        words.place(model._meta.label, words.pages_of(model))
    words.place(Assignment._meta.label, _of_matter(Assignment, "matter"))
    words.place(Reply._meta.label, _of_matter(Reply, "assignment__matter"))
