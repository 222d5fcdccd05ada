"""The board of officers: who has whom, against what each can take."""

from __future__ import annotations

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf

from lianluo.accounts.models import ADMINISTRATORS, Post, Role, User
from lianluo.foundation import clock
from lianluo.liaison.models import Duty, OfficerCharge
from lianluo.liaison.ranks import KEY_LOAD
from lianluo.liaison.tie_queries import LEVELS, running_ties
from lianluo.people.models import Mandate, Person, Tie
from lianluo.rules.queries import NoRule, rule
from lianluo.units.models import Unit

ORDER = (Role.CHIEF, Role.LEADER, Role.DEPARTMENT_HEAD)


def officers_of(actor) -> QuerySet[User]:
    """Who serves in the actor's procuratorate or looks after somebody for it, with what his row shows; liaison office and
    leaders see all, a head his department, an officer himself.

    Adds: deputies, contacts (a year, of these), capacity, owed and done (this year), role, title, unit_label ("" without a
    post today), place (of the rank).
    """
    office, today = actor.organ, clock.today()
    if office is None or actor.is_administrator:
        return User.objects.none()
    ties = running_ties(office, today)
    posts = _posts(office, today)
    rows = User.objects.visible_to(actor).filter(
        Q(pk__in=ties.values("officer_id")) | Q(pk__in=posts.values("user_id"), is_active=True)
    )
    return _with_duty(_with_post(_scoped(rows, actor, ties, posts), posts), office, ties, today)


def _scoped(rows: QuerySet[User], actor, ties, posts) -> QuerySet[User]:
    if actor.sees_whole_office:
        return rows
    if actor.role == Role.DEPARTMENT_HEAD:
        staff, tied = posts.filter(unit=actor.unit), ties.filter(unit=actor.unit)
        return rows.filter(Q(pk__in=staff.values("user_id")) | Q(pk__in=tied.values("officer_id")))
    return rows.filter(pk=actor.user_id)


def _posts(office: Unit, day) -> QuerySet[Post]:
    within = Q(unit=office) | Q(unit__in=Unit.objects.departments_of(office))
    return Post.objects.held_on(day).filter(within).exclude(role__in=ADMINISTRATORS)


def _with_post(rows: QuerySet[User], posts: QuerySet[Post]) -> QuerySet[User]:
    places = [When(role=role, then=Value(place)) for place, role in enumerate(ORDER)]
    place = Case(*places, default=Value(len(ORDER)), output_field=IntegerField())
    own = posts.filter(user=OuterRef("pk")).annotate(place=place).order_by("place", "-from_on", "-pk")
    label = Coalesce(NullIf("unit__short_name", Value("")), "unit__name")
    return rows.annotate(
        role=Subquery(own.values("role")[:1]), title=Coalesce(Subquery(own.values("title")[:1]), Value("")),
        unit_label=Coalesce(Subquery(own.annotate(label=label).values("label")[:1]), Value("")),
        place=Coalesce(Subquery(own.values("place")[:1]), Value(len(ORDER) + 1)),
    )  # fmt: skip


def _with_duty(rows: QuerySet[User], office: Unit, ties: QuerySet[Tie], today) -> QuerySet[User]:
    count = (
        ties.filter(officer=OuterRef("pk")).order_by().values("officer").annotate(n=Count("pk")).values("n")
    )
    duty = (
        Duty.objects.filter(office=office, year=today.year, officer=OuterRef("pk"))
        .order_by()
        .values("officer")
    )
    own = OfficerCharge.objects.filter(office=office, officer=OuterRef("pk")).values("capacity")[:1]
    return rows.annotate(
        deputies=_number(count), owed=_number(duty.annotate(n=Sum("owed")).values("n")),
        done=_number(duty.annotate(n=Sum("done")).values("n")),
        capacity=Coalesce(Subquery(own), Value(setting(KEY_LOAD))),
    ).annotate(contacts=F("deputies") * Value(setting("visit.min")))  # fmt: skip


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0))


def setting(key: str) -> int:
    """The number in force today; 0 where no setting says any."""
    try:
        return rule(key, clock.today()).number
    except NoRule:
        return 0


def with_seat(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Persons with level and group (delegation or sector) of their highest seat today."""
    order = Case(*[When(term__body__level=level, then=Value(place)) for place, level in enumerate(LEVELS)])
    seat = (
        Mandate.objects.held_on(clock.today())
        .filter(person=OuterRef("pk"))
        .order_by(order, "-term__number", "-pk")
    )
    group = seat.annotate(group_of=Coalesce(NullIf("delegation", Value("")), "sector"))
    return rows.annotate(
        level=Subquery(seat.values("term__body__level")[:1]), seat_group=Subquery(group.values("group_of")[:1])
    )  # fmt: skip


def ties_for(actor, officer: User | None = None) -> QuerySet[Tie]:
    """Ties of the actor's procuratorate that run today, or begin later; of one officer."""
    rows = Tie.objects.visible_to(actor).filter(office=actor.organ)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))
    return rows.filter(officer=officer) if officer else rows


def deputies_of(actor, officer: User) -> list[dict]:
    """Whom the officer looks after: tie, person with level and group, his duty of this year."""
    ties = list(ties_for(actor, officer).order_by("person__sort_key", "pk"))
    keys = [tie.person_id for tie in ties]
    persons = with_seat(Person.objects.visible_to(actor).filter(pk__in=keys)).in_bulk()
    duty = Duty.objects.visible_to(actor).filter(office=actor.organ, year=clock.today().year, person__in=keys)
    by_person = {row.person_id: row for row in duty}
    levels = dict(Unit.Level.choices)
    return [
        {
            "tie": tie,
            "person": person,
            "level": levels.get(person.level, ""),
            "duty": by_person.get(tie.person_id),
        }
        for tie in ties
        if (person := persons.get(tie.person_id))
    ]


def charge_of(actor, officer: User) -> OfficerCharge | None:
    return OfficerCharge.objects.visible_to(actor).filter(officer=officer).first()
