"""Reading the register for pages."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from lianluo.accounts.models import Role
from lianluo.foundation import clock
from lianluo.people.grounds import grounds
from lianluo.people.models import Body, ContactLook, Mandate, Organisation, Person, Proposer, Term, Tie
from lianluo.rules.queries import entries
from lianluo.units.models import Unit


def register_of(actor) -> QuerySet[Person]:
    """Visible persons with their mandates, newest term first."""
    mandates = Mandate.objects.select_related("term").order_by("-term__number", "-id")
    return Person.objects.visible_to(actor).prefetch_related(Prefetch("mandates", mandates))


def in_groups(rows: QuerySet[Person], groups: list[str]) -> QuerySet[Person]:
    """Persons with a mandate in one of these delegations or sectors."""
    held = Mandate.objects.filter(delegation__in=groups) | Mandate.objects.filter(sector__in=groups)
    return rows.filter(id__in=held.values("person_id"))


def of_kind(rows: QuerySet[Person], kinds: list[str]) -> QuerySet[Person]:
    """Persons who hold or held a mandate of these kinds."""
    return rows.filter(id__in=Mandate.objects.filter(kind__in=kinds).values("person_id"))


def groups_of(actor) -> list[tuple[str, str]]:
    """Delegations and sectors of the register, as choices."""
    pairs = Mandate.objects.visible_to(actor).order_by().values_list("delegation", "sector").distinct()
    names = sorted({delegation or sector for delegation, sector in pairs} - {""})
    return [(name, name) for name in names]


def organisations_of(actor) -> QuerySet[Organisation]:
    """Visible organisations with the body they belong to."""
    return Organisation.objects.visible_to(actor).select_related("body", "keeper")


def bodies_for(actor) -> QuerySet[Body]:
    """Congresses and committees of which a term is on record."""
    terms = Term.objects.visible_to(actor).values("body_id")
    return Body.objects.visible_to(actor).filter(pk__in=terms).order_by("kind", "pk")


def is_tied(actor, proposer: Proposer) -> bool:
    """Whether the actor looks after the person today; nobody is tied to an organisation."""
    if not isinstance(proposer, Person):
        return False
    return Tie.objects.held_on(clock.today()).filter(person=proposer, officer=actor.user).exists()


def keeps_register(actor, proposer: Proposer) -> bool:
    return (
        actor.role == Role.LIAISON_OFFICE and actor.organ is not None and actor.organ.pk == proposer.keeper_id
    )


def ground_of(actor, proposer: Proposer) -> str:
    """Key of the first ground on which the actor may see the proposer's contact data in full; "" for none."""
    return next((ground.key for ground in grounds() if ground.holds(actor, proposer)), "")


def namesakes(office: Unit | None, name: str, but: Person | None = None) -> list[Person]:
    """Persons of the office's register who bear this very name, with their mandates, at most 20."""
    if office is None or not name:
        return []
    mandates = Mandate.objects.select_related("term").order_by("-term__number", "-id")
    rows = Person.objects.filter(keeper=office, name=name).exclude(pk=but.pk if but else None)
    return list(rows.prefetch_related(Prefetch("mandates", mandates)).order_by("id")[:20])


def words_of(dictionary: str, on: date | None = None) -> list[str]:
    """The office's words of a dictionary, in its order."""
    return [entry.label for entry in entries(dictionary, on or clock.today())]


def looks_at(actor, proposer: Proposer) -> QuerySet[ContactLook]:
    """Looks at the proposer's contact data that the actor may know of, newest first."""
    rows = ContactLook.objects.visible_to(actor).filter(**proposer.column)
    return rows.select_related("user", "unit").order_by("-at", "-id")
