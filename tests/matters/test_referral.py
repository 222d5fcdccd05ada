"""A referred case: what is refused, what moves it on, what may be told, and that silence is no satisfaction."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import SYSTEM
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage, check
from lianluo.journal.models import Entry, Notice
from lianluo.matters import referral_clock
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_access as access
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.actions.referral_clock import reckon_anew
from lianluo.matters.models import Matter, Referral, ReferralLook, Signatory, Withheld
from lianluo.matters.referral_checks import names_in_full
from lianluo.matters.referral_queries import feedback_for
from lianluo.matters.referral_workflow import REFERRAL, REFERRAL_TEXT
from lianluo.rules import effects
from lianluo.rules.models import CalendarDay
from lianluo.units.models import Unit
from tests.matters.referral_cast import FEEDBACK, NAME, RESULT, WORDS, cast_of

TODAY = date(2026, 3, 2)


@pytest.fixture
def standing(freeze):
    """The clock stands before anybody gets a post."""
    return freeze(TODAY)


@pytest.fixture
def cases(standing, rooms):
    return cast_of(rooms)


def test_the_procedures_have_no_dead_ends():
    assert check(REFERRAL) == [] and check(REFERRAL_TEXT) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"case_number": "本案被告人孙某甲于某日将他人打伤，原审认定事实不清"}, "case_number"),
        ({"case_number": "12号" * 30}, "case_number"),
        ({"case_name": "孙立人故意伤害案"}, "case_name"),
        ({"words": " "}, "words"),
        ({"came_by": "private"}, "is_formal"),
        ({"received_on": TODAY + timedelta(1)}, "received_on"),
        ({"named_due_on": TODAY + timedelta(9)}, "named_due_on"),
        ({"chain": "spp", "named_due_on": TODAY - timedelta(9)}, "named_due_on"),
    ],
)
def test_what_a_registration_may_not_hold(cases, facts, field):
    with pytest.raises(ValidationError) as refusal:
        cases.registered(**facts)
    assert field in refusal.value.message_dict
    assert not Referral.objects.exists() and not Matter.objects.filter(kind="referred_case").exists()


def test_the_shell_carries_nothing_of_the_case(cases):
    case = cases.registered()
    shell = Matter.objects.get(pk=case.pk)
    said = " ".join(str(value) for value in vars(shell).values())
    assert NAME not in said and WORDS not in said and cases.deputy.name not in said
    assert not shell.signatories.exists()
    assert case.number == "转案〔2026〕1号"


def test_nothing_leaves_the_office_before_the_guard_stands(cases):
    case, clerk = cases.registered(), cases.as_("clerk")
    with pytest.raises(WrongStage):
        referrals.hand_over(case, clerk, unit=cases.rooms.organ)
    referrals.screen(case, clerk, finding="属于检察机关管辖")
    with pytest.raises(WrongStage):
        referrals.lay_before(case, clerk, leader=cases.users["leader"])
    record = {"filed_by": "某处长", "nature": "supervision", "filed_on": TODAY}
    with pytest.raises(ValidationError):
        referrals.file_record(case, clerk, number=" ", **record)
    with pytest.raises(ValidationError):
        referrals.file_record(case, clerk, number="1", **{**record, "filed_on": TODAY - timedelta(1)})
    referrals.file_record(case, clerk, number="三记〔2026〕5号", **record)
    with pytest.raises(NotReady) as refusal:
        referrals.lay_before(case, clerk, leader=cases.users["leader"])
    assert refusal.value.reasons == ["Missing: the check of the deputy's interest in the case."]


def test_a_deputy_concerned_in_the_case_needs_an_instruction(cases):
    case, clerk, leader = cases.registered(), cases.as_("clerk"), cases.as_("leader")
    referrals.screen(case, clerk, finding="属于检察机关管辖")
    with pytest.raises(ValidationError):
        referrals.check_interest(case, clerk, interest="party")
    referrals.check_interest(case, clerk, interest="party", note="系申诉人之兄")
    referrals.file_record(case, clerk, number="三记5", filed_on=TODAY, filed_by="某处长", nature="plea")
    referrals.lay_before(case, clerk, leader=leader.user)
    with pytest.raises(ValidationError):
        referrals.approve(case, leader)
    referrals.approve(case, leader, instruction="按普通申诉程序办理，不作代表转交")
    case.refresh_from_db()
    assert case.stage == "approved" and case.interest_by == clerk.user and case.interest_on == TODAY


def test_returned_by_the_leader_it_is_laid_before_one_again(cases):
    case, clerk = cases.registered(), cases.as_("clerk")
    referrals.screen(case, clerk, finding="属于检察机关管辖")
    referrals.check_interest(case, clerk, interest="none")
    referrals.file_record(case, clerk, number="5", filed_on=TODAY, filed_by="某", nature="progress")
    referrals.lay_before(case, clerk, leader=cases.users["leader"])
    referrals.return_to_office(case, cases.as_("leader"), comment="来源写清楚")
    assert not Referral.objects.visible_to(cases.as_("leader")).exists()
    with pytest.raises(Refused):
        referrals.approve(case, cases.as_("leader"))
    referrals.lay_before(case, clerk, leader=cases.users["chief"])
    referrals.approve(case, cases.as_("chief"))


def test_the_days_follow_the_rules_and_the_day_the_spp_named(cases):
    case = cases.handed_over()
    assert (case.procedural_due_on, case.due_on) == (date(2026, 3, 11), date(2026, 6, 2))
    named = cases.handed_over(chain="spp", came_by="paper", named_due_on=date(2026, 4, 30))
    assert named.due_on == date(2026, 4, 30)


def test_the_unit_that_received_it_passes_it_on_to_nobody(cases):
    city = cases.users["city_clerk"].posts.get().unit
    elsewhere = cases.users["stranger"].posts.get().unit
    case = cases.approved()
    with pytest.raises(ValidationError):
        referrals.hand_over(case, cases.as_("clerk"), unit=elsewhere)
    referrals.hand_over(case, cases.as_("clerk"), unit=city)
    county = Unit.objects.organs().filter(parent=city).first()
    assert not {step.name for step in REFERRAL.open_steps(case, cases.as_("city_clerk"))} & {"hand_over"}
    case.refresh_from_db()
    with pytest.raises(Refused):
        referrals.hand_over(case, cases.as_("city_clerk"), unit=county)
    with pytest.raises(ValidationError):
        handling.sign_for(case, cases.as_("city_clerk"), handler=cases.users["handler"])
    handling.sign_for(case, cases.as_("city_clerk"))
    case.refresh_from_db()
    assert case.handler == cases.users["city_clerk"] and case.stage == "signed_for"


def test_sent_back_it_is_out_of_the_units_sight(cases):
    case = cases.handed_over()
    handling.send_back(case, cases.as_("head"), reason="属于第二检察部业务")
    case.refresh_from_db()
    assert case.stage == "approved" and case.unit is None
    assert not Referral.objects.visible_to(cases.as_("head")).exists()


def test_contact_comes_before_the_result(cases):
    case = cases.signed_for()
    handling.choose_outcome(case, cases.as_("handler"), outcome="维持原决定")
    text = cases.text(case, "result")
    texts.write(text, cases.as_("handler"), words=RESULT)
    with pytest.raises(NotReady):
        texts.submit(text, cases.as_("handler"))
    for bad in ({"place": ""}, {"exception": "代表书面谢绝"}, {"way": "", "exception": ""}, {"by_whom": " "}):
        with pytest.raises(ValidationError):
            cases.contact(case, **bad)
    with pytest.raises(ValidationError):
        handling.record_contact(
            case, cases.as_("handler"), on=TODAY + timedelta(1), by_whom="某", way="telephone"
        )
    cases.contact(case)
    texts.submit(text, cases.as_("handler"))


def test_result_and_feedback_are_approved_each_for_itself(cases):
    case, leader = cases.met(), cases.as_("leader")
    feedback = cases.submitted(case, "feedback", FEEDBACK)
    with pytest.raises(NotReady):
        texts.approve(feedback, leader, withheld=Withheld.values)
    texts.approve(cases.submitted(case, "result", RESULT), leader)
    case.refresh_from_db()
    assert case.stage == "result_approved"
    with pytest.raises(ValidationError):
        texts.approve(feedback, leader, withheld=Withheld.values[1:])
    texts.approve(feedback, leader, withheld=Withheld.values)
    case.refresh_from_db()
    assert case.stage == "feedback_approved"


@pytest.mark.parametrize("words", [RESULT, f"{FEEDBACK}电话19912345678", "证件210102199001011234已核"])
def test_a_feedback_that_tells_too_much_is_refused(cases, words):
    case = cases.met()
    texts.write(cases.text(case, "result"), cases.as_("handler"), words=RESULT)
    with pytest.raises(ValidationError):
        texts.write(cases.text(case, "feedback"), cases.as_("handler"), words=words)


def test_the_spp_answers_its_deputies_in_one_voice(cases):
    case, clerk = cases.with_approved_texts(chain="spp", came_by="paper"), cases.as_("clerk")
    facts = {"on": TODAY, "by_whom": "联络员"}
    with pytest.raises(ValidationError):
        handling.feed_back(case, clerk, way="in_person", **facts)
    with pytest.raises(ValidationError):
        handling.feed_back(case, clerk, way="to_spp", **facts)
    handling.feed_back(case, clerk, way="to_spp", report_number="辽检报〔2026〕3号", **facts)
    (told,) = feedback_for(cases.deputy)
    assert told.answered_by_spp and told.feedback == ""


def test_ours_are_answered_by_us(cases):
    case = cases.with_approved_texts()
    with pytest.raises(ValidationError):
        handling.feed_back(
            case, cases.as_("clerk"), on=TODAY, way="to_spp", by_whom="联络员", report_number="1"
        )


def test_silence_is_not_satisfaction_but_ends(cases, freeze):
    case = cases.fed_back()
    with pytest.raises(NotReady):
        handling.close(case, cases.as_("clerk"))
    freeze(TODAY + timedelta(60))
    handling.close(case, cases.as_("clerk"))
    case.refresh_from_db()
    assert case.stage == "closed" and not hasattr(case, "rating")
    handling.rate(
        case, cases.as_("clerk"), handling="unsatisfied", explanation="satisfied", received_on=clock.today()
    )


def test_a_rating_is_entered_once_and_not_by_the_handler(cases):
    case = cases.closed()
    facts = {"handling": "satisfied", "explanation": "satisfied", "received_on": TODAY}
    with pytest.raises(NotReady):
        handling.rate(case, cases.as_("clerk"), **facts)
    with pytest.raises(Refused):
        handling.rate(cases.fed_back(), cases.as_("handler"), **facts)


def test_archived_it_is_closed_to_those_who_handled_it(cases):
    case = cases.closed()
    handling.archive(case, cases.as_("clerk"))
    for name in ("head", "handler", "leader"):
        assert not Referral.objects.visible_to(cases.as_(name)).exists()
    assert Referral.objects.visible_to(cases.as_("clerk")).exists()


def test_the_access_that_the_case_needs_cannot_be_ended(cases):
    case, clerk = cases.signed_for(), cases.as_("clerk")
    for row in case.access.all():
        with pytest.raises(NotReady):
            access.end_access(clerk, case, access=row.pk)
    row = access.grant(clerk, case, user=cases.users["second_clerk"], why="代班")
    assert Referral.objects.visible_to(cases.as_("second_clerk")).exists()
    access.end_access(clerk, case, access=row.pk)
    assert not Referral.objects.visible_to(cases.as_("second_clerk")).exists()
    with pytest.raises(ValidationError):
        access.grant(clerk, case, user=cases.users["auditor"], why="看看")
    with pytest.raises(ValidationError):
        access.grant(clerk, case, user=cases.users["stranger"], why="看看")
    with pytest.raises(Refused):
        access.grant(cases.as_("handler"), case, user=cases.users["other_handler"], why="帮忙")


def test_the_chief_can_let_somebody_in_when_the_clerk_has_left(cases):
    case = cases.registered()
    access.grant(cases.as_("chief"), case, user=cases.users["second_clerk"], why="接替")
    referrals.screen(case, cases.as_("second_clerk"), finding="属于检察机关管辖")
    assert not Referral.objects.visible_to(cases.as_("chief")).exists()


def test_the_journal_keeps_no_word_of_it(cases):
    case = cases.closed()
    kept = " ".join(f"{entry.about_text} {entry.facts}" for entry in Entry.objects.all())
    for secret in (
        WORDS,
        NAME,
        RESULT,
        FEEDBACK,
        "希望讲清理由",
        "代表工作单位",
        "属于检察机关管辖",
        "维持原决定",
    ):
        assert secret not in kept
    about = Entry.objects.filter(about_model="matters.Referral", about_id=case.pk)
    assert not [entry for entry in about if cases.deputy.name in f"{entry.about_text} {entry.facts}"]


def test_every_look_is_kept_for_good(cases):
    case = cases.met()
    access.log_look(cases.as_("handler"), case, what="words")
    with pytest.raises(Refused):
        access.log_look(cases.as_("chief"), case, what="words")
    (look,) = ReferralLook.objects.visible_to(cases.as_("auditor"))
    assert (look.user, look.what) == (cases.users["handler"], "words")
    with pytest.raises(Exception, match="Cannot"):
        look.delete()


def test_a_changed_calendar_moves_the_days_of_open_cases_but_not_the_day_the_spp_named(cases):
    case = cases.handed_over()
    named = cases.handed_over(chain="spp", came_by="paper", named_due_on=date(2026, 6, 2))
    done = cases.closed()
    before = effects.state()
    CalendarDay.objects.create(day=date(2026, 6, 2), is_working=False, source="测试")
    after = effects.state()
    count, (moved, *_rest) = referral_clock._foretell(cases.as_("superior"), before, after)
    assert (count, moved.label) == (1, str(case)) and moved.will_be > moved.was
    assert referral_clock._foretell(cases.as_("stranger"), before, after) == (0, [])
    assert reckon_anew(SYSTEM) == 1
    case.refresh_from_db(), named.refresh_from_db(), done.refresh_from_db()
    assert case.due_on == moved.will_be and named.due_on == done.due_on == date(2026, 6, 2)
    assert Notice.objects.filter(user=cases.users["leader"], entry__act="referral.reckon").count() == 1


def test_a_converted_matter_keeps_nothing_of_the_case(cases):
    lead = cases.deputy
    made = Matter.objects.create(
        office=cases.rooms.organ, kind="referred_case", title="关于孙某甲案的建议", content=WORDS, lead_name=lead.name,
        lead_group="沈阳", handed_over_on=TODAY, outside_number="2001",
    )  # fmt: skip
    Signatory.objects.create(matter=made, person=lead, role="lead")
    case = referrals.adopt(made, cases.as_("clerk"))
    made.refresh_from_db()
    said = " ".join(str(value) for value in vars(made).values())
    assert WORDS not in said and "孙某甲" not in said and lead.name not in said
    assert WORDS in case.words and case.person == lead and not made.signatories.exists()
    referrals.screen(case, cases.as_("clerk"), finding="属于检察机关管辖")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("张某盗窃案", False), ("孙某诉李某民间借贷纠纷案", False), ("王某等三人申诉案", False), ("某公司诉某区政府征收补偿案", False),
        ("刘某诉铁西区人力资源和社会保障局工伤认定案", False), ("赵某不服起诉决定申诉案", False), ("陈某诉讼监督案", False),
        ("张三盗窃案", True), ("孙某诉李四民间借贷纠纷", True), ("李四诉孙某民间借贷纠纷案", True), ("诈骗案", True),
    ],
)  # fmt: skip
def test_a_party_s_full_name_is_noticed(name, full):
    assert names_in_full(name) == full
