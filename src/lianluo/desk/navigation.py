from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation.navigation import TOP, NavItem

ITEM = NavItem("desk", _("Desk"), "desk:desk", "layout-dashboard", TOP, 0)
# (label, page, icon, roles, is the primary act)
ACTS = (
    (_("Import a roster or list"), "exchange:upload", "file-import", (Role.LIAISON_OFFICE,), False),
    (_("Register a suggestion or proposal"), "matters:register", "plus", (Role.LIAISON_OFFICE,), True),
    (_("Units and posts"), "units:tree", "sitemap", (Role.SYSTEM_ADMIN,), True),
    (_("Access to contact data"), "people:looks", "eye", (Role.AUDITOR,), True),
)


def acts_of(actor) -> list[dict]:
    """What the head of the desk offers the role; pages that the product does not have are left out."""
    offered = []
    for label, page, icon, roles, primary in ACTS:
        if actor.role not in roles:
            continue
        try:
            url = reverse(page)
        except NoReverseMatch:
            continue
        offered.append({"label": label, "url": url, "icon": icon, "allowed": True, "primary": primary})
    return offered
