"""The pages of briefings, in both languages, on the desk and on the deputy's own side."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import SYSTEM, deputy_of
from lianluo.correspondence.actions import followed
from lianluo.correspondence.actions import reaction as reactions
from lianluo.correspondence.actions.briefing_sending import record_returns
from lianluo.correspondence.briefings import Briefing, Reaction, Recipient
from lianluo.foundation.jobs import _known
from lianluo.journal.jobruns import JobRun
from lianluo.journal.sending import send_due
from lianluo.matters.models import Matter
from lianluo.people.actions.access import give_access
from lianluo.people.actions.entering import open_device
from lianluo.people.models import Mandate, Person, Term
from lianluo.portal import cookies
from tests.correspondence.acting import act
from tests.correspondence.briefing_cast import deputies, desk_of, reader
from tests.correspondence.test_briefings import png
from tests.rooms import LANGUAGES, page_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(rooms, settings, tmp_path):
    settings.SENDS_MAIL, settings.MEDIA_ROOT = True, tmp_path
    return desk_of(rooms)


@pytest.fixture
def clerk(desk, client_of):
    return client_of(desk.office.clerk)


@pytest.fixture
def as_deputy(client_of):
    """`as_deputy(person)`: a browser of hers that has passed the door."""

    def opened(person):
        client = client_of(None)
        given = give_access(SYSTEM, person)
        token = open_device(
            deputy_of(person.pk), given.access, way="read_out", name="Chrome", is_remembered=True
        )
        client.cookies[cookies.DEVICE] = token
        return client

    return opened


def sent_with_reactions(desk, count: int = 3) -> Briefing:
    deputies(desk.office, count)
    made = desk.sent()
    send_due()
    for row in made.recipients.all()[:3]:
        reactions.open_briefing(reader(row), row)
        reactions.react(reader(row), row, kind="words", words=f"建议{row.pk}")
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(desk, clerk, client_of, language):
    made = sent_with_reactions(desk)
    record_returns(desk.clerk, made, addresses=["d3@example.org"])
    draft = desk.aimed()
    row = made.recipients.first()
    given = Reaction.objects.first()
    person = Person.objects.first()
    mark = followed.follow(desk.clerk, person, words="公益诉讼")
    followed.follow(desk.clerk, person, matter=Matter.objects.first())
    one, two = made.get_absolute_url(), draft.get_absolute_url()
    base = "/letters/briefings/"
    failed = made.recipients.failed().get()
    pages = [
        base, f"{base}?tab=sent", f"{base}calendar/", f"{base}draft/?kind=special&name=a&due=2026-01-01", f"{base}reactions/",
        f"{base}reactions/?tab=all&briefing={made.pk}", f"{base}reactions/{given.pk}/matter/",
        f"{base}reactions/{given.pk}/answer/", f"{base}recipients/{failed.pk}/again/", f"{base}recipients/{failed.pk}/paper/",
        one, f"{one}recipients/", f"{one}recipients/?tab=failed", f"{one}returns/", f"{one}posting/", f"{one}correction/",
        two, f"{two}edit/", f"{two}pictures/new/", f"{two}choice/", f"{two}submission/", f"{two}discarding/",
        f"/letters/followed/{person.pk}/", f"/letters/followed/{person.pk}/mark/",
        f"/letters/followed/{person.pk}/{mark.pk}/end/", f"{person.get_absolute_url()}?tab=followed", "/",
        f"/portal/b/{row.token}/",
    ]  # fmt: skip
    answers = {page: page_in(clerk, language, page).status_code for page in pages}
    assert {page: code for page, code in answers.items() if code != 200} == {}


def test_from_the_draft_to_the_reader_through_the_pages(desk, clerk, client_of):
    deputies(desk.office, 2)
    act(clerk, "/letters/briefings/draft/", kind="periodic", title="上半年工作报告")
    made = Briefing.objects.get()
    to = made.get_absolute_url()
    act(
        clerk,
        f"{to}edit/",
        title="上半年工作报告",
        body="# 一、情况\n\n上半年**依法履职**。<script>alert(1)</script>",
    )
    act(clerk, f"{to}choice/", everybody="on", ways=["mail"])
    act(clerk, f"{to}submission/")
    act(client_of(desk.leader.user), f"{to}approval/")
    act(clerk, f"{to}sending/")
    run = JobRun.objects.get()
    _known["correspondence.queue_briefing"](run_id=run.pk, briefing_id=made.pk)
    send_due()
    made.refresh_from_db()
    assert made.stage == "sent" and "<h2>一、情况</h2>" in made.body and "<script" not in made.body
    assert made.summary.startswith("上半年依法履职")
    row = made.recipients.first()
    browser = client_of(None)
    cover = browser.get(f"/portal/b/{row.token}/").content.decode()
    assert "一、情况" not in cover and Recipient.objects.opened().count() == 0
    shown = browser.post(f"/portal/b/{row.token}/", follow=True).content.decode()
    assert "<h2>一、情况</h2>" in shown and Recipient.objects.opened().get() == row
    browser.post(f"/portal/b/{row.token}/", {"kind": "words", "words": "建议公开案例"})
    given = Reaction.objects.get()
    asked = page_in(clerk, "en", f"/letters/briefings/reactions/{given.pk}/matter/").content.decode()
    assert given.is_by_link and "Ask the deputy before" in asked
    act(clerk, f"/letters/briefings/reactions/{given.pk}/matter/", title="建议公开案例")
    given.refresh_from_db()
    assert given.matter.kind == "everyday_opinion"
    page = clerk.get(to).content.decode()
    assert (
        "?tab=opened" in page
        and given.matter.get_absolute_url()
        in clerk.get("/letters/briefings/reactions/?tab=registered").content.decode()
    )


def test_a_wrong_link_is_missing(desk, client_of):
    deputies(desk.office, 1)
    desk.aimed()
    assert client_of(None).get("/portal/b/wrong/").status_code == 404


def test_a_deputy_sees_what_was_sent_to_her_alone(desk, as_deputy):
    made = sent_with_reactions(desk)
    draft = desk.aimed()
    one, stranger = (
        made.recipients.first().person,
        Person.objects.create(keeper=desk.office.organ, name="另一位"),
    )
    Mandate.objects.create(person=stranger, term=Term.objects.get(), kind="deputy", delegation="大连")
    hers = as_deputy(one)
    made.recipients.filter(person=one).update(opened_at=None)
    assert made.title in hers.get("/portal/home/").content.decode()
    assert made.title in hers.get("/portal/briefings/").content.decode()
    assert hers.get(f"/portal/briefings/{made.pk}/").status_code == 200
    assert made.title not in hers.get("/portal/home/").content.decode()  # opened
    assert hers.get(f"/portal/briefings/{draft.pk}/").status_code == 404
    other = as_deputy(stranger)
    assert made.title not in other.get("/portal/briefings/").content.decode()
    assert other.get(f"/portal/briefings/{made.pk}/").status_code == 404
    assert other.post(f"/portal/briefings/{made.pk}/", {"kind": "useful"}).status_code == 404


def test_the_desk_has_no_place_on_a_deputys_pages(desk, clerk):
    made = sent_with_reactions(desk)
    for address in ("/portal/briefings/", f"/portal/briefings/{made.pk}/"):
        assert clerk.get(address)["Location"] == "/portal/"


def test_pictures_are_seen_by_who_may_read_the_text(desk, clerk, client_of):
    deputies(desk.office, 1)
    draft = desk.draft()
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    told = json.loads(
        clerk.post(
            f"{draft.get_absolute_url()}pictures/", {"picture": SimpleUploadedFile("图.png", png())}
        ).content
    )
    assert clerk.get(told["address"])["Content-Type"] == "image/jpeg"
    assert client_of(desk.office.stranger).get(told["address"]).status_code == 404
    assert client_of(None).get(told["address"]).status_code == 302
    refused = clerk.post(
        f"{draft.get_absolute_url()}pictures/", {"picture": SimpleUploadedFile("x.png", b"<svg/>")}
    )
    assert refused.status_code == 400 and json.loads(refused.content)["error"]


def test_a_handler_and_another_office_find_nothing(desk, client_of):
    made = sent_with_reactions(desk)
    for user in (desk.office.handler, desk.office.stranger, desk.office.auditor):
        client = client_of(user)
        to = made.get_absolute_url()
        assert {client.get(page).status_code for page in (to, f"{to}recipients/", f"{to}edit/")} == {404}


def test_contact_data_is_masked(desk, clerk):
    made = sent_with_reactions(desk)
    page = clerk.get(f"{made.get_absolute_url()}recipients/").content.decode()
    assert "d1@example.org" not in page and "d1@*" in page


@pytest.mark.parametrize(
    "page",
    [
        "/letters/briefings/?tab=all",
        "{one}recipients/",
        "/letters/briefings/reactions/?tab=all",
        "{one}",
        "/",
    ],
)
def test_rows_cost_no_queries(desk, clerk, page):
    made = sent_with_reactions(desk, 1)
    address = page.format(one=made.get_absolute_url())

    def count() -> int:
        clerk.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            clerk.get(address)
        return len(seen)

    before = count()
    more = Person.objects.bulk_create(Person(keeper=desk.office.organ, name=f"多{i}") for i in range(3))
    rows = Recipient.objects.bulk_create(
        Recipient(briefing=made, person=person, name=person.name, way="print") for person in more
    )
    for row in rows:
        reactions.react(reader(row), row, kind="words", words=f"又建议{row.pk}")
    desk.aimed()
    assert count() <= before + (1 if page == "/" else 0)


def test_a_refused_text_stands_in_the_editor_again(desk, clerk):
    draft = desk.draft()
    page = clerk.post(
        f"{draft.get_absolute_url()}edit/", {"title": "", "html": "<p>写了半小时的内容</p>", "once": "a"}
    )
    assert page.status_code == 200 and "<p>写了半小时的内容</p>" in page.content.decode()


def test_two_who_write_at_once_lose_nothing(desk, clerk):
    draft = desk.draft()
    address = f"{draft.get_absolute_url()}edit/"
    was = clerk.get(address).context["form"]["was"].value()
    mine = {"title": draft.title, "summary": "短", "was": was}
    clerk.post(address, {**mine, "html": "<p>甲写的</p>", "once": "a"})
    refused = clerk.post(address, {**mine, "html": "<p>乙写的</p>", "once": "b"})
    draft.refresh_from_db()
    assert draft.body == "<p>甲写的</p>" and "<p>乙写的</p>" in refused.content.decode()
    clerk.post(address, {**mine, "html": "<p>乙写的</p>", "is_mine": "on", "once": "c"})
    draft.refresh_from_db()
    assert draft.body == "<p>乙写的</p>" and draft.versions.get().body == "<p>甲写的</p>"
