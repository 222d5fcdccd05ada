"""Makes a data folder ready for use: database running, migrated, units and dictionaries in place."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command

from lianluo.accounts.models import User
from lianluo.foundation import postgres
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit


def prepare() -> Unit:
    """The provincial office, on a database that is migrated and seeded. Safe to run again, with the server up or not."""
    if not settings.DATABASE_URL:
        postgres.ensure_running(settings.DATA)
    call_command("migrate", verbosity=0, interactive=False)
    units_seeding.seed()
    rules_seeding.seed()
    return Unit.objects.get(code=units_seeding.LIAONING)


def is_new() -> bool:
    """Whether nobody can sign in yet: no office has been set up on this database."""
    return not User.objects.exists()
