"""Reading referred cases for pages, and what a deputy may be told of his own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.matters.models import (
    Matter,
    Referral,
    ReferralExtension,
    ReferralLook,
    ReferralNote,
    ReferralText,
)
from lianluo.people.models import Mandate, Person
from lianluo.rules.queries import NoRule, due_by, entries, rule, working_calendar
from lianluo.rules.sums import rows_of
from lianluo.units.models import Unit

S = Referral.Stage
KIND = Matter.Kind.REFERRED_CASE
LISTED = (
    "pk", "number", "stage", "received_on", "handed_over_on", "due_on", "due_is_provisional", "fed_back_on",
    "closed_on", "may_open", "office", "deputy", "unit_name",
)  # fmt: skip
"""All that a list ever reads. `deputy` and `unit_name` are empty where the actor may not open the case."""


def listed_for(actor) -> QuerySet:
    """Known cases as named tuples of LISTED: the columns of content never leave the database for who may not see them."""
    rows = Referral.objects.known_to(actor).annotate(
        office=F("matter__office__short_name"),
        deputy=Case(When(may_open=True, then=F("person__name")), default=Value("")),
        unit_name=Case(When(may_open=True, then=F("unit__name")), default=Value("")),
    )
    return rows.values_list(*LISTED, named=True)


def about(actor, person: Person) -> QuerySet[Referral]:
    """Cases of the person that the actor may open, newest first."""
    return Referral.objects.visible_to(actor).filter(person=person).order_by("-received_on", "-pk")


def with_everything(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    people = ("person", "concerned", "unit", "handler", "leader", "interest_by", "registered_by", "inquiry")
    return rows.select_related("matter__office", "rating", *people)


def ledger_of(actor) -> QuerySet[Referral]:
    """Cases the actor may open with all that their row of the register needs, oldest first."""
    mandates = Mandate.objects.select_related("term__body").order_by("-term__number", "-id")
    rows = with_everything(Referral.objects.visible_to(actor)).prefetch_related(
        "contacts", "notes", "texts", Prefetch("person__mandates", mandates)
    )
    return rows.order_by("received_on", "pk")


def outcomes() -> list[str]:
    return [entry.label for entry in entries("referred_outcome", clock.today())]


def looks_of(actor) -> QuerySet[ReferralLook]:
    return ReferralLook.objects.visible_to(actor).select_related("user", "unit", "referral")


def texts_of(referral: Referral) -> dict[str, ReferralText]:
    """Kind → text, of a case the caller has read through its own gate."""
    rows = ReferralText.objects.filter(referral=referral).select_related("drafted_by", "approved_by")
    found = {row.kind: row for row in rows}
    for row in found.values():
        row.referral = referral
    return found


def leaders_for(referral: Referral) -> QuerySet[User]:
    posts = Post.objects.held_on(clock.today()).filter(
        unit_id=referral.office_id, role__in=(Role.LEADER, Role.CHIEF)
    )
    return User.objects.filter(pk__in=posts.values("user_id"), is_active=True).order_by("pk")


def units_for(referral: Referral) -> QuerySet[Unit]:
    """Departments of the procuratorate, then the procuratorates below it."""
    office = referral.matter.office
    departments = Unit.objects.departments_of(office)
    below = Unit.objects.under(office).organs().exclude(pk=office.pk)
    return (departments | below).open_on(clock.today()).order_by("-kind", "path")


def colleagues_for(referral: Referral) -> QuerySet[User]:
    """Who may be let in: people of this procuratorate and of the answerable unit, no administrators."""
    office = referral.matter.office
    units = Unit.objects.filter(pk=office.pk) | Unit.objects.departments_of(office)
    if referral.unit:
        units |= Unit.objects.filter(pk=referral.unit_id) | Unit.objects.departments_of(referral.unit)
    working = (Role.LIAISON_OFFICE, Role.DEPARTMENT_HEAD, Role.HANDLER, Role.LEADER, Role.CHIEF)
    posts = Post.objects.held_on(clock.today()).filter(unit__in=units, role__in=working)
    return User.objects.filter(pk__in=posts.values("user_id"), is_active=True).order_by("name", "pk")


def sums_of(referral: Referral) -> list[dict]:
    """How the days were reckoned, for `{% deadline_sum %}`: the procedural answer, then the result."""
    calendar = working_calendar()
    found = []
    starts = [("referred.procedural", referral.received_on, _("Procedural answer"))]
    if referral.handed_over_on:
        starts.append(("referred.result", referral.handed_over_on, _("Result")))
    for key, start, label in starts:
        try:
            row = rule(key, start, KIND)
        except NoRule:
            continue
        total = due_by(row, start, calendar=calendar)
        found.append(_sum(label, total.due, row.source, rows_of(total)))
        if key == "referred.result" and referral.named_due_on:
            lines = [
                _line(_("Day named"), _("named by the SPP"), referral.paper_number, referral.named_due_on)
            ]
            found[-1] = _sum(label, referral.named_due_on, referral.paper_number, lines)
    if len(found) > 1:
        found[-1] = _extended(found[-1], referral)
    return found


def _sum(label: str, total: date, source: str, rows: list[dict]) -> dict:
    return {"label": label, "state": "normal", "total": total, "source": source, "rows": rows}


def _line(step: str, what: str, source: str, day: date, grey: bool = False) -> dict:
    return {"step": step, "what": what, "source": source, "date": f"{day:%Y-%m-%d}", "grey": grey}


def _extended(total: dict, referral: Referral) -> dict:
    """The sum with what was granted and revoked; the total is the day that counts."""
    lines = []
    for row in extensions_of(referral):
        if row.state in ("granted", "revoked"):
            what = _("until %(day)s, %(state)s") % {"day": row.until, "state": row.get_state_display()}
            source = " ".join(filter(None, (row.agreed_by, row.agreed_paper)))
            lines.append(_line(_("Extension"), what, source, row.decided_on, row.state == "revoked"))
    return {**total, "rows": [*total["rows"], *lines], "total": referral.extended_until or total["total"]}


def extensions_of(referral: Referral) -> QuerySet[ReferralExtension]:
    return referral.extensions.select_related("asked_by", "decided_by")


@dataclass(frozen=True)
class Told:
    """What a deputy may know of one case of his: nothing of the inside."""

    number: str
    received_on: date
    state: str
    decisions: tuple[tuple[date, str], ...]
    feedback: str
    """The approved text once it was given; "" before that, and where the SPP answers."""
    answered_by_spp: bool


STATES = {
    S.REGISTERED: "received", S.SCREENED: "received", S.RECORD_CHECKED: "received", S.APPROVED: "received",
    S.HANDED_OVER: "handled", S.SIGNED_FOR: "handled", S.MET: "handled", S.RESULT_APPROVED: "handled",
    S.FEEDBACK_APPROVED: "handled", S.FED_BACK: "answered", S.CLOSED: "answered", S.ARCHIVED: "answered",
    S.TURNED_AWAY: "turned_away", S.WITHDRAWN: "withdrawn",
}  # fmt: skip


def state_words(stage: str) -> str:
    words = {
        "received": pgettext("referral", "received"), "handled": _("being handled"), "answered": _("answered"),
        "turned_away": _("goes another way"), "withdrawn": _("withdrawn"),
    }  # fmt: skip
    return words[STATES[stage]]


def feedback_for(person: Person) -> list[Told]:
    """The only door for the deputy: state, procedural decisions, the approved feedback text. Newest first."""
    rows = Referral.objects.filter(person=person).prefetch_related("notes", "texts")
    return [_told(row) for row in rows.order_by("-received_on", "-pk")]


def _told(referral: Referral) -> Told:
    notes = [row for row in referral.notes.all() if row.kind == ReferralNote.Kind.PROCEDURAL]
    fed = referral.fed_back_on is not None and not referral.goes_up
    return Told(
        referral.number, referral.received_on, state_words(referral.stage),
        () if referral.goes_up else tuple((row.on, row.text) for row in notes),
        "".join(_approved_feedback(referral)) if fed else "", referral.goes_up,
    )  # fmt: skip


def _approved_feedback(referral: Referral) -> Iterator[str]:
    for row in referral.texts.all():
        if row.kind == ReferralText.Kind.FEEDBACK and row.stage == ReferralText.Stage.APPROVED:
            yield row.text
