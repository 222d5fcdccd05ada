"""Writing in the register: namesakes, history, mandates, ties, expertise; contact data are looked at one by one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry
from lianluo.matters.models import Assignment, Matter
from lianluo.people.actions.mandate import end_mandate
from lianluo.people.actions.person import edit_contact, register_person, reveal_contact
from lianluo.people.actions.tie import tie, untie
from lianluo.people.models import ContactLook, Person, Term
from tests.rooms import LANGUAGES, name_of, page_in, user_in


@pytest.fixture
def clerk(rooms):
    return actor_of(rooms.clerk)


@pytest.fixture
def person(rooms):
    rooms.bring(1, 1)
    return Person.objects.get()


def test_a_namesake_is_shown_and_must_be_confirmed(rooms, client_of, person):
    client = client_of(rooms.clerk)
    typed = {
        "name": f" {person.name[0]}　{person.name[1:]} ",
        "work": "沈阳市另一所中学教师",
        "mobile": "19900000099",
    }
    page = client.post("/people/registration/", typed).content.decode()
    assert Person.objects.count() == 1
    assert "辽宁省第十四届人民代表大会" in page and person.work in page
    assert person.mobile not in page
    answer = client.post("/people/registration/", {**typed, "is_another": "on"})
    made = Person.objects.exclude(pk=person.pk).get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.name, made.initials) == (person.name, person.initials)
    hints = [each["hint"] for each in client.get("/people/pick/", {"q": person.name}).json()["results"]]
    assert len(hints) == 2 and len(set(hints)) == 2


def test_the_journal_keeps_old_and_new_but_no_contact_data(rooms, client_of, person, clerk):
    client = client_of(rooms.clerk)
    client.post(
        f"/people/{person.pk}/editing/",
        {"name": person.name, "work": "沈阳市示例中学校长", "party": "民盟盟员"},
    )
    edit_contact(clerk, person, values={"mobile": "19912345678", "email": ""}, emptied=("email",))
    register_person(clerk, rooms.organ, name="薄言采", facts={}, contacts={"mobile": "19987654321"})
    history = client.get(f"/people/{person.pk}/history/").content.decode()
    assert "沈阳市示例中学教师" in history and "沈阳市示例中学校长" in history
    assert not any(
        number in str(list(Entry.objects.values_list("facts", flat=True)))
        for number in ("19912345678", "19987654321")
    )
    person.refresh_from_db()
    assert person.mobile == "19912345678"
    with pytest.raises(NotReady):
        edit_contact(clerk, person, values={"mobile": "19912345678"})


def test_mandates_are_added_and_ended_never_deleted(rooms, client_of, person, clerk):
    client = client_of(rooms.clerk)
    client.post("/people/term/", {"kind": "member", "level": "provincial", "place": "辽宁省", "number": "13"})
    term = Term.objects.get(body__kind="committee")
    assert str(term) == "政协第十三届辽宁省委员会"
    client.post(f"/people/{person.pk}/mandate/", {"term": term.pk, "group": "教育界", "state": "in_office"})
    mandate = person.mandates.get(term=term)
    assert (mandate.kind, mandate.sector, mandate.delegation) == ("member", "教育界", "")
    address = f"/people/{person.pk}/mandate/{mandate.pk}/"
    client.post(address, {"state": "ended", "on": str(clock.today()), "reason": ""})
    mandate.refresh_from_db()
    assert mandate.state == "in_office"
    client.post(address, {"state": "ended", "on": str(clock.today()), "reason": "调离"})
    mandate.refresh_from_db()
    assert (mandate.state, mandate.until_on, mandate.state_reason) == ("ended", clock.today(), "调离")
    assert person.mandates.count() == 2
    with pytest.raises(NotReady):
        end_mandate(clerk, person, mandate=mandate, state="in_office")


def test_expertise_and_ties_run_from_and_until(rooms, client_of, person):
    client = client_of(rooms.clerk)
    client.post(f"/people/{person.pk}/expertise/", {"field": "公益诉讼检察", "evidence": "环境法教授"})
    client.post(f"/people/{person.pk}/tie/", {"officer": rooms.handler.pk})
    row, bond = person.expertise.get(), person.ties.get()
    page = client.get(person.get_absolute_url()).content.decode()
    assert "公益诉讼检察" in page and rooms.handler.name in page
    yesterday = clock.today() - timedelta(days=1)
    assert client.post(f"/people/{person.pk}/tie/{bond.pk}/", {"on": str(yesterday)}).status_code == 200
    for kind, part in (("expertise", row), ("tie", bond)):
        client.post(f"/people/{person.pk}/{kind}/{part.pk}/", {"on": str(clock.today())})
        part.refresh_from_db()
        assert part.until_on == clock.today()
    assert bond.officer.notices.count() == 2


def test_only_the_keeping_office_writes(rooms, client_of, person):
    addresses = [
        f"/people/{person.pk}/{part}/" for part in ("editing", "contact", "mandate", "expertise", "tie")
    ]
    for user in (rooms.handler, rooms.stranger, rooms.auditor):
        client = client_of(user)
        assert [client.get(each).status_code for each in addresses] == [404] * 5
    client = client_of(rooms.handler)
    assert client.get("/people/registration/").status_code == 404
    with pytest.raises(Refused):
        tie(actor_of(rooms.stranger), person, officer=rooms.stranger)


def reveal(client, person, field="mobile"):
    return client.post(f"/people/{person.pk}/contact/{field}/", headers={"HX-Request": "true"})


def test_a_look_is_logged_with_its_ground(rooms, client_of, person):
    answer = reveal(client_of(rooms.clerk), person)
    assert person.mobile in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    look = ContactLook.objects.get()
    assert (look.user, look.field, look.purpose, look.role) == (
        rooms.clerk,
        "mobile",
        "register",
        Role.LIAISON_OFFICE,
    )
    assert reveal(client_of(rooms.clerk), person, "note").status_code == 404
    assert reveal(client_of(None), person).status_code in (200, 302)
    assert ContactLook.objects.count() == 1


def test_the_tied_officer_may_look_as_long_as_he_is_tied(rooms, client_of, person, clerk, freeze):
    client = client_of(rooms.handler)
    assert reveal(client, person).status_code == 404
    bond = tie(clerk, person, officer=rooms.handler)
    assert person.mobile in reveal(client, person).content.decode()
    untie(clerk, person, tie=bond, on=clock.today())
    assert person.mobile in reveal(client, person).content.decode()
    freeze(clock.today() + timedelta(days=1))
    assert reveal(client, person).status_code == 404
    assert [look.purpose for look in ContactLook.objects.all()] == ["tie", "tie"]


def test_who_handles_a_current_matter_of_the_person_may_look(rooms, client_of, person):
    department = rooms.handler.posts.get().unit
    head = user_in(department, "head", Role.DEPARTMENT_HEAD)
    matter = Matter.objects.get()
    for user in (rooms.handler, head):
        assert reveal(client_of(user), person).status_code == 404
    Assignment.objects.create(matter=matter, department=department, role="sole", handler=rooms.handler)
    for user in (rooms.handler, head):
        assert person.mobile in reveal(client_of(user), person).content.decode()
    Matter.objects.update(stage=Matter.Stage.CLOSED)
    assert reveal(client_of(rooms.handler), person).status_code == 404
    assert reveal(client_of(rooms.stranger), person).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_clerk_and_auditor_see_who_looked(rooms, client_of, person, clerk, language):
    reveal_contact(clerk, person, field="mobile")
    page = page_in(client_of(rooms.auditor), language, "/people/looks/").content.decode()
    assert name_of(1) in page and rooms.clerk.name in page and person.mobile not in page
    panel = page_in(client_of(rooms.clerk), language, f"/people/{person.pk}/looks/").content.decode()
    assert rooms.clerk.name in panel
    assert client_of(rooms.handler).get("/people/looks/").status_code == 404
    assert client_of(rooms.handler).get(f"/people/{person.pk}/looks/").status_code == 404
    assert name_of(1) not in client_of(rooms.stranger).get("/people/looks/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_opens(rooms, client_of, person, language):
    client = client_of(rooms.clerk)
    mandate = person.mandates.get()
    for part in ("editing", "contact", "mandate", f"mandate/{mandate.pk}", "expertise", "tie", "history"):
        page = page_in(client, language, f"/people/{person.pk}/{part}/")
        assert page.status_code == 200, part
        assert person.mobile not in page.content.decode()
    for address in ("/people/registration/", "/people/term/", "/people/?tab=all"):
        assert page_in(client, language, address).status_code == 200


def test_the_list_of_looks_takes_the_same_queries_for_one_and_for_three(
    rooms, client_of, clerk, django_assert_num_queries
):
    rooms.bring(1, 3)
    client = client_of(rooms.auditor)
    people = list(Person.objects.all())
    reveal_contact(clerk, people[0], field="mobile")
    client.get("/people/looks/")
    with CaptureQueriesContext(connection) as one:
        client.get("/people/looks/")
    for each in people[1:]:
        reveal_contact(clerk, each, field="mobile")
    with django_assert_num_queries(len(one)):
        client.get("/people/looks/")
