"""Whether a database was already made ready by exactly this version, told without loading Django: the second start
of `lianluo up` must not pay for what the first one did. The mark is a comment on the database, so that another
database, or one restored from a backup, is looked at again."""

from __future__ import annotations

import hashlib
from importlib import metadata

import psycopg
from psycopg import sql

from lianluo.config import settings

LIBRARIES = ("django", "procrastinate", "django-pgtrigger", "django-axes", "django-htmx")
WATCHED = ("*/migrations/*.py", "*/data/*", "*/static/build/manifest.json")


def fingerprint() -> str:
    """Changes with the migrations, the seeded dictionaries, the built front end and the libraries with tables."""
    told = hashlib.sha256(f"{settings.DEMO} {settings.STATIC_ROOT}".encode())
    for name in LIBRARIES:
        told.update(f"{name} {metadata.version(name)}\n".encode())
    for pattern in WATCHED:
        for file in sorted(settings.PACKAGE.glob(pattern)):
            if file.is_file():
                told.update(file.relative_to(settings.PACKAGE).as_posix().encode())
                told.update(file.read_bytes())
    return f"lianluo ready {told.hexdigest()[:32]}"


def is_prepared() -> bool:
    if not settings.STATIC_ROOT.is_dir():
        return False
    try:
        with _connect() as connection:
            row = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            ).fetchone()
    except psycopg.Error:
        return False
    return row == (fingerprint(),)


def mark_prepared() -> None:
    """A role that does not own its database cannot set the mark: then every start looks again."""
    try:
        with _connect() as connection:
            name = sql.Identifier(connection.info.dbname)
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(fingerprint()))
            )
    except psycopg.errors.InsufficientPrivilege:
        return


def _connect() -> psycopg.Connection:
    place = settings.DATABASES["default"]
    return psycopg.connect(
        host=place["HOST"],
        port=place["PORT"],
        user=place["USER"],
        password=place.get("PASSWORD") or None,
        dbname=place["NAME"],
        connect_timeout=10,
    )
