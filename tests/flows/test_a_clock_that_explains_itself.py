"""S14: a suggestion that three departments share. Its clock stands still, gets more time, is moved by a holiday, and says why."""

from datetime import date

import pytest

from lianluo.accounts.actor import SYSTEM
from lianluo.matters.actions.recompute import recompute_open
from lianluo.matters.models import Assignment, Deadline, Matter
from lianluo.rules.models import CalendarDay
from tests.matters.cast import cast_of


@pytest.fixture(autouse=True)
def ninth_of_february(freeze):
    freeze(date(2026, 2, 9))


@pytest.fixture
def cast(rooms):
    return cast_of(rooms)


def test_from_hand_over_to_an_extension_and_back_each_date_says_why(cast, client_of, freeze):
    row = cast.handed_over(mode="lead", others=["第二检察部"])
    matter = row.matter.get_absolute_url()
    clerk, head, handler = (client_of(cast.everybody[each]) for each in ("clerk", "head", "handler"))

    # The second department has five working days; 14 February is worked.
    page = client_of(cast.other_head).get(f"{matter}clock/").content.decode()
    assert "2026-02-14" in page

    # The first one signs for it; the deputy is asked for more material, the clock stands still for ten days.
    freeze(date(2026, 2, 11))
    head.post(f"/matters/assignments/{row.pk}/signing-for/", {"handler": cast.rooms.handler.pk})
    freeze(date(2026, 3, 12))
    paused = {"kind": "supplement", "first_on": "2026-03-02", "reason": "请代表补充案例", "source": "函"}
    clerk.post(f"{matter}pause/", paused)
    assert "Resume the clock" in clerk.get("/").content.decode()
    assert "since 2026-03-02" in handler.get(f"{matter}clock/").content.decode()
    clerk.post(f"{matter}resumption/", {"last_on": "2026-03-11"})
    page = handler.get(matter).content.decode()
    assert "this clock goes on" in page, "the statutory sum says that it knows no pause"
    assert Matter.objects.get().internal_due_on == date(2026, 4, 17)

    # Two windows ask for more time; the second one is told of the first. Seven months are refused with the reason.
    freeze(date(2026, 4, 14))
    wish = {"until": "2026-09-09", "asked_on": "2026-04-14", "reason": "需三个部门会商"}
    assert "2026-08-10" in handler.post(f"{matter}extension/", wish).content.decode()
    handler.post(f"{matter}extension/", {**wish, "until": "2026-07-31"})
    assert (
        "not decided yet"
        in clerk.post(f"{matter}extension/", {**wish, "until": "2026-08-01"}).content.decode()
    )

    # The congress's office consents in writing; the deputy is told.
    consent = {
        "granted_by": "省人大常委会人选委",
        "granted_on": "2026-04-20",
        "until": "2026-07-31",
        "document": "人选函5号",
    }
    freeze(date(2026, 4, 20))
    answer = clerk.post(f"{matter}extension/consent/", consent).content.decode()
    assert "on which day the deputy was told" in answer
    clerk.post(f"{matter}extension/consent/", {**consent, "deputy_told_on": "2026-04-20"})
    page = handler.get(matter).content.decode()
    assert "2026-07-31" in page and "Granted by 省人大常委会人选委" in page
    assert Assignment.objects.get(pk=row.pk).due_on == Matter.objects.get().internal_due_on

    _revoked(matter, clerk, handler)


def _revoked(matter: str, clerk, handler) -> None:
    """It turns out to be a mistake and is revoked; the holiday that was added since moves the date that counts again."""
    clerk.post(f"{matter}extension/revocation/", {"revoked_on": "2026-04-20", "reason": "录错事项"})
    assert Matter.objects.get().statutory_due_on == date(2026, 5, 9)
    CalendarDay.objects.create(day=date(2026, 5, 9), is_working=False, source="省政府通知")
    assert recompute_open(SYSTEM)["moved"] == 1
    assert Matter.objects.get().statutory_due_on == date(2026, 5, 11)
    page = handler.get(f"{matter}clock/").content.decode()
    assert "was revoked on 2026-04-20" in page and "2026-05-11" in page


def test_a_wrong_department_is_left_and_the_next_one_has_its_own_clock(cast, client_of, freeze):
    row = cast.handed_over()
    head, clerk = client_of(cast.head), client_of(cast.rooms.clerk)
    freeze(date(2026, 2, 12))
    head.post(f"/matters/assignments/{row.pk}/sending-back/", {"reason": "属于第二检察部职责"})
    assert Deadline.objects.get(part="reassign").due_on == date(2026, 3, 4)
    freeze(date(2026, 2, 24))
    clerk.post(f"/matters/assignments/{row.pk}/return/", {})
    matter = Matter.objects.get()
    # Thirteen days under review do not count for the house; the statute's three months go on.
    assert (matter.statutory_due_on, matter.internal_due_on) == (date(2026, 5, 9), date(2026, 4, 22))
    second = cast.department("第二检察部")
    clerk.post(f"{matter.get_absolute_url()}hand-over/", {"mode": "sole", "department": second.pk})
    mine = Deadline.objects.filter(assignment__department=second)
    assert {each.part: each.due_on for each in mine} == {
        "sign_for": date(2026, 3, 2), "answer": date(2026, 4, 22),
    }  # fmt: skip
    assert Deadline.objects.get(part="reassign").met_on == date(2026, 2, 24)
    old = Deadline.objects.filter(assignment=row, met_on=None)
    assert set(old.values_list("stopped_on", flat=True)) == {date(2026, 2, 24)}
