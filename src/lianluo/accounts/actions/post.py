"""Users and the posts they are given and leave."""

from __future__ import annotations

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from lianluo.accounts.models import ADMINISTRATORS, Post, User
from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.units.models import Unit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that nobody mistakes for one another when a password is read from a note."""


@action("accounts.administer", "accounts.register_user")
def register_user(actor, office: Unit, *, username: str, name: str, password: str, phone: str = "") -> Done:
    """A new user, who can sign in once he holds a post. NotReady when the user name is taken."""
    if User.objects.filter(username=username).exists():
        raise NotReady(_("The user name “%(username)s” is taken.") % {"username": username})
    user = User.objects.create_user(username, password, name=name, phone=phone)
    # The journal keeps the facts of an act; the password must not be among them.
    return Done(user, about=user, facts={"password": None})


@action("accounts.administer", "accounts.enrol")
def enrol(
    actor, unit: Unit, *, username: str, name: str, role: str, title: str = "", phone: str = "",
    from_on: date | None = None,
) -> Done:  # fmt: skip
    """A new user with his first post in `unit`, and a password that he must change at once: (user, password).

    The password is told here and nowhere else. NotReady as in `register_user` and `appoint`.
    """
    password = one_time_password()
    user = register_user(actor, unit, username=username, name=name, password=password, phone=phone)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    appoint(actor, user, unit=unit, role=role, title=title, from_on=from_on)
    return Done((user, password), about=user)


@action("accounts.administer", "accounts.appoint")
def appoint(
    actor, user: User, *, unit: Unit, role: str, title: str = "", from_on: date | None = None
) -> Done:
    """Give the user a post from `from_on` (today). The three administrators hold no other post, and nobody two of
    theirs (GB/T 22239-2019, separation of duties): NotReady."""
    require(actor, "accounts.administer", unit)
    held = Post.objects.filter(user=user).filter(Q(until_on=None) | Q(until_on__gte=clock.today()))
    roles = {*held.values_list("role", flat=True), role}
    if roles & set(ADMINISTRATORS) and len(roles) > 1:
        raise NotReady(_("An administrator holds no other role."))
    if held.filter(unit=unit, role=role, until_on=None).exists():
        raise NotReady(_("%(name)s holds this post already.") % {"name": user.name})
    post = Post.objects.create(user=user, unit=unit, role=role, title=title, from_on=from_on or clock.today())
    return Done(post, about=user)


@action("accounts.administer", "accounts.end_post")
def end_post(actor, post: Post, *, on: date) -> Done:
    """`on` is the last day of the post. What was done in it keeps its name."""
    post = Post.objects.select_for_update().select_related("unit", "user").get(pk=post.pk)
    if post.until_on is not None and post.until_on < clock.today():
        raise NotReady(_("This post is over already."))
    if on < post.from_on:
        raise ValidationError({"on": _("The end lies before the beginning.")})
    if post.user == actor.user and on < clock.today():
        raise ValidationError({"on": _("You cannot end your own post before today.")})
    post.until_on = on
    post.save(update_fields=["until_on"])
    return Done(post, about=post.user, facts={"post": str(post)}, tell=[post.user])


@action("accounts.administer", "accounts.reset_password")
def reset_password(actor, user: User) -> Done:
    """A new one-time password: (user, password). All sessions of the user end; he must change it at once."""
    password = one_time_password()
    user = User.objects.select_for_update().get(pk=user.pk)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return Done((user, password), about=user)


def one_time_password() -> str:
    """Four groups of four, 78 bits: easy to read out, hopeless to guess."""
    return "-".join("".join(secrets.choice(ALPHABET) for _sign in range(4)) for _group in range(4))
