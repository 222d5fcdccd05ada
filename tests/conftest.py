"""One database server for all tests, in a folder that git ignores; made on the first run, started and stopped by us."""

from __future__ import annotations

import importlib
from contextlib import ExitStack
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation

from lianluo.foundation import clock, postgres
from tests.settings import DATA

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


@pytest.fixture(scope="session")
def database_server():
    """Runs while any test process needs it; workers of pytest-xdist share it."""
    with ExitStack() as stack:
        yield stack.enter_context(postgres.serving(DATA, postgres.Wishes(FAST, create_databases=True)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server, django_db_modify_db_settings_parallel_suffix):
    """pytest-django asks for this before it makes the test database."""


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests():
    """Tests with real transactions empty every table at their end, the append-only ones too."""
    refused = TransactionTestCase._fixture_teardown

    def empty(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 = 32"
            )
            guards = cursor.fetchall()
            for table, name in guards:
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')
            refused(self)
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")
            for table, name in guards:
                cursor.execute(f'ALTER TABLE {table} ENABLE TRIGGER "{name}"')

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def one_language():
    """A request in Chinese leaves its language behind in the thread; the next test begins in the tests' own."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def freeze(monkeypatch):
    """`freeze(date(2026, 7, 1))` or `freeze(datetime)`: the clock stands there in every thread (a date means nine)."""

    def set_clock(moment: date | datetime) -> datetime:
        moment = clock.moment_of(moment)
        monkeypatch.setattr(clock, "machine_time", lambda: moment)
        return moment

    return set_clock


@pytest.fixture
def rooms(db, tmp_path):
    """The small office of `tests.rooms`, with its people and no register yet."""
    return importlib.import_module("tests.rooms").open_office(
        tmp_path
    )  # models are not ready when this file is read


@pytest.fixture
def client_of():
    """`client_of(user)`: a browser of its own, signed in (None: not)."""

    def opened(user) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return opened
