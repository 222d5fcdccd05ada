"""Writing the journal. The workflow engine calls `record` through its hook; nothing else needs to."""

from __future__ import annotations

from django.db import models

from lianluo.journal.models import Entry, Notice


def record(actor, act: str, about: models.Model | None, facts: dict, tell=()) -> Entry:
    """Add one entry in the caller's transaction, with a notice for each user in `tell` but the actor's own."""
    entry = Entry.objects.create(
        user=actor.user,
        unit=actor.unit,
        role=actor.role,
        act=act,
        about_model=about._meta.label if about is not None else "",
        about_id=about.pk if about is not None else None,
        about_text=str(about)[:200] if about is not None else "",
        facts=facts,
    )
    others = {user.pk: user for user in tell if user is not None and user != actor.user}
    Notice.objects.bulk_create([Notice(entry=entry, user=user) for user in others.values()])
    return entry


def history_of(thing: models.Model):
    return Entry.objects.about(thing).select_related("user", "unit").order_by("-id")
