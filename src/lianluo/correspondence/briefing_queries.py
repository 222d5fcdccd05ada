"""Whom a rule finds, how many got, opened and answered a briefing, which reports are due."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from hashlib import sha256

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lianluo.correspondence.briefings import Briefing, Following, News, Reaction, Recipient
from lianluo.correspondence.reports_due import Due, calendar_of
from lianluo.foundation import bigrams, clock
from lianluo.matters.models import Matter, Signatory
from lianluo.matters.queries import with_words
from lianluo.people.models import Expertise, Mandate, Person

MAIL, PORTAL = Recipient.Way.MAIL, Recipient.Way.PORTAL
NEVER = (Matter.Kind.REFERRED_CASE,)
"""Nothing of a referred case is told to anybody."""


@dataclass(frozen=True)
class Aim:
    """The rule by which recipients are chosen, as it is kept on the briefing.

    `everybody`, `levels`, `kinds`, `groups` say who comes in question (all of them together); `fields`, `focus`, `raised`,
    `matters` pick those whom the topic concerns (any of them). `plus` and `minus` are persons by hand; it goes by `ways`.
    """

    everybody: bool = False
    levels: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    focus: str = ""
    raised: str = ""
    matters: list[int] = field(default_factory=list)
    plus: list[int] = field(default_factory=list)
    minus: list[int] = field(default_factory=list)
    ways: list[str] = field(default_factory=lambda: [str(PORTAL), str(MAIL)])

    @property
    def narrows(self) -> bool:
        return bool(self.everybody or self.levels or self.kinds or self.groups or self.is_topical)

    @property
    def is_topical(self) -> bool:
        return bool(self.fields or self.focus or self.raised or self.matters)

    def kept(self) -> dict:
        return asdict(self)


def aim_of(briefing: Briefing) -> Aim:
    known = {each.name for each in fields(Aim)}
    return Aim(**{name: value for name, value in briefing.aim.items() if name in known})


def mark_of(briefing: Briefing) -> str:
    """Another one for every other title, short text and text: whether somebody saved meanwhile."""
    said = "\0".join((briefing.title, briefing.topic, briefing.summary, briefing.body))
    return sha256(said.encode()).hexdigest()[:16]


def aimed_at(aim: Aim, office, actor) -> QuerySet[Person]:
    """Who is found by the rule today, in the order of the register. Matters count as far as the actor sees them."""
    found = Q(pk__in=aim.plus)
    if aim.narrows:
        found |= _in_question(aim) & _concerned(aim, actor) & Q(keeper=office)
    rows = Person.objects.filter(found).exclude(pk__in=aim.minus)
    return rows.order_by("sort_key", "pk")


def _in_question(aim: Aim) -> Q:
    held = Mandate.objects.held_on(clock.today())
    if aim.levels:
        held = held.filter(term__body__level__in=aim.levels)
    if aim.kinds:
        held = held.filter(kind__in=aim.kinds)
    if aim.groups:
        held = held.filter(Q(delegation__in=aim.groups) | Q(sector__in=aim.groups))
    return Q(pk__in=held.order_by().values("person_id"))


def _concerned(aim: Aim, actor) -> Q:
    if not aim.is_topical:
        return Q()
    ways = Q()
    if aim.fields:
        expert = Expertise.objects.held_on(clock.today()).filter(field__in=aim.fields)
        ways |= Q(pk__in=expert.order_by().values("person_id"))
    if aim.focus:
        ways |= Q(pk__in=bigrams.having(Person.objects.all(), Person.WORDS, aim.focus).values("pk"))
    if aim.raised or aim.matters:
        ways |= Q(pk__in=_signed(aim, actor).values("person_id"))
    return ways


def _signed(aim: Aim, actor) -> QuerySet[Signatory]:
    matters = matters_to_tell_of(actor).order_by()
    wanted = Q(pk__in=aim.matters)
    if aim.raised:
        wanted |= Q(pk__in=with_words(matters, aim.raised).order_by().values("pk"))
    return Signatory.objects.filter(matter__in=matters.filter(wanted).values("pk"), person__isnull=False)


def with_mandates(rows: QuerySet[Person]) -> QuerySet[Person]:
    return rows.prefetch_related(
        Prefetch("mandates", Mandate.objects.select_related("term").order_by("-term__number", "-id"))
    )


def groups_in(office) -> list[tuple[str, str]]:
    """Delegations and sectors of those who hold a mandate and stand in the office's register."""
    held = Mandate.objects.held_on(clock.today()).filter(person__keeper=office)
    names = {name for pair in held.values_list("delegation", "sector").distinct() for name in pair if name}
    return [(name, name) for name in sorted(names)]


def fields_in(office) -> list[tuple[str, str]]:
    held = Expertise.objects.held_on(clock.today()).filter(person__keeper=office)
    names = held.order_by("field").values_list("field", flat=True).distinct()
    return [(name, name) for name in names]


def _times(rows: QuerySet, of: str) -> Coalesce:
    counted = rows.filter(**{of: OuterRef("pk")}).order_by().values(of).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


COUNTS = {
    "n_all": lambda: Recipient.objects.all(),
    "n_delivered": lambda: Recipient.objects.delivered(),
    "n_opened": lambda: Recipient.objects.opened(),
    "n_reacted": lambda: Recipient.objects.reacted(),
    "n_failed": lambda: Recipient.objects.failed(),
    "n_to_print": lambda: Recipient.objects.to_print(),
}


def with_counts(rows: QuerySet[Briefing]) -> QuerySet[Briefing]:
    """`n_all`, `n_delivered`, `n_opened`, `n_reacted`, `n_failed`, `n_to_print` and `n_items`, counted by the database."""
    items = Reaction.objects.filter(matter__isnull=False)
    counts = {name: _times(made(), "briefing") for name, made in COUNTS.items()}
    return rows.annotate(**counts, n_items=_times(items, "recipient__briefing"))


def listed_for(actor) -> QuerySet[Briefing]:
    return (
        with_counts(Briefing.objects.visible_to(actor)).select_related("drafted_by", "office").defer("body")
    )


def reports_due(office, today: date | None = None) -> list[Due]:
    """The reports of the calendar, each with its nearest open day and, where it is there, the briefing that answers it."""
    today = today or clock.today()
    days = calendar_of(today)
    rows = Briefing.objects.filter(office=office, due_on__in=[each.on for each in days]).exclude(
        stage=Briefing.Stage.DISCARDED
    )
    made = {(row.dated, row.due_on): row for row in rows.defer("body").order_by("pk")}
    return [each.answered(made.get((each.name, each.on))) for each in days]


def followers_of(matters: list[Matter]) -> dict[int, set[int]]:
    """Matter id → ids of the persons who raised it, or for whom it or words in its title are marked. Two queries."""
    told = [matter for matter in matters if matter.kind not in NEVER]
    keys = [matter.pk for matter in told]
    marks = _marks(keys)
    found = {matter.pk: _marked(f"{matter.title}", matter.pk, marks) for matter in told}
    raised = Signatory.objects.filter(matter__in=keys, person__isnull=False)
    for key, person in raised.values_list("matter_id", "person_id"):
        found[key].add(person)
    return found


def followers_of_topic(briefing: Briefing) -> set[int]:
    """For whom words of the briefing's title or topic are marked."""
    return _marked(f"{briefing.title} {briefing.topic}", None, _marks([]))


def _marks(matters: list[int]) -> list[tuple[int, int | None, str]]:
    rows = Following.objects.standing().filter(Q(words__gt="") | Q(matter__in=matters))
    return list(rows.values_list("person_id", "matter_id", "words"))


def _marked(text: str, matter: int | None, marks: list[tuple[int, int | None, str]]) -> set[int]:
    return {
        person
        for person, key, words in marks
        if (words and words.lower() in text.lower()) or (key and key == matter)
    }


def matters_to_tell_of(actor) -> QuerySet[Matter]:
    """The matters the actor sees, but none of which nothing is told."""
    return Matter.objects.visible_to(actor).exclude(kind__in=NEVER).order_by("-pk")


def raised_by(person: Person) -> QuerySet[Matter]:
    """What the person raised and may be told of, the newest first."""
    signed = Signatory.objects.filter(person=person, matter=OuterRef("pk"))
    return Matter.objects.filter(Exists(signed)).exclude(kind__in=NEVER).order_by("-handed_over_on", "-pk")


def recipient_behind(token: str) -> Recipient | None:
    """Whoever holds the link of an e-mail reads as its addressee: the token is the gate, of a briefing that went out."""
    rows = Recipient.objects.filter(token=token, briefing__stage__in=Briefing.OUT)
    return rows.select_related("briefing__office").first()


def news_for(rows: QuerySet[News]) -> QuerySet[News]:
    return rows.select_related("matter", "briefing").order_by("-pk")
