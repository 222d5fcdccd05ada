"""A hundred letters at once: pasted mail numbers, deliveries, forms one after the other, closing, the command."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.correspondence import mailing
from lianluo.correspondence.models import Dispatch, Letter
from lianluo.exchange.actions.printing import print_letters
from lianluo.foundation import clock
from lianluo.matters.actions.assignment import record_contact
from lianluo.matters.models import Assignment, Feedback, Matter
from tests.correspondence.acting import act, delivered, numbered, rated
from tests.scans import scan

TODAY = clock.today().isoformat()


def pasted(letters: list[Letter]) -> str:
    rows = [
        f"{letter.number}\t{letter.addressee.name}\t11000000000{letter.sequence:02d}" for letter in letters
    ]
    return "\n".join(["文号\t收信人\t邮件号", *rows])


def test_a_pasted_list_is_matched_and_refusals_say_why(rooms, signed, client):
    signed(1, 3)
    client.force_login(rooms.clerk)
    first, second, third = numbered(client)
    text = "\n".join(
        [
            f"{first.number}\t1234567890111",
            f"{second.number}\t{third.addressee.name}\t1234567890112",
            "没有此人\t1234567890113",
            f"{third.addressee.name}\t1234567890111",
            second.number,
        ]
    )
    lines = mailing.read(rooms.organ, text)
    assert (lines[0].letter, lines[0].mail, lines[0].refusal) == (first, "1234567890111", "")
    assert [bool(line.refusal) for line in lines] == [False, True, True, True, True]


def test_the_list_is_shown_before_it_is_recorded(rooms, signed, client):
    signed(1, 2)
    client.force_login(rooms.clerk)
    letters = numbered(client)
    sent = {"lines": pasted(letters), "way": "express", "on": TODAY}
    shown = act(client, "/letters/mail-numbers/", **sent)
    assert not Dispatch.objects.exists()
    seal = shown.context["checked"] if "checked" in shown.context else shown.context["view"].checked
    act(client, "/letters/mail-numbers/", **sent, checked=seal)
    assert sorted(Dispatch.objects.values_list("tracking", flat=True)) == ["1100000000001", "1100000000002"]
    assert set(Letter.objects.values_list("stage", flat=True)) == {"dispatched"}


def test_reading_a_list_takes_the_same_queries_for_one_line_and_for_three(rooms, signed, client):
    signed(1, 3)
    client.force_login(rooms.clerk)
    letters = numbered(client)

    def count(some: list[Letter]) -> int:
        text = pasted(some)
        with CaptureQueriesContext(connection) as asked:
            mailing.read(rooms.organ, text)
        return len(asked)

    assert count(letters[:1]) == count(letters)


def test_forms_follow_each_other_and_complete_matters_are_closed_together(rooms, signed, client):
    signed(1, 3)
    client.force_login(rooms.clerk)
    letters = delivered(client)
    assert set(Letter.objects.values_list("stage", flat=True)) == {"delivered"}
    for letter in letters[:2]:
        address = client.get("/letters/forms/")["Location"]
        assert address == f"{letter.get_absolute_url()}feedback/"
        rated(client, letter, [letter.items.get().matter_id])
    assert Feedback.objects.count() == 2
    by_name = client.get("/letters/forms/", {"q": letters[2].addressee.name})["Location"]
    assert by_name == f"{letters[2].get_absolute_url()}feedback/"
    handler = actor_of(rooms.handler)
    Assignment.objects.update(handler=rooms.handler)
    for row in Assignment.objects.all():
        person = row.matter.signatories.get().person
        record_contact(
            row, handler, gate="after", on=clock.today(), person=person, by_whom="甲", way="telephone"
        )
    matters = "&".join(f"ids={pk}" for pk in Matter.objects.values_list("pk", flat=True))
    page = act(client, f"/matters/closing/?{matters}")
    assert sorted(Matter.objects.values_list("stage", flat=True)) == ["closed", "closed", "replied"]
    assert letters[2].addressee.name in page.content.decode()


def test_the_new_pages_are_the_liaison_offices(rooms, signed, client):
    signed(1, 1)
    client.force_login(rooms.handler)
    for address in ("/letters/mail-numbers/", "/letters/forms/"):
        assert client.get(address).status_code == 404, address


def test_the_command_writes_every_numbered_letter_and_names_the_rest(rooms, signed, client, tmp_path):
    signed(1, 2)
    client.force_login(rooms.clerk)
    numbered(client)
    signed(3, 3)
    told: list[tuple] = []
    out = tmp_path / "out"
    out.mkdir()
    facts = print_letters(rooms.organ, out, progress=lambda *step: told.append(step))
    assert facts["letters"] == 2 and len(facts["files"]) == 4
    assert {path.suffix for path in out.iterdir()} == {".pdf", ".docx"}
    assert len(facts["refused"]) == 1 and facts["refused"][0]["reason"]
    assert [step[:2] for step in told] == [(1, 2), (2, 2)]


def test_a_letter_that_is_rated_already_offers_no_form_to_fill_in(rooms, signed, client):
    signed(1, 1)
    client.force_login(rooms.clerk)
    [letter] = numbered(client)
    for step, facts in (("dispatch", {"way": "by_hand"}), ("deliver", {})):
        act(client, f"{letter.get_absolute_url()}{step}/", on=TODAY, **facts)
    key, own = letter.items.get().matter_id, f"{letter.get_absolute_url()}feedback/"
    assert "received_on" in client.get(own).content.decode()
    act(
        client,
        own,
        received_on=TODAY,
        scan=scan(),
        **{f"attitude_{key}": "satisfied", f"result_{key}": "satisfied"},
    )
    page = client.get(own).content.decode()
    assert "is rated already" in page and "received_on" not in page
