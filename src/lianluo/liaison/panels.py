"""What liaison adds to pages, to the side bar and to the words of the journal."""

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.documents import holders
from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import LIAISON, NavItem
from lianluo.journal import words
from lianluo.liaison.models import Visit, VisitRound
from lianluo.liaison.remark_queries import offered_for, shown_for
from lianluo.matters import evidence
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
    navigation.register(NavItem("ask", _("Whom to ask"), "liaison:ask", "speakerphone", LIAISON, 23, WORKING))
    navigation.register(
        NavItem(
            "rounds",
            _("Rounds by zone"),
            "liaison:rounds",
            "route",
            LIAISON,
            24,
            frozenset({Role.LIAISON_OFFICE}),
        )
    )
    words.name_acts({
        "liaison.plan": _("Planned a visit"), "liaison.record": _("Recorded a visit"),
        "liaison.register_remark": _("Registered what was said on a visit"),
        "liaison.dismiss_remark": _("What was said on a visit becomes no matter"),
        "liaison.count_as_contact": _("A visit counted as a contact"),
        "liaison.draw_up_round": _("Drew up a round by zone"),
        "liaison.ask": _("Noted an asking"), "liaison.answer_asked": _("Noted the answer to an asking"),
        "liaison.note_visit": _("Said whether the record of a visit is right"),
    })  # fmt: skip
    for model in (Visit, VisitRound):
        words.place(model._meta.label, words.pages_of(model))
    holders.hold(
        Visit._meta.label, lambda actor, pk: Visit.objects.visible_to(actor).filter(pk=pk).first(),
        lambda actor, visit: actor.can("liaison.write", visit),
    )  # fmt: skip
    evidence.bring("visits", evidence.Source(offered_for, shown_for))


def _with(actor, person) -> int:
    return Visit.objects.visible_to(actor).filter(met__person=person).count()


def _to_approve(actor):
    """What waits for a head: the visits of his department that are to be approved."""
    if not actor.is_("department_head"):
        return None
    return Visit.objects.visible_to(actor).filter(stage=Visit.Stage.RECORDED, unit=actor.unit)
