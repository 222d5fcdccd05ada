"""Joint signatories: a letter to each, or one letter that the lead passes on by his recorded consent."""

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.relaying import record_relay, revoke_relay
from lianluo.correspondence.evidence import undelivered
from lianluo.correspondence.models import Letter, Relay
from lianluo.correspondence.queries import waiting
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.matters.models import Matter, Signatory
from tests.correspondence.acting import act


@pytest.fixture
def joint(rooms, signed):
    """The first matter is signed by the second's deputy too; only the first is answered."""
    signed(1, 2)
    first, second = Matter.objects.order_by("pk")
    other = second.signatories.get().person
    second.signatories.all().delete()
    Matter.objects.filter(pk=second.pk).update(stage="withdrawn")
    Signatory.objects.create(matter=first, person=other, role="joint", position=2)
    return actor_of(rooms.clerk), first


CONSENT = {"how": "电话同意，由其转告"}


def consent(clerk, office, matter):
    return record_relay(clerk, office, matter=matter, consented_on=clock.today(), **CONSENT)


def test_with_the_leads_consent_one_letter_answers_all(rooms, joint):
    clerk, matter = joint
    assert len(waiting(rooms.organ)) == 2
    consent(clerk, rooms.organ, matter)
    [letter] = letters.compose(clerk, rooms.organ).letters
    lead = matter.signatories.get(role="lead").person
    assert letter.person == lead and letter.salutation.startswith(f"{lead.name}等2名")
    assert letter.opening.startswith("你们提出的")
    letter = letters.number(letter, clerk)
    posting.dispatch(letter, clerk, way="by_hand", on=clock.today())
    assert Matter.objects.get(pk=matter.pk).stage == "replied" and not waiting(rooms.organ)
    assert len(undelivered(matter)) == 1


def test_consent_is_taken_back_until_the_number_is_given(rooms, joint):
    clerk, matter = joint
    consent(clerk, rooms.organ, matter)
    [letter] = letters.compose(clerk, rooms.organ).letters
    revoke_relay(clerk, rooms.organ, matter=matter)
    letter.refresh_from_db()
    assert "等2名" not in letter.salutation and letter.opening.startswith("您提出的")
    [other] = letters.compose(clerk, rooms.organ).letters
    assert other.person != letter.person
    with pytest.raises(ValidationError):
        consent(clerk, rooms.organ, matter)
    letters.supersede(other, clerk, reason="改由领衔代表转告")
    consent(clerk, rooms.organ, matter)
    letter.refresh_from_db()
    assert "等2名" in letter.salutation
    letters.number(letter, clerk)
    with pytest.raises(ValidationError):
        revoke_relay(clerk, rooms.organ, matter=matter)
    assert Relay.objects.count() == 2


def test_consent_of_a_round_is_not_that_of_the_next(rooms, joint):
    clerk, matter = joint
    consent(clerk, rooms.organ, matter)
    Matter.objects.filter(pk=matter.pk).update(round=2)
    matter.refresh_from_db()
    assert not Relay.objects.in_force(matter).exists()


def test_the_tab_of_the_matter_records_and_shows_it(rooms, joint, client):
    clerk, matter = joint
    client.cookies["django_language"] = "zh-hans"
    tab, page = f"/letters/of-matter/{matter.pk}/", f"/letters/relay/{matter.pk}/"
    client.force_login(rooms.handler)
    assert client.get(page).status_code == 404
    client.force_login(rooms.clerk)
    assert "登记领衔人转告" in client.get(tab).content.decode()
    act(client, page, consented_on=clock.today().isoformat(), **CONSENT)
    assert CONSENT["how"] in client.get(tab).content.decode()
    act(client, f"{page}revoke/")
    assert "登记领衔人转告" in client.get(tab).content.decode() and not Letter.objects.exists()
    with pytest.raises(Refused):
        consent(actor_of(rooms.stranger), rooms.organ, matter)
