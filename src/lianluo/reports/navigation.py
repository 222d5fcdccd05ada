from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation.navigation import RULES, NavItem

ITEM = NavItem(
    "reports",
    _("Summary reports"),
    "reports:list",
    "report-analytics",
    RULES,
    10,
    frozenset({Role.LIAISON_OFFICE, Role.LEADER, Role.CHIEF}),
)
