"""The visit card: what an officer should know before the door, of one person or of several, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.foundation.masks import masked
from lianluo.liaison.models import Companion, Duty, House, Met, Visit
from lianluo.people.models import Expertise, Mandate, Person
from lianluo.people.tables import contact_label
from lianluo.people.tellings import Telling, told_of
from lianluo.rules.queries import NoRule, rule

COOLING = "visit.cooling_off"
CONTACTS = 3
MOST = 60
"""So many cards are kept on a phone: planned visits first, then one's own deputies."""
AHEAD = timedelta(days=7)


@dataclass
class Card:
    person: Person
    seats: list[str] = field(default_factory=list)
    duty: Duty | None = None
    counts_as: int = 0
    """The number a contact today would have in this year, 0 where nothing is owed."""
    first: list[Telling] = field(default_factory=list)
    known: list[Telling] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    planned: Visit | None = None
    when: str = ""
    companions: str = ""

    @property
    def record_url(self) -> str:
        address = f"{reverse('liaison:phone_record')}?person={self.person.pk}"
        return f"{address}&visit={self.planned.pk}" if self.planned else address


def cards_of(actor, persons: Iterable[Person], day: date) -> list[Card]:
    """A card of each person, in their order. `persons` come from `Person.objects.visible_to(actor)`; the number of queries
    does not grow with them."""
    persons = list(persons)
    keys = [person.pk for person in persons]
    mandates = Mandate.objects.held_on(day).select_related("term__body")
    expertise = Expertise.objects.held_on(day)
    prefetch_related_objects(
        persons, Prefetch("mandates", mandates, "seats_held"), Prefetch("expertise", expertise, "knows")
    )
    terms = _terms(keys)
    duties = _duties(actor, keys, day)
    told = told_of(actor, keys, day)
    contacts, plans, near = _contacts(actor, keys, day), _plans(actor, keys, day), _near(actor, keys, day)
    return [
        _with_plan(plans.get(person.pk), day, Card(
            person, _seats(person, terms), duties.get(person.pk), _counts_as(actor, duties.get(person.pk)),
            [line for line in told[person.pk] if line.first],
            [*contacts[person.pk], *_expert(person), *[line for line in told[person.pk] if not line.first]],
            _topics(person.focus), near[person.pk],
        ))
        for person in persons
    ]  # fmt: skip


def _with_plan(visit: Visit | None, day: date, card: Card) -> Card:
    if visit is None:
        return card
    hour = visit.starts_at.strftime(" %H:%M") if visit.starts_at else ""
    names = [f"{each.office.label} {each.name}" if each.office_id != visit.office_id else each.name
             for each in visit.companions.all()]  # fmt: skip
    return replace(
        card, planned=visit, when=day_words(visit.planned_on, day) + hour, companions="、".join(names)
    )


def contacts_shown(actor, person: Person) -> list[dict]:
    """Masked telephone numbers and the address, with where each is shown in full ("" without a ground). For one card on a
    page that is read with a connection; never for what a phone keeps."""
    may = actor.can("people.reveal_contact", person)
    return [
        {"label": contact_label(name), "value": masked(getattr(person, name)), "icon": icon,
         "url": reverse("people:reveal", args=[person.pk, name]) if may else ""}
        for name, icon in (("mobile", "phone"), ("telephone", "phone-call"), ("address", "map-pin"))
        if getattr(person, name)
    ]  # fmt: skip


def day_visits(actor, day: date) -> QuerySet[Visit]:
    """The actor's own planned visits of the day and of the week after it, and those he comes along on."""
    mine = Q(officer=actor.user) | Q(proxy_for=actor.user) | Q(companions__user=actor.user)
    rows = Visit.objects.visible_to(actor).planned().filter(mine, planned_on__range=(day, day + AHEAD))
    met = Met.objects.select_related("person").order_by("pk")
    rows = rows.select_related("officer").prefetch_related(Prefetch("met", met)).distinct()
    return rows.order_by("planned_on", "starts_at", "pk")


def shortlist(actor, visits: Iterable[Visit], day: date) -> list[Person]:
    """Whom the officer may need a card of: who is to be visited, then those he looks after, at most MOST."""
    wanted = [row.person_id for visit in visits for row in visit.met.all()]
    own = Person.objects.visible_to(actor).filter(pk__in=actor.user.ties.held_on(day).values("person_id"))
    wanted += own.order_by("sort_key", "pk").values_list("pk", flat=True)
    wanted = list(dict.fromkeys(wanted))[:MOST]
    found = Person.objects.visible_to(actor).in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


def day_words(day: date, today: date) -> str:
    """“today”, “tomorrow”, else month and day."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get((day - today).days) or day.strftime("%m-%d")


def _terms(keys: list[int]) -> dict[tuple[int, str, str], int]:
    """(person, kind, level) → in how many terms he held such a mandate."""
    found: dict[tuple, int] = defaultdict(int)
    rows = Mandate.objects.filter(person__in=keys).values_list("person_id", "kind", "term__body__level")
    for row in rows:
        found[row] += 1
    return found


def _seats(person: Person, terms: dict) -> list[str]:
    """“deputy of …, delegation, held for two terms”: one line a mandate."""
    lines = []
    for mandate in person.seats_held:
        deputy = mandate.kind == Mandate.Kind.DEPUTY
        words = _("deputy of %(body)s") if deputy else _("member of %(body)s")
        parts = [words % {"body": mandate.term.body}, mandate.group, mandate.office_held]
        times = terms[(person.pk, mandate.kind, mandate.term.body.level)]
        parts.append(ngettext("%(n)d term", "%(n)d terms", times) % {"n": times} if times > 1 else "")
        lines.append(" · ".join(filter(None, parts)))
    return lines


def _duties(actor, keys: list[int], day: date) -> dict[int, Duty]:
    rows = Duty.objects.visible_to(actor).filter(office=actor.organ, year=day.year, person__in=keys)
    return {row.person_id: row for row in rows}


def _counts_as(actor, duty: Duty | None) -> int:
    return duty.done + 1 if duty and duty.officer_id == actor.user_id else 0


def _contacts(actor, keys: list[int], day: date) -> dict[int, list[Telling]]:
    """The last contacts of each that the actor may see, with what was said."""
    visits = Visit.objects.visible_to(actor).held().filter(on__lte=day, on__gt=day - timedelta(days=3 * 365))
    rows = Met.objects.filter(person__in=keys, is_absent=False, visit__in=visits)
    found = defaultdict(list)
    for row in rows.select_related("visit__officer").order_by("-visit__on", "-visit_id"):
        lines, visit = found[row.person_id], row.visit
        if len(lines) < CONTACTS:
            words = _("%(day)s, %(form)s, officer %(name)s") % {
                "day": visit.on.isoformat(), "form": visit.get_form_display(), "name": visit.officer.name,
            }  # fmt: skip
            lines.append(Telling("history", words, visit.said[:200], visit.get_absolute_url()))
    return found


def _plans(actor, keys: list[int], day: date) -> dict[int, Visit]:
    """The actor's own next planned visit to each."""
    rows = Met.objects.filter(person__in=keys, visit__in=day_visits(actor, day).values("pk")).select_related(
        "visit"
    )
    rows = rows.prefetch_related(Prefetch("visit__companions", Companion.objects.select_related("office")))
    found: dict[int, Visit] = {}
    for row in rows.order_by("visit__planned_on", "visit__starts_at", "visit_id"):
        found.setdefault(row.person_id, row.visit)
    return found


def _near(actor, keys: list[int], day: date) -> dict[int, list[str]]:
    """Which other procuratorate met a person within the cooling-off time, and on which day: nothing of what was said, so
    that several offices do not come one after the other (不影响代表正常工作和生活)."""
    found: dict[int, list[str]] = defaultdict(list)
    try:
        since = day - timedelta(days=rule(COOLING, day).number)
    except NoRule:  # the office sets no such time
        return found
    rows = House.objects.exclude(office=actor.organ_id).filter(
        visit__in=Visit.objects.held().filter(on__range=(since, day)),
        visit__met__person__in=keys, visit__met__is_absent=False,
    )  # fmt: skip
    rows = rows.order_by("-visit__on", "pk")
    rows = rows.values_list("visit__met__person_id", "office__short_name", "visit__on")
    for person, office, on in rows.distinct():
        if person in keys:
            words = _("%(office)s visited on %(day)s.") % {"office": office, "day": on.strftime("%m-%d")}
            found[person].append(words)
    return found


def _expert(person: Person) -> list[Telling]:
    return [
        Telling("certificate", _("Expert in %(field)s") % {"field": row.field}, row.evidence)
        for row in person.knows
    ]


def _topics(focus: str) -> list[str]:
    """The matters of concern, as they are parted in the register."""
    for mark in "、，；;,":
        focus = focus.replace(mark, "\n")
    return [part.strip() for part in focus.split("\n") if part.strip()]
