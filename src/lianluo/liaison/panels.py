"""What liaison adds to pages, to the side bar and to the words of the journal."""

from django.utils.translation import gettext_lazy as _

from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import LIAISON, NavItem
from lianluo.journal import words
from lianluo.liaison.models import Visit
from lianluo.people.navigation import WORKING


def register() -> None:
    panels.register_panel(
        "people.person",
        panels.Panel("visits", _("Visits and contacts"), "liaison:of_person", _with, order=10),
    )
    navigation.register(
        NavItem("visits", _("Visits and contacts"), "liaison:list", "walk", LIAISON, 20, WORKING, _to_approve)
    )
    navigation.register(NavItem("duty", _("Visiting duty"), "liaison:duty", "target", LIAISON, 21, WORKING))
    navigation.register(
        NavItem("visit_day", _("My visit day"), "liaison:day", "map-pin", LIAISON, 19, WORKING)
    )
    words.name_acts({"liaison.plan": _("Planned a visit"), "liaison.record": _("Recorded a visit")})
    words.place(Visit._meta.label, words.pages_of(Visit))


def _with(actor, person) -> int:
    return Visit.objects.visible_to(actor).filter(met__person=person).count()


def _to_approve(actor):
    """What waits for a head: the visits of his department that are to be approved."""
    if not actor.is_("department_head"):
        return None
    return Visit.objects.visible_to(actor).filter(stage=Visit.Stage.RECORDED, unit=actor.unit)
