"""An office in the middle of its year: of each stage of a matter one stands there, made by the acts that the pages call."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from django.utils import translation

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role, User
from lianluo.correspondence.actions import letter as letters
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import handing, session_mode, voiced, voicing
from lianluo.matters.actions import plan as plans
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.voicing_queries import deputies_of
from lianluo.people.models import Person, Session
from tests.flows import acting
from tests.matters.referral_cast import Cast as ReferralCast
from tests.rooms import Office, open_office, user_in


def lived_in(folder) -> tuple[Office, dict[str, User]]:
    """The office and its people by user name."""
    office = open_office(folder)
    office.bring(1, 6)
    department = actor_of(office.handler).unit
    people = {each.username: each for each in (office.clerk, office.handler, office.auditor)}
    for name, unit, role in (
        ("head", department, Role.DEPARTMENT_HEAD), ("leader", office.organ, Role.LEADER),
        ("sysadmin", office.organ, Role.SYSTEM_ADMIN), ("secadmin", office.organ, Role.SECURITY_ADMIN),
    ):  # fmt: skip
        people[name] = user_in(unit, name, role)
    office.clerk.phone = "024-00000000"
    office.clerk.save()
    cast = SimpleNamespace(office=office.organ, **{name: actor_of(user) for name, user in people.items()})
    with translation.override("zh-hans"):  # what acts put into words is kept as they said it
        _move_on(cast, list(Matter.objects.order_by("outside_number")))
        _refer(cast)
    return office, people


def _move_on(cast, matters: list[Matter]) -> None:
    """The first stays registered, in a plan; the others go further each."""
    handed = [_handed_over(cast, matter) for matter in matters[1:]]
    for row in handed[1:]:
        assignments.sign_for(row, cast.head, handler=cast.handler.user)
        row.refresh_from_db()
    acting.edited(cast, replies.draft(handed[1], cast.handler))
    for row in handed[2:]:
        acting.answered(cast, row)
    composed = letters.compose(cast.clerk, cast.office, all_signed=False).letters
    letters.number(composed[0], cast.clerk)
    plans.draw_up(cast.clerk, cast.office, session=Session.objects.get(), title="分解方案")
    _sit(cast)


def _sit(cast) -> None:
    """A session is on: of each stage of a voiced opinion one."""
    day = clock.today()
    mode = session_mode.open_mode(
        cast.clerk, cast.office, session=Session.objects.get(), from_on=day, until_on=day + timedelta(days=5)
    )
    session_mode.arrange(
        mode, cast.clerk, name="第一听会组", delegations=["沈阳"], members=[cast.handler.user]
    )
    opinions = [
        voicing.voice(mode, cast.handler, person=person, words=f"建议{number}", department=cast.head.unit, draft=str(number))
        for number, person in enumerate(deputies_of(cast.clerk, mode)[:4])
    ]  # fmt: skip
    for opinion in opinions[1:]:
        voiced.answer(opinion, cast.head, text="已部署。")
    for opinion in opinions[2:]:
        voiced.check(opinion, cast.clerk)
    voiced.tell(opinions[3], cast.clerk, way="telephone")


def _refer(cast) -> None:
    """One case waits for its screening, one is with the handler."""
    rooms = Office(
        cast.office, cast.clerk.user, cast.handler.user, cast.auditor.user, cast.auditor.user, None
    )
    users = {name: getattr(cast, name).user for name in ("clerk", "head", "handler", "leader")}
    cases = ReferralCast(rooms, users, Person.objects.order_by("pk").first())
    cases.registered()
    cases.fed_back()
    cases.met()


def _handed_over(cast, matter: Matter) -> Assignment:
    handing.hand_over(matter, cast.clerk, department=cast.head.unit, mode=Matter.Mode.SOLE)
    return Assignment.objects.get(matter=matter)
