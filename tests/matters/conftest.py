"""A plan for the small office: a leader in charge, departments with their people, matters to be broken down."""

from datetime import date
from types import SimpleNamespace

import pytest

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Oversight, Post, Role
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import Matter
from lianluo.units.models import Unit
from tests.matters.cast import cast_of
from tests.matters.session_cast import sitting_of
from tests.rooms import user_in


@pytest.fixture
def desk(rooms):
    """Clerk and leader as users and actors; `draw(n)` brings matters 1…n and draws up a plan of them."""
    leader = user_in(rooms.organ, "leader", Role.LEADER)

    def department(name: str) -> Unit:
        return Unit.objects.get(parent=rooms.organ, name=name)

    def draw(last: int, first: int = 1):
        rooms.bring(first, last)
        return plans.draw_up(actor_of(rooms.clerk), rooms.organ)

    post = Post.objects.get(user=leader)
    Oversight.objects.create(leader=post, department=department("第八检察部"), from_on=date(2020, 1, 1))
    return SimpleNamespace(
        organ=rooms.organ, clerk=rooms.clerk, leader=leader, rooms=rooms, department=department, draw=draw,
        acting=actor_of,
    )  # fmt: skip


@pytest.fixture
def matter_of(rooms):
    """`matter_of(title, content="")`: a registered matter of the office."""

    def register(title: str, content: str = "", **fields) -> Matter:
        return Matter.objects.create(
            office=rooms.organ, kind="suggestion", title=title, content=content,
            handed_over_on=date(2026, 2, 9), **fields,
        )  # fmt: skip

    return register


@pytest.fixture
def cast(rooms):
    """The small office with a head, a leader and the head of another department."""
    return cast_of(rooms)


@pytest.fixture
def sitting(cast):
    """An open session mode; its listener is a handler of the 第二检察部."""
    listener = user_in(cast.department("第二检察部"), "listener", Role.HANDLER)
    return sitting_of(cast, listener)
