"""Being told outside: gathered, once, in hours in which people may be told; what failed waits for a decision."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.foundation.permissions import Refused
from lianluo.journal import sending
from lianluo.journal.actions.outgoing import drop_message, send_again, set_way, try_way
from lianluo.journal.models import Entry, Notice
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.telling import tell_outside
from lianluo.journal.ways import Way
from lianluo.people.actions.tie import tie
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, name_of, page_in

S = Outgoing.State


@pytest.fixture(autouse=True)
def on_a_working_morning(settings, freeze):
    settings.SENDS_MAIL = True
    freeze(datetime(2026, 3, 10, 9, 0))


@pytest.fixture
def told(rooms):
    """`told(n)`: the handler is tied to n more persons and gets a notice for each."""
    rooms.bring(1, 6)
    people = iter(Person.objects.order_by("pk"))

    def tell(count: int) -> None:
        for _time in range(count):
            tie(actor_of(rooms.clerk), next(people), officer=rooms.handler)

    return tell


def reached(rooms, **wishes):
    set_way(
        actor_of(rooms.handler), rooms.handler, **{"mail": "handler@example.org", "pace": "at_once", **wishes}
    )


def left(freeze, *moment) -> int:
    freeze(datetime(*moment))
    tell_outside()
    sending.send_due()
    return len(mail.outbox)


def test_several_notices_leave_together_without_a_name(rooms, told, freeze):
    reached(rooms)
    told(3)
    assert left(freeze, 2026, 3, 10, 9, 1) == 0  # who sits before the screen reads them there
    assert left(freeze, 2026, 3, 10, 9, 5) == 1 and left(freeze, 2026, 3, 10, 9, 10) == 1
    words = mail.outbox[0].subject + mail.outbox[0].body
    assert "3 unread" in words and "/notices/" in words
    assert not any(name_of(n) in words for n in range(1, 7)) and rooms.clerk.name not in words


def test_what_was_read_inside_does_not_leave(rooms, told, freeze):
    reached(rooms)
    told(2)
    Notice.objects.update(seen_at=datetime(2026, 3, 10, 9, 1).astimezone())
    assert left(freeze, 2026, 3, 10, 9, 30) == 0


def test_once_a_day_means_once(rooms, told, freeze):
    reached(rooms, pace="daily")
    told(1)
    assert left(freeze, 2026, 3, 10, 9, 30) == 1
    told(2)
    assert left(freeze, 2026, 3, 10, 15, 0) == 1
    assert left(freeze, 2026, 3, 11, 9, 0) == 2
    assert "2 unread" in mail.outbox[1].subject


def test_not_at_night_not_on_days_of_rest_and_never_lost(rooms, told, freeze):
    reached(rooms)
    freeze(datetime(2026, 3, 13, 20, 0))  # Friday evening
    told(1)
    for moment in ((2026, 3, 13, 22, 0), (2026, 3, 14, 10, 0), (2026, 3, 15, 10, 0), (2026, 3, 16, 6, 0)):
        assert left(freeze, *moment) == 0
    assert left(freeze, 2026, 3, 16, 8, 5) == 1


def test_who_wants_none_gets_none(rooms, told, freeze):
    reached(rooms, pace="never")
    told(1)
    assert left(freeze, 2026, 3, 10, 9, 30) == 0


def test_what_was_unread_before_the_first_address_stays_inside(rooms, told, freeze):
    told(2)
    reached(rooms)
    assert left(freeze, 2026, 3, 10, 9, 30) == 0
    told(1)
    assert left(freeze, 2026, 3, 10, 9, 40) == 1 and "1 unread" in mail.outbox[0].subject


def test_who_serves_nowhere_any_more_is_told_nothing(rooms, told, freeze):
    reached(rooms)
    told(1)
    rooms.handler.posts.update(until_on=datetime(2026, 3, 9).date())
    assert left(freeze, 2026, 3, 10, 9, 30) == 0


def test_half_an_interval_and_a_mobile_with_letters_are_refused(rooms):
    for wishes in ({"from_hour": 9}, {"from_hour": 17, "until_hour": 8}, {"mobile": "call me"}):
        with pytest.raises(ValidationError):
            reached(rooms, **wishes)
    assert not Way.objects.exists()


def test_nobody_sets_anothers_way(rooms):
    with pytest.raises(Refused):
        set_way(actor_of(rooms.clerk), rooms.handler, mail="clerk@example.org")


def test_addresses_do_not_stand_in_the_journal(rooms):
    reached(rooms, mobile="13800000000")
    assert (
        "handler@" not in str(Entry.objects.filter(act="journal.set_way").values())
        and Entry.objects.filter(act="journal.set_way").exists()
    )
    assert "13800000000" not in str(Entry.objects.values_list("facts", flat=True))


def test_a_trial_goes_to_ones_own_address_once_a_minute(rooms):
    reached(rooms)
    assert try_way(actor_of(rooms.handler), rooms.handler) == 1
    try_way(actor_of(rooms.handler), rooms.handler)
    assert sending.send_due() == 1


@pytest.fixture
def failed(rooms):
    """Two messages of the office that failed, one secret."""
    office = actor_of(rooms.clerk).organ
    for key, secret in (("a", False), ("b", True)):
        sending.post(
            key,
            purpose="trial",
            carrier="mail",
            address="gone@example.org",
            body="x",
            office=office,
            is_secret=secret,
        )
    Outgoing.objects.update(state=S.FAILED, reason="down")
    Outgoing.objects.filter(is_secret=True).update(body="")
    return list(Outgoing.objects.order_by("pk"))


def test_a_failed_message_is_sent_again_by_a_person_a_wiped_one_is_not(rooms, failed):
    clerk = actor_of(rooms.clerk)
    send_again(clerk, failed[0])
    assert sending.send_due() == 1
    with pytest.raises(ValidationError):
        send_again(clerk, failed[1])
    with pytest.raises(ValidationError):
        send_again(clerk, failed[0])  # it is sent
    drop_message(clerk, failed[1])
    assert Outgoing.objects.get(pk=failed[1].pk).state == S.DROPPED


def test_a_handler_decides_nothing_and_sees_no_list(rooms, failed, client_of):
    with pytest.raises(Refused):
        send_again(actor_of(rooms.handler), failed[0])
    assert client_of(rooms.handler).get("/notices/outgoing/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages(rooms, failed, client_of, language):
    client = client_of(rooms.clerk)
    page = page_in(client, language, "/notices/outgoing/").content.decode()
    assert f"gon{'*' * 11}rg" in page and "gone@example.org" not in page and "down" in page
    asked = client.get(f"/notices/outgoing/again/?ids={failed[0].pk}").content.decode()
    assert str(failed[0]) in asked and "object (" not in asked
    client.post(f"/notices/outgoing/drop/?ids={failed[0].pk}&ids={failed[1].pk}", {})
    assert Outgoing.objects.filter(state=S.DROPPED).count() == 2
    assert page_in(client, language, "/notices/ways/").status_code == 200
    client.post(
        "/notices/ways/", {"mail": "clerk@example.org", "pace": "daily", "from_hour": "9", "until_hour": "17"}
    )
    assert Way.objects.get(user=rooms.clerk).hours == range(9, 17)
    refused = client.post("/notices/ways/", {"mail": "clerk@example.org", "pace": "daily", "from_hour": "9"})
    assert refused.status_code == 200 and Way.objects.get(user=rooms.clerk).until_hour == 17


def test_the_list_asks_the_same_for_one_row_and_for_three(rooms, failed, client_of):
    client = client_of(rooms.clerk)
    client.get("/notices/outgoing/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/notices/outgoing/")
        return len(queries)

    several = asked()
    Outgoing.objects.filter(pk=failed[0].pk).update(state=S.SENT)
    assert asked() == several
