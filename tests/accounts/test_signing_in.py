"""Signing in and out, the lock after wrong passwords, choosing the post."""

import pytest

from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Role
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.units.actions import seeding
from lianluo.units.models import Unit

PASSWORD = "wei-zhi-shu-72"


@pytest.fixture
def office(db) -> Unit:
    seeding.seed()
    return Unit.objects.get(code="21")


@pytest.fixture
def user(office):
    return register_user(SYSTEM, office, username="moqingyue", name="墨清越", password=PASSWORD)


@pytest.fixture
def department(office):
    return Unit.objects.get(parent=office, name="第一检察部")


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in/?next=/", {"username": "moqingyue", "password": password})


def test_who_holds_a_post_gets_in_and_out(client, user, office):
    appoint(SYSTEM, user, unit=office, role=Role.CHIEF)
    assert sign_in(client)["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/")["Location"] == "/sign-in/?next=/"


def test_without_a_post_nobody_gets_in(client, user):
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_lock_and_the_page_says_so(client, user, office):
    appoint(SYSTEM, user, unit=office, role=Role.CHIEF)
    answers = [sign_in(client, "wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "notice-error" in answers[-1].content.decode()
    assert sign_in(client).status_code == 429


def test_the_chosen_post_is_acted_in_and_a_foreign_one_is_missing(client, user, office, department):
    first = appoint(SYSTEM, user, unit=office, role=Role.LEADER)
    second = appoint(SYSTEM, user, unit=department, role=Role.HANDLER)
    other = register_user(SYSTEM, office, username="other", name="贝望舒", password=PASSWORD)
    foreign = appoint(SYSTEM, other, unit=office, role=Role.CHIEF)
    sign_in(client)
    for post in (first, second):
        assert client.post("/post/", {"post": post.pk}).status_code == 302
        assert client.get("/").context["actor"].post == post
    assert client.post("/post/", {"post": foreign.pk}).status_code == 404
    assert client.get("/").context["actor"].post == second
    assert client.get("/post/").status_code == 405


def test_switching_never_leads_to_another_site(client, user, office):
    post = appoint(SYSTEM, user, unit=office, role=Role.LEADER)
    sign_in(client)
    assert client.post("/post/", {"post": post.pk, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_an_administrator_holds_nothing_else_and_no_post_is_given_twice(user, office):
    appoint(SYSTEM, user, unit=office, role=Role.AUDITOR)
    for role in (Role.SYSTEM_ADMIN, Role.HANDLER, Role.AUDITOR):
        with pytest.raises(NotReady):
            appoint(SYSTEM, user, unit=office, role=role)


def test_only_the_system_administrator_gives_posts(user, office):
    appoint(SYSTEM, user, unit=office, role=Role.LIAISON_OFFICE)
    with pytest.raises(Refused):
        appoint(actor_of(user), user, unit=office, role=Role.CHIEF)
