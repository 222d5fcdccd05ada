"""What matters adds to pages and to the side bar."""

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import WORK, NavItem
from lianluo.matters.models import Matter
from lianluo.matters.plan_queries import waiting_plans
from lianluo.matters.queries import signed_by
from lianluo.people.navigation import WORKING

PLANNING = frozenset({Role.LIAISON_OFFICE, Role.LEADER, Role.CHIEF})


def register() -> None:
    panels.declare_slot("matters.matter")
    panels.register_panel(
        "matters.matter", panels.Panel("history", _("History"), "matters:history", order=90)
    )
    panels.register_panel(
        "people.person",
        panels.Panel("matters", _("Suggestions and proposals"), "matters:of_person", _count_of, order=20),
    )
    navigation.register(
        NavItem(
            "matters",
            _("Suggestions and proposals"),
            "matters:list",
            "file-text",
            WORK,
            10,
            WORKING,
            _overdue,
        )
    )
    navigation.register(
        NavItem("plans", _("Breakdown plans"), "matters:plans", "sitemap", WORK, 12, PLANNING, waiting_plans)
    )


def _count_of(actor, person) -> int:
    return signed_by(actor, person).count()


def _overdue(actor) -> int:
    return Matter.objects.visible_to(actor).overdue().count()
