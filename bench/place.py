"""Where the benches work: a data folder of their own under build/, with the product's settings. Import before Django."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "build" / "bench-data"
sys.path[:0] = [path for path in (str(PROJECT / "src"), str(PROJECT)) if path not in sys.path]
os.environ["LIANLUO_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "lianluo.config.settings"

import django  # noqa: E402

django.setup()


def machine() -> str:
    """One line about what the figures were taken on; the load tells whether it was quiet."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {load}"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A Markdown table."""
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
