"""Reading one page of many rows at a cost that does not grow with the rows.

Counts stop at BOUND. Pages by number reach as far as the count does; behind that one goes on from the last row seen
("after"), which costs the same at any depth.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connections
from django.db.models import Q, QuerySet

BOUND = 10_000
DEEP = 500
"""Rows further down are found by their keys first: what stands before them is passed over without being read whole."""


def bounded_count(rows: QuerySet) -> int:
    """Number of rows, or BOUND + 1 for "more than BOUND"."""
    return rows.order_by().values("pk")[: BOUND + 1].count()


def bounded_counts(many: list[QuerySet]) -> list[int]:
    """The same for several querysets of one database, in one query."""
    parts, params, places = [], [], []
    for rows in many:
        try:
            sql, its_params = rows.order_by().values("pk")[: BOUND + 1].query.sql_with_params()
        except EmptyResultSet:
            places.append(None)
            continue
        places.append(len(parts))
        parts.append(f"(SELECT count(*) FROM ({sql}) AS part)")
        params.extend(its_params)
    if not parts:
        return [0 for _place in places]
    with connections[many[0].db].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), params)
        found = cursor.fetchone()
    return [0 if place is None else found[place] for place in places]


def said(count: int) -> str:
    """46, or 10,000+ where counting stopped."""
    return f"{BOUND:,}+" if count > BOUND else f"{count:,}"


def ordered(rows: QuerySet, fields: tuple[str, ...], descending: bool) -> QuerySet:
    """Sorted by the fields and, among equals, by key: a total order, so that no row is shown twice or never."""
    sign = "-" if descending else ""
    names = [*fields, "pk"] if "pk" not in fields else list(fields)
    return rows.order_by(*[sign + name for name in names])


def page_of(rows: QuerySet, page: int, size: int) -> tuple[list, bool]:
    """Rows of the page by number (from 1) and whether more follow."""
    start = (page - 1) * size
    if start < DEEP:
        found = list(rows[start : start + size + 1])
        return found[:size], len(found) > size
    keys = list(rows.values_list("pk", flat=True)[start : start + size + 1])
    found = {row.pk: row for row in rows.filter(pk__in=keys[:size])}
    return [found[key] for key in keys[:size] if key in found], len(keys) > size


def page_after(
    rows: QuerySet, fields: tuple[str, ...], descending: bool, key: int, size: int
) -> tuple[list, bool]:
    """Rows that follow the row with primary key `key` in the order of `ordered`, and whether more follow.

    Where that row has gone, the first page.
    """
    names = fields if "pk" in fields else (*fields, "pk")
    anchor = rows.filter(pk=key).values_list(*names).first()
    if anchor is not None:
        rows = rows.filter(_behind(rows.model, names, anchor, descending))
    return page_of(rows, 1, size)


def _behind(model, names: tuple[str, ...], anchor: tuple[Any, ...], descending: bool) -> Q:
    found, same = Q(pk__in=[]), Q()
    for name, value in zip(names, anchor, strict=True):
        if (further := _further(model, name, value, descending)) is not None:
            found |= same & further
        same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return found & _from_first(model, names[0], anchor[0], descending)


def _further(model, name: str, value: Any, descending: bool) -> Q | None:
    """Rows whose `name` comes strictly behind `value`; PostgreSQL sorts NULL as larger than all."""
    if value is None:
        return Q(**{f"{name}__isnull": False}) if descending else None
    if descending:
        return Q(**{f"{name}__lt": value})
    behind = Q(**{f"{name}__gt": value})
    return behind | Q(**{f"{name}__isnull": True}) if _nullable(model, name) else behind


def _from_first(model, name: str, value: Any, descending: bool) -> Q:
    """Says again that the first field is at or behind its value: the planner finds the index by this, not by the ORs."""
    if value is None or (not descending and _nullable(model, name)):
        return Q()
    return Q(**{f"{name}__{'lte' if descending else 'gte'}": value})


def _nullable(model, path: str) -> bool:
    for name in path.split("__"):
        if name == "pk":
            return False
        try:
            step = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True  # an annotation
        if getattr(step, "null", True):
            return True
        model = step.related_model
    return False
