"""The journal of one matter as entries of a timeline."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.foundation.workflow import WORKFLOWS
from lianluo.journal import words
from lianluo.journal.models import Entry
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, Reply, VoicedOpinion

LIMIT = 200
SEALED = ("matter.record_feedback", "matter.record_late_feedback", "matters.rate")
"""What was said in a rating stands on its own tab, behind its own gate; here only that there is one."""
UNTOLD = ("referral.look", "documents.attach")
"""Looks have a list of their own; what is attached is told by the act that attached it."""


IMPORTED = "matters.import_row"
REGISTRATIONS = ("matters.register", "session_mode.voice")
ACTS = {
    "matters.register": ("file-plus", _lazy("Registered by hand")),
    "matters.import_list": ("file-import", _lazy("Registered from a list")),
    "matters.rate": ("message-star", _lazy("Rated by the deputy")),
    "matter.record_late_feedback": ("message-star", _lazy("Entered the feedback of an earlier round")),
    "matters.urge": ("bell-ringing", _lazy("Urged in writing")),
    "matters.say": ("message-plus", _lazy("Said on own pages")),
    "documents.attach": ("paperclip", _lazy("File attached")),
    "documents.withdraw_attachment": ("paperclip", _lazy("File taken out")),
}
TOLD = ("reason", "comment", "exception", "said", "text")
NAMED = {
    "person": _lazy("Signatory"),
    "handler": _lazy("Handler"),
    "file": _lazy("File"),
    "to": _lazy("Sent to"),
}


def act_label(act: str):
    """The step's own label; an act of no workflow by its name."""
    if act in ACTS:
        return ACTS[act][1]
    name, _dot, step = act.rpartition(".")
    return WORKFLOWS[name].step(step).label if name in WORKFLOWS else act


def timeline_of(matter: Matter) -> list[dict]:
    """Newest first; the oldest is the registration, by the entry of the import where it came with a list."""
    entries = [_shown(entry) for entry in _entries_of(matter)]
    known = any(entry["is_registration"] for entry in entries)
    return entries if known else [*entries, _registration(matter)]


def entries_about(thing) -> list[dict]:
    """The journal of one row that has no parts with entries of their own, newest first."""
    found = Entry.objects.about(thing).exclude(act__in=UNTOLD).select_related("user", "unit").order_by("-id")
    return [{**_shown(entry), "title": words.act_label(entry.act), "quote": ""} for entry in found[:LIMIT]]


def _shown(entry: Entry) -> dict:
    facts = entry.facts if isinstance(entry.facts, dict) else {}
    named = [
        _("%(what)s: %(value)s") % {"what": NAMED[key], "value": facts[key]}
        for key in NAMED
        if facts.get(key)
    ]
    return {
        "icon": _icon(entry.act), "title": _title(entry), "when": _stamp(entry.at),
        "is_registration": entry.act in REGISTRATIONS or _is_new(entry),
        "text": "  ".join([_who(entry.user, entry.unit), *named[:1]]),
        "quote": "" if entry.act in SEALED else next((str(facts[key]) for key in TOLD if facts.get(key)), ""),
    }  # fmt: skip


def _is_new(entry: Entry) -> bool:
    return entry.act == IMPORTED and entry.facts.get("state") == "new"


def _title(entry: Entry):
    if entry.act != IMPORTED:
        return act_label(entry.act)
    return ACTS["matters.import_list"][1] if _is_new(entry) else _("Updated from a file")


def _icon(act: str) -> str:
    return "file-import" if act == IMPORTED else ACTS[act][0] if act in ACTS else "circle-dot"


def _registration(matter: Matter) -> dict:
    """Who brought the list, and when: the first import of the procuratorate at or after the row was made."""
    imports = Entry.objects.about(matter.office).filter(
        act="matters.import_list", at__gte=matter.registered_at
    )
    entry = imports.select_related("user", "unit").order_by("id").first()
    if entry:
        return {**_shown(entry), "quote": ""}
    title = ACTS["matters.register"][1] if matter.registered_by else ACTS["matters.import_list"][1]
    return {
        "icon": "file-plus", "title": title, "when": _stamp(matter.registered_at),
        "text": _who(matter.registered_by, None),
    }  # fmt: skip


def _entries_of(matter: Matter) -> list[Entry]:
    """Acts on the matter itself, on its assignments and replies, and the publication of its plan."""
    about = Q(about_model=Matter._meta.label, about_id=matter.pk)
    parts = (
        Assignment.objects.filter(matter=matter),
        Reply.objects.filter(assignment__matter=matter),
        VoicedOpinion.objects.filter(matter=matter),
    )
    for rows in parts:
        about |= Q(about_model=rows.model._meta.label, about_id__in=rows.values("pk"))
    plans = matter.plan_lines.values("plan_id")
    about |= Q(about_model=BreakdownPlan._meta.label, about_id__in=plans, act="plan.publish")
    found = Entry.objects.filter(about).select_related("user", "unit").order_by("-id")
    return list(found[:LIMIT])


def _stamp(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _who(user, unit) -> str:
    return " ".join(filter(None, [unit.label if unit else "", user.name if user else _("the system")]))
