"""The cast of one provincial office, and its two workbooks already imported."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from lianluo.accounts.actor import SYSTEM, actor_in
from lianluo.accounts.models import Post, Role, User
from lianluo.exchange.importing import import_file
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit
from tests.flows.kinds import TODAY, World

LEDGERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ledgers"


def _actor(name: str, unit: Unit, role: str):
    user = User.objects.create_user(name, "a-long-password", name=name)
    post = Post.objects.create(user=user, unit=unit, role=role, from_on=date(2020, 1, 1))
    return actor_in(post)


@pytest.fixture
def cast(db):
    units_seeding.seed()
    rules_seeding.seed()
    office, other = Unit.objects.get(code="21"), Unit.objects.get(code="22")
    second = Unit.objects.get(parent=office, name="第二检察部")
    third = Unit.objects.get(parent=office, name="第三检察部")
    return SimpleNamespace(
        office=office,
        clerk=_actor("clerk", Unit.objects.get(parent=office, name="办公室"), Role.LIAISON_OFFICE),
        head=_actor("head", second, Role.DEPARTMENT_HEAD),
        handler=_actor("handler", second, Role.HANDLER),
        other_head=_actor("other_head", third, Role.DEPARTMENT_HEAD),
        leader=_actor("leader", office, Role.LEADER),
        auditor=_actor("auditor", office, Role.AUDITOR),
        stranger=_actor("stranger", other, Role.LIAISON_OFFICE),
    )


@pytest.fixture
def imported(cast, freeze):
    freeze(date(2026, 2, 20))
    import_file(SYSTEM, cast.office, "roster", LEDGERS / "roster_session.xlsx")
    import_file(SYSTEM, cast.office, "matters", LEDGERS / "items_session.xlsx")
    return cast


@pytest.fixture
def world(cast, freeze):
    """A working day in March with deputies, members and sessions, and nothing registered yet."""
    freeze(TODAY)
    return World(cast)
