"""Addresses of a deputy's own pages as they stand in letters and mails.

The room of those pages stands above this one, a machine that serves the desk alone does not even have it, and what was
printed or mailed must not change: so the paths are written down here.
"""

from __future__ import annotations

from django.conf import settings

RATE = "/portal/r/"
BRIEFINGS = "/portal/briefings/"
READING = "/portal/b/{token}/"


def address_of(path: str, **parts: str) -> str:
    """With the machine that deputies reach (`LIANLUO_PORTAL_ADDRESS`)."""
    return settings.PORTAL_ADDRESS + path.format(**parts)
