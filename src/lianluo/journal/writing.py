"""Writing the journal. The workflow engine calls `record` through its hook; nothing else needs to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from lianluo.journal.models import Entry, Notice


def record(actor, act: str, about: models.Model | None, facts: dict, tell=()) -> Entry:
    """Add one entry in the caller's transaction, with a notice for each user in `tell` but the actor's own."""
    entry = Entry.objects.create(
        user=actor.user,
        unit=actor.unit,
        role=actor.role,
        person_id=actor.person_id,
        act=act,
        about_model=about._meta.label if about is not None else "",
        about_id=about.pk if about is not None else None,
        about_text=str(about)[:200] if about is not None else "",
        facts=facts,
    )
    others = {user.pk: user for user in tell if user is not None and user != actor.user}
    Notice.objects.bulk_create([Notice(entry=entry, user=user) for user in others.values()])
    return entry


def record_each(actor, act: str, things: Iterable[tuple[models.Model, dict]]) -> None:
    """One entry for each thing with its facts, a thousand in one statement; nobody is told."""
    entries = [
        Entry(
            user=actor.user, unit=actor.unit, role=actor.role, person_id=actor.person_id, act=act,
            about_model=thing._meta.label, about_id=thing.pk, about_text=str(thing)[:200], facts=facts,
        )
        for thing, facts in things
    ]  # fmt: skip
    Entry.objects.bulk_create(entries, batch_size=1000)


def record_export(actor, what: str, rows: int) -> None:
    """Rows that left the product as a file: which list, how many. Nobody is told."""
    if actor is not None:
        record(actor, "journal.export", None, {"what": what, "rows": rows})
