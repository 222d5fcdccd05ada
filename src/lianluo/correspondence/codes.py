"""The code on a feedback form: twelve characters that a hand can type, reckoned from the letter and never stored.

Crockford's base32 (no I, L, O, U): eleven characters are 55 bits of an HMAC of the letter under a key derived from the
machine's secret, the twelfth checks them. A reprint shows the same code; a new letter has a new one.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings

from lianluo.people.tokens import SIGNS, signs_in

LENGTH = 12


def _key(use: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"lianluo.form-code.{use}".encode(), sha256)


def code_for(letter_id: int) -> str:
    """Twelve characters without hyphens."""
    bits = int.from_bytes(hmac.digest(_key("code"), str(letter_id).encode(), sha256)[:7]) >> 1
    body = "".join(SIGNS[bits >> 5 * place & 31] for place in reversed(range(LENGTH - 1)))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Odd weights: every wrong character is noticed, and nearly every pair that changed places."""
    return SIGNS[sum((2 * place + 1) * SIGNS.index(char) for place, char in enumerate(body)) % 32]


def read(typed: str) -> str:
    """What somebody typed, in the code's own letters: case, blanks and hyphens do not matter, O is 0, I and L are 1. What
    cannot be a code comes back as "", which no letter has."""
    shown = signs_in(typed, LENGTH)
    return shown if shown and check_character(shown[:-1]) == shown[-1] else ""


def digest_of(code: str) -> str:
    return hmac.digest(_key("digest"), code.encode(), sha256).hex()


def source_of(address: str) -> str:
    """A network address as it is counted: not readable from the database."""
    return hmac.digest(_key("source"), address.encode(), sha256).hex()
