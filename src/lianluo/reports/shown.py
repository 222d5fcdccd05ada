"""A report's figures arranged for its page: strip, blocks, tables. Every figure carries the address of its rows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lianluo.journal.jobruns import JobRun
from lianluo.matters.models import Matter
from lianluo.reports import figures
from lianluo.reports.composing import COLUMNS
from lianluo.reports.figures import (
    GATES,
    KINDS,
    LEFT,
    MODES,
    OTHERS_OF,
    RATES,
    RATINGS,
    STAGES_OF_LETTERS,
    Figure,
    Rate,
)  # fmt: skip
from lianluo.reports.models import SessionReport
from lianluo.reports.queries import breakdown

STRIP = ("replied_rate", "on_time_rate", "return_rate", "satisfaction_rate")
_RATES = {rate.name: rate for rate in RATES}


def _rows_url(report: SessionReport, name: str) -> str:
    return reverse("reports:rows", args=[report.pk, name])


def strip(report: SessionReport) -> list[dict]:
    """The total and four rates; the return rate stands beside the satisfaction."""
    late = report.figures["overdue"]
    whole = {
        "label": _("Suggestions and proposals"), "value": report.figures["total"], "unit": pgettext("unit", "items"),
        "url": _rows_url(report, "total"),
        "note": _("%(count)s overdue") % {"count": late} if late else _("nothing is overdue"),
    }  # fmt: skip
    return [whole, *[_rate(report, _RATES[name]) for name in STRIP]]


def rates(report: SessionReport) -> list[dict]:
    """Those that are not in the strip."""
    return [
        _rate(report, rate) for rate in RATES if rate.name not in STRIP and rate.numerator in report.figures
    ]


def _rate(report: SessionReport, rate: Rate) -> dict:
    over, under = report.figures[rate.numerator], report.figures[rate.denominator]
    found = figures.share(over, under)
    return {
        "label": rate.label, "value": "—" if found is None else f"{found:g}", "numerator": over,
        "denominator": under, "unit": "", "share": found, "note": rate.note,
        "url": _rows_url(report, rate.numerator), "denominator_url": _rows_url(report, rate.denominator),
    }  # fmt: skip


def blocks(report: SessionReport, known: dict[str, Figure]) -> list[dict]:
    """Cards of figures: {"heading", "lines": [{"label", "value", "unit", "url", "note", "part"}]}."""
    known = {name: figure for name, figure in known.items() if name in report.figures}
    classes = [name for name in known if name.startswith("class_")]
    gates = [f"{gate}_{state}" for gate in GATES for state in ("contacted", "excepted", "missing")]
    letters = [f"letter_{stage}" for stage in STAGES_OF_LETTERS]
    others = [f"{name}{part}" for name in OTHERS_OF.values() for part in ("", "_done", "_open")]
    arranged = (
        (_("What came in"), ["received", *LEFT.values(), "total"], [*KINDS.values()],
         ["persons", "person_times", "organisation_times"]),
        (_("Counted by the statute"), ["statutory_total"], ["statutory_replied", "statutory_open"],
         ["statutory_on_time", "statutory_late"]),
        (_("Counted apart"), [], others, []),
        (_("Who handles it"), ["total"], [*MODES.values()], ["assigned", "unassigned", "key"]),
        (_("Replies and deadlines"), ["needing_reply"], ["replied", "signed_off", "in_hand"],
         ["on_time", "late", "overdue", "not_due", "opinion_given", "opinion_due"]),
        (_("Result classes"), ["replied"], classes, ["adopted", "handled_again", "closed"]),
        (_("Contacts at the three gates"), ["contact_due"], gates, ["all_gates", "in_person"]),
        (_("Letters"), ["letters"], letters, ["persons_answered", "answers_due", "answers_sent", "answers_open"]),
        (_("Feedback: result"), ["forms_sent", "forms_silent", "forms_returned"],
         [f"result_{rating}" for rating in RATINGS], []),
        (_("Feedback: attitude"), ["forms_returned"], [f"attitude_{rating}" for rating in RATINGS], []),
        (_("Commitments"), ["commitments"],
         ["commitments_kept", "commitments_missed", "commitments_running"], []),
    )  # fmt: skip
    return [
        {
            "heading": heading,
            "lines": [_line(report, known[name], False) for name in heads if _told(report, name, known)]
            + [_line(report, known[name], _is_part(name)) for name in parts if _tells(report, name)]
            + [_line(report, known[name], False) for name in further if name in known],
        }
        for heading, heads, parts, further in arranged
        if any(name in known for name in heads) or any(_tells(report, name) for name in parts)
    ]


def _told(report: SessionReport, name: str, known) -> bool:
    """How a matter left is said where any did; a report kept before a figure was counted does not show it."""
    return name in known and (name not in LEFT or bool(report.figures[name]))


def _is_part(name: str) -> bool:
    return name not in OTHERS_OF.values()


def _tells(report: SessionReport, name: str) -> bool:
    """Parts that are nothing are left out, but for contacts that are missing."""
    return name in report.figures and (bool(report.figures[name]) or name.endswith("_missing"))


def _line(report: SessionReport, figure: Figure, part: bool) -> dict:
    return {
        "label": figure.label, "value": report.figures[figure.name], "unit": figure.unit, "part": part,
        "url": _rows_url(report, figure.name), "note": figure.note,
    }  # fmt: skip


def tables(report: SessionReport, known: dict[str, Figure]) -> list[dict]:
    """By department and by delegation: {"caption", "head", "rows": [(label, cells)], "foot"}; cells (count, url)."""
    heads = {"total": _("All"), "needing_reply": _("Reply owed")}
    captions = {
        "kind": _("By kind of input"), "department": _("By department"), "group": _("By delegation or sector"),
    }  # fmt: skip
    firsts = {"kind": _("Kind"), "department": _("Department"), "group": _("Delegation or sector")}
    return [
        {
            "caption": captions[by],
            "first": firsts[by],
            "head": [heads.get(name, known[name].label) for name in COLUMNS],
            "rows": [
                (
                    Matter.Kind(label).label if by == "kind" else label,
                    [(counts[name], _part_url(report, name, by, place)) for name in COLUMNS],
                )
                for place, (label, counts) in enumerate(breakdown(report, by, COLUMNS))
            ],
            "foot": [(report.figures[name], _rows_url(report, name)) for name in COLUMNS],
        }
        for by in captions
        if by in report.by
    ]


def _part_url(report: SessionReport, name: str, by: str, place: int) -> str:
    return reverse("reports:part", args=[report.pk, name, by, place])


def bar_of(run: JobRun) -> dict:
    """A run for the `jobbar` part."""
    left = run.time_left
    seconds = left.seconds if left is not None else 0
    return {
        "title": run.label, "state": run.state, "done": run.done, "total": run.total, "current": run.current,
        "left": ngettext("%(n)s second left", "%(n)s seconds left", seconds) % {"n": seconds} if seconds else "",
        "note": run.error or run.get_state_display(),
    }  # fmt: skip
