"""What a deputy does herself: her words get a number, her data are corrected by the office, her word on a record is kept."""

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.journal.models import Entry, Notice
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.note import note_visit
from lianluo.liaison.models import Visit
from lianluo.matters.actions.own import say
from lianluo.matters.models import Matter
from lianluo.people.actions.correction import ask_correction, decline_correction
from lianluo.people.models import CorrectionRequest

WORDS = "建议在社区增设公益诉讼线索箱。居民反映问题更方便。"


def met(door, *persons, said="希望加强普法") -> Visit:
    officer = actor_of(door.rooms.handler)
    return visits.record_new(
        officer, door.rooms.organ, party=visits.Party(persons=persons, officer=door.rooms.handler),
        facts={"form": "door", "on": clock.today(), "said": said},
    )  # fmt: skip


def test_what_she_says_is_an_everyday_opinion_with_a_number(door):
    person = door.people[0]
    client = door.come_in(person)
    answer = client.post("/portal/say/", {"words": WORDS}, follow=True)
    matter = Matter.objects.get(kind=Matter.Kind.EVERYDAY_OPINION)
    assert matter.label in answer.content.decode()
    assert (matter.content, matter.title, matter.stage) == (
        WORDS,
        "建议在社区增设公益诉讼线索箱",
        "registered",
    )
    assert matter.signatories.get().person == person
    told = set(Notice.objects.filter(entry__act="matters.say").values_list("user", flat=True))
    assert told == {door.rooms.clerk.pk, door.rooms.handler.pk}
    entry = Entry.objects.get(act="matters.say")
    assert (entry.person_id, entry.user, entry.role) == (person.pk, None, "deputy")
    assert "We have this from you already" in client.post("/portal/say/", {"words": WORDS}).content.decode()
    assert Matter.objects.filter(kind=Matter.Kind.EVERYDAY_OPINION).count() == 1
    with pytest.raises(Refused):
        say(deputy_of(door.people[1].pk), person, words="以他人名义")


def test_a_script_in_her_words_stays_words(door, client_of):
    client = door.come_in(door.people[0])
    client.post("/portal/say/", {"words": "<script>alert(1)</script>请看"})
    client.post("/portal/data/correction/", {"field": "work", "new": "<img src=x onerror=alert(1)>"})
    matter = Matter.objects.get(kind=Matter.Kind.EVERYDAY_OPINION)
    person = door.people[0]
    clerk = client_of(door.rooms.clerk)
    for page in (
        client.get(f"/portal/items/{matter.pk}/"), client.get("/portal/home/"), client.get("/portal/data/"),
        clerk.get(matter.get_absolute_url()), clerk.get(f"/people/{person.pk}/access/"),
    ):  # fmt: skip
        words = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in words and "<img src=x" not in words


def test_a_correction_is_accepted_through_the_register_or_declined_with_a_reason(door, client_of):
    person = door.people[0]
    client, clerk = door.come_in(person), client_of(door.rooms.clerk)
    client.post("/portal/data/correction/", {"field": "mobile", "new": "19911112222"})
    client.post("/portal/data/correction/", {"field": "work", "new": "沈阳市另一所中学校长"})
    again = client.post("/portal/data/correction/", {"field": "work", "new": "又一处"})
    assert "You have asked for this already" in again.content.decode()
    phone, work = (CorrectionRequest.objects.get(field=name) for name in ("mobile", "work"))
    assert "19911112222" not in str(list(Entry.objects.values_list("facts", flat=True)))
    clerk.post(f"/people/{person.pk}/correction/{phone.pk}/accepting/", {"once": "a"})
    clerk.post(
        f"/people/{person.pk}/correction/{work.pk}/declining/", {"once": "b", "answer": "请提供任职文件"}
    )
    person.refresh_from_db()
    assert person.mobile == "19911112222" and "校长" not in person.work
    page = client.get("/portal/data/").content.decode()
    assert "请提供任职文件" in page and "19911112222" in page
    assert Entry.objects.filter(act="people.edit_contact", user=door.rooms.clerk).exists()
    assert (
        client_of(door.rooms.handler).get(f"/people/{person.pk}/correction/{work.pk}/declining/").status_code
        == 404
    )
    with pytest.raises(Refused):
        ask_correction(deputy_of(door.people[1].pk), person, field="work", new="别处")
    with pytest.raises(Refused):
        decline_correction(actor_of(door.rooms.stranger), work, answer="否")


def test_her_word_on_a_record_stands_beside_it_and_moves_no_count(door, client_of):
    one, two = door.people[:2]
    visit = met(door, one)
    client = door.come_in(one)
    page = f"/portal/visits/{visit.pk}/"
    assert "希望加强普法" in client.get(page).content.decode()
    assert "Write what was otherwise" in client.post(page, {"verdict": "differs"}).content.decode()
    client.post(page, {"verdict": "differs", "words": "我说的是周末开放日"})
    visit.refresh_from_db()
    assert visit.said == "希望加强普法" and visit.stage == Visit.Stage.RECORDED
    assert (
        "我说的是周末开放日" in client_of(door.rooms.handler).get(visit.get_absolute_url()).content.decode()
    )
    assert Notice.objects.filter(entry__act="liaison.note_visit", user=door.rooms.handler).exists()
    with pytest.raises(Refused):
        note_visit(deputy_of(two.pk), visit, verdict="right")
    with pytest.raises(ValidationError):
        note_visit(deputy_of(one.pk), visit, verdict="maybe")
