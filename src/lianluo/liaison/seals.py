"""What a phone is given while somebody is signed in: the key that seals what it keeps, and marks of whose it is.

The key belongs to the user, not to the session: a record that could not be sent before the session ended is opened again
when the same user signs in on the same phone, and by nobody else (decision 25).
"""

from __future__ import annotations

import base64

from django.utils.crypto import salted_hmac

SALT = "lianluo.liaison.phone"


def key_of(user) -> str:
    """256 bits in base64: of this user, by the machine's own secret; nothing of it is stored."""
    return base64.b64encode(_digest("key", str(user.pk))).decode()


def mark_of(user) -> str:
    """Tells whose records wait on a phone without naming him."""
    return _digest("user", str(user.pk)).hex()[:20]


def session_mark(session_key: str) -> str:
    return _digest("session", session_key).hex()[:20]


def _digest(what: str, of: str) -> bytes:
    return salted_hmac(f"{SALT}.{what}", of, algorithm="sha256").digest()
