"""Rounds by zone: drawn up in the background, accepted as planned visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.liaison.actions.visit import Party, new_plan, posts_on
from lianluo.liaison.models import RoundStop, RoundTeam, Visit, VisitRound
from lianluo.liaison.round_case import case_of
from lianluo.liaison.solving import OutOfTime
from lianluo.liaison.touring import TourPlan, tour
from lianluo.liaison.workflow import ROUND
from lianluo.units.models import Unit

LONGEST = 120
"""Days that a round may last."""
RESULT = ("cost", "bound", "seconds", "left")
"""Of the solver, not of the person who draws up."""
R = VisitRound.Stage


@dataclass(frozen=True)
class Travellers:
    officer: User
    colleagues: tuple[User, ...] = ()


@action("liaison.plan_round", "liaison.draw_up_round")
def draw_up(actor, office: Unit, *, teams: Iterable[Travellers], facts: dict) -> Done:
    """A round that waits to be reckoned (`reckon`, in the background). ValidationError on fields."""
    round_ = VisitRound(office=office, made_by=actor.user, **facts)
    _check(round_, teams := list(teams))
    round_.full_clean(exclude=RESULT)
    round_.save()
    for team in teams:
        made = RoundTeam.objects.create(round=round_, officer=team.officer)
        made.colleagues.set(team.colleagues)
    return Done(round_, about=round_, facts={"teams": len(teams), "facts": None, "name": round_.name})


def _check(round_: VisitRound, teams: list[Travellers]) -> None:
    if round_.from_on <= clock.today():
        raise ValidationError({"from_on": _("The round begins tomorrow at the earliest.")})
    if not 0 <= (round_.until_on - round_.from_on).days < LONGEST:
        raise ValidationError({"until_on": _("A round lasts from one to %(n)d days.") % {"n": LONGEST}})
    if round_.until_on.year != round_.from_on.year:
        raise ValidationError({"until_on": _("A round ends in the year in which it begins.")})
    if not teams:
        raise ValidationError({"officers": _("Name who travels.")})
    everybody = [user for team in teams for user in (team.officer, *team.colleagues)]
    if len(set(everybody)) < len(everybody):
        raise ValidationError({"officers": _("Somebody travels on two teams.")})
    held = posts_on(round_.from_on, everybody)
    for user in everybody:
        if user.pk not in held:
            raise ValidationError(
                {"officers": _("%(name)s holds no post on that day.") % {"name": user.name}}
            )


def reckon(round_id: int) -> VisitRound:
    """The solver's plan into the round; safe to run twice. A round that was discarded or is drawn up stays as it is."""
    round_ = VisitRound.objects.get(pk=round_id)
    if round_.stage != R.DRAWING:
        return round_
    case = case_of(round_)
    try:
        plan = tour(case.hosts, case.teams, case.calendar, case.rules)
    except OutOfTime:
        plan = None
    with transaction.atomic():
        round_ = VisitRound.objects.select_for_update().get(pk=round_id)
        if round_.stage == R.DRAWING:
            _keep(round_, plan, case.left)
    return round_


def _keep(round_: VisitRound, plan: TourPlan | None, left: dict[int, str]) -> None:
    round_.stops.all().delete()
    round_.stage, round_.left = R.DRAWN, [{"person": key, "code": code} for key, code in left.items()]
    if plan is None:
        round_.fault = _("The time did not suffice for a first plan: choose fewer deputies or more days.")
        round_.cost = round_.bound = round_.seconds = None
    else:
        round_.fault, round_.cost, round_.bound = "", plan.cost, plan.bound
        round_.seconds, round_.stopped_by_clock = round(plan.seconds, 1), plan.stopped_by_clock
        round_.left += [
            {
                "person": each.host,
                "code": each.code,
                "open": each.open,
                "closed": [list(pair) for pair in each.closed],
            }
            for each in plan.left
        ]
        RoundStop.objects.bulk_create(
            RoundStop(round=round_, team_id=each.team, on=each.day, city=each.city, person_id=visit.host)
            for each in plan.tours for visit in each.visits
        )  # fmt: skip
    round_.save()


@act(ROUND, "redraw")
def redraw(round_: VisitRound, actor, *, facts: dict) -> Done:
    """Other limits, days or deputies; the plan is reckoned again."""
    for name, value in facts.items():
        setattr(round_, name, value)
    teams = [
        Travellers(team.officer, tuple(team.colleagues.all()))
        for team in round_.teams.select_related("officer")
    ]
    _check(round_, teams)
    round_.full_clean(exclude=RESULT)
    round_.stops.all().delete()
    return Done(round_, facts={"facts": None})


@act(ROUND, "drop_stop")
def drop_stop(round_: VisitRound, actor, *, stop: RoundStop) -> Done:
    """One deputy is not visited on this round."""
    round_.left = [*round_.left, {"person": stop.person_id, "code": "dropped"}]
    round_.stops.filter(pk=stop.pk).delete()
    return Done(round_, facts={"stop": None})


@act(ROUND, "discard")
def discard(round_: VisitRound, actor) -> Done:
    return Done(round_)


@act(ROUND, "accept")
def accept(round_: VisitRound, actor) -> Done:
    """A planned visit for each team, day and city; who travels is told once. NotReady where a day is past or somebody of a
    team holds no post any more."""
    trips: dict[tuple[date, RoundTeam, str], list[RoundStop]] = defaultdict(list)
    for stop in round_.stops.select_related("team__officer", "person").prefetch_related("team__colleagues"):
        trips[(stop.on, stop.team, stop.city)].append(stop)
    if min(day for day, _team, _city in trips) < clock.today():
        raise NotReady(_("The first day is past; draw the round up anew."))
    told: dict[int, User] = {}
    for (day, team, city), stops in trips.items():
        visit = _planned(round_, day, team, city, stops)
        RoundStop.objects.filter(pk__in=[stop.pk for stop in stops]).update(visit=visit)
        told |= {user.pk: user for user in (team.officer, *team.colleagues.all())}
    return Done(
        round_, facts={"visits": len(trips)}, tell=[user for user in told.values() if user != actor.user]
    )


def _planned(round_, day: date, team: RoundTeam, city: str, stops: list[RoundStop]) -> Visit:
    party = Party(tuple(stop.person for stop in stops), team.officer, colleagues=tuple(team.colleagues.all()))
    facts = {"form": Visit.Form.ZONE, "planned_on": day, "place": city, "purpose": round_.name}
    try:
        return new_plan(round_.office, party, facts)
    except ValidationError as fault:
        raise NotReady([f"{day} {city}: {words}" for words in fault.messages]) from fault
