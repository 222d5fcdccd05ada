from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation.navigation import LIAISON, RULES, NavItem
from lianluo.people.navigation import WORKING

ITEM = NavItem(
    "reports",
    _("Summary reports"),
    "reports:list",
    "report-analytics",
    RULES,
    10,
    frozenset({Role.LIAISON_OFFICE, Role.LEADER, Role.CHIEF}),
)
COVERAGE = NavItem("coverage", _("Visit coverage"), "reports:coverage", "chart-bar", LIAISON, 22, WORKING)
