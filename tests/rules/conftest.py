"""A provincial office with the settings every office starts with."""

from datetime import date

import pytest

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Post, Role, User
from lianluo.rules.actions.seeding import seed
from lianluo.units.models import Unit

TODAY = date(2026, 11, 24)


@pytest.fixture
def sign_in(client, freeze):
    freeze(TODAY)
    seed()
    office = Unit.objects.create(
        path="/1/", kind="procuratorate", level="provincial", name="辽宁省人民检察院"
    )

    def sign_in(role: str):
        user = User.objects.filter(username=role).first()
        if user is None:
            user = User.objects.create_user(role, name="周敏")
            Post.objects.create(user=user, unit=office, role=role, from_on=date(2020, 1, 1))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def setter(sign_in, client):
    """The actor of a liaison office that sets rules; nobody is signed in afterwards."""
    sign_in(Role.LIAISON_OFFICE)
    client.logout()
    return actor_of(User.objects.get(username=Role.LIAISON_OFFICE))
