"""`load()`: a fictional provincial office to look around in, made through the same actions an office uses."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lianluo.accounts.models import User
from lianluo.config.office import prepare
from lianluo.demo.briefings import Briefings
from lianluo.demo.cast import CLERK, Cast, load_people, write_accounts
from lianluo.demo.deputies import give_links
from lianluo.demo.documents import register_texts
from lianluo.demo.intake import Intake
from lianluo.demo.kinds import OtherKinds
from lianluo.demo.proposals import Proposals
from lianluo.demo.referrals import Referrals
from lianluo.demo.sitting import sitting
from lianluo.demo.story import Story, working_day
from lianluo.demo.visits import Visits
from lianluo.foundation import clock
from lianluo.journal.models import Entry
from lianluo.matters.models import Matter
from lianluo.people.models import Person
from lianluo.units.models import Unit

SEED = 20260209
BEGINS = 110
"""Days ago the story begins."""


class RealRegister(Exception):
    """The database holds a register that is not the demonstration's; nothing was changed."""


def load() -> dict[str, str]:
    """User name → password of the accounts made by this call; {} when they are there already. Safe to run again.

    Prepares the database. Passwords are written once to `<DATA>/demo-accounts.json`, which only its owner may read.
    Raises RealRegister when somebody works here already.
    """
    office = prepare()
    if User.objects.filter(username=CLERK).exists():
        return {}
    if Person.objects.exists() or Matter.objects.exists():
        raise RealRegister(
            _("This database holds a register already; the demonstration is for an empty one.")
        )
    with transaction.atomic(), translation.override("zh-hans"):
        made = tell(office, clock.today())
        with clock.standing_at(Entry.objects.latest("pk").at):
            deputies = give_links(Cast(office))
    write_accounts(Path(settings.DATA), made, deputies)
    return made


def tell(office: Unit, today: date) -> dict[str, str]:
    """The whole story up to yesterday: people, register, matters in all stages."""
    with clock.standing_at(working_day(today - timedelta(days=BEGINS))):
        made = load_people(office)
        register_texts(Cast(office))
    story = Story(Cast(office), today, random.Random(SEED))
    Intake(story).begin()
    OtherKinds(story).begin()
    Proposals(story).begin()
    Referrals(story).begin()
    Visits(story).begin()
    Briefings(story).begin()
    story.begin_yesterday(sitting(story.cast))
    story.tell()
    return made
