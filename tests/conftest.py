"""One database server for all tests, in a folder that git ignores; made on the first run, started and stopped by us."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "build" / "test-data"
# Before anything reads the settings: the tests must never touch an office's data.
os.environ["LIANLUO_DATA"] = str(DATA)
os.environ.pop("LIANLUO_DATABASE_URL", None)

from lianluo.foundation import clock, postgres  # noqa: E402

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}


@pytest.fixture(scope="session")
def database_server():
    """Runs while any test process needs it; workers of pytest-xdist share it."""
    with ExitStack() as stack:
        yield stack.enter_context(postgres.serving(DATA, postgres.Wishes(FAST, create_databases=True)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server, django_db_modify_db_settings_parallel_suffix):
    """pytest-django asks for this before it makes the test database."""


@pytest.fixture
def freeze(monkeypatch):
    """`freeze(date(2026, 7, 1))` or `freeze(datetime)`: the office's clock stands there (a date means nine o'clock)."""

    def set_clock(moment: date | datetime) -> datetime:
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(9))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return set_clock
