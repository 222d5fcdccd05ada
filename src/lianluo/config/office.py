"""Makes a data folder ready for use: database running, migrated, units and dictionaries in place, accounts opened."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.utils.translation import override

from lianluo.accounts.actions.post import enrol, reset_password
from lianluo.accounts.actor import SYSTEM, Actor, actor_in
from lianluo.accounts.forms import USERNAME
from lianluo.accounts.models import Post, Role, User
from lianluo.accounts.queries import has_accounts
from lianluo.foundation import clock, postgres
from lianluo.foundation.workflow import NotReady
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit
from lianluo.units.queries import department_named


def prepare() -> Unit:
    """The provincial office, on a database that is migrated and seeded. Safe to run again, with the server up or not."""
    if not settings.DATABASE_URL:
        postgres.ensure_running(settings.DATA)
    with one_at_a_time("prepare"):
        call_command("migrate", verbosity=0, interactive=False)
        units_seeding.seed()
        rules_seeding.seed()
    return Unit.objects.get(code=units_seeding.LIAONING)


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Commands that start together on an empty database wait for each other; after an error the lock goes with the
    process. Asked for again and again rather than waited for: a waiting session would hold a snapshot."""
    name = f"lianluo {what}"
    while not _told_by_database("SELECT pg_try_advisory_lock(hashtext(%s))", name):
        time.sleep(0.2)
    yield
    _told_by_database("SELECT pg_advisory_unlock(hashtext(%s))", name)


def _told_by_database(question: str, *values: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def is_new() -> bool:
    """Whether nobody can sign in yet: no office has been set up on this database."""
    return not has_accounts()


class CannotOpen(Exception):
    """The message tells the person at the terminal why there is no such account."""


def open_account(
    own: Unit, username: str, *, name: str | None, role: str, unit: str
) -> dict[str, str | bool]:
    """A new user in his first post, or, where the user name is known, a new one-time password: facts to print.

    `role` is an id or its Chinese word, `unit` a department of the procuratorate `own` or "" for itself.
    """
    known = User.objects.filter(username=username).first()
    with override("zh-hans"):
        if known:
            user, password = reset_password(SYSTEM, known)
            held = user.posts.select_related("unit").first()
            return _told(user, password, held.role if held else "", held.unit if held else own, False)
        if not name:
            raise CannotOpen("新账号须用 --name 写明姓名。 A new account needs --name.")
        chosen, place = _role(role), _department(own, unit)
        try:
            USERNAME(username)
            user, password = enrol(SYSTEM, place, username=username, name=name, role=chosen)
        except (ValidationError, NotReady) as refusal:
            raise CannotOpen(" ".join(map(str, getattr(refusal, "messages", [refusal])))) from None
        return _told(user, password, chosen, place, True)


class NoClerk(Exception):
    """The message says who could take over the register of referred cases."""


def clerk_of(own: Unit, username: str | None) -> Actor:
    """The clerk of the liaison office on whose access list the cases land: the console itself may see none.

    Without a user name the only one there is; NoClerk otherwise.
    """
    posts = Post.objects.held_on(clock.today()).filter(
        Q(unit=own) | Q(unit__parent=own, unit__kind=Unit.Kind.DEPARTMENT),
        role=Role.LIAISON_OFFICE,
        user__is_active=True,
    )
    clerks = {
        post.user.username: post for post in posts.select_related("user", "unit__parent").order_by("-pk")
    }
    if not username and len(clerks) == 1:
        return actor_in(next(iter(clerks.values())))
    if username in clerks:
        return actor_in(clerks[username])
    known = "、".join(sorted(clerks)) or "—"
    raise NoClerk(
        f"转交案件只能由联络处工作人员导入，请用 --as 写明用户名；现有：{known}。 "
        "Referred cases are taken over by a clerk of the liaison office: name one with --as."
    )


def _told(user: User, password: str, role: str, unit: Unit, created: bool) -> dict[str, str | bool]:
    label = str(Role(role).label) if role else ""
    return {
        "username": user.username,
        "name": user.name,
        "password": password,
        "role": label,
        "unit": unit.label,
        "created": created,
    }


def _role(word: str) -> str:
    """The id of a role given as id or as the word on the page."""
    ids = {str(label): value for value, label in Role.choices} | {value: value for value in Role.values}
    if word not in ids:
        known = "、".join(str(label) for label in Role.labels)
        raise CannotOpen(
            f"没有“{word}”这一角色，可选：{known}。 Unknown role; one of {', '.join(Role.values)}."
        )
    return ids[word]


def _department(own: Unit, name: str) -> Unit:
    if not name:
        return own
    found = department_named(own, name)
    if found is None:
        raise CannotOpen(f"{own.label}没有“{name}”这一部门。 There is no such department.")
    return found
