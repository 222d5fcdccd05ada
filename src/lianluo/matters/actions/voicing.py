"""What is voiced in session: taken down and handed over in one act, answered, checked, told."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.actions.intake import set_deadlines
from lianluo.matters.actions.progress import advance
from lianluo.matters.models import Assignment, ListeningGroup, Matter, SessionMode, Signatory, VoicedOpinion
from lianluo.matters.proposals import leaders_of
from lianluo.matters.voicing_clock import answer_due, rule_of, stamp
from lianluo.matters.voicing_workflow import SESSION_MODE
from lianluo.people.models import Mandate, Person
from lianluo.rules.queries import NoRule
from lianluo.units.models import Unit

LONGEST = 5_000
TITLE = 60
SOURCE = "会议期间听会记录"


@act(SESSION_MODE, "voice")
def voice(
    mode, actor, *, person: Person, words: str, department: Unit, draft: str, place: str = VoicedOpinion.Place.GROUP,
    voiced_at: datetime | None = None, group: ListeningGroup | None = None,
):  # fmt: skip
    """One opinion: its matter registered and handed over, its clock in hours begun. Returns the VoicedOpinion.

    `draft` is the browser's mark of this draft: sent again with the same words it gives the opinion of the first time.
    """
    words = words.strip()
    if known := mode.opinions.filter(draft_token=draft).first():
        return Done(_same(known, words, person), about=known, facts={"again": True})
    voiced_at = voiced_at or clock.now()
    seat = seat_of(mode, person)
    _refuse(mode, person, words, department, voiced_at, draft)
    try:
        due = answer_due(voiced_at, rule_of(mode, voiced_at)).due
    except NoRule as gap:
        raise ValidationError(
            {"voiced_at": _("No rule for answers in session was in force on this day.")}
        ) from gap
    matter = _registered(mode, actor, person, seat, words, voiced_at, draft)
    hand_to(matter, department, actor, clock.day_of(due))
    keep_deadlines(matter)
    opinion = VoicedOpinion.objects.create(
        mode=mode, matter=matter, person=person, delegation=seat, words=words, voiced_at=voiced_at, place=place,
        listener=actor.user, group=group, draft_token=draft, answer_due_at=due,
    )  # fmt: skip
    facts = {"person": person.name, "department": department.label, "answer_due": stamp(due)}
    return Done(opinion, about=opinion, facts=facts, tell=answerers(department))


def _same(known: VoicedOpinion, words: str, person: Person) -> VoicedOpinion:
    """The opinion this draft became. Words that were changed since are not dropped in silence."""
    if known.words != words or known.person_id != person.pk:
        told = _("This draft was kept at %(time)s with other words. Correct it there: %(title)s")
        raise ValidationError(told % {"time": stamp(known.typed_at), "title": known.matter.title})
    return known


def _refuse(
    mode: SessionMode, person: Person, words: str, department: Unit, voiced_at: datetime, draft: str
) -> None:
    if not words:
        raise ValidationError({"words": _("Take down what the deputy said.")})
    if len(words) > LONGEST:
        raise ValidationError(
            {"words": _("At most %(n)d signs; divide it into several opinions.") % {"n": LONGEST}}
        )
    if not draft or len(draft) > 40:
        raise ValidationError(_("The draft has no mark; load the page again. What is typed is kept."))
    if voiced_at > clock.now() + timedelta(minutes=1):
        raise ValidationError({"voiced_at": _("The moment lies ahead.")})
    if clock.day_of(voiced_at) < mode.from_on:
        raise ValidationError({"voiced_at": _("The moment lies before the session.")})
    refuse_foreign(mode.office_id, department)
    refuse_twin(mode, person, words)


def refuse_foreign(office_id: int, department: Unit) -> None:
    if department.parent_id != office_id or department.closed_on:
        raise ValidationError(
            {"department": _("The department belongs to another procuratorate or is closed.")}
        )


def refuse_twin(mode: SessionMode, person: Person, words: str, but: VoicedOpinion | None = None) -> None:
    """Two listeners may hear the same deputy: the same words of one deputy are one opinion."""
    rows = mode.opinions.filter(person=person).exclude(stage=VoicedOpinion.Stage.WITHDRAWN)
    for row in rows.exclude(pk=but.pk if but else None).select_related("listener"):
        if _bare(row.words) == _bare(words):
            told = _("%(listener)s took down these very words of this deputy at %(time)s.")
            raise ValidationError(
                {"words": told % {"listener": row.listener.name, "time": stamp(row.typed_at)}}
            )


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words)


def seat_of(mode: SessionMode, person: Person) -> str:
    """The deputy's delegation in this congress; who has none may not be taken down."""
    held = person.mandates.held_on(clock.today()).filter(term=mode.session.term, kind=Mandate.Kind.DEPUTY)
    mandate = held.filter(state=Mandate.State.IN_OFFICE).first()
    if mandate is None:
        told = _("%(name)s is no deputy of this congress in office.")
        raise ValidationError({"person": told % {"name": person.name}})
    return mandate.delegation


def title_of(words: str) -> str:
    """The first sentence, cut where it is long."""
    first = next((part for part in re.split(r"[。；！？\n;!?]", words) if part.strip()), words).strip()
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


def _registered(
    mode, actor, person: Person, seat: str, words: str, voiced_at: datetime, draft: str
) -> Matter:
    matter = Matter(
        office=mode.office, kind=Matter.Kind.DELIBERATION_OPINION, title=title_of(words), title_derived=True,
        session=mode.session, in_session=True, ledger_key=f"voiced:{draft}", content=words, source=SOURCE,
        handed_over_on=clock.day_of(voiced_at), lead_name=person.name, lead_group=seat,
        registered_by=actor.user,
    )  # fmt: skip
    set_deadlines(matter)
    matter.save()
    Signatory.objects.create(matter=matter, person=person, role=Signatory.Role.LEAD)
    return matter


def hand_to(matter: Matter, department: Unit, actor, day) -> Assignment:
    """The department alone has it, to be signed for and answered by the day the hours end."""
    made = Assignment.objects.create(
        matter=matter, department=department, role=Matter.Mode.SOLE, handed_over_by=actor.user,
        leader_id=leaders_of(matter.office).get(department.pk), sign_for_due_on=day, due_on=day,
    )  # fmt: skip
    advance(matter)
    matter.refresh_from_db(fields=["stage", "department", "handler"])
    return made


def answerers(department: Unit) -> list[User]:
    """Whom to tell: the department's head; where there is none, its handlers."""
    heads = holders_of(Role.DEPARTMENT_HEAD, [department.pk])
    return heads or holders_of(Role.HANDLER, [department.pk])
