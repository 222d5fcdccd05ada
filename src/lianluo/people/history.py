"""The journal of one person or organisation as entries of a timeline, with what was changed from what to what."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianluo.journal.models import Entry
from lianluo.journal.words import act_label
from lianluo.people.models import Mandate, Organisation, Person, Proposer

LIMIT = 200
ACTS = {
    "people.register_person": gettext_lazy("Registered in the register"),
    "people.edit_person": gettext_lazy("Corrected the register"),
    "people.edit_contact": gettext_lazy("Changed contact data"),
    "people.register_organisation": gettext_lazy("Registered in the register"),
    "people.edit_organisation": gettext_lazy("Corrected the register"),
    "people.reveal_contact": gettext_lazy("Looked at contact data"),
    "people.add_mandate": gettext_lazy("Added a mandate"),
    "people.end_mandate": gettext_lazy("Changed the state of a mandate"),
    "people.open_term": gettext_lazy("Added a term"),
    "people.add_expertise": gettext_lazy("Added a field of expertise"),
    "people.end_expertise": gettext_lazy("Ended a field of expertise"),
    "people.tie": gettext_lazy("Tied to an officer"),
    "people.untie": gettext_lazy("Ended the tie to an officer"),
    "people.move_tie": gettext_lazy("Changed the officer"),
    "people.import_roster": gettext_lazy("Imported a roster"),
    "people.give_access": gettext_lazy("Gave access to own pages"),
    "people.revoke_access": gettext_lazy("Revoked access to own pages"),
    "people.open_device": gettext_lazy("Came in on a new device"),
    "people.revoke_device": gettext_lazy("Revoked a device"),
    "people.send_code": gettext_lazy("Sent a one-time code"),
    "people.read_out_code": gettext_lazy("Read out a one-time code"),
    "people.ask_correction": gettext_lazy("Asked for a correction"),
    "people.accept_correction": gettext_lazy("Corrected as asked for"),
    "people.decline_correction": gettext_lazy("Declined a correction"),
    "people.import_row": gettext_lazy("Imported from a roster"),
}
ICONS = {
    "people.register_person": "user-plus",
    "people.register_organisation": "user-plus",
    "people.edit_person": "pencil",
    "people.edit_organisation": "pencil",
    "people.edit_contact": "phone-call",
    "people.add_mandate": "certificate",
    "people.end_mandate": "certificate",
    "people.tie": "link",
    "people.untie": "link",
    "people.move_tie": "link",
    "people.import_roster": "file-import",
    "people.import_row": "file-import",
}
SHOWN = ("mandate", "expertise", "tie", "officer", "field", "evidence", "reason")


def timeline_of(proposer: Proposer) -> list[dict]:
    """Newest first. Looks at contact data are not here: they have their own panel, for those who may see it."""
    lines = [
        {
            "icon": ICONS.get(entry.act, "circle-dot"),
            "title": act_label(entry.act),
            "when": timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M"),
            "text": _sentence(proposer, entry),
        }
        for entry in _entries_of(proposer)
    ]
    if not any(line["icon"] == "user-plus" for line in lines):
        registered = timezone.localtime(proposer.registered_at).strftime("%Y-%m-%d %H:%M")
        lines.append({"icon": "user-plus", "title": _("Registered in the register"), "when": registered})
    return lines


def _entries_of(proposer: Proposer) -> list[Entry]:
    own = Q(about_model=proposer._meta.label, about_id=proposer.pk) & ~Q(act="people.reveal_contact")
    imported = Q(
        act="people.import_roster",
        about_model=proposer.keeper._meta.label,
        about_id=proposer.keeper_id,
        facts__changes__has_key=str(proposer.pk),
    )
    found = Entry.objects.filter(own | imported).select_related("user", "unit").order_by("-id")
    return list(found[:LIMIT])


def _sentence(proposer: Proposer, entry: Entry) -> str:
    who = " ".join(
        filter(None, [entry.unit.label if entry.unit else "", entry.user.name if entry.user else ""])
    )
    who = who or (_("the deputy herself") if entry.person_id else _("the system"))
    what = _what(proposer, entry)
    return _("%(who)s: %(what)s") % {"who": who, "what": what} if what else who


def _what(proposer: Proposer, entry: Entry) -> str:
    changes = entry.facts.get("changes")
    if isinstance(changes, dict) and str(proposer.pk) in changes:
        return "、".join(_label(name) for name in changes[str(proposer.pk)])
    if isinstance(changes, dict) and entry.act in ("people.edit_person", "people.edit_organisation"):
        return "；".join(
            f"{_label(name)} {_shown(name, old)} → {_shown(name, new)}"
            for name, (old, new) in changes.items()
        )
    if entry.act in ("people.edit_contact", "people.import_row"):
        return "、".join(_label(name) for name in entry.facts.get("fields", []))
    parts = [str(entry.facts[name]) for name in SHOWN if entry.facts.get(name)]
    if state := entry.facts.get("state"):
        parts.append(str(dict(Mandate.State.choices).get(state, state)))
    return "，".join(parts)


def _label(field: str) -> str:
    for model in (Person, Mandate, Organisation):
        if field in {each.name for each in model._meta.get_fields()}:
            return str(getattr(model._meta.get_field(field), "verbose_name", field))
    return field


def _shown(field: str, value) -> str:
    if value in (None, ""):
        return "—"
    words = {"sex": Person.Sex.choices, "kind": Organisation.Kind.choices}.get(field)
    if words:
        return str(dict(words).get(value, value))
    return str(value)
