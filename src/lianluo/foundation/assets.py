"""Addresses of the built style, scripts and icons. `npm run build` in frontend/ writes the manifest."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

BUILD = Path(__file__).resolve().parent / "static" / "build"


@cache
def _manifest(changed: float) -> dict[str, str]:
    return json.loads((BUILD / "manifest.json").read_text()) if changed else {}


def _changed() -> float:
    try:
        return (BUILD / "manifest.json").stat().st_mtime
    except FileNotFoundError:
        return 0.0


_changed_at_start = cache(_changed)


@cache
def _address(name: str, changed: float) -> str:
    return static("build/" + _manifest(changed).get(name, name))


def asset(name: str) -> str:
    """The address of `style.css`, `app.js`, `theme.js`, `favicon.svg` or `icons.svg`; the plain name before
    the first build. A running server keeps the build it began with, except while developing.
    """
    return _address(name, _changed() if settings.DEBUG else _changed_at_start())
