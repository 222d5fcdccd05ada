"""What each console command does: (exit status, result for --json, sentence for a person)."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM
from lianluo.config import office
from lianluo.config.cli import DONE, NOT_DONE, REFUSED
from lianluo.exchange.importing import CannotImport
from lianluo.exchange.importing import import_file as run_import
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.foundation.postgres import NoServer
from lianluo.rules.models import Rule
from lianluo.units.models import Unit

Answer = tuple[int, dict[str, Any], str]


def import_file(asked) -> Answer:
    try:
        own = office.prepare()
        outcome = run_import(SYSTEM, own, asked.family, asked.file, named=asked.named, dry_run=asked.dry_run)
    except (CannotImport, Unreadable, NoServer, OSError) as trouble:
        return NOT_DONE, {"error": str(trouble)}, _("Not done: %(why)s") % {"why": trouble}
    return (REFUSED if outcome.refused else DONE), outcome.as_json(), ""


def check(asked) -> Answer:
    try:
        own = office.prepare()
    except NoServer as trouble:
        return NOT_DONE, {"error": str(trouble)}, _("Not done: %(why)s") % {"why": trouble}
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    facts = {
        "database": version,
        "office": own.name,
        "units": Unit.objects.count(),
        "rules": Rule.objects.count(),
    }
    return DONE, facts, ""


def as_text(result: dict[str, Any]) -> str:
    """The result line by line; refused rows one a line."""
    lines = [f"{key}: {value}" for key, value in result.items() if not isinstance(value, list)]
    for key, rows in result.items():
        if isinstance(rows, list):
            lines.append(f"{key}: {len(rows)}")
            lines += ["  " + "  ".join(str(value) for value in row.values()) for row in rows]
    return "\n".join(lines)
