"""Bodies, terms and sessions are found by what they are, and made once."""

from __future__ import annotations

from lianluo.people.models import Body, Session, Term


def term_of(kind: str, level: str, place: str, number: int, name: str) -> Term:
    """The term of a congress ("deputy") or committee ("member"); made when it is not there."""
    body_kind = Body.Kind.CONGRESS if kind == "deputy" else Body.Kind.COMMITTEE
    body, _made = Body.objects.get_or_create(kind=body_kind, level=level, place=place, area_code="")
    return Term.objects.get_or_create(body=body, number=number, defaults={"name": name})[0]


def session_of(term: Term, number: int, name: str) -> Session:
    return Session.objects.get_or_create(term=term, number=number, defaults={"name": name})[0]
