"""The pages of the steps of a matter: who finds which, what the buttons say, what is refused in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing
from lianluo.matters.buttons import buttons_of
from lianluo.matters.course import course_of, stepper_of
from lianluo.matters.models import Assignment, Commitment, Contact, CoOpinion, Feedback, Matter
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, page_in
from tests.scans import scan


def addresses(row: Assignment) -> dict[str, tuple[str, set[str]]]:
    """Page → (address, who finds it)."""
    matter, each = row.matter.get_absolute_url(), f"/matters/assignments/{row.pk}"
    around = {"clerk", "leader", "head", "handler"}
    return {
        "detail": (matter, around), "contacts": (f"{matter}contacts/", around),
        "feedback": (f"{matter}feedback/", around), "commitments": (f"{matter}commitments/", around),
        "files": (f"{matter}files/", around), "replies": ("/matters/replies/", around | {"stranger", "other_head"}),
        "register": ("/matters/registration/", {"clerk", "stranger"}),
        "attaching": (f"{matter}files/new/", {"clerk", "head", "handler"}),
        "sign_for": (f"{each}/signing-for/", {"head"}), "ask_return": (f"{each}/sending-back/", {"head"}),
        "accept_return": (f"{each}/return/", {"clerk"}), "refuse": (f"{each}/return-refusal/", {"clerk"}),
        "contact": (f"{each}/contact/", {"head", "handler"}), "opinion": (f"{each}/opinion/", {"head", "handler"}),
        "reading": (f"{each}/reading/", {"head", "handler"}), "draft": (f"{each}/draft/", {"head", "handler"}),
        "hand_over": (f"{matter}hand-over/", {"clerk"}), "closing": (f"{matter}closing/", {"clerk"}),
        "record_feedback": (f"{matter}feedback/new/", {"clerk"}), "round": (f"{matter}round/", {"clerk"}),
        "withdraw": (f"{matter}withdrawal/", {"clerk"}), "sent": (f"{matter}opinion/", {"clerk"}),
        "promise": (f"{matter}commitments/new/", {"clerk", "head", "handler"}),
    }  # fmt: skip


def test_who_may_not_take_a_step_finds_no_page(cast, client_of):
    row = cast.signed_for()
    wrong = []
    for name, user in cast.everybody.items():
        client = client_of(user)
        for page, (address, allowed) in addresses(row).items():
            status = client.get(address).status_code
            if status != (200 if name in allowed else 404):
                wrong.append((name, page, status))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_both_languages(cast, client, language):
    row = cast.signed_for()
    commitment = Commitment.objects.create(matter=row.matter, text="年底前完成", due_on=clock.today())
    cast.contact(row, "before")
    for page, (address, allowed) in addresses(row).items():
        client.force_login(cast.everybody[sorted(allowed)[0]])
        answer = page_in(client, language, address)
        assert answer.status_code == 200, page
        assert 'class="field-error"' not in answer.content.decode(), page
    address = f"{row.matter.get_absolute_url()}commitments/{commitment.pk}/"
    assert page_in(client_signed_in(client, cast), language, address).status_code == 200


def client_signed_in(client, cast):
    client.force_login(cast.everybody["clerk"])
    return client


def names(cast, row, who: str) -> list[str]:
    row.refresh_from_db()
    return [button["name"] for button in buttons_of(course_of(row.matter), cast.as_(who))]


def test_buttons_are_the_open_steps_of_matter_assignments_and_reply(cast):
    row = cast.handed_over()
    assert names(cast, row, "head") == ["sign_for", "ask_return", "ask_extension"]
    assert names(cast, row, "clerk") == ["pause", "ask_extension", "merge", "convert", "transfer", "withdraw"]
    assignments.sign_for(row, cast.as_("head"), handler=cast.rooms.handler)
    assert names(cast, row, "handler")[:2] == ["record_contact", "draft"]
    for gate in ("before", "during"):
        cast.contact(row, gate)
    assert names(cast, row, "handler")[0] == "draft"
    assert names(cast, row, "leader") == names(cast, row, "other_head") == []


def test_steps_that_do_not_concern_the_duty_are_left_out(cast):
    cast.handed_over(mode="lead", others=["第二检察部"])
    co = Assignment.objects.get(role="co")
    assignments.sign_for(co, cast.as_("other_head"))
    assert names(cast, co, "other_head")[:2] == ["draft", "give_opinion"]


def test_the_stepper_counts_what_is_missing(cast, client):
    row = cast.signed_for()
    states = {step["label"]: (step["state"], step["note"]) for step in stepper_of(course_of(row.matter))}
    assert states["Sign for"][0] == "done"
    assert states[Contact.Gate.BEFORE.label] == ("current", "0/1")
    cast.contact(row, "before", way="", exception="代表书面表示不需要见面")
    assert [step["state"] for step in stepper_of(course_of(row.matter))][3:5] == ["done", "current"]
    client.force_login(cast.everybody["clerk"])
    page = client.get(f"{row.matter.get_absolute_url()}contacts/").content.decode()
    assert "1 exception" in page and "代表书面表示不需要见面" in page


def test_a_matter_for_reference_owes_neither_contact_nor_reply(cast):
    row = cast.handed_over(mode="reference")
    states = [step["state"] for step in stepper_of(course_of(row.matter))]
    assert states[3:9] == ["na"] * 6


def test_a_contact_needs_a_way_or_a_reason_and_keeps_what_was_typed(cast, client):
    row = cast.signed_for()
    client.force_login(cast.everybody["handler"])
    address = f"/matters/assignments/{row.pk}/contact/"
    facts = {"gate": "before", "on": clock.today(), "by_whom": "承办人", "said": "希望多沟通",
             "persons": row.matter.signatories.get().person_id}  # fmt: skip
    answer = client.post(address, facts)
    assert "希望多沟通" in answer.content.decode() and not Contact.objects.exists()
    answer = client.post(address, {**facts, "way": "in_person"})
    assert answer["Location"].endswith("?tab=contacts") and Contact.objects.get().said == "希望多沟通"


def test_the_head_names_a_handler_of_the_department_only(cast, client):
    row = cast.handed_over()
    client.force_login(cast.head)
    address = f"/matters/assignments/{row.pk}/signing-for/"
    assert client.post(address, {"handler": cast.other_head.pk}).status_code == 200
    client.post(address, {"handler": cast.rooms.handler.pk})
    row.refresh_from_db()
    assert (row.stage, row.handler) == ("signed_for", cast.rooms.handler)


def test_returned_and_handed_to_another_department(cast, client_of):
    row = cast.handed_over()
    each, head, clerk = f"/matters/assignments/{row.pk}", client_of(cast.head), client_of(cast.rooms.clerk)
    assert head.post(f"{each}/sending-back/", {"reason": ""}).status_code == 200
    head.post(f"{each}/sending-back/", {"reason": "属第二检察部职责"})
    assert "属第二检察部职责" in clerk.get(f"{each}/return/").content.decode()
    clerk.post(f"{each}/return/")
    matter = Matter.objects.get()
    assert matter.stage == "registered"
    other = cast.department("第二检察部")
    facts = {"mode": "sole", "department": other.pk, "due_on": ""}
    clerk.post(f"{matter.get_absolute_url()}hand-over/", facts)
    matter.refresh_from_db()
    assert (matter.stage, matter.department) == ("handed_over", other)


def test_a_co_handler_writes_to_the_lead_department(cast, client_of):
    cast.handed_over(mode="lead", others=["第二检察部"])
    co = Assignment.objects.get(role="co")
    assignments.sign_for(co, cast.as_("other_head"))
    client_of(cast.other_head).post(f"/matters/assignments/{co.pk}/opinion/", {"text": "建议补充数据"})
    assert CoOpinion.objects.get().text == "建议补充数据"
    page = client_of(cast.head).get(co.matter.get_absolute_url()).content.decode()
    assert "建议补充数据" in page


def replied(cast) -> Matter:
    matter = cast.signed_for().matter
    Matter.objects.filter(pk=matter.pk).update(stage="replied", replied_on=clock.today())
    matter.refresh_from_db()
    return matter


def test_feedback_a_new_round_and_closing(cast, client):
    matter = replied(cast)
    client.force_login(cast.rooms.clerk)
    base = matter.get_absolute_url()
    assert "Not possible yet" in client.get(f"{base}closing/").content.decode()
    person = Person.objects.get()
    rating = {
        "person": person.pk,
        "attitude": "satisfied",
        "result": "unsatisfied",
        "received_on": clock.today(),
    }
    client.post(f"{base}feedback/new/", {**rating, "comment": "没有写明时限", "scan": scan()})
    assert Feedback.objects.get().result == "unsatisfied"
    assert "没有写明时限" in client.get(f"{base}feedback/").content.decode()
    client.post(f"{base}round/", {"reason": "代表对结果不满意"})
    matter.refresh_from_db()
    assert (matter.round, matter.stage) == (2, "signed_for")
    page = client.get(f"{base}feedback/").content.decode()
    assert "Feedback on round 1" in page and "代表对结果不满意" in page


def test_a_commitment_is_kept_with_what_shows_it(cast, client):
    matter = replied(cast)
    client.force_login(cast.rooms.handler)
    base = matter.get_absolute_url()
    client.post(f"{base}commitments/new/", {"text": "年底前建成平台", "due_on": "2027-12-31"})
    made = Commitment.objects.get()
    client.post(f"{base}commitments/{made.pk}/", {"on": clock.today(), "proof": "平台已上线"})
    made.refresh_from_db()
    assert (
        made.kept_on == clock.today() and "平台已上线" in client.get(f"{base}commitments/").content.decode()
    )
    assert client.get(f"{base}commitments/{made.pk + 1}/").status_code == 404


def test_a_withdrawn_matter_says_so(cast, client):
    row = cast.handed_over()
    client.force_login(cast.rooms.clerk)
    facts = {"on": clock.today(), "document": "沈代函〔2026〕3号", "reason": "代表书面撤回"}
    client.post(f"{row.matter.get_absolute_url()}withdrawal/", facts)
    history = client.get(f"{row.matter.get_absolute_url()}history/").content.decode()
    page = client.get(row.matter.get_absolute_url()).content.decode()
    assert Matter.objects.get().stage == "withdrawn" and "代表书面撤回" in history
    assert "沈代函〔2026〕3号" in page and "代表书面撤回" in page


@pytest.mark.parametrize("panel", ["", "contacts/", "feedback/", "commitments/", "files/", "history/"])
def test_panels_take_the_same_queries_for_one_row_and_for_three(cast, client, panel):
    row = cast.signed_for()
    client.force_login(cast.rooms.clerk)

    def more() -> None:
        cast.contact(row, "before")
        closing.promise(row.matter, cast.as_("clerk"), text="年底前完成", due_on=clock.today())

    def queries() -> int:
        client.get(f"{row.matter.get_absolute_url()}{panel}")
        with CaptureQueriesContext(connection) as found:
            client.get(f"{row.matter.get_absolute_url()}{panel}")
        return len(found)

    more()
    one = queries()
    more()
    more()
    assert queries() == one
