"""A form sent twice acts once. The form carries a token; the session keeps the tokens done and where they led."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction

FIELD = "once"
_KEPT = 30
_KEY = "acts_done"


def token() -> str:
    return secrets.token_urlsafe(12)


def run(request, act: Callable[[], str]) -> str:
    """Runs `act`, which gives a URL, unless this form was already done: then gives the URL of the first time.

    The second of two simultaneous requests waits for the first. Act and memory are one transaction: both hold or none.
    """
    key = request.POST.get(FIELD, "")[:40]
    session = getattr(request, "session", None)
    if not key or session is None:
        return act()
    with transaction.atomic():
        wait_for_twin(key)
        done = _done(session)
        if key in done:
            return done[key]
        url = act()
        session[_KEY] = dict([*done.items(), (key, url)][-_KEPT:])
        session.save()
        return url


def wait_for_twin(key: str) -> None:
    """Inside a transaction: who comes second with the same key waits until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"once:{key}"])


def _done(session: SessionBase) -> dict[str, str]:
    """What is stored now, not what was stored when this request began."""
    if not session.session_key:
        return session.get(_KEY, {})
    return type(session)(session.session_key).get(_KEY, {})
