from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation.navigation import LIAISON, NavItem

ITEM = NavItem(
    "import", _("Import"), "exchange:upload", "table-import", LIAISON, 90, frozenset({Role.LIAISON_OFFICE})
)
