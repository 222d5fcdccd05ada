"""What `lianluo check` looks at. Each finding is a sentence for the person who can mend it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language, gettext
from django.utils.translation import override as language

from lianluo.documents import fonts, office_suite
from lianluo.foundation import assets

LEAST_FREE = 2 * 1024**3  # bytes on the disk of the data folder
OLDEST_SERVER = 150_000


@dataclass(frozen=True)
class Finding:
    name: str
    ok: bool
    sentence: str


def findings() -> list[Finding]:
    return [_database(), _worker(), _disk(), _front_end(), _translations(), *_fonts(), _office_suite()]


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, version = cursor.fetchone()
    where = "external" if settings.DATABASE_URL else "embedded"
    return Finding("database", number >= OLDEST_SERVER, f"PostgreSQL {version} ({where})")


def _worker() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'"
        )
        workers = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        failed = cursor.fetchone()[0]
    sentence = f"{workers} worker(s), {failed} failed job(s)"
    return Finding("jobs", failed == 0, sentence)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    return Finding("disk", free >= LEAST_FREE, f"{free / 1024**3:.1f} GiB free")


def _front_end() -> Finding:
    built = (assets.BUILD / "manifest.json").exists()
    return Finding("pages", built, "built" if built else "style and scripts are missing: run make setup")


def _translations() -> Finding:
    with language("zh-hans"):
        there = get_language() == "zh-hans" and gettext("My jobs") != "My jobs"
    return Finding(
        "translations", there, "compiled" if there else "Chinese texts are missing: run make setup"
    )


def _fonts() -> list[Finding]:
    """The letters' fonts, as the documents room knows them."""
    missing = fonts.health()
    return [Finding("fonts", not missing, " ".join(missing) or "complete")]


def _office_suite() -> Finding:
    """Not required, so never wrong; what it is good for is said."""
    return Finding("templates", True, office_suite.state())
