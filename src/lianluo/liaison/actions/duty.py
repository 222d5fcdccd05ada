"""The one place that writes counted contacts and the duty of the year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, Sum

from lianluo.foundation import clock
from lianluo.liaison.models import CountedContact, Duty, House, MonthTally, Visit
from lianluo.liaison.queries import counted_of, duty_statement, last_of_month, miscounted
from lianluo.people.models import Person, Tie
from lianluo.rules.queries import NoRule

BATCH = 200
COLUMNS = (
    "kind",
    "level",
    "city",
    "delegation",
    "officer_id",
    "unit_id",
    "days",
    "tied_days",
    "owed",
    "done",
    "last_on",
)


def count(visit: Visit) -> None:
    """Store what an approved visit counts for; any other counts for nothing. The duty of those met follows."""
    was = list(visit.counted.values_list("office_id", "person_id"))
    now = _store(visit)
    for office in {office for office, _person in [*was, *now]}:
        keep_duty(office, [person for other, person in {*was, *now} if other == office])


def _store(visit: Visit) -> dict[tuple[int, int], int]:
    now = counted_of(visit) if visit.stage == Visit.Stage.APPROVED else {}
    visit.counted.all().delete()
    CountedContact.objects.bulk_create(
        CountedContact(office_id=office, person_id=person, visit=visit, officer_id=officer, on=visit.on)
        for (office, person), officer in now.items()
    )
    _tally(visit, now)
    return now


def _tally(visit: Visit, counted: dict[tuple[int, int], int]) -> None:
    """What each procuratorate that took part may show for the visit, and who came to it: nothing before it is approved."""
    houses = list(visit.houses.all())
    moved = {(house.office_id, house.on) for house in houses}
    is_approved = visit.stage == Visit.Stage.APPROVED
    met = visit.met.filter(is_absent=False)
    heads = met.count() if is_approved else 0
    together = ",".join(str(key) for key in sorted(house.office_id for house in houses))
    for house in houses:
        house.on, house.heads = visit.on if is_approved else None, heads
        house.joint = together if is_approved and len(houses) > 1 else ""
        house.contacts = sum(office == house.office_id for office, _person in counted)
    House.objects.bulk_update(houses, ["on", "heads", "contacts", "joint"])
    visit.met.update(came_on=None)
    if is_approved and visit.form in Visit.COMING:
        met.update(came_on=visit.on)
    moved |= {(house.office_id, house.on) for house in houses}
    for office, month in {(office, on.replace(day=1)) for office, on in moved if on}:
        _sum_month(office, month)


def _sum_month(office_id: int, month: date) -> None:
    rows = House.objects.filter(office=office_id).counted(month, last_of_month(month))
    sums = rows.aggregate(
        visits=Count("pk"), heads=Sum("heads", default=0), contacts=Sum("contacts", default=0)
    )
    MonthTally.objects.update_or_create(office_id=office_id, month=month, defaults=sums)


def keep_duty(office_id: int, persons: Iterable[int] | None = None) -> int:
    """Reckon the duty of this year as of today and store it, for these persons or for all. How many rows changed."""
    today = clock.today()
    persons = None if persons is None else sorted(set(persons))
    try:
        statement, values = duty_statement([office_id], today.year, today, persons)
    except NoRule:  # an office whose rules say nothing of visits owes none
        return 0
    names = ", ".join(COLUMNS)
    fresh = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS)
    table = Duty._meta.db_table
    values |= {"year": today.year, "office": office_id}
    gone = "" if persons is None else "AND person_id = ANY(%(persons)s)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"WITH fresh AS ({statement}), "  # noqa: S608 names of our own columns
            f"dropped AS (DELETE FROM {table} WHERE office_id = %(office)s AND year = %(year)s {gone} "
            "AND person_id NOT IN (SELECT person_id FROM fresh)) "
            f"INSERT INTO {table} AS old (office_id, year, person_id, {names}) "
            f"SELECT office_id, %(year)s, person_id, {names} FROM fresh "
            f"ON CONFLICT (office_id, year, person_id) DO UPDATE SET {fresh} "
            f"WHERE ({', '.join(f'old.{name}' for name in COLUMNS)}) IS DISTINCT FROM "
            f"({', '.join(f'EXCLUDED.{name}' for name in COLUMNS)})",
            values,
        )
        return cursor.rowcount


def keep_duties(persons: Iterable[int], ties_moved: bool, since: date | None = None) -> None:
    """After ties or mandates of these persons changed: their duty in every procuratorate concerned. A tie that begins or
    ends on a day long past changes what the visits since then count for."""
    persons = list(persons)
    if ties_moved:
        visits = Visit.objects.filter(stage=Visit.Stage.APPROVED, met__person__in=persons)
        for visit in (visits.filter(on__gte=since) if since else visits).distinct():
            _store(visit)
    offices = set(Tie.objects.filter(person__in=persons).values_list("office_id", flat=True))
    offices |= set(Duty.objects.filter(person__in=persons).values_list("office_id", flat=True))
    offices |= set(Person.objects.filter(pk__in=persons).values_list("keeper_id", flat=True))
    for office in sorted(offices):
        keep_duty(office, persons)


def recount() -> int:
    """After a change of what counts: approved visits whose way counts now and did not, or the other way round, are counted
    anew, BATCH in a transaction; then the duty of everybody. How many visits were looked at."""
    done, last = 0, 0
    while keys := list(miscounted().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            for visit in Visit.objects.select_for_update().filter(pk__in=keys, stage=Visit.Stage.APPROVED):
                _store(visit)
        done, last = done + len(keys), keys[-1]
    keep_all()
    return done


def keep_all() -> int:
    """Every night, and after a change of the rules: the duty of every procuratorate that keeps a register or has ties."""
    offices = set(Tie.objects.values_list("office_id", flat=True).distinct())
    offices |= set(Person.objects.values_list("keeper_id", flat=True).distinct())
    return sum(keep_duty(office) for office in sorted(offices))
