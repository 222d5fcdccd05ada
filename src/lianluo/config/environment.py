"""Typed readers of the machine's settings. A value that cannot be read stops the start with a sentence."""

from __future__ import annotations

import os
from pathlib import Path


class BadSetting(SystemExit):
    """A setting has a value that cannot be used; the message names the variable, the value and what is allowed."""

    def __init__(self, name: str, value: str, wanted: str):
        super().__init__(f"{name}={value!r} cannot be used: {wanted}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name)
    if value == "":
        return default
    if value not in ("True", "False"):
        raise BadSetting(name, value, "write True or False")
    return value == "True"


def number(name: str, default: int, low: int, high: int) -> int:
    value = text(name)
    if value == "":
        return default
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise BadSetting(name, value, f"write a whole number from {low} to {high}")
    return int(value)


def choices(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Some of `allowed`, separated by commas; all of them where nothing is set."""
    value = text(name)
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if set(chosen) - set(allowed):
        raise BadSetting(name, value, f"write one or several of {', '.join(allowed)}, separated by commas")
    return chosen or allowed


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def secret(name: str, file: Path) -> str:
    """The secret from the variable NAME, else from NAME_FILE, else from `file`, made on first use (mode 600)."""
    if value := text(name):
        return value
    if path := text(f"{name}_FILE"):
        return Path(path).read_text().strip()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(os.urandom(32).hex())
    return file.read_text().strip()
