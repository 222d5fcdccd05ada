"""Reading visits, ties and the duty; and reckoning the duty of a year as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from lianluo.foundation import clock
from lianluo.liaison.counting import COUNTS, Contact, Tied, counted, read_ways
from lianluo.liaison.models import CountedContact, Duty, Met, Visit
from lianluo.people.models import Mandate, Tie
from lianluo.rules.models import Rule
from lianluo.rules.queries import NoRule, rule

LEVELS = ("national", "provincial", "municipal", "county")
_DUTY = """
WITH tied AS (
  SELECT m.office_id, m.person_id, range_agg(daterange(greatest(m.from_on, %(first)s),
      least(coalesce(CASE WHEN m.until_on <= %(on)s THEN m.until_on END, %(last)s), %(last)s), '[]')) AS days
  FROM people_tie m WHERE m.office_id = ANY(%(offices)s) AND m.from_on <= least(%(on)s, %(last)s)
    AND coalesce(m.until_on, %(last)s) >= greatest(m.from_on, %(first)s) {persons}
  GROUP BY m.office_id, m.person_id
), concerned AS MATERIALIZED (
  SELECT office_id, person_id, tied.days AS tied
  FROM (SELECT m.keeper_id AS office_id, m.id AS person_id FROM people_person m
        WHERE m.keeper_id = ANY(%(offices)s) {own}) kept
  FULL JOIN tied USING (office_id, person_id)
), held AS (
  SELECT m.person_id, range_agg(daterange(
      greatest(coalesce(m.from_on, t.begins_on, %(first)s), %(first)s),
      least(coalesce(CASE WHEN m.until_on <= %(on)s THEN m.until_on END, %(last)s), %(last)s), '[]')) AS days
  FROM people_mandate m JOIN people_term t ON t.id = m.term_id
  WHERE (m.state IN ('in_office', 'suspended') OR m.until_on IS NOT NULL)
    AND coalesce(m.from_on, t.begins_on, %(first)s) <= least(%(on)s, %(last)s)
    AND coalesce(m.until_on, %(last)s) >= greatest(%(first)s, coalesce(m.from_on, t.begins_on, %(first)s))
    AND m.person_id IN (SELECT person_id FROM concerned)
  GROUP BY m.person_id
), officer AS (
  SELECT DISTINCT ON (m.office_id, m.person_id) m.office_id, m.person_id, m.officer_id, m.unit_id
  FROM people_tie m WHERE m.office_id = ANY(%(offices)s) AND m.from_on <= %(on)s
    AND (m.until_on IS NULL OR m.until_on >= %(on)s) {persons}
  ORDER BY m.office_id, m.person_id, m.from_on DESC, m.id DESC
), seat AS (
  SELECT DISTINCT ON (m.person_id) m.person_id, m.kind, b.level, m.delegation, m.sector, left(b.area_code, 4) AS area
  FROM people_mandate m JOIN people_term t ON t.id = m.term_id JOIN people_body b ON b.id = t.body_id
  WHERE coalesce(m.from_on, t.begins_on, %(first)s) <= least(%(on)s, %(last)s)
    AND coalesce(m.until_on, %(last)s) >= %(first)s AND m.person_id IN (SELECT person_id FROM concerned)
  ORDER BY m.person_id, array_position(ARRAY['national','provincial','municipal','county'], b.level::text),
    t.number DESC, m.id DESC
), made AS (
  SELECT m.office_id, m.person_id, count(*) AS done, max(m."on") AS last_on FROM liaison_countedcontact m
  WHERE m.office_id = ANY(%(offices)s) AND m."on" BETWEEN %(first)s AND least(%(on)s, %(last)s) {persons}
  GROUP BY m.office_id, m.person_id
), reckoned AS MATERIALIZED (
  SELECT c.office_id, c.person_id, seat.kind, seat.level, seat.delegation, seat.sector, seat.area,
    officer.officer_id, officer.unit_id,
    (SELECT sum(upper(r) - lower(r)) FROM unnest(held.days) r) AS days,
    coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(held.days * c.tied) r), 0) AS tied_days,
    coalesce(made.done, 0) AS done, made.last_on
  FROM concerned c JOIN held USING (person_id) JOIN seat USING (person_id)
  LEFT JOIN officer USING (office_id, person_id) LEFT JOIN made USING (office_id, person_id)
)
SELECT r.office_id, r.person_id, r.kind, r.level, coalesce(place.label, seat_place.label, '') AS city,
  coalesce(nullif(r.delegation, ''), r.sector) AS delegation, r.officer_id, r.unit_id, r.days, r.tied_days,
  (2 * %(times)s * r.tied_days + %(year_days)s) / (2 * %(year_days)s) AS owed, r.done, r.last_on
FROM reckoned r
LEFT JOIN rules_dictionaryentry place ON r.level IN ('municipal', 'county') AND place.dictionary = 'delegation'
  AND place.code = r.area
LEFT JOIN rules_dictionaryentry seat_place ON r.level IN ('national', 'provincial')
  AND seat_place.dictionary = 'delegation' AND seat_place.label = r.delegation AND seat_place.code ~ '^[0-9]{{4}}$'
"""


@dataclass(frozen=True)
class Standing:
    """How a procuratorate stands with one person in a year, as known on a day. Columns as in `Duty`."""

    office: int
    person: int
    kind: str
    level: str
    city: str
    delegation: str
    officer: int | None
    unit: int | None
    days: int
    tied_days: int
    owed: int
    done: int
    last_on: date | None


def year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def last_of_month(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def duty_statement(
    offices: Iterable[int], year: int, on: date, persons: Iterable[int] | None = None
) -> tuple[str, dict]:
    """The SQL that reckons the duty of `year` as known on `on`, and its values; the columns are those of `Standing`.

    What ends after `on` counts as running to the end of the year; what begins after it is not known yet. Persons: those
    with a mandate in the year whose register one of the procuratorates keeps or who have an officer there. NoRule where
    nothing is owed at all.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    values = {
        "offices": list(offices), "first": first, "last": last, "on": on, "year_days": (last - first).days + 1,
        "times": rule("visit.min", min(on, last)).number, "persons": list(persons or ()),
    }  # fmt: skip
    only, own = (
        ("", "") if persons is None else ("AND m.person_id = ANY(%(persons)s)", "AND m.id = ANY(%(persons)s)")
    )
    return _DUTY.format(persons=only, own=own), values


def standings(office_id: int, year: int, on: date, persons: Iterable[int] | None = None) -> list[Standing]:
    """The duty of every person as of a day, past or present, from the facts themselves."""
    statement, values = duty_statement([office_id], year, on, persons)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ORDER BY r.person_id", values)
        return [Standing(*row) for row in cursor.fetchall()]


def duties_of(actor, year: int, on: date, office_id: int | None = None) -> QuerySet[Duty]:
    """The duty of a year as known on a day, as rows the actor may see: today's are stored, any other day's are reckoned
    while they are read. Of one procuratorate, or of all that the actor sees."""
    if office_id is not None and office_id not in actor.reach:
        return Duty.objects.none()
    if on == clock.today() and year == on.year:
        rows = Duty.objects.visible_to(actor).filter(year=year)
        return rows.filter(office=office_id) if office_id else rows
    everywhere = actor.reach if actor.sees_whole_office else actor.reach[:1]
    try:
        statement, values = duty_statement([office_id] if office_id else everywhere, year, on)
    except NoRule:
        return Duty.objects.none()
    whole = (
        f"SELECT (s.office_id::bigint << 32) | s.person_id AS id, %(year)s AS year, s.* FROM ({statement}) s"
    )
    return Duty.objects.read_from(whole, {**values, "year": year}).visible_to(actor)


def counted_of(visit: Visit) -> dict[tuple[int, int], int]:
    """(procuratorate, person) → officer, of an approved visit, by the ties and the rule of its day."""
    persons = frozenset(visit.met.filter(is_absent=False).values_list("person_id", flat=True))
    ties = Tie.objects.held_on(visit.on).filter(person__in=persons)
    present = {(visit.office_id, visit.officer_id)}
    present |= set(visit.companions.filter(user__isnull=False).values_list("office_id", "user_id"))
    contact = Contact(
        visit.form, visit.on, frozenset(visit.houses.values_list("office_id", flat=True)), frozenset(present),
        visit.proxy_for_id, visit.office_id, persons,
    )  # fmt: skip
    found = (Tied(*row) for row in ties.values_list("office_id", "person_id", "officer_id"))
    return counted(contact, read_ways(rule(COUNTS, visit.on).value), found)


def miscounted() -> QuerySet[Visit]:
    """Approved visits that count though their way does not by the settings of their day, and those that do not though it
    does (these are looked at again: nobody of those present may look after anybody who was met)."""
    counts = Exists(CountedContact.objects.filter(visit=OuterRef("pk")))
    found = Q(pk__in=[])
    for row in Rule.objects.filter(key=COUNTS):
        ways = read_ways(row.value)
        of_time = Q(on__gte=row.valid_from) & (Q(on__lte=row.valid_until) if row.valid_until else Q())
        found |= of_time & (~Q(form__in=ways) & counts | Q(form__in=ways) & ~counts)
    return Visit.objects.filter(found, stage=Visit.Stage.APPROVED)


def listed(actor) -> QuerySet[Visit]:
    """Visible visits with what a row of a list shows; `day_of` is the day held, else the day planned."""
    met = Met.objects.select_related("person").order_by("pk")
    rows = Visit.objects.visible_to(actor).select_related("officer", "unit")
    return rows.annotate(day_of=Coalesce("on", "planned_on")).prefetch_related(Prefetch("met", met))


def without_mandate(persons: Iterable[int], day: date) -> set[int]:
    """Of these persons, who held no mandate on that day as far as the register says."""
    held = Mandate.objects.filter(person__in=persons).filter(
        Q(from_on__isnull=True, term__begins_on__isnull=True)
        | Q(from_on__lte=day)
        | Q(from_on__isnull=True, term__begins_on__lte=day)
    )
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
    return set(persons) - set(held.values_list("person_id", flat=True))


def twins(officer_id: int, persons: Iterable[int], day: date, but: int | None = None):
    """Visits of the same officer to one of these persons on the same day."""
    rows = Visit.objects.held().filter(officer_id=officer_id, on=day, met__person__in=persons).exclude(pk=but)
    return rows.distinct()


def known_record(actor, client_key) -> Visit | None:
    """The record that this user's telephone has sent under this key already."""
    if not client_key:
        return None
    return Visit.objects.filter(client_key=client_key, recorded_by=actor.user).first()
