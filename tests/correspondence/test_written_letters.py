"""Letters that are no replies: their words, their numbers, and that they answer nothing."""

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.writing import correct, write, write_opinion
from lianluo.correspondence.models import Letter, OutsideUnit
from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.correspondence.tables import chain_of
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.matters.models import Matter
from tests.correspondence.acting import act


@pytest.fixture
def answered(rooms, signed):
    signed(1, 2)
    clerk = actor_of(rooms.clerk)
    made = letters.compose(clerk, rooms.organ).letters
    return clerk, [letters.number(each, clerk) for each in made]


def sent(letter, clerk):
    letters.number(letter, clerk)
    posting.dispatch(letter, clerk, way="by_hand", on=clock.today())
    return Letter.objects.get(pk=letter.pk)


def test_an_interim_reply_goes_out_and_the_matter_still_waits_for_its_answer(rooms, answered):
    clerk, _letters = answered
    matter = Matter.objects.order_by("pk").first()
    to = matter.signatories.get().person
    letter = write(
        clerk, rooms.organ, kind="interim", addressee=to, about=matter, body="已赴实地调研，十二月底前答复。"
    )
    assert sent(letter, clerk).number.startswith("辽检代函〔")
    assert Matter.objects.get(pk=matter.pk).stage == "signed_off"
    paper = paper_of(with_everything(Letter.objects.filter(pk=letter.pk)).get())
    assert paper.feedback is None and paper.title.endswith("办理进展情况的答复")
    assert paper.sections[0].paragraphs == ("已赴实地调研，十二月底前答复。",)


def test_a_correction_names_the_letter_and_leaves_it_in_force(rooms, answered):
    clerk, [first, _second] = answered
    posting.dispatch(first, clerk, way="by_hand", on=clock.today())
    matter = first.items.get().matter
    letter = correct(first, clerk, body="“六月”应为“七月”。")
    made = sent(letter, clerk)
    assert first.number in made.title and first.number in made.opening and made.series == first.series
    first = Letter.objects.get(pk=first.pk)
    assert first.stage == "dispatched" and Matter.objects.get(pk=matter.pk).stage == "replied"
    assert any(made.number in step["text"] for step in chain_of(first))


def test_who_handles_the_matter_reads_what_was_written_about_it(rooms, answered):
    clerk, [first, _second] = answered
    matter = first.items.get().matter
    matter.assignments.update(handler=rooms.handler, department=actor_of(rooms.handler).unit)
    about = write(
        clerk, rooms.organ, kind="interim", addressee=first.person, about=matter, body="已赴实地调研。"
    )
    corrections = {correct(each, clerk, body="“六月”应为“七月”。").pk for each in (first, sent(about, clerk))}
    thanks = write(clerk, rooms.organ, kind="thanks", addressee=first.person, body="感谢。")
    seen = set(Letter.objects.visible_to(actor_of(rooms.handler)).values_list("pk", flat=True))
    assert {first.pk, about.pk, *corrections} <= seen and thanks.pk not in seen


def test_composing_replies_leaves_written_letters_alone(rooms, signed, answered):
    clerk, [first, _second] = answered
    thanks = write(clerk, rooms.organ, kind="thanks", addressee=first.addressee, body="感谢您的监督。")
    letters.compose(clerk, rooms.organ)
    signed(3, 3)
    letters.compose(clerk, rooms.organ)
    assert not thanks.items.exists() and Letter.objects.get(pk=thanks.pk).body == "感谢您的监督。"


def test_what_cannot_be_written_is_refused(rooms, answered):
    clerk, [first, second] = answered
    to, matter = first.addressee, second.items.get().matter
    for wrong in (
        {"kind": "reply", "body": "正文"},
        {"kind": "thanks", "body": " "},
        {"kind": "interim", "body": "正文"},
        {"kind": "interim", "body": "正文", "about": matter},
        {"kind": "correction", "body": "正文"},
        {"kind": "opinion", "body": "正文", "about": matter},
    ):
        with pytest.raises(ValidationError):
            write(clerk, rooms.organ, addressee=to, **wrong)
    with pytest.raises(Refused):
        write(actor_of(rooms.stranger), rooms.organ, kind="thanks", addressee=to, body="正文")


def test_the_pages_write_what_the_clerk_typed_and_are_the_liaison_offices(rooms, answered, client):
    _clerk, [first, _second] = answered
    client.cookies["django_language"] = "zh-hans"
    matter = first.items.get().matter
    pages = {
        f"/letters/interim/{matter.pk}/": {"addressee": first.addressee.mark},
        f"/letters/{first.pk}/correction/": {},
        f"/letters/to-person/{first.person_id}/": {"kind": "thanks"},
    }
    client.force_login(rooms.handler)
    assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(rooms.clerk)
    for page, facts in pages.items():
        act(client, page, body="正文一段。", **facts)
    made = Letter.objects.exclude(kind="reply")
    assert sorted(made.values_list("kind", flat=True)) == ["correction", "interim", "thanks"]
    for letter in made:
        assert client.get(letter.get_absolute_url()).status_code == 200
        assert "正文一段。" in client.get(f"{letter.get_absolute_url()}edit/").content.decode()
    assert "拟中期答复函" in client.get(f"/letters/of-matter/{matter.pk}/").content.decode()
    assert "拟函" in client.get(f"/letters/of-person/{first.person_id}/").content.decode()
    assert "拟更正函" in client.get(first.get_absolute_url()).content.decode()
    letters.number(made.get(kind="correction"), _clerk)
    assert "已由" in client.get("/letters/?tab=all").content.decode()


@pytest.fixture
def co_handled(rooms, signed):
    """A matter of which another unit is in charge; our opinion on it is signed off."""
    signed(1, 1)
    Matter.objects.update(mode="co")
    return actor_of(rooms.clerk), Matter.objects.get()


UNIT = OutsideUnit("省司法厅", "沈阳市示例大街1号", "110033")


def test_our_opinion_goes_to_the_lead_unit_and_its_dispatch_is_the_only_entry(rooms, co_handled):
    clerk, matter = co_handled
    letter = write_opinion(clerk, rooms.organ, about=matter, to=UNIT, body="已经落实。")
    with pytest.raises(ValidationError):
        write_opinion(clerk, rooms.organ, about=matter, to=UNIT, body="再写一次。")
    letters.number(letter, clerk)
    paper = paper_of(with_everything(Letter.objects.filter(pk=letter.pk)).get())
    assert (
        paper.number.startswith("辽检协函〔") and paper.salutation == "省司法厅：" and paper.feedback is None
    )
    assert paper.title.endswith("的协办意见") and "贵单位主办的" in paper.opening
    posting.dispatch(letter, clerk, way="express", on=clock.today())
    matter.refresh_from_db()
    assert (matter.stage, matter.replied_on) == ("replied", clock.today())
    assert Letter.objects.get(pk=letter.pk).dispatches.get().address == UNIT.address
    letters.supersede(letter, clerk, reason="意见有误")
    matter.refresh_from_db()
    assert (matter.stage, matter.replied_on) == ("signed_off", None)
    assert write_opinion(clerk, rooms.organ, about=matter, to=UNIT, body="改写。").pk


def test_the_page_offers_the_signed_opinion_and_the_letter_has_its_page(rooms, co_handled, client):
    _clerk, matter = co_handled
    client.cookies["django_language"] = "zh-hans"
    client.force_login(rooms.clerk)
    assert "拟协办意见函" in client.get(f"/letters/of-matter/{matter.pk}/").content.decode()
    page = f"/letters/opinion/{matter.pk}/"
    assert "已经落实。" in client.get(page).content.decode()
    act(client, page, recipient=UNIT.name, address=UNIT.address, postcode=UNIT.postcode, body="已经落实。")
    letter = Letter.objects.get()
    shown = client.get(letter.get_absolute_url()).content.decode()
    assert "协办意见函" in shown and UNIT.name in shown
    for page in (f"/letters/{letter.pk}/edit/", "/letters/?q=司法厅", "/letters/?tab=all&kind=opinion"):
        assert UNIT.name in client.get(page).content.decode()
    number = client.get(f"/letters/{letter.pk}/preview/")
    assert number.status_code == 200
