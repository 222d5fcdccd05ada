"""The journal of one matter as entries of a timeline."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import WORKFLOWS
from lianluo.journal.models import Entry
from lianluo.matters.models import Assignment, Matter, Reply

LIMIT = 200


IMPORTED = "matters.import_row"


def act_label(act: str):
    """The step's own label; an act of no workflow by its name."""
    name, _dot, step = act.rpartition(".")
    return WORKFLOWS[name].step(step).label if name in WORKFLOWS else act


def timeline_of(matter: Matter) -> list[dict]:
    """Newest first; the oldest is the registration."""
    entries = [
        {"icon": "circle-dot", "title": _title(entry), "when": _stamp(entry.at),
         "text": _who(entry.user, entry.unit) + _source(entry)}
        for entry in _entries_of(matter)
    ]  # fmt: skip
    registered = {
        "icon": "file-plus", "title": _("Registered"), "when": _stamp(matter.registered_at),
        "text": _who(matter.registered_by, None),
    }  # fmt: skip
    return [*entries, registered]


def _entries_of(matter: Matter) -> list[Entry]:
    """Acts on the matter itself, on its assignments and on its replies."""
    about = Q(about_model=Matter._meta.label, about_id=matter.pk)
    parts = (Assignment.objects.filter(matter=matter), Reply.objects.filter(assignment__matter=matter))
    for rows in parts:
        about |= Q(about_model=rows.model._meta.label, about_id__in=rows.values("pk"))
    found = Entry.objects.filter(about).select_related("user", "unit").order_by("-id")
    return list(found[:LIMIT])


def _title(entry: Entry):
    if entry.act != IMPORTED:
        return act_label(entry.act)
    return _("Imported from a file") if entry.facts.get("state") == "new" else _("Updated from a file")


def _source(entry: Entry) -> str:
    """The file that an imported row came from."""
    return f" · {entry.facts.get('file', '')}" if entry.act == IMPORTED else ""


def _stamp(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _who(user, unit) -> str:
    return " ".join(filter(None, [unit.label if unit else "", user.name if user else _("the system")]))
