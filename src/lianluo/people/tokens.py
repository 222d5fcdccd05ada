"""Secrets by which a deputy comes to her own pages, and the keyed hashes that are kept in their place. Pure."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: five bits a sign, nothing that looks like something else."""
LENGTH = 16
"""Eighty bits: what a printed code must hold when nothing but its secrecy guards it."""
_MISREAD = str.maketrans("OIL", "011")
_SALT = "lianluo.people.access"


def new_link() -> str:
    """The secret of a personal link, 160 bits."""
    return secrets.token_urlsafe(20)


def new_device() -> str:
    """What a remembered browser shows, 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """The secret of a printed code, 80 bits: `XXXX-XXXX-XXXX-XXXX`."""
    return grouped("".join(secrets.choice(SIGNS) for _n in range(LENGTH)))


def read_code(typed: str) -> str:
    """A printed code as it was typed: any case, spaces and dashes, O for 0, I and L for 1. "" for what cannot be one."""
    return grouped(signs_in(typed, LENGTH))


def signs_in(typed: str, length: int) -> str:
    """So many of our signs in what somebody typed; case, blanks and hyphens do not matter. "" for what cannot be such."""
    signs = "".join(sign for sign in typed.upper().translate(_MISREAD) if sign.isalnum())
    return "" if len(signs) != length or set(signs) - set(SIGNS) else signs


def grouped(signs: str) -> str:
    """In fours, as they are printed."""
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def new_digits() -> str:
    """A one-time code of six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def digest(secret: str) -> str:
    """What is stored of a secret: useless without the machine's key, 64 signs."""
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()
