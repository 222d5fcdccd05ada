from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation.navigation import LIAISON, NavItem

WORKING = frozenset({Role.LIAISON_OFFICE, Role.DEPARTMENT_HEAD, Role.HANDLER, Role.LEADER, Role.CHIEF})
ITEM = NavItem("people", _("Deputies and members"), "people:list", "users", LIAISON, 10, WORKING)
LOOKS = NavItem(
    "looks", _("Access to contact data"), "people:looks", "eye", LIAISON, 90,
    frozenset({Role.LIAISON_OFFICE, Role.AUDITOR}),
)  # fmt: skip
ORGANISATIONS = NavItem(
    "organisations", _("Proposing organisations"), "people:organisations", "sitemap", LIAISON, 11, WORKING
)
