"""Letters into a folder, for the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM
from lianluo.correspondence.actions.printing import file_name, rendered
from lianluo.correspondence.models import Letter
from lianluo.correspondence.queries import ready_to_print, waiting
from lianluo.journal.writing import record
from lianluo.units.models import Unit


def print_letters(office: Unit, out: Path, progress: Callable[[int, int, str], None]) -> dict:
    """Word and PDF of every numbered letter: {"letters", "files", "refused"}.

    `refused` names what cannot be printed yet: letters that the office's template cannot hold, those without a number,
    addressees without a letter. Running it again writes the same files again.
    """
    total, files, failed = ready_to_print(office).count(), [], []
    for letter, kind, content in rendered(office, refused=failed):
        target = out / file_name(letter, kind)
        target.write_bytes(content)
        files.append(str(target))
        if kind == "pdf":
            progress(len(files) // 2 + 1, total, str(letter))
    record(SYSTEM, "letter.print_all", office, {"letters": total, "folder": out.name})
    return {"letters": total, "files": files, "refused": [
        *({"addressee": row.addressee.name, "reason": reason} for row, reason in failed),
        *_without_number(office), *_without_letter(office),
    ]}  # fmt: skip


def _without_number(office: Unit) -> list[dict]:
    rows: QuerySet[Letter] = Letter.objects.filter(office=office, stage=Letter.Stage.COMPOSED)
    return [
        {"addressee": row.addressee.name, "reason": _("The letter has no number yet.")}
        for row in rows.select_related("person", "organisation").order_by("id")
    ]


def _without_letter(office: Unit) -> list[dict]:
    return [
        {
            "addressee": each.proposer.name,
            "reason": _("Answers are signed off, but no letter is composed yet."),
        }
        for each in waiting(office)
    ]
