"""Opening session mode, its listening groups, and closing it into normal handling."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.journal.writing import record_each
from lianluo.matters.actions.deadlines import keep_many, reckoner_of_today
from lianluo.matters.actions.voiced import draft_of
from lianluo.matters.models import Assignment, ListeningGroup, Matter, SessionMode, VoicedOpinion
from lianluo.matters.voicing_queries import closing_of
from lianluo.matters.voicing_workflow import SESSION_MODE
from lianluo.people.models import Body, Session
from lianluo.units.models import Unit


@action("matters.keep_session_mode", "matters.open_session_mode")
def open_mode(actor, office: Unit, *, session: Session, from_on: date, until_on: date):
    """One session of a congress in session mode. Returns the SessionMode; what is open already is refused."""
    if session.term.body.kind != Body.Kind.CONGRESS:
        told = _("Deputies deliberate in a congress; what members say is registered as an everyday opinion.")
        raise ValidationError({"session": told})
    if until_on < from_on:
        raise ValidationError({"until_on": _("The last day lies before the first.")})
    if until_on < clock.today():
        raise ValidationError({"until_on": _("The session is over already.")})
    list(Unit.objects.select_for_update().filter(pk=office.pk))
    if SessionMode.objects.open().filter(office=office, session=session).exists():
        raise ValidationError({"session": _("Session mode is open for this session already.")})
    mode = SessionMode.objects.create(
        office=office, session=session, from_on=from_on, until_on=until_on, opened_by=actor.user
    )
    return Done(mode, about=mode, tell=_heads(office))


def _heads(office: Unit) -> list[User]:
    """Every department may be asked at any hour from now on."""
    departments = Unit.objects.departments_of(office).open_on(clock.today())
    return holders_of(Role.DEPARTMENT_HEAD, departments.values_list("pk", flat=True))


@act(SESSION_MODE, "arrange")
def arrange(mode, actor, *, name: str, delegations: list[str], members: list[User], group=None):
    """One listening group, new or changed. A delegation is heard by one group; members serve in the procuratorate."""
    name = name.strip()
    if not name:
        raise ValidationError({"name": _("Give the group a name.")})
    others = mode.groups.exclude(pk=group.pk if group else None)
    if others.filter(name=name).exists():
        raise ValidationError({"name": _("There is a group of this name.")})
    for other in others:
        if taken := [each for each in delegations if each in other.delegations]:
            told = _("%(group)s listens to %(names)s already.")
            raise ValidationError({"delegations": told % {"group": other.name, "names": "、".join(taken)}})
    group = group or ListeningGroup(mode=mode)
    group.name, group.delegations = name, list(delegations)
    group.save()
    group.members.set(members)
    facts = {"delegations": "、".join(delegations), "members": "、".join(user.name for user in members)}
    return Done(group, facts=facts, tell=members)


@act(SESSION_MODE, "close")
def close(mode, actor):
    """Told and final ones close with their answer as reply; all others go on as any deliberation opinion, by the house
    clock. Returns {"closed": n, "passed_on": n}. Nothing is lost: an answer that was not told yet becomes a draft.
    """
    mode.closed_at, mode.closed_by = clock.now(), actor.user
    list(VoicedOpinion.objects.select_for_update(of=("self",)).filter(mode=mode).order_by("pk").values("pk"))
    fate = closing_of(mode)
    rows = [
        *fate.closing.values_list("matter_id", flat=True),
        *fate.passing.values_list("matter_id", flat=True),
    ]
    closed = _close(actor, list(fate.closing.select_related("matter")))
    passed = _pass_on(actor, list(fate.passing.select_related("matter", "answered_by")))
    keep_many(list(Matter.objects.filter(pk__in=rows)), reckoner_of_today())
    return Done({"closed": closed, "passed_on": passed}, facts={"closed": closed, "passed_on": passed},
                tell=_heads(mode.office))  # fmt: skip


def _close(actor, rows: list[VoicedOpinion]) -> int:
    matters = Matter.objects.filter(pk__in=[row.matter_id for row in rows])
    matters.update(stage=Matter.Stage.CLOSED, closed_on=clock.today())
    record_each(actor, "session_mode.close", [(row.matter, {"fate": "closed"}) for row in rows])
    return len(rows)


def _pass_on(actor, rows: list[VoicedOpinion]) -> int:
    keys = [row.matter_id for row in rows]
    VoicedOpinion.objects.filter(pk__in=[row.pk for row in rows]).update(stage=VoicedOpinion.Stage.PASSED_ON)
    house = Matter.objects.filter(pk=OuterRef("matter_id")).values("internal_due_on")
    running = Assignment.objects.filter(matter_id__in=keys).exclude(stage=Assignment.Stage.FULFILLED)
    running.update(due_on=Subquery(house))
    first: dict[int, Assignment] = {}
    for row in Assignment.objects.current().filter(matter_id__in=keys).order_by("id"):
        first.setdefault(row.matter_id, row)
    for opinion in rows:
        if opinion.answer and opinion.matter_id in first:
            draft_of(opinion, first[opinion.matter_id])
    record_each(actor, "session_mode.close", [(row.matter, {"fate": "passed_on"}) for row in rows])
    return len(rows)
