"""The two cookies of the deputies' own pages: what a browser shows at the door, and the device it is afterwards."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

DEVICE = "lianluo_portal"
ENTRY = "lianluo_entry"
ENTRY_LASTS = 45 * 60
"""Seconds from the link to the typed code: long enough for a telephone call."""
_SALT = "lianluo.portal.entry"
_PATH = "/portal/"


@dataclass(frozen=True)
class Entry:
    """The secret that was shown at the door, right or wrong, and a mark of the browser that showed it."""

    secret: str
    browser: str


def begin(request, response, secret: str) -> None:
    """Keeps the secret of a link or code for the next pages. The cookie looks the same whatever the secret is."""
    value = signing.dumps([secret[:80], secrets.token_urlsafe(16)], salt=_SALT)
    _set(request, response, ENTRY, value, ENTRY_LASTS)


def entry_of(request) -> Entry | None:
    """What `begin` kept, unless it is too old or was tampered with."""
    try:
        kept = signing.loads(request.COOKIES.get(ENTRY, ""), salt=_SALT, max_age=ENTRY_LASTS)
    except signing.BadSignature:
        return None
    return Entry(*kept)


def let_in(request, response, token: str, is_remembered: bool) -> None:
    """The device's token in place of the entry. Remembered: as long as browsers keep a cookie; the row decides."""
    _set(request, response, DEVICE, token, 400 * 86_400 if is_remembered else None)
    response.delete_cookie(ENTRY, path=_PATH, samesite="Lax")


def let_out(response) -> None:
    response.delete_cookie(DEVICE, path=_PATH, samesite="Lax")


def _set(request, response, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        name, value, max_age=max_age, path=_PATH, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def place_of(request) -> str:
    """The network address of the caller, as the first of the office's own proxies saw it."""
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(told) >= settings.PROXIES:
        return told[-settings.PROXIES][:60]
    return request.META.get("REMOTE_ADDR", "")
