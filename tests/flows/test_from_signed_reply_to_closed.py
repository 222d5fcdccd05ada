"""After the leader's signature: letters to every signatory, the post, feedback, a new round, closing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.feedback import enter_form
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import envelope_of, paper_of, with_everything
from lianluo.correspondence.queries import unrated_in
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.matters.actions import closing, handing, leaving
from lianluo.matters.actions import reply as replies
from lianluo.matters.buttons import buttons_of
from lianluo.matters.course import course_of
from lianluo.matters.models import Assignment, Contact, Matter
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.flows.acting import answered, contact, edited, published, sign, signed_off
from tests.scans import scan

POSTED = date(2026, 3, 2)


@pytest.fixture
def answered_office(imported, freeze):
    """No. 1001 (two signatories) is signed off, its letters can carry a contact telephone; today is 2 March."""
    published(imported)
    imported.clerk.user.phone = "024-00000000"
    imported.clerk.user.save()
    imported.matter = signed_off(
        imported, "1001", "一、已采纳\n六月底前印发办法。\n二、正在研究\n年内提出意见。"
    )
    freeze(POSTED)
    return imported


def composed(cast) -> list[Letter]:
    return letters.compose(cast.clerk, cast.office, all_signed=False).letters


def posted(cast) -> list[Letter]:
    rows = [letters.number(letter, cast.clerk) for letter in composed(cast)]
    for letter in rows:
        posting.dispatch(letter, cast.clerk, way="express", on=POSTED, address="沈阳市某路1号", tracking="1")
    return list(Letter.objects.filter(pk__in=[letter.pk for letter in rows]))


def delivered(cast) -> list[Letter]:
    rows = posted(cast)
    for letter in rows:
        posting.deliver(letter, cast.clerk, on=POSTED)
    return rows


def rate(cast, person: Person, result: str = "satisfied", **facts):
    facts = {"attitude": "satisfied", "received_on": POSTED, "scan": scan(), **facts}
    return closing.record_feedback(now(cast), cast.clerk, person=person, result=result, **facts)


def now(cast) -> Matter:
    return Matter.objects.get(pk=cast.matter.pk)


def signatories(cast) -> list[Person]:
    return [row.person for row in cast.matter.signatories.select_related("person")]


def test_each_signatory_gets_a_letter_and_composing_again_adds_nothing(answered_office):
    made = composed(answered_office)
    assert {letter.addressee for letter in made} == set(signatories(answered_office))
    assert len(made) == 2
    assert composed(answered_office) == []


def test_whoever_has_matters_in_hand_is_waited_for(answered_office):
    """Both signatories of 1001 raised more; unless told otherwise the letter waits for all of it."""
    outcome = letters.compose(answered_office.clerk, answered_office.office)
    waiting = {addressee.proposer: addressee.in_hand for addressee in outcome.left_out}
    for person in signatories(answered_office):
        others = Matter.objects.filter(
            signatories__person=person, mode__in=Matter.ANSWERING, stage="handed_over"
        ).count()
        assert (person in waiting) == bool(others)
        assert waiting.get(person, 0) == others


def test_an_unnumbered_letter_takes_up_the_next_reply_and_a_numbered_one_does_not(answered_office):
    composed(answered_office)
    person = signatories(answered_office)[0]
    other = Matter.objects.filter(
        signatories__person=person, stage="handed_over", mode__in=Matter.ANSWERING
    ).first()
    row = Assignment.objects.get(matter=other)
    Assignment.objects.filter(pk=row.pk).update(
        department=answered_office.head.unit, handler=answered_office.handler.user, stage="signed_for"
    )
    row.refresh_from_db()
    answered(answered_office, row)
    composed(answered_office)
    letter = Letter.objects.get(person=person)
    assert letter.items.count() == 2 and "2件" in letter.opening
    letters.number(letter, answered_office.clerk)
    assert composed(answered_office) == []


def test_numbers_follow_each_other_and_carry_the_day_of_the_signature(answered_office):
    first, second = (letters.number(letter, answered_office.clerk) for letter in composed(answered_office))
    assert [first.number, second.number] == ["辽检代函〔2026〕1号", "辽检代函〔2026〕2号"]
    assert first.signed_on == date(2026, 2, 20)
    with pytest.raises(WrongStage):
        letters.number(first, answered_office.clerk)


def test_a_letter_without_contact_person_gets_no_number(answered_office):
    letter = composed(answered_office)[0]
    letters.edit(letter, answered_office.clerk, contact_phone="")
    with pytest.raises(NotReady):
        letters.number(letter, answered_office.clerk)
    letters.edit(letter, answered_office.clerk, contact_phone="024-1")
    assert letters.number(letter, answered_office.clerk).sequence == 1


def test_the_paper_says_what_the_field_expects(answered_office):
    closing.promise(now(answered_office), answered_office.clerk, text="印发办法", due_on=date(2026, 6, 30))
    letter = letters.number(composed(answered_office)[0], answered_office.clerk)
    paper = paper_of(with_everything(Letter.objects.filter(pk=letter.pk)).get())
    assert paper.organ == "辽宁省人民检察院" and paper.number == "辽检代函〔2026〕1号"
    assert paper.title.startswith("关于对省十四届人大四次会议第1001号") and paper.title.endswith("的答复")
    assert paper.salutation == f"{letter.addressee.name}代表："
    assert "第1001号" in paper.opening and paper.class_mark == "A" and paper.disclosure == "主动公开"
    assert [section.heading for section in paper.sections] == ["一、已采纳", "二、正在研究", ""]
    assert paper.sections[-1].paragraphs == ("我院承诺：印发办法，于2026年6月30日前落实。",)
    assert paper.copies == ("辽宁省人大常委会办公厅",)
    assert paper.feedback.deputy == letter.addressee.name and len(paper.feedback.items) == 1
    private = [value for value in (letter.addressee.mobile, letter.addressee.address) if value]
    assert private and not any(value in repr(paper) for value in private)


def test_the_matter_is_replied_when_the_last_letter_has_gone_out(answered_office):
    first, second = [letters.number(each, answered_office.clerk) for each in composed(answered_office)]
    posting.dispatch(first, answered_office.clerk, way="by_hand", on=date(2026, 3, 1))
    assert now(answered_office).stage == "signed_off"
    posting.dispatch(second, answered_office.clerk, way="by_hand", on=POSTED)
    assert (now(answered_office).stage, now(answered_office).replied_on) == ("replied", POSTED)
    letters.supersede(Letter.objects.get(pk=first.pk), answered_office.clerk, reason="落款日期有误")
    assert (now(answered_office).stage, now(answered_office).replied_on) == ("signed_off", None)
    assert [letter.addressee for letter in composed(answered_office)] == [first.addressee]


def test_a_letter_the_post_brings_back_goes_to_a_corrected_address(answered_office):
    letter = posted(answered_office)[0]
    with pytest.raises(ValidationError):
        posting.record_return(letter, answered_office.clerk, on=POSTED, reason="")
    posting.record_return(letter, answered_office.clerk, on=POSTED, reason="查无此人")
    assert now(answered_office).stage == "replied"
    letter = Letter.objects.get(pk=letter.pk)
    posting.resend(
        letter, answered_office.clerk, way="registered", on=POSTED, address="鞍山市某街2号", postcode="114000"
    )
    letter = with_everything(Letter.objects.filter(pk=letter.pk)).get()
    assert envelope_of(letter).address == "鞍山市某街2号" and letter.dispatches.count() == 2
    posting.deliver(letter, answered_office.clerk, on=POSTED, received_by="单位收发室")
    assert letter.dispatches.last().delivery.state == "by_proxy"


def test_days_that_cannot_be_are_refused(answered_office):
    letter = letters.number(composed(answered_office)[0], answered_office.clerk)
    for wrong in (date(2026, 3, 3), date(2026, 2, 19)):
        with pytest.raises(ValidationError):
            posting.dispatch(letter, answered_office.clerk, way="by_hand", on=wrong)
    Person.objects.filter(pk=letter.person_id).update(address="")
    letter = Letter.objects.get(pk=letter.pk)
    with pytest.raises(ValidationError):
        posting.dispatch(letter, answered_office.clerk, way="express", on=POSTED)


def test_nothing_closes_without_its_evidence_and_the_page_says_what_is_missing(answered_office):
    cast = answered_office
    rows = posted(cast)
    with pytest.raises(NotReady) as refusal:
        closing.close(now(cast), cast.clerk)
    assert len(refusal.value.reasons) == 4  # return visit, feedback of two, two deliveries
    for letter in rows:
        posting.deliver(letter, cast.clerk, on=POSTED)
    contact(cast, Assignment.objects.get(matter=cast.matter), "after")
    for person in signatories(cast):
        rate(cast, person)
    closed = closing.close(now(cast), cast.clerk)
    assert (closed.stage, closed.closed_on) == ("closed", POSTED)


def test_silence_holds_the_closing_up_for_the_period_and_is_never_a_rating(answered_office, freeze):
    cast = answered_office
    delivered(cast)
    contact(cast, Assignment.objects.get(matter=cast.matter), "after")
    freeze(date(2026, 3, 30))  # the twentieth working day
    with pytest.raises(NotReady):
        closing.close(now(cast), cast.clerk)
    freeze(date(2026, 3, 31))
    assert closing.close(now(cast), cast.clerk).stage == "closed"
    assert not cast.matter.feedbacks.exists()


def test_an_unsatisfied_rating_opens_a_new_round_with_a_letter_of_its_own(answered_office):
    cast = answered_office
    delivered(cast)
    lead, joint = signatories(cast)
    with pytest.raises(NotReady):
        closing.handle_again(now(cast), cast.clerk, reason="代表不满意")
    rate(cast, lead, result="unsatisfied", comment="没有答到点子上")
    with pytest.raises(ValidationError):
        rate(cast, lead)
    again = closing.handle_again(now(cast), cast.clerk, reason="代表不满意")
    assert (again.stage, again.round, again.due_on) == ("signed_for", 2, date(2026, 4, 2))
    row = Assignment.objects.get(matter=cast.matter)
    assert (row.stage, row.due_on) == ("signed_for", date(2026, 4, 2))
    reply = replies.draft(row, cast.handler)
    with pytest.raises(NotReady):  # the contacts of the first round do not count
        replies.submit(edited(cast, reply), cast.handler)
    for gate in (Contact.Gate.BEFORE, Contact.Gate.DURING):
        contact(cast, row, gate)
    sign(cast, reply)
    assert {letter.round for letter in delivered(cast)} == {2}
    contact(cast, row, "after")
    rate(cast, lead, result="unsatisfied")
    rate(cast, joint)
    with pytest.raises(ValidationError):
        closing.close(now(cast), cast.clerk)
    assert closing.close(now(cast), cast.clerk, reason="已向代表当面说明").stage == "closed"


def test_feedback_is_the_signatorys_own_and_comes_after_the_reply(answered_office):
    cast = answered_office
    delivered(cast)
    outsider = Person.objects.exclude(pk__in=[each.pk for each in signatories(cast)]).first()
    for person, facts in (
        (outsider, {}), (signatories(cast)[0], {"received_on": date(2026, 3, 1)}),
        (signatories(cast)[0], {"received_on": date(2026, 3, 3)}),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            rate(cast, person, **facts)
    with pytest.raises(Refused):
        closing.record_feedback(
            now(cast), cast.handler, person=signatories(cast)[0], attitude="satisfied", result="satisfied",
            received_on=POSTED,
        )  # fmt: skip


def test_only_the_liaison_office_writes_and_posts_letters(answered_office):
    cast = answered_office
    letter = composed(cast)[0]
    for wrong in (cast.handler, cast.head, cast.leader, cast.auditor, cast.stranger):
        with pytest.raises(Refused):
            letters.compose(wrong, cast.office)
        with pytest.raises(Refused):
            letters.number(letter, wrong)
    seen = {
        name: Letter.objects.visible_to(getattr(cast, name)).count()
        for name in ("clerk", "leader", "handler", "other_head", "auditor", "stranger")
    }
    assert seen == {"clerk": 2, "leader": 2, "handler": 2, "other_head": 0, "auditor": 0, "stranger": 0}


def test_a_matter_sent_back_is_handed_over_directly_and_one_withdrawn_leaves_the_work(imported):
    published(imported)
    row = Assignment.objects.get(matter__outside_number="1001")
    Assignment.objects.filter(pk=row.pk).update(stage="sent_back")
    Matter.objects.filter(pk=row.matter_id).update(stage="registered")
    elsewhere = Unit.objects.filter(kind="department").exclude(parent=imported.office).first()
    matter = Matter.objects.get(pk=row.matter_id)
    if elsewhere:
        with pytest.raises(ValidationError):
            handing.hand_over(matter, imported.clerk, department=elsewhere, mode="sole")
    handing.hand_over(
        matter,
        imported.clerk,
        department=imported.other_head.unit,
        mode="lead",
        co_departments=[imported.head.unit],
    )
    matter.refresh_from_db()
    assert (matter.stage, matter.department) == ("handed_over", imported.other_head.unit)
    assert sorted(matter.assignments.current().values_list("role", flat=True)) == ["co", "lead"]
    with pytest.raises(ValidationError):
        leaving.withdraw(matter, imported.clerk, reason="")
    assert leaving.withdraw(matter, imported.clerk, reason="代表书面撤回").stage == "withdrawn"
    assert matter.pk not in Matter.objects.open().values_list("pk", flat=True)


def test_a_form_that_comes_back_after_the_next_round_began_is_kept_with_its_own_round(answered_office):
    cast = answered_office
    first, second = delivered(cast)
    lead, joint = signatories(cast)
    by = {letter.addressee: letter for letter in (first, second)}
    rate(cast, lead, result="unsatisfied")
    closing.handle_again(now(cast), cast.clerk, reason="代表不满意")
    late = by[joint]
    assert unrated_in(by[lead]) == [] and unrated_in(late) == [cast.matter]
    [entered] = enter_form(
        cast.clerk, late, received_on=POSTED, rated=[(now(cast), "satisfied", "basically", "")], scan=scan()
    )
    assert (entered.round, entered.person, now(cast).stage) == (1, joint, "signed_for")
    assert unrated_in(late) == []
    for wrong in (1, 2, 3):  # rated already, the round in hand, one that never was
        with pytest.raises(ValidationError):
            closing.record_late_feedback(
                cast.clerk, now(cast), person=joint, round=wrong, attitude="satisfied", result="satisfied",
                received_on=POSTED, scan=scan(),
            )  # fmt: skip
    with pytest.raises(Refused):
        closing.record_late_feedback(
            cast.handler, now(cast), person=lead, round=1, attitude="satisfied", result="satisfied",
            received_on=POSTED,
        )  # fmt: skip


def test_when_every_form_is_in_entering_one_is_no_longer_the_next_act(answered_office):
    delivered(answered_office)
    people = signatories(answered_office)

    def primary() -> set[str]:
        buttons = buttons_of(course_of(now(answered_office)), answered_office.clerk)
        assert "record_feedback" in {button["name"] for button in buttons}
        return {button["name"] for button in buttons if button["primary"]}

    for person in people:
        assert primary() == {"record_feedback"}
        rate(answered_office, person)
    assert "record_feedback" not in primary()
