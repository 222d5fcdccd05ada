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
    "correspondence.fetch_own": _("Fetched the letter on own pages"),
    "units.open": _("Opened a unit"),
    "units.rename": _("Renamed a unit"),
    "units.move": _("Moved a unit"),
    "units.merge": _("Merged a unit"),
    "units.close": _("Closed a unit"),
    "units.set_up_leading_group": _("Set up a leading group"),
}


def _of_its_matter(actor, ids: list[int]) -> dict[int, str]:
    """An assignment has no page of its own."""
    rows = Assignment.objects.visible_to(actor).filter(pk__in=ids).select_related("matter")
    return {row.pk: row.matter.get_absolute_url() for row in rows}


def register() -> None:
    words.name_acts(ACTS)
    for model in (Matter, Unit, Letter, BreakdownPlan, Reply):
        words.place(model._meta.label, words.pages_of(model))
    words.place(Assignment._meta.label, _of_its_matter)
