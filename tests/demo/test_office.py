"""The demonstration office: every stage of every procedure, loaded once, its passwords in one private file."""

import json
import stat
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F

from lianluo.accounts.models import Post, Role, User
from lianluo.correspondence.models import Delivery, Letter, LetterItem, Reaction
from lianluo.demo import office as demo
from lianluo.demo.cast import PEOPLE, STAFF
from lianluo.demo.names import NAMESAKE, RARE
from lianluo.demo.proposals import MEMBERS, PROPOSALS
from lianluo.demo.sitting import OPINIONS
from lianluo.foundation import clock
from lianluo.journal.models import Entry
from lianluo.liaison.models import Duty, Remark, Visit, VisitRound
from lianluo.liaison.pace import in_states
from lianluo.matters.models import (
    Assignment,
    BreakdownPlan,
    Commitment,
    Contact,
    CoOpinion,
    Feedback,
    Matter,
    PlanLine,
    Referral,
    Reply,
    ReplyReview,
    SessionMode,
)  # fmt: skip
from lianluo.people.models import Person
from lianluo.rules.actions import seeding as rules
from lianluo.rules.models import Rule
from lianluo.units.actions import seeding as units
from lianluo.units.models import Unit


def _prepared():
    units.seed()
    rules.seed()
    return Unit.objects.get(code="21")


@pytest.fixture(scope="module")
def passwords(django_db_setup, django_db_blocker, tmp_path_factory):
    """The story is told once for all tests here and taken back at the end: telling it takes half a minute."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
        patch.setattr(demo, "prepare", _prepared)
        yield demo.load()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def told(passwords, db):
    return passwords


MISSING = {Matter: {"not_registered"}}
"""The office has a congress and no CPPCC committee: no proposal comes in that a committee would not register."""
OTHER_KINDS = 7


def stages(model) -> Counter:
    return Counter(model.objects.values_list("stage", flat=True))


@pytest.mark.parametrize("model", [Matter, Assignment, Reply, BreakdownPlan, Letter])
def test_every_stage_has_its_example(model):
    assert set(model.Stage.values) - set(stages(model)) == MISSING.get(model, set())


def test_it_is_a_living_office():
    said = Remark.objects.exclude(matter=None).values("matter")
    read = Reaction.objects.exclude(matter=None).values("matter")
    told = Matter.objects.exclude(kind="referred_case").exclude(pk__in=said).exclude(pk__in=read)
    found = Counter(told.values_list("stage", flat=True))
    assert (Person.objects.count(), sum(found.values())) == (
        123 + len(MEMBERS),
        178 + len(OPINIONS) + OTHER_KINDS + len(PROPOSALS),
    )
    answered = found["replied"] + found["closed"]
    assert 0.5 < answered / 178 < 0.7
    assert 0.3 < found["closed"] / 178 < 0.4
    assert 3 <= Matter.objects.overdue().count() <= 15
    assert 5 <= Matter.objects.due_within(7).count() <= 40


def test_referred_cases_stand_in_many_states():
    assert len(set(Referral.objects.values_list("stage", flat=True))) >= 6
    assert set(Referral.objects.values_list("chain", flat=True)) == set(Referral.Chain.values)


def test_a_session_is_on_with_opinions_at_every_step():
    mode = SessionMode.objects.get()
    assert mode.is_open
    assert mode.groups.count() == 2
    steps = Counter(mode.opinions.values_list("stage", flat=True))
    assert steps == {"handed_over": 6, "answered": 2, "checked": 1, "told": 4}
    assert mode.opinions.filter(is_interim=True).count() == 1
    assert Assignment.objects.filter(matter__voiced__mode=mode, stage="return_asked").exists()


def test_every_kind_of_handling_occurs():
    assert set(Matter.Mode.values) == set(Matter.objects.values_list("mode", flat=True))
    of_members = {"social_information"}
    missing = set(Matter.Kind.values) - set(Matter.objects.values_list("kind", flat=True))
    assert missing == {*of_members, "interpellation"}
    assert CoOpinion.objects.exists()
    assert Assignment.objects.filter(role="reference", stage="fulfilled").exists()
    again = Assignment.objects.filter(stage="sent_back").values("matter")
    assert Assignment.objects.current().filter(matter__in=again).exists()
    assert set(Contact.Gate.values) == set(Contact.objects.values_list("gate", flat=True))
    assert Contact.objects.exclude(exception="").exists()
    assert ReplyReview.objects.filter(verdict="returned").exists()
    assert set(Reply.Disclosure.values) <= set(Reply.objects.values_list("disclosure", flat=True))


def test_deputies_have_spoken_in_every_way_and_some_are_silent():
    assert set(Feedback.Rating.values) == set(Feedback.objects.values_list("result", flat=True))
    assert Matter.objects.filter(stage="closed", mode="sole", feedbacks=None).exists()
    second = Matter.objects.filter(round=2)
    assert {"closed", "signed_for"} <= set(second.values_list("stage", flat=True))
    assert LetterItem.objects.filter(matter__in=second, reply__round=2).exists()


def test_commitments_are_open_kept_and_overdue():
    waiting = Commitment.objects.filter(kept_on=None)
    assert Commitment.objects.exclude(kept_on=None).exists()
    assert waiting.filter(due_on__lt=clock.today()).exists()
    assert waiting.filter(due_on__gte=clock.today()).exists()


def test_the_post_brought_letters_back_and_they_went_out_again():
    assert set(Delivery.State.values) == set(Delivery.objects.values_list("state", flat=True))
    assert Letter.objects.filter(stage="delivered", dispatches__delivery__state="returned").exists()
    numbers = (
        Letter.objects.exclude(sequence=None).order_by("year", "sequence").values_list("year", "sequence")
    ).filter(person__mandates__kind="deputy")
    for year in {year for year, _sequence in numbers}:
        assert [n for y, n in numbers if y == year] == list(range(1, sum(y == year for y, _n in numbers) + 1))


def test_a_draft_plan_has_sure_and_unsure_lines():
    lines = PlanLine.objects.filter(plan__stage="drafted", is_open=True)
    assert lines.filter(is_confirmed=False).exists() and lines.filter(is_confirmed=True).exists()


def test_everything_happened_in_the_order_of_the_journal_and_before_today():
    times = list(Entry.objects.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert clock.today() - times[-1].date() >= timedelta(days=1)
    assert clock.today() - times[0].date() > timedelta(days=90)
    assert not Assignment.objects.filter(signed_for_at__lt=F("handed_over_at")).exists()
    late = Reply.objects.filter(signed_off_on__lt=F("assignment__matter__handed_over_on"))
    assert not late.exists()


def test_nobody_acts_on_a_weekend_but_in_session():
    acts = Entry.objects.exclude(act__regex=r"^(voiced|session_mode)\.|^matters\.open_session_mode$")
    days = {clock.timezone.localtime(at).weekday() for at in acts.values_list("at", flat=True)}
    assert days <= {0, 1, 2, 3, 4}


def test_every_department_with_work_has_a_head_and_a_handler_and_clerks_have_telephones():
    for department in Unit.objects.filter(pk__in=Assignment.objects.values("department")):
        held = set(Post.objects.filter(unit=department).values_list("role", flat=True))
        assert {Role.DEPARTMENT_HEAD, Role.HANDLER} <= held
    assert not User.objects.filter(phone="").exists()
    assert not Person.objects.filter(address="").exists()


def test_there_are_namesakes_and_rare_characters():
    assert Person.objects.filter(name=NAMESAKE).count() == 2
    assert Person.objects.filter(name__in=RARE).count() == len(RARE)


def test_a_second_loading_changes_nothing(told, settings):
    file = settings.DATA / "demo-accounts.json"
    before = (file.read_text(), Entry.objects.count(), stages(Matter))
    assert demo.load() == {}
    assert (file.read_text(), Entry.objects.count(), stages(Matter)) == before
    assert User.objects.count() == len(PEOPLE) + len(STAFF)


def test_every_account_in_the_private_file_signs_in_and_sees_the_desk(told, client, settings):
    file = settings.DATA / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    accounts = json.loads(file.read_text())
    deputies = [accounts.pop(name)["password"] for name in ("deputy1", "deputy2")]
    for link in deputies:
        assert client.get(urlsplit(link).path)["Location"] == "/portal/asking/"
    assert set(accounts) == {person[0] for person in PEOPLE}
    for username, account in accounts.items():
        answer = client.post("/sign-in/", {"username": username, "password": account["password"]})
        assert answer.status_code == 302
        assert client.get("/").status_code == 200


def test_no_password_stands_in_the_journal(told):
    kept = json.dumps(list(Entry.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert not [password for password in told.values() if password in kept]


def test_settings_point_to_the_articles_of_the_office_s_own_text():
    cited = dict(Rule.objects.filter(clause__isnull=False).values_list("key", "clause__label"))
    assert cited["visit.min"] == "第三条" and len(cited) == 5


def test_visits_stand_in_every_stage_and_some_deputies_have_no_officer():
    assert {"planned", "recorded", "returned", "approved"} <= set(stages(Visit))
    assert Duty.objects.filter(officer=None).count() >= 5
    assert in_states(Duty.objects.all(), ["fulfilled"]).exists()


def test_what_was_said_on_visits_is_registered_or_waits_and_a_round_is_drawn_up():
    assert Remark.objects.exclude(matter=None).filter(matter__kind="everyday_opinion").count() >= 3
    assert Remark.objects.waiting().exists()
    drawn = VisitRound.objects.get()
    assert drawn.stage == "drawn" and (drawn.stops.exists() or drawn.from_on.year > clock.today().year)
