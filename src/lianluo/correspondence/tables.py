"""The columns of the list of letters, the chain of one letter, and the checks before it is posted."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence import texts
from lianluo.correspondence.models import Delivery, Letter
from lianluo.documents import fonts
from lianluo.foundation.lists import Column, badge, day, link

S = Letter.Stage
TONES = {
    S.COMPOSED: "normal", S.NUMBERED: "soon", S.DISPATCHED: "blue", S.DELIVERED: "done", S.RETURNED: "overdue",
    S.SUPERSEDED: "paused",
}  # fmt: skip


def _stage(letter: Letter):
    return badge(letter.get_stage_display(), f"clock clock-{TONES[letter.stage]}")


def _title(letter: Letter):
    """A corrected letter says by which other it is corrected."""
    if letter.corrected_by:
        note = _t("corrected by %(number)s") % {"number": letter.corrected_by}
        return format_html(
            '{}<div class="hint">{}</div>', link(letter.title, letter.get_absolute_url()), note
        )
    return link(letter.title, letter.get_absolute_url())


COLUMNS = [
    Column("number", _("Document number"), lambda r: link(r.number or _t("No number yet"), r.get_absolute_url()),
           sort=("year", "series", "sequence"), export=lambda r: r.number, width=150, css="nowrap"),
    Column("addressee", _("Addressee"), lambda r: r.addressee.name,
           sort=("person__sort_key", "organisation__sort_key"), width=110, css="nowrap"),
    Column("kind", _("Kind"), lambda r: r.get_kind_display(), sort="kind", shown=False, width=110, css="nowrap"),
    Column("group", _("Delegation or sector"), sort="group", width=130, css="nowrap"),
    Column("title", _("Title"), _title, export=lambda r: r.title,
           css="title"),
    Column("class_mark", _("Class"), width=70, css="nowrap"),
    Column("stage", _("Stage"), _stage, sort="stage", width=120, css="nowrap"),
    Column("signed_on", _("Date of the document"), lambda r: day(r.signed_on), sort="signed_on", width=110,
           export=lambda r: r.signed_on, css="nowrap"),
    Column("round", _("Round"), shown=False, width=60),
    Column("contact_person", _("Contact person"), shown=False),
]  # fmt: skip


def chain_of(letter: Letter) -> list[dict]:
    """The letter's way as a timeline: composed, numbered, every posting and what became of it, and what comes next."""
    steps = [_step("pencil", _t("Composed"), letter.composed_at.date())]
    if letter.number:
        dated = _t("dated %(day)s") % {"day": letter.signed_on.isoformat()}
        steps.append(_step("hash", _t("Numbered"), None, f"{letter.number} {dated}"))
    for posting in letter.dispatches.all():
        steps.append(_step("send", posting.get_way_display(), posting.dispatched_on, posting.tracking))
        if delivery := getattr(posting, "delivery", None):
            steps.append(_fate(delivery))
    steps += [
        _step(
            "pencil", _t("Corrected"), each.signed_on, _t("corrected by %(number)s") % {"number": each.number}
        )
        for each in letter.corrections.all()
        if each.number and each.stage != S.SUPERSEDED
    ]
    if letter.stage == S.SUPERSEDED:
        return [*steps, _step("archive", _t("Superseded"), None, letter.superseded_reason)]
    ahead = {S.COMPOSED: _t("Assign a number"), S.NUMBERED: _t("Record dispatch"), S.DISPATCHED: _t("Record delivery"),
             S.RETURNED: _t("Send again")}  # fmt: skip
    if coming := ahead.get(letter.stage):
        steps.append({**_step("circle-dashed", coming), "next": True})
    return steps


def _step(icon: str, title: str, on=None, text: str = "") -> dict:
    return {"icon": icon, "title": title, "when": on.isoformat() if on else "", "text": text}


def _fate(delivery: Delivery) -> dict:
    icon = "corner-up-left" if delivery.state == Delivery.State.RETURNED else "mail-check"
    return _step(icon, delivery.get_state_display(), delivery.on, delivery.reason or delivery.received_by)


def checks_of(letter: Letter) -> list[dict]:
    """What a careful clerk looks at before posting: {"words", "ok"}; `letter` comes with all that a paper reads."""
    proposer = letter.addressee
    points = [point for item in letter.items.all() for point in item.reply.points.all()]
    answered = sum(1 for point in points if point.answer.strip())
    missing = fonts.warn_of(proposer.name)
    checks = [
        _told(bool(letter.number), _t("Number given"), _t("No number given yet")),
        _told(
            texts.is_addressed(letter.salutation, texts.address_of(proposer, letter.session)),
            _t("Form of address agrees with the register"),
            _t("Form of address differs from the register"),
        ),
        (
            _t("Points answered: %(n)s of %(all)s") % {"n": answered, "all": len(points)},
            answered == len(points),
        ),
        _told(
            bool(letter.contact_person and letter.contact_phone),
            _t("Contact person and telephone"),
            _t("Contact person or telephone missing"),
        ),
        _told(
            bool(proposer.address),
            _t("Postal address in the register"),
            _t("No postal address in the register"),
        ),
        (missing or _t("The fonts have every character of the name"), not missing),
    ]
    checks += [(sentence, False) for sentence in fonts.health()]
    return [{"words": words, "ok": ok} for words, ok in checks]


def _told(ok: bool, words: str, otherwise: str) -> tuple[str, bool]:
    return (words if ok else otherwise, ok)
