"""Reading who has access to her own pages: behind a secret, behind a device, and for the page of the desk."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianluo.foundation import clock
from lianluo.people.models import Access, Device, Mandate, OneTimeCode, Person
from lianluo.people.tokens import digest
from lianluo.rules.queries import NoRule, rule

AFTER_TERM = 180
"""Days, where the office has no rule `portal.after_term`: what she raised may still be answered."""


def after_term(day: date) -> int:
    """For so many days after her last mandate a deputy still sees what she raised."""
    try:
        return int(rule("portal.after_term", day).value)
    except NoRule:
        return AFTER_TERM


def with_a_mandate(day: date) -> Q:
    """Condition on rows with `person_id`: a mandate in office, or one that ended no longer ago than the rule says."""
    first = day - clock.timedelta(days=after_term(day))
    held = Mandate.objects.held_on(day).filter(person_id=OuterRef("person_id"))
    ended = Mandate.objects.filter(person_id=OuterRef("person_id"), until_on__gte=first, until_on__lte=day)
    return Q(Exists(held)) | Q(Exists(ended))


def access_behind(secret: str) -> Access | None:
    """The standing access of a link or a printed code, of somebody who may still come. The same statements whatever the
    secret is."""
    known = digest(secret)
    rows = Access.objects.standing().filter(with_a_mandate(clock.today()))
    return rows.filter(Q(link_hash=known) | Q(code_hash=known)).select_related("person", "office").first()


def device_behind(token: str) -> Device | None:
    """The device that shows this token, if it may still be used today."""
    rows = Device.objects.standing().filter(token_hash=digest(token)).select_related("access__person")
    access = Access.objects.filter(with_a_mandate(clock.today()), pk=OuterRef("access_id"))
    return rows.filter(Exists(access)).first()


def has_mandate(person: Person) -> bool:
    """Whether a link given to her would open anything."""
    rows = Mandate.objects.filter(person=person)
    return rows.filter(with_a_mandate(clock.today())).exists()


def access_of(person: Person) -> Access | None:
    return Access.objects.standing().filter(person=person).select_related("given_by").first()


def devices_of(person: Person) -> QuerySet[Device]:
    return Device.objects.standing().filter(access__person=person)


def waiting_codes(person: Person) -> QuerySet[OneTimeCode]:
    """Who waits on the telephone for a code to be read out, the latest first: she asks again when something went wrong."""
    return OneTimeCode.objects.to_read_out().filter(access__person=person).order_by("-asked_at")


def who_came_in(persons: list[int]) -> set[int]:
    """Those of these persons who have a browser on their own pages."""
    rows = Device.objects.standing().filter(access__person__in=persons)
    return set(rows.values_list("access__person_id", flat=True))
