from django.utils.translation import gettext_lazy as _

from lianluo.foundation.navigation import TOP, NavItem

ITEM = NavItem("desk", _("Desk"), "desk:desk", "layout-dashboard", TOP, 0)
