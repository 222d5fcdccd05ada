"""The board of a session: figures that open their rows, by delegation and by department, and what is most urgent."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.foundation import clock
from lianluo.matters.models import SessionMode, VoicedOpinion
from lianluo.matters.voicing_clock import stamp, time_left
from lianluo.matters.voicing_queries import counts_by, counts_of, most_urgent, opinions_for

V = VoicedOpinion.Stage
STAGES = {
    "voiced": "",
    "in_hand": V.HANDED_OVER,
    "answered": V.ANSWERED,
    "to_tell": V.CHECKED,
    "told": V.TOLD,
}


def rows_url(mode: SessionMode, **asked) -> str:
    """The list with exactly these rows."""
    asked = {"mode": mode.pk, **{name: value for name, value in asked.items() if value}}
    return f"{reverse('matters:voiced_list')}?{urlencode({'tab': 'all', **asked})}"


def board_of(actor, mode: SessionMode) -> dict:
    rows = opinions_for(actor).filter(mode=mode)
    return {
        "strip": _strip(mode, counts_of(VoicedOpinion.objects.visible_to(actor).filter(mode=mode))),
        "tables": [
            (_("By delegation"), _("Delegation"), [
                _line(mode, row, row["delegation"] or "—", delegation=row["delegation"])
                for row in counts_by(_plain(actor, mode), "delegation")
            ]),
            (_("By department"), _("Department"), [
                _line(mode, row, _department(row), department=row["matter__department_id"])
                for row in counts_by(_plain(actor, mode), "matter__department_id", "matter__department__name",
                                     "matter__department__short_name")
            ]),
        ],
        "urgent": [(row, *time_left(row)) for row in most_urgent(rows)],
        "as_of": stamp(clock.now())[-5:],
    }  # fmt: skip


def _plain(actor, mode: SessionMode):
    return VoicedOpinion.objects.visible_to(actor).filter(mode=mode)


def _department(row: dict) -> str:
    return (
        row["matter__department__short_name"] or row["matter__department__name"] or _("not handed over yet")
    )


def _strip(mode: SessionMode, counts: dict[str, int]) -> list[dict]:
    today = _("today %(n)d")
    notes = {"voiced": "voiced_today", "answered": "answered_today", "told": "told_today"}
    labels = {
        "voiced": pgettext("board", "Voiced"), "in_hand": pgettext("board", "In hand"),
        "answered": pgettext("board", "Answered, to be checked"), "to_tell": pgettext("board", "To be told"),
        "told": pgettext("board", "Told"),
    }  # fmt: skip
    found = [
        {"label": labels[name], "value": counts[name], "url": rows_url(mode, stage=stage),
         "note": today % {"n": counts[notes[name]]} if name in notes else ""}
        for name, stage in STAGES.items()
    ]  # fmt: skip
    late = {
        "label": pgettext("board", "Overdue"), "value": counts["overdue"],
        "url": f"{rows_url(mode).replace('tab=all', 'tab=overdue')}",
        "note": _("past their hour") if counts["overdue"] else _("none past its hour"),
    }  # fmt: skip
    if counts["overdue"]:
        late |= {"tone": "red", "icon": "alarm"}
    return [*found, late]


def _line(mode: SessionMode, row: dict, label: str, **asked) -> dict:
    cells = [(row[name], rows_url(mode, stage=stage, **asked)) for name, stage in STAGES.items()]
    late = rows_url(mode, **asked).replace("tab=all", "tab=overdue")
    return {"label": label, "cells": cells, "overdue": row["overdue"], "overdue_url": late}
