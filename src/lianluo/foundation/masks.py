"""What is shown of an address or number in place of the whole."""

from __future__ import annotations


def masked(value: str) -> str:
    """First three and last two characters with stars between; short values only stars. "" stays ""."""
    if len(value) < 8:
        return "*" * len(value)
    return f"{value[:3]}{'*' * (len(value) - 5)}{value[-2:]}"
