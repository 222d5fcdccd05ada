"""Who raises a matter: a person or an organisation. Whoever reads asks for the proposer and need not know which."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q

FIELDS = ("person", "organisation")


class Proposer(models.Model):
    """What persons and organisations have in common. `FIELD` is the column of a row that belongs to one."""

    FIELD: ClassVar[str]
    CONTACT: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def column(self) -> dict[str, Proposer]:
        """For filters and new rows: `Signatory.objects.filter(**proposer.column)`."""
        return {self.FIELD: self}

    @property
    def mark(self) -> str:
        """In forms and addresses: "12" for a person, "o12" for an organisation."""
        return f"{self.pk}" if self.FIELD == "person" else f"o{self.pk}"

    @property
    def described(self) -> str:
        """What a list says beside the name."""
        raise NotImplementedError

    @property
    def group(self) -> str:
        """Delegation or sector of the newest mandate; an organisation stands for itself."""
        raise NotImplementedError


class OfProposer(models.Model):
    """A row of exactly one proposer; it has the columns `person` and `organisation` and `one_proposer` among its
    constraints."""

    class Meta:
        abstract = True

    @property
    def proposer(self) -> Proposer:
        return self.organisation if self.organisation_id else self.person

    @property
    def proposer_key(self) -> tuple[int | None, int | None]:
        """Equal for rows of the same proposer; reads nothing."""
        return (self.person_id, self.organisation_id)


def one_proposer(name: str) -> models.CheckConstraint:
    person, organisation = Q(person__isnull=False), Q(organisation__isnull=False)
    return models.CheckConstraint(condition=(person & ~organisation) | (~person & organisation), name=name)


def once_each(first: str, *further: str, name: str) -> list[models.UniqueConstraint]:
    """At most one row of a proposer for each `first`. Nulls are distinct: a row falls under one of the two."""
    return [
        models.UniqueConstraint(fields=[first, "person", *further], name=name),
        models.UniqueConstraint(fields=[first, "organisation", *further], name=f"{name}_organisation"),
    ]


def same_proposer(inner: str = "", outer: str = "") -> Q:
    """Inside a subquery: its row and that of the outer query belong to the same proposer."""
    person, organisation = ({f"{inner}{name}": OuterRef(f"{outer}{name}")} for name in FIELDS)
    return Q(**person) | Q(**organisation)
