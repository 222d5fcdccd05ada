"""Reading session mode: the modes, the deputies of a session by what a listener types, the figures of the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from difflib import get_close_matches

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from lianluo.accounts.models import ADMINISTRATORS, Post, User
from lianluo.foundation import clock, pinyin
from lianluo.matters.models import Assignment, ListeningGroup, Matter, SessionMode, VoicedOpinion
from lianluo.people.models import Mandate, Person
from lianluo.people.queries import words_of
from lianluo.units.models import Unit

NEAR = 5
V = VoicedOpinion.Stage


def modes_for(actor) -> QuerySet[SessionMode]:
    return SessionMode.objects.visible_to(actor).select_related("session__term__body", "office", "opened_by")


def group_of(actor, mode: SessionMode) -> ListeningGroup | None:
    """The first listening group the actor is a member of."""
    return mode.groups.filter(members=actor.user).first() if actor.user else None


def opinions_for(actor) -> QuerySet[VoicedOpinion]:
    """Visible opinions with what a list of them shows: no query a row."""
    rows = VoicedOpinion.objects.visible_to(actor)
    return rows.select_related("matter__department", "person", "listener", "group", "mode").annotate(
        is_signed_for=Exists(_of(Assignment.objects.current().exclude(stage=Assignment.Stage.HANDED_OVER))),
        return_asked=Exists(_of(Assignment.objects.filter(stage=Assignment.Stage.RETURN_ASKED))),
    )


def _of(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.filter(matter=OuterRef("matter_id"))


def latest(actor, mode: SessionMode, count: int = 20) -> list[VoicedOpinion]:
    return list(opinions_for(actor).filter(mode=mode).order_by("-id")[:count])


def deputies_of(actor, mode: SessionMode) -> QuerySet[Person]:
    """Visible persons who sit in this congress today, with `seat` their delegation."""
    held = Mandate.objects.held_on(clock.today()).filter(
        term=mode.session.term, kind=Mandate.Kind.DEPUTY, state=Mandate.State.IN_OFFICE
    )
    rows = Person.objects.visible_to(actor).filter(mandates__in=held)
    return rows.annotate(seat=F("mandates__delegation")).order_by("sort_key", "id")


def delegations_of(mode: SessionMode) -> list[str]:
    """In the office's own order, those its dictionary does not have last."""
    order = {name: place for place, name in enumerate(words_of("delegation"))}
    rows = Mandate.objects.filter(term=mode.session.term, kind=Mandate.Kind.DEPUTY).exclude(delegation="")
    names = rows.order_by().values_list("delegation", flat=True).distinct()
    return sorted(names, key=lambda name: (order.get(name, len(order)), pinyin.sort_key(name)))


def offered(actor, mode: SessionMode, words: str, first: Iterable[str] = (), count: int = 8) -> list[Person]:
    """Deputies whom the words may mean; those of the delegations `first` stand first."""
    rows = deputies_of(actor, mode).named(words) if words.strip() else deputies_of(actor, mode)
    own = Case(When(mandates__delegation__in=list(first), then=0), default=1)
    return list(rows.order_by(own, "sort_key", "id")[:count])


@dataclass(frozen=True)
class Found:
    """The deputy whom a text names, or in words why there is none."""

    person: Person | None
    refusal: str = ""


def deputy_named(actor, mode: SessionMode, text: str, first: Iterable[str] = ()) -> Found:
    """By full name; or by pinyin or initials where that leaves one. `first`: delegations that settle namesakes."""
    text = "".join(text.split())
    if not text:
        return Found(None, _("Name the deputy."))
    rows = list(deputies_of(actor, mode).named(text)[:200])
    exact = [person for person in rows if person.name == text] or ([] if not text.isascii() else rows)
    if len(exact) > 1 and first:
        exact = [person for person in exact if person.seat in first] or exact
    if len(exact) == 1:
        return Found(exact[0])
    if exact:
        told = _("“%(text)s” may be several deputies: %(names)s. Choose one.")
        return Found(None, told % {"text": text, "names": _listed(exact[:NEAR])})
    return Found(None, _not_found(actor, mode, text))


def _not_found(actor, mode: SessionMode, text: str) -> str:
    known = Person.objects.visible_to(actor).filter(name=text).exists()
    told = _("“%(text)s” is in the register, but is no deputy of this congress in office.") if known else _(
        "There is no deputy “%(text)s” in this congress."
    )  # fmt: skip
    told = told % {"text": text}
    near = near_names(actor, mode, text)
    return f"{told} {_('Near: %(names)s.') % {'names': _listed(near)}}" if near else told


def near_names(actor, mode: SessionMode, text: str) -> list[Person]:
    """Deputies whose names sound or look like the text, the likest first."""
    rows = deputies_of(actor, mode)
    sounds = list(rows.filter(Q(spelled=pinyin.spelled(text)) | Q(initials=pinyin.initials(text)))[:NEAR])
    if len(sounds) < NEAR:
        names = list(rows.values_list("name", flat=True))
        alike = get_close_matches(text, names, n=NEAR, cutoff=0.5)
        known = {person.pk for person in sounds}
        sounds += [person for person in rows.filter(name__in=alike) if person.pk not in known]
    return sounds[:NEAR]


def _listed(persons: list[Person]) -> str:
    return "、".join(f"{person.name}（{person.seat}）" if person.seat else person.name for person in persons)


COUNTS = {
    "voiced": Q(stage__in=VoicedOpinion.COUNTED),
    "in_hand": Q(stage=V.HANDED_OVER),
    "answered": Q(stage=V.ANSWERED),
    "to_tell": Q(stage=V.CHECKED),
    "told": Q(stage=V.TOLD),
}


def began_today() -> datetime:
    return clock.moment_of(datetime.combine(clock.today(), time(0)))


def counts_of(rows: QuerySet[VoicedOpinion]) -> dict[str, int]:
    """Voiced, in hand, answered (to be checked), to be told, told; overdue and what happened today. One query."""
    day = began_today()
    late = Q(stage__in=VoicedOpinion.WAITING, answer_due_at__lt=clock.now())
    return rows.aggregate(
        **{name: Count("pk", filter=of) for name, of in COUNTS.items()},
        overdue=Count("pk", filter=late),
        voiced_today=Count("pk", filter=COUNTS["voiced"] & Q(voiced_at__gte=day)),
        answered_today=Count("pk", filter=~Q(stage=V.WITHDRAWN) & Q(answered_at__gte=day)),
        told_today=Count("pk", filter=Q(told_at__gte=day)),
    )


def counts_by(rows: QuerySet[VoicedOpinion], *fields: str) -> list[dict]:
    """The same by delegation or department, one query; the fullest first."""
    late = Q(stage__in=VoicedOpinion.WAITING, answer_due_at__lt=clock.now())
    named = {name: Count("pk", filter=of) for name, of in COUNTS.items()}
    found = rows.exclude(stage=V.WITHDRAWN).order_by().values(*fields)
    return list(found.annotate(**named, overdue=Count("pk", filter=late)).order_by("-voiced", *fields))


def most_urgent(rows: QuerySet[VoicedOpinion], count: int = 12) -> list[VoicedOpinion]:
    return list(rows.filter(stage__in=VoicedOpinion.WAITING).order_by("answer_due_at", "id")[:count])


@dataclass(frozen=True)
class Closing:
    """What closing session mode will do with each opinion: close with its answer, or pass on to normal handling."""

    closing: QuerySet[VoicedOpinion]
    passing: QuerySet[VoicedOpinion]


def closing_of(mode: SessionMode) -> Closing:
    rows = VoicedOpinion.objects.filter(mode=mode).order_by("answer_due_at", "id")
    final = Q(stage=V.TOLD, is_interim=False, matter__stage=Matter.Stage.REPLIED)
    done = Q(matter__stage__in=Matter.FINAL)
    return Closing(rows.filter(final), rows.open().exclude(final).exclude(done & Q(stage=V.TOLD)))


def departments_for(mode: SessionMode) -> QuerySet[Unit]:
    """Departments of the procuratorate that stand today, in their order."""
    return Unit.objects.departments_of(mode.office).open_on(clock.today()).order_by("position", "pk")


def colleagues_of(actor) -> QuerySet[User]:
    """Who serves in the actor's own procuratorate or one of its departments today."""
    posts = Post.objects.visible_to(actor).held_on(clock.today())
    own = posts.filter(Q(unit=actor.organ) | Q(unit__parent=actor.organ)).exclude(role__in=ADMINISTRATORS)
    return User.objects.filter(pk__in=own.values("user_id"), is_active=True)


def delegations_seen(actor) -> list[tuple[str, str]]:
    """Delegations whose deputies were heard, as choices of a list."""
    rows = VoicedOpinion.objects.visible_to(actor).exclude(delegation="")
    names = rows.order_by().values_list("delegation", flat=True).distinct()
    return [(name, name) for name in sorted(names, key=pinyin.sort_key)]


def with_counts(rows: QuerySet[SessionMode]) -> QuerySet[SessionMode]:
    """With `count`, the opinions taken down and not withdrawn."""
    return rows.annotate(count=Count("opinions", filter=~Q(opinions__stage=V.WITHDRAWN)))


def mode_choices(actor) -> list[tuple[str, str]]:
    return [(str(mode.pk), str(mode)) for mode in modes_for(actor)]


def with_words(rows: QuerySet[VoicedOpinion], words: str) -> QuerySet[VoicedOpinion]:
    """Opinions whose words or deputy contain the words; “审0012” is the matter of that number."""
    digits = words.strip().removeprefix("审")
    found = Q(words__icontains=words) | Q(person__name__contains=words.strip())
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        found |= Q(matter_id=int(digits))
    return rows.filter(found)


def printable(rows: QuerySet[VoicedOpinion], which: str = "") -> QuerySet[VoicedOpinion]:
    """Opinions whose answer the office has passed: `to_tell` those not told yet, `today` those passed today."""
    rows = rows.exclude(checked_at=None).exclude(answer="").filter(stage__in=(V.CHECKED, V.TOLD, V.PASSED_ON))
    if which == "to_tell":
        rows = rows.filter(stage=V.CHECKED)
    if which == "today":
        rows = rows.filter(checked_at__gte=began_today())
    return rows.order_by("delegation", "person__sort_key", "id")


def hours_running(rows: QuerySet[VoicedOpinion]) -> QuerySet[VoicedOpinion]:
    """Opinions without an answer told, of sessions that are on, with what their hours are reckoned from."""
    rows = rows.waiting().filter(mode__stage=SessionMode.Stage.OPEN)
    return rows.select_related("mode__session__term__body", "matter__department").order_by(
        "answer_due_at", "id"
    )
