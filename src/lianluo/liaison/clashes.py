"""What stands against the day of a planned visit: others' visits close by, the same people elsewhere, a session.

"不影响代表正常工作和生活": warnings, which whoever plans may set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from lianluo.liaison.models import Companion, Met, Visit
from lianluo.liaison.round_case import COOLING, HELD_OR_PLANNED
from lianluo.people.models import Mandate
from lianluo.rules.queries import NoRule, rule

APART = timedelta(hours=2)
SHOWN = 5


def cooling_days(on: date) -> int:
    """Days that lie between visits of different procuratorates; 0 where no rule says so."""
    try:
        return int(rule(COOLING, on).number)
    except NoRule:
        return 0


def clashes(
    office_id: int,
    persons: Iterable[int],
    users: Iterable[int],
    day: date,
    hour: time | None,
    but: int | None = None,
) -> list[str]:
    """Sentences, the weightiest first; none where nothing stands against it. Names and days only: what was said on another's
    visit is not told."""
    persons, users = list(persons), list(users)
    return [
        *_sittings(persons, day),
        *_near(office_id, persons, day, but),
        *_elsewhere(users, day, hour, but),
    ]


def _sittings(persons: list[int], day: date) -> list[str]:
    rows = Mandate.objects.held_on(day).filter(
        person__in=persons, term__sessions__begins_on__lte=day, term__sessions__ends_on__gte=day
    )
    names = list(dict.fromkeys(rows.order_by("person").values_list("person__name", flat=True)))
    return [_("%(names)s sits in session on that day.") % {"names": "、".join(names)}] if names else []


def visits_near(office_id: int, persons: list[int], day: date):
    """Of each person, visits of other procuratorates that lie closer to `day` than the rule wants, held or planned."""
    days = cooling_days(day)
    near = (day - timedelta(days=days - 1), day + timedelta(days=days - 1))
    rows = Met.objects.filter(person__in=persons, is_absent=False, visit__stage__in=HELD_OR_PLANNED)
    rows = rows.filter(Q(visit__on__range=near) | Q(visit__on=None, visit__planned_on__range=near))
    rows = rows.exclude(visit__office=office_id).select_related("person", "visit__office")
    return (
        rows.annotate(day=Coalesce("visit__on", "visit__planned_on")).order_by("day", "pk")
        if days
        else rows.none()
    )


def _near(office_id: int, persons: list[int], day: date, but: int | None) -> list[str]:
    told = _("%(office)s visits %(name)s on %(day)s: less than %(n)d days lie between.")
    days = cooling_days(day)
    return [
        told % {"office": row.visit.office.label, "name": row.person.name, "day": row.day, "n": days}
        for row in visits_near(office_id, persons, day).exclude(visit=but)[:SHOWN]
    ]


def _elsewhere(users: list[int], day: date, hour: time | None, but: int | None) -> list[str]:
    """The officer or a colleague is on the way to somebody else at that hour; where an hour is missing, on that day."""
    along = Companion.objects.filter(user__in=users).values("visit")
    rows = (
        Visit.objects.planned().filter(Q(officer__in=users) | Q(pk__in=along), planned_on=day).exclude(pk=but)
    )
    found = []
    for visit in rows.select_related("officer").prefetch_related("met__person")[: SHOWN * 4]:
        if hour is None or visit.starts_at is None or _close(hour, visit.starts_at):
            whom = "、".join(met.person.name for met in visit.met.all()[:SHOWN])
            at = visit.starts_at.strftime(" %H:%M") if visit.starts_at else ""
            found.append(_("On that day%(at)s %(officer)s is planned to visit %(whom)s.") % {
                "at": at, "officer": visit.officer.name, "whom": whom})  # fmt: skip
    return found[:SHOWN]


def _close(one: time, other: time) -> bool:
    day = date(2000, 1, 1)
    return abs(datetime.combine(day, one) - datetime.combine(day, other)) < APART
