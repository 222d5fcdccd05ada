"""The columns of briefings, recipients and reactions, and the figures of one briefing."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.correspondence.briefings import BROKEN, Briefing, Recipient
from lianluo.foundation.lists import Column, day, link
from lianluo.foundation.masks import masked
from lianluo.foundation.templatetags.parts import clock

S = Briefing.Stage
TONES = {
    S.DRAFTED: "normal", S.SUBMITTED: "blue", S.APPROVED: "soon", S.SENT: "done", S.SUPERSEDED: "paused",
    S.DISCARDED: "paused",
}  # fmt: skip


def _count(name: str, label) -> Column:
    return Column(
        name, label, lambda row: str(getattr(row, name)) if row.is_out else "—", align="end", sort=name,
        export=lambda row: getattr(row, name), css="nowrap",
    )  # fmt: skip


BRIEFINGS = [
    Column("title", _("Title"), lambda row: link(row.title, row.get_absolute_url()), export=lambda row: row.title,
           css="title"),
    Column("kind", _("Kind of briefing"), lambda row: row.get_kind_display(), sort="kind"),
    Column("topic", _("Period or topic"), "topic", shown=False),
    Column("stage", _("Stage"), lambda row: clock(TONES[row.stage], row.get_stage_display()), sort="stage", css="nowrap",
           export=lambda row: row.get_stage_display()),
    Column("sent", pgettext_lazy("briefing", "Sent on"), lambda row: day(row.sent_at), sort="sent_at", css="nowrap",
           export=lambda row: row.sent_at and row.sent_at.date()),
    _count("n_all", _("Recipients")), _count("n_delivered", _("Delivered")),
    _count("n_opened", pgettext_lazy("briefing", "Opened")), _count("n_reacted", _("Reacted")),
    _count("n_items", pgettext_lazy("briefing", "Items")),
]  # fmt: skip


def fate_of(row: Recipient) -> tuple[str, str]:
    """(tone, words) of what became of one copy."""
    if row.opened_at:
        return "done", pgettext_lazy("briefing", "Opened")
    if row.way == Recipient.Way.PRINT:
        return ("done", _("posted")) if row.posted_on else ("soon", _("to be printed"))
    if row.way == Recipient.Way.PORTAL:
        return "done", _("shown on her own pages")
    if row.returned_at:
        return "overdue", _("came back")
    if row.message is None:
        return "normal", _("to be queued")
    tone = "overdue" if row.message.state in BROKEN else "done" if row.message.state == "sent" else "normal"
    return tone, row.message.get_state_display()


def reason_of(row: Recipient) -> str:
    if row.returned_reason:
        return row.returned_reason
    return row.message.reason if row.message and row.message.state in BROKEN else ""


def where_of(row: Recipient) -> str:
    """The address it went to, masked."""
    return masked(row.address if row.way == Recipient.Way.MAIL else row.postal_address)


RECIPIENTS = [
    Column("name", _("Name"), lambda row: link(row.name, row.person.get_absolute_url()), sort="person__sort_key",
           export=lambda row: row.name, css="title short"),
    Column("group", _("Delegation or sector"), "group", sort="group"),
    Column("way", pgettext_lazy("briefing", "Way"), lambda row: row.get_way_display(), sort="way", css="nowrap"),
    Column("where", _("Address"), where_of),
    Column("fate", _("What became of it"), lambda row: clock(*fate_of(row)), css="nowrap",
           export=lambda row: str(fate_of(row)[1])),
    Column("reason", _("Reason"), reason_of),
    Column("opened", pgettext_lazy("briefing", "Opened"), lambda row: day(row.opened_at), sort="opened_at", css="nowrap",
           export=lambda row: row.opened_at and row.opened_at.date()),
]  # fmt: skip


REACTIONS = [
    Column("at", _("Date"), lambda row: day(row.at), sort="at", css="nowrap", export=lambda row: row.at.date()),
    Column("person", _("Deputy"), lambda row: row.recipient.name, sort="recipient__person__sort_key"),
    Column("kind", _("Reaction"), lambda row: row.said, sort="kind", css="nowrap"),
    Column("words", _("In her words"), lambda row: row.words or "—", css="title",
           link=lambda row: reverse("correspondence:reaction_register", args=[row.pk])
           if row.words and not row.settled_at else ""),
    Column("briefing", _("Briefing"), lambda row: link(row.recipient.briefing.title,
           row.recipient.briefing.get_absolute_url()), export=lambda row: row.recipient.briefing.title),
    Column("became", pgettext_lazy("reaction", "Became"), lambda row: link(row.matter.label, row.matter.get_absolute_url())
           if row.matter else row.answer or "—", export=lambda row: row.matter.label if row.matter else row.answer),
]  # fmt: skip


def figures_of(briefing: Briefing) -> list[dict]:
    """For `{% figures %}`; each opens its rows."""
    to = reverse("correspondence:briefing_recipients", args=[briefing.pk])
    strip = [
        {"label": _("Recipients"), "value": briefing.n_all, "unit": _("people"), "url": f"{to}?tab=all"},
        _share(_("Delivered"), briefing.n_delivered, briefing.n_all, f"{to}?tab=delivered", f"{to}?tab=all"),
        _share(pgettext_lazy("briefing", "Opened"), briefing.n_opened, briefing.n_delivered, f"{to}?tab=opened",
               f"{to}?tab=delivered"),
        _share(_("Reacted"), briefing.n_reacted, briefing.n_opened, f"{to}?tab=reacted", f"{to}?tab=opened"),
        {"label": pgettext_lazy("briefing", "Items"), "value": briefing.n_items, "unit": "",
         "url": f"{reverse('correspondence:reactions')}?tab=registered&briefing={briefing.pk}"},
    ]  # fmt: skip
    if briefing.n_failed:
        strip.append({"label": _("Not delivered"), "value": briefing.n_failed, "unit": _("people"), "tone": "red",
                      "url": f"{to}?tab=failed"})  # fmt: skip
    if briefing.n_to_print:
        strip.append({"label": _("To be printed"), "value": briefing.n_to_print, "unit": _("people"), "tone": "amber",
                      "url": f"{to}?tab=to_print"})  # fmt: skip
    return strip


def _share(label, part: int, whole: int, url: str, whole_url: str) -> dict:
    share = 100 * part / whole if whole else None
    return {
        "label": label, "numerator": part, "denominator": whole, "url": url, "denominator_url": whole_url,
        "value": f"{share:.1f}" if whole else "—", "share": share, "unit": "",
    }  # fmt: skip
