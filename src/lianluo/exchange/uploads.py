"""Uploaded files between the preview and the import: one private folder each, under a key nobody can guess."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings

MAX_AGE = 24 * 3600  # the files hold personal data: they do not stay longer than a day
_KEY = re.compile(r"[A-Za-z0-9_-]{20,60}")


def _root() -> Path:
    return Path(settings.DATA) / "uploads"


def keep(file) -> str:
    """Store a Django upload; returns its key. Uploads older than a day are removed on the way."""
    _forget_old()
    key = secrets.token_urlsafe(24)
    folder = _root() / key
    folder.mkdir(parents=True, mode=0o700)
    with open(folder / safe_name(file.name), "wb") as kept:
        shutil.copyfileobj(file, kept)
    return key


def find(key: str) -> Path | None:
    """The file kept under the key; None when it is gone or there never was one."""
    if not _KEY.fullmatch(key) or not (_root() / key).is_dir():
        return None
    return next((path for path in (_root() / key).iterdir() if path.is_file()), None)


def record_of(key: str, run: int) -> Path:
    """The folder for what a run wrote down about the file of this key."""
    return _root() / key / f"run-{run}"


def forget(key: str) -> None:
    if _KEY.fullmatch(key):
        shutil.rmtree(_root() / key, ignore_errors=True)


def safe_name(name: str) -> str:
    """The file's own name, since title and ending are read from it; nothing that a path could be made of."""
    bare = re.sub(r"[^\w.()（）《》 -]", "_", Path(name).name).lstrip(".")
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[:60]}{dot}{ending[:8]}" if stem else f"file.{ending[:8]}"


def _forget_old() -> None:
    if not _root().is_dir():
        return
    for folder in _root().iterdir():
        if time.time() - folder.stat().st_mtime > MAX_AGE:
            shutil.rmtree(folder, ignore_errors=True)
