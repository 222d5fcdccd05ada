"""Lines of a judged file in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.exchange.importing import WHY
from lianluo.exchange.judging import CHANGED, DUPLICATE, GROUPS, NEW, REFUSED, UNCHANGED
from lianluo.exchange.ledgers.problems import Problem
from lianluo.foundation.masks import masked
from lianluo.matters.models import Matter, Referral
from lianluo.people.models import Mandate, Person

CONTACTS = {"mobile", "telephone", "email", "address"}
ICONS = {NEW: "plus", CHANGED: "pencil", UNCHANGED: "equal", DUPLICATE: "copy", REFUSED: "ban"}
MODELS = {"roster": (Person, Mandate), "matters": (Matter,)}


def group_labels() -> dict[str, str]:
    labels = (
        _("New rows"), _("Changed rows"), _("Unchanged rows"), _("Rows that look alike"), _("Refused rows"),
    )  # fmt: skip
    return dict(zip(GROUPS, labels, strict=True))


def in_words(line: dict[str, Any], family: str) -> dict[str, Any]:
    """The line with its problems, changes and likeness as sentences."""
    problems = [Problem.from_dict(each) for each in line.get("problems", ())]
    notices = [Problem.from_dict(each) for each in line.get("notices", ())]
    return {
        **line,
        "problems": [{"column": each.column, "reason": each.sentence} for each in problems],
        "notices": [{"column": each.column, "reason": each.sentence} for each in notices],
        "remedy": " ".join(dict.fromkeys(each.remedy for each in problems if each.remedy)),
        "changes": [_change(family, *change) for change in line.get("changes", ())],
        "stage": str(Referral.Stage(line["stage"]).label) if "stage" in line else "",
        "why": str(WHY[line["why"]]) if "why" in line else "",
        "lands": _lands(line),
    }


def _lands(line: dict[str, Any]) -> str:
    if "like_row" not in line:
        return ""
    return _("imported all the same") if line.get("state") else _("not imported")


def _change(family: str, name: str, old: str, new: str) -> dict[str, str]:
    if name in CONTACTS:
        old, new = masked(old), masked(new)
    if name in ("signatories", "term"):
        label = (
            pgettext("ledger column", "co-signatories")
            if name == "signatories"
            else _("congress or CPPCC committee and term")
        )
        return {"label": label, "old": old, "new": new}
    field = next(field for model in MODELS[family] for field in model._meta.fields if field.name == name)
    words = {str(key): str(value) for key, value in field.flatchoices}
    return {"label": str(field.verbose_name), "old": words.get(old, old), "new": words.get(new, new)}
