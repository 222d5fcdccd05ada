"""Users and the posts they are given."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianluo.accounts import permissions  # noqa: F401 registers
from lianluo.accounts.models import ADMINISTRATORS, Post, User
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.units.models import Unit


@action("accounts.administer", "accounts.register_user")
def register_user(actor, office: Unit, *, username: str, name: str, password: str, phone: str = "") -> Done:
    """A new user, who can sign in once he holds a post. NotReady when the user name is taken."""
    if User.objects.filter(username=username).exists():
        raise NotReady(_("The user name “%(username)s” is taken.") % {"username": username})
    user = User.objects.create_user(username, password, name=name, phone=phone)
    # The journal keeps the facts of an act; the password must not be among them.
    return Done(user, about=user, facts={"password": None})


@action("accounts.administer", "accounts.appoint")
def appoint(
    actor, user: User, *, unit: Unit, role: str, title: str = "", from_on: date | None = None
) -> Done:
    """Give the user a post from `from_on` (today). The three administrators hold no other post, and nobody two of
    theirs (GB/T 22239-2019, separation of duties): NotReady."""
    held = Post.objects.filter(user=user).filter(Q(until_on=None) | Q(until_on__gte=clock.today()))
    roles = {*held.values_list("role", flat=True), role}
    if roles & set(ADMINISTRATORS) and len(roles) > 1:
        raise NotReady(_("An administrator holds no other role."))
    if held.filter(unit=unit, role=role, until_on=None).exists():
        raise NotReady(_("%(name)s holds this post already.") % {"name": user.name})
    post = Post.objects.create(user=user, unit=unit, role=role, title=title, from_on=from_on or clock.today())
    return Done(post, about=user)
