"""Addresses of the built style, scripts and icons. `npm run build` in frontend/ writes the manifest."""

import json
from functools import cache
from hashlib import sha256
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


def built(name: str) -> str | None:
    """The text of a built file that is served by a view and not by its address; None before the first build."""
    path = BUILD / _manifest(_changed() if settings.DEBUG else _changed_at_start()).get(name, name)
    return path.read_text(encoding="utf-8") if path.exists() else None


def addresses() -> list[str]:
    """Of every built style, script and drawing, and of htmx: what a page away from the desk may ask for."""
    names = sorted(path.name for path in BUILD.iterdir() if path.suffix in (".js", ".css", ".svg"))
    return [
        *(static(f"build/{name}") for name in names if not name.startswith(("sw-", "editor-"))),
        static("django_htmx/htmx-2.min.js"),
    ]


def mark(names: list[str]) -> str:
    """A short mark of these addresses: another build has another."""
    return sha256("\n".join(names).encode()).hexdigest()[:12]
