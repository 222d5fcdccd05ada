"""Posts of a unit, users and one-time passwords, my account, leaders in charge, the leading group."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM
from lianluo.accounts.models import GroupMember, Oversight, Post, Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.journal.models import Entry
from tests.rooms import LANGUAGES, page_in, user_in

PASSWORD = "wei-zhi-shu-72"


@pytest.fixture
def admin(rooms):
    return user_in(rooms.organ, "admin", Role.SYSTEM_ADMIN)


@pytest.fixture
def department(rooms):
    return rooms.handler.posts.get().unit


def enrol(client, unit, username="moqingyue"):
    typed = {"name": "墨清越", "username": username, "role": Role.HANDLER, "from_on": str(clock.today())}
    return client.post(f"/posts/of/{unit.pk}/enrolment/", typed)


def told_password(answer) -> str:
    return re.search(r"<code>([a-z0-9-]+)</code>", answer.content.decode())[1]


def test_a_new_user_gets_a_password_once_and_must_change_it(rooms, client_of, admin, department):
    answer = enrol(client_of(admin), department)
    password = told_password(answer)
    assert answer["Cache-Control"] == "no-store"
    assert password not in str(list(Entry.objects.values_list("facts", flat=True)))
    client = client_of(None)
    client.post("/sign-in/", {"username": "moqingyue", "password": password})
    assert client.get("/")["Location"] == "/account/password/"
    typed = {"old": password, "new": "lan-jing-bai-he", "again": "lan-jing-bai-he"}
    assert client.post("/account/password/", {**typed, "new": "short", "again": "short"}).status_code == 200
    assert client.post("/account/password/", typed)["Location"] == "/account/"
    assert client.get("/").status_code == 200
    assert User.objects.get(username="moqingyue").check_password("lan-jing-bai-he")


def test_a_wrong_old_password_changes_nothing(rooms, client_of):
    client = client_of(rooms.handler)
    typed = {"old": "wrong", "new": "lan-jing-bai-he", "again": "lan-jing-bai-he"}
    assert "not your present password" in client.post("/account/password/", typed).content.decode()
    assert User.objects.get(pk=rooms.handler.pk).check_password(PASSWORD)


def test_signing_out_everywhere_ends_the_other_sessions_only(rooms, client_of):
    here, there = client_of(rooms.handler), client_of(rooms.handler)
    assert here.post("/account/sessions/")["Location"] == "/account/"
    assert here.get("/").status_code == 200
    assert there.get("/")["Location"].startswith("/sign-in/")


def test_a_reset_password_is_told_once_and_ends_sessions(rooms, client_of, admin):
    theirs = client_of(rooms.handler)
    password = told_password(client_of(admin).post(f"/users/{rooms.handler.pk}/password/"))
    assert theirs.get("/")["Location"].startswith("/sign-in/")
    assert User.objects.get(pk=rooms.handler.pk).check_password(password)


def test_posts_are_given_and_ended(rooms, client_of, admin, department):
    client = client_of(admin)
    post = rooms.handler.posts.get()
    client.post(
        f"/posts/of/{department.pk}/appointment/",
        {
            "user": rooms.handler.pk,
            "role": Role.DEPARTMENT_HEAD,
            "title": "主任",
            "from_on": str(clock.today()),
        },
    )
    assert rooms.handler.posts.filter(role=Role.DEPARTMENT_HEAD, title="主任").exists()
    client.post(f"/posts/{post.pk}/ending/", {"on": str(clock.today())})
    post.refresh_from_db()
    assert post.until_on == clock.today()
    assert rooms.handler.notices.count() == 1


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICE, Role.SECURITY_ADMIN, Role.CHIEF])
def test_only_the_system_administrator_gives_posts(rooms, client_of, department, role):
    client = client_of(user_in(rooms.organ, "somebody", role))
    post = rooms.handler.posts.get()
    addresses = (
        f"/posts/of/{department.pk}/appointment/", f"/posts/of/{department.pk}/enrolment/",
        f"/posts/{post.pk}/ending/", f"/users/{rooms.handler.pk}/password/",
    )  # fmt: skip
    assert [client.get(each).status_code for each in addresses] == [404] * 4


def test_the_administrator_elsewhere_reaches_nobody_here(rooms, client_of, department):
    client = client_of(user_in(rooms.stranger.posts.get().unit, "elsewhere", Role.SYSTEM_ADMIN))
    post = rooms.handler.posts.get()
    assert enrol(client, department, "nobody").status_code == 404
    assert client.get(f"/posts/{post.pk}/ending/").status_code == 404
    assert client.post(f"/users/{rooms.handler.pk}/password/").status_code == 404
    assert rooms.handler.name not in client.get(f"/posts/of/{department.pk}/").content.decode()


def test_leaders_in_charge_follow_one_another(rooms, client_of, department):
    first, second = (user_in(rooms.organ, name, Role.LEADER) for name in ("first", "second"))
    Post.objects.filter(user__in=[first, second]).update(from_on=clock.today() - timedelta(days=99))
    client, address = client_of(rooms.clerk), f"/posts/of/{department.pk}/oversight/"
    earlier = clock.today() - timedelta(days=30)
    client.post(address, {"leader": first.posts.get().pk, "from_on": str(earlier)})
    client.post(address, {"leader": second.posts.get().pk, "from_on": str(clock.today())})
    rows = {row.leader.user: row for row in Oversight.objects.all()}
    assert rows[first].until_on == clock.today() - timedelta(days=1)
    assert rows[second].until_on is None
    page = client.get(f"/posts/of/{rooms.organ.pk}/").content.decode()
    assert "second" in page and department.label in page
    assert client_of(rooms.handler).get(address).status_code == 404


def test_the_leading_group_has_one_head(rooms, client_of):
    client = client_of(rooms.clerk)
    address = f"/posts/of/{rooms.organ.pk}/seat/"
    assert client.get(address).status_code == 404
    client.post(f"/units/{rooms.organ.pk}/leading-group/", {"on": str(clock.today())})
    for user in (user_in(rooms.organ, "chief", Role.CHIEF), user_in(rooms.organ, "leader", Role.LEADER)):
        client.post(address, {"post": user.posts.get().pk, "place": "head", "from_on": str(clock.today())})
    seat = GroupMember.objects.get()
    client.post(f"/seats/{seat.pk}/ending/", {"on": str(clock.today())})
    seat.refresh_from_db()
    assert seat.until_on == clock.today()
    assert client_of(rooms.stranger).get(f"/seats/{seat.pk}/ending/").status_code == 404


def test_holders_are_those_of_the_day(rooms, department):
    today = clock.today()
    post = rooms.handler.posts.get()
    assert holders_of(Role.HANDLER, [department.pk]) == [rooms.handler]
    Post.objects.filter(pk=post.pk).update(until_on=today + timedelta(days=1))
    assert holders_of(Role.HANDLER, [department.pk]) == [rooms.handler]
    assert holders_of(Role.HANDLER, [department.pk], on=today + timedelta(days=2)) == []
    later = register_user(SYSTEM, rooms.organ, username="later", name="后来", password=PASSWORD)
    appoint(SYSTEM, later, unit=department, role=Role.HANDLER, from_on=today + timedelta(days=5))
    assert holders_of(Role.HANDLER, [department.pk]) == [rooms.handler]
    User.objects.filter(pk=rooms.handler.pk).update(is_active=False)
    assert holders_of([Role.HANDLER, Role.LEADER], [department.pk]) == []


def test_colleagues_are_picked_by_pinyin_with_their_place(rooms, client_of, department):
    found = client_of(rooms.clerk).get("/users/pick/", {"q": "handler"}).json()["results"]
    assert [each["id"] for each in found] == [str(rooms.handler.pk)]
    assert department.label in found[0]["hint"]
    assert client_of(rooms.stranger).get("/users/pick/", {"q": "handler"}).json()["results"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_account_and_posts_in_both_languages(rooms, client_of, admin, department, language):
    for user, address in (
        (rooms.handler, "/account/"), (rooms.handler, "/account/password/"), (admin, f"/posts/of/{department.pk}/"),
        (admin, f"/posts/of/{rooms.organ.pk}/"), (admin, f"{department.get_absolute_url()}?tab=posts"),
        (admin, f"/posts/of/{department.pk}/enrolment/"), (admin, f"/users/{rooms.handler.pk}/password/"),
    ):  # fmt: skip
        assert page_in(client_of(user), language, address).status_code == 200, address


def test_the_posts_take_the_same_queries_for_one_and_for_three(rooms, client_of, admin, department):
    client, address = client_of(admin), f"/posts/of/{department.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for name in ("a2", "a3"):
        user_in(department, name, Role.HANDLER)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(one) == len(three)
