"""Coming in by link or printed code and a one-time code; and everything somebody else may try."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.foundation import clock, jobs
from lianluo.foundation.permissions import Refused
from lianluo.journal.models import Entry
from lianluo.journal.outgoing import Outgoing
from lianluo.people.actions.access import read_out_code, revoke_access, revoke_device
from lianluo.people.actions.throttling import LIMITS, forget
from lianluo.people.models import Access, Device, Mandate, OneTimeCode, Throttle
from lianluo.people.tokens import new_code, read_code
from lianluo.portal import cookies
from tests.rooms import page_in

WRONG = "not right, or it is not good any more"


def test_a_link_and_a_code_open_her_pages_and_the_device_is_remembered(door, freeze):
    moment = freeze(clock.now())
    person = door.people[0]
    client = door.come_in(person)
    page = client.get("/portal/home/")
    assert page.status_code == 200 and person.name in page.content.decode()
    cookie = client.cookies["lianluo_portal"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/portal/"
    assert "lianluo_desk" not in client.cookies
    freeze(moment + timedelta(days=80))
    assert client.get("/portal/home/").status_code == 200
    freeze(moment + timedelta(days=91))
    assert client.get("/portal/home/")["Location"] == "/portal/"


def test_a_device_that_is_not_remembered_lasts_for_a_sitting(door, freeze):
    moment = freeze(clock.now())
    client = Client()
    door.ask(client, door.give(door.people[0]).link)
    client.post("/portal/typing/", {"digits": door.sent()[-1]})
    assert client.cookies["lianluo_portal"]["max-age"] == ""
    freeze(moment + timedelta(hours=9))
    assert client.get("/portal/home/").status_code == 302


def test_the_printed_code_is_read_as_people_type(door):
    given = door.give(door.people[0])
    typed = given.code.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    client = Client()
    assert client.post("/portal/", {"code": typed})["Location"] == "/portal/asking/"
    client.post("/portal/asking/", {"way": "sms"})
    jobs.run_waiting()
    assert door.typed(client, door.sent()[-1])["Location"] == "/portal/home/"
    assert all(read_code(code.lower()) == code for code in (new_code() for _n in range(50)))
    assert read_code("12345") == read_code("U" * 16) == ""


def test_the_secret_leaves_the_address_and_no_page_is_kept_or_found(door):
    given = door.give(door.people[0])
    client = Client()
    answer = client.get(f"/portal/in/{given.link}/")
    assert answer.status_code == 302 and given.link not in answer["Location"]
    assert client.cookies["lianluo_entry"]["httponly"]
    for page in (
        answer,
        client.get("/portal/asking/"),
        client.get("/portal/"),
        door.come_in(door.people[1]).get("/portal/home/"),
    ):
        assert page["Referrer-Policy"] == ("no-referrer" if page is answer else "same-origin")
        assert page["Cache-Control"] == "no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert given.link not in page.content.decode()


def test_of_secrets_only_keyed_hashes_are_kept(door, db):
    person = door.people[0]
    given = door.give(person)
    client = Client()
    door.ask(client, given.link)
    digits = door.sent()[-1]
    door.typed(client, digits)
    secrets = (given.link, given.code, read_code(given.code), client.cookies["lianluo_portal"].value)
    for model in (Access, Device, OneTimeCode, Throttle, Entry):
        kept = str(list(model.objects.values()))
        assert not any(secret in kept for secret in secrets)
    assert digits not in str(list(OneTimeCode.objects.values())) + str(list(Entry.objects.values()))
    assert Outgoing.objects.get().is_secret


def shape(answer) -> tuple:
    """All that can be told from outside, but for what is random in every answer."""
    page = re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]+"', "", answer.content.decode())
    return answer.status_code, sorted(answer.headers.items()), sorted(answer.cookies), page


@pytest.mark.parametrize("sort", ["unknown", "revoked", "former", "ended", "stranger"])
@pytest.mark.parametrize("by", ["link", "code"])
def test_a_link_that_leads_nowhere_answers_as_a_right_one(door, sort, by):
    right = door.give(door.people[0])
    other = door.give(door.people[1])
    secret = {"link": other.link, "code": other.code}[by]
    if sort == "unknown":
        secret = {"link": "x" * len(other.link), "code": new_code()}[by]
    elif sort == "revoked":
        revoke_access(actor_of(door.rooms.clerk), other.access)
    elif sort == "former":
        door.give(door.people[1])
    elif sort == "ended":
        Mandate.objects.filter(person=door.people[1]).update(
            state="ended", until_on=clock.today() - timedelta(days=181)
        )
    else:
        door.people[1].mandates.all().delete()

    def walk(shown: str) -> list:
        """Five pages as they look from outside, and how often the database was asked."""
        client = Client()
        first = (
            client.get(f"/portal/in/{shown}/") if by == "link" else client.post("/portal/", {"code": shown})
        )
        with CaptureQueriesContext(connection) as asked:
            ask = client.post("/portal/asking/", {"way": "sms"})
        with CaptureQueriesContext(connection) as tried:
            wrong = door.typed(client, "000000")
        pages = [first, client.get("/portal/asking/"), ask, client.get("/portal/typing/?way=sms"), wrong]
        return [*map(shape, pages), len(asked), len(tried)]

    assert walk(secret) == walk({"link": right.link, "code": right.code}[by])
    jobs.run_waiting()
    assert Outgoing.objects.count() == 1


def test_an_ended_mandate_keeps_the_pages_open_while_things_go_on(door, freeze):
    person = door.people[0]
    client = door.come_in(person)
    Mandate.objects.filter(person=person).update(state="ended", until_on=clock.today())
    freeze(clock.today() + timedelta(days=60))
    assert client.get("/portal/home/").status_code == 200
    freeze(clock.today() + timedelta(days=125))
    assert client.get("/portal/home/").status_code == 302


def test_a_forwarded_link_is_of_no_use_without_her_telephone(door):
    given = door.give(door.people[0])
    hers, others = Client(), Client()
    door.ask(hers, given.link)
    digits = door.sent()[-1]
    others.get(f"/portal/in/{given.link}/")
    assert WRONG in door.typed(others, digits).content.decode()
    assert Outgoing.objects.get().address == door.people[0].mobile
    assert door.typed(hers, digits)["Location"] == "/portal/home/"


def test_a_code_is_good_once_in_ten_minutes_for_five_tries(door, freeze):
    moment = freeze(clock.now())
    given = door.give(door.people[0])
    client = Client()
    door.ask(client, given.link)
    entry = client.cookies["lianluo_entry"].value
    used = door.sent()[-1]
    door.typed(client, used)
    again = Client()
    again.cookies["lianluo_entry"] = entry
    assert WRONG in door.typed(again, used).content.decode()
    door.ask(again, given.link)
    late = door.sent()[-1]
    freeze(moment + timedelta(minutes=11))
    assert WRONG in door.typed(again, late).content.decode()
    door.ask(again, given.link)
    good = door.sent()[-1]
    wrong = "000000" if good != "000000" else "111111"
    for _n in range(5):
        door.typed(again, wrong)
    assert WRONG in door.typed(again, good).content.decode()


def test_the_code_of_one_deputy_does_not_open_another(door):
    one, two = (door.give(person) for person in door.people[:2])
    client = Client()
    door.ask(client, one.link)
    digits = door.sent()[-1]
    client.get(f"/portal/in/{two.link}/")
    assert WRONG in door.typed(client, digits).content.decode()


def test_guessing_brings_a_growing_wait_in_which_even_the_right_code_fails(door, freeze):
    moment = freeze(clock.now())
    given = door.give(door.people[0])
    client = Client()
    for _n in range(LIMITS["secret"]):
        client.get(f"/portal/in/{given.link}/")
        door.typed(client, "000000")
    door.ask(client, given.link)
    assert door.sent() == []
    freeze(moment + timedelta(minutes=16))
    door.ask(client, given.link)
    assert len(door.sent()) == 1
    row = Throttle.objects.order_by("-waits").first()
    assert row.waits == 1
    for _n in range(LIMITS["secret"] + 1):
        door.typed(client, "000000")
    row.refresh_from_db()
    assert row.waits == 2 and row.until - clock.now() > timedelta(minutes=29)
    freeze(moment + timedelta(days=40))
    assert forget() > 0 and not Throttle.objects.exists()


def test_many_secrets_from_one_address_wait_too(door):
    client = Client()
    for n in range(LIMITS["place"] + 1):
        client.get(f"/portal/in/guess{n}/")
        client.post("/portal/asking/", {"way": "sms"})
    door.ask(Client(), door.give(door.people[0]).link)
    assert door.sent() == []
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    door.ask(elsewhere, door.give(door.people[0]).link)
    assert len(door.sent()) == 1


def test_nobody_floods_her_with_messages(door, freeze):
    moment = freeze(clock.now())
    given = door.give(door.people[0])
    for n in range(9):
        door.ask(Client(), given.link)
        freeze(moment + timedelta(minutes=2 * n))
    assert len(door.sent()) == 4


def test_what_is_revoked_opens_nothing(door, client_of):
    person, clerk = door.people[0], actor_of(door.rooms.clerk)
    client = door.come_in(person)
    revoke_device(clerk, Device.objects.get())
    assert client.get("/portal/home/")["Location"] == "/portal/"
    other = door.come_in(person)
    client_of(door.rooms.clerk).post(f"/people/{person.pk}/access/revoking/", {"once": "a"})
    assert other.get("/portal/home/")["Location"] == "/portal/"
    assert not Access.objects.standing().exists()


def test_she_takes_her_own_devices_and_her_link_back(door):
    person = door.people[0]
    given = door.give(person)
    one, two = Client(), Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/604")
    for client in (one, two):
        door.ask(client, given.link)
        door.typed(client, door.sent()[-1])
    assert "iPhone Safari" in one.get("/portal/devices/").content.decode()
    phone = Device.objects.get(name="iPhone Safari")
    one.post(f"/portal/devices/{phone.pk}/")
    assert two.get("/portal/home/").status_code == 302 and one.get("/portal/home/").status_code == 200
    one.post("/portal/devices/access/")
    assert one.get("/portal/home/").status_code == 302
    assert not Access.objects.standing().exists()
    with pytest.raises(Refused):
        revoke_access(deputy_of(door.people[1].pk), given.access)


def test_the_officer_reads_out_a_code_to_whom_he_has_on_the_telephone(door, client_of):
    person = door.people[0]
    given = door.give(person)
    client = Client()
    door.ask(client, given.link, way="read_out")
    assert not Outgoing.objects.exists()
    code = OneTimeCode.objects.get()
    page = f"/people/{person.pk}/access/reading-out/{code.pk}/"
    assert client_of(door.rooms.stranger).get(page).status_code == 404
    officer = client_of(door.rooms.handler)
    assert f"reading-out/{code.pk}" in officer.get(f"/people/{person.pk}/access/").content.decode()
    assert "data-digits" not in officer.post(page, {"once": "a"}).content.decode()
    shown = officer.post(page, {"once": "b", "is_heard": "on"})
    digits = re.search(r"data-digits>(\d{6})<", shown.content.decode()).group(1)
    assert shown["Cache-Control"] == "no-store"
    assert officer.get(page).status_code == 404
    entry = Entry.objects.get(act="people.read_out_code")
    assert entry.user == door.rooms.handler and digits not in str(entry.facts)
    assert door.typed(client, digits)["Location"] == "/portal/home/"


def test_only_the_register_gives_access_and_the_slip_is_shown_once(door, client_of):
    person = door.people[0]
    page = f"/people/{person.pk}/access/giving/"
    for user in (door.rooms.handler, door.rooms.stranger, door.rooms.auditor):
        assert client_of(user).post(page, {"once": "a"}).status_code == 404
    clerk = client_of(door.rooms.clerk)
    for language in ("zh-hans", "en"):
        assert page_in(clerk, language, page).status_code == 200
    slip = clerk.post(page, {"once": "b"})
    words = slip.content.decode()
    link = re.search(r"/portal/in/([\w-]+)/", words).group(1)
    assert "data:image/svg+xml" in words and slip["Cache-Control"] == "no-store"
    assert link not in clerk.get(f"{person.get_absolute_url()}?tab=access").content.decode()
    assert link not in clerk.get(f"/people/{person.pk}/access/").content.decode()
    client = Client()
    door.ask(client, link)
    assert len(door.sent()) == 1
    code = OneTimeCode.objects.get()
    with pytest.raises(Refused):
        read_out_code(actor_of(door.rooms.stranger), code, is_heard=True)


def test_desk_and_own_pages_share_no_session(door, client_of):
    clerk = client_of(door.rooms.clerk)
    assert clerk.get("/portal/home/")["Location"] == "/portal/"
    deputy = door.come_in(door.people[0])
    assert (
        deputy.get("/people/")["Location"].startswith("/sign-in/")
        or deputy.get("/people/").status_code == 302
    )
    both = door.come_in(door.people[0], clerk)
    assert both.get(f"/people/{door.people[2].pk}/").status_code == 200
    assert door.people[2].name not in both.get("/portal/home/").content.decode()


def test_a_form_without_its_token_is_refused(door):
    client = Client(enforce_csrf_checks=True)
    client.get(f"/portal/in/{door.give(door.people[0]).link}/")
    assert client.post("/portal/asking/", {"way": "sms"}).status_code == 403


def test_behind_proxies_the_caller_is_who_the_first_of_ours_saw(rf, settings):
    request = rf.get("/portal/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.1.1, 10.2.2.2")
    assert cookies.place_of(request) == "127.0.0.1"
    settings.PROXIES = 2
    assert cookies.place_of(request) == "10.1.1.1"
