"""Units and a browser for the tests of page bases; the actor is put on the request as the accounts' middleware does."""

import pytest

from lianluo.units.models import Unit
from tests.foundation import pages_sample


@pytest.fixture
def sample_site(settings):
    settings.ROOT_URLCONF = "tests.foundation.pages_sample"
    settings.LOGIN_URL = "/sign-in/"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "tests.foundation.pages_sample.PutActor",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
    ]
    settings.LANGUAGE_CODE = "en"
    pages_sample.acted.clear()


@pytest.fixture
def browser(sample_site, client, db):
    session = client.session
    session["who"] = True
    session.save()
    return client


@pytest.fixture
def make_units(db):
    def make(count: int, **fields) -> list[Unit]:
        start = Unit.objects.count()
        defaults = {"kind": "department", "level": "provincial"}
        return Unit.objects.bulk_create(
            Unit(
                **{
                    **defaults,
                    "path": f"/{start + n}/",
                    "name": f"第{start + n:03}检察部",
                    "code": f"{start + n:03}",
                    **fields,
                }
            )
            for n in range(count)
        )

    return make
