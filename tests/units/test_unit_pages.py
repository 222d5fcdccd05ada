from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from lianluo.accounts.models import Post, Role, User
from lianluo.units.actions.seeding import seed
from lianluo.units.models import Unit
from lianluo.units.queries import department_named

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def office(freeze) -> Unit:
    freeze(TODAY)
    seed()
    return Unit.objects.get(code="21")


@pytest.fixture
def sign_in(client, office):
    def sign_in(role: str, unit: Unit | None = None):
        user = User.objects.create_user(role, name="周敏")
        Post.objects.create(user=user, unit=unit or office, role=role, from_on=date(2020, 1, 1))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_tree_shows_the_own_branch_unfolded(sign_in, office, language):
    with translation.override(language):
        page = (
            sign_in(Role.HANDLER)
            .get(reverse("units:tree"), headers={"Accept-Language": language})
            .content.decode()
        )
    assert "沈阳市人民检察院" in page
    assert page.count("<details open>") == 2


def test_the_tree_asks_once_however_large_it_is(sign_in, django_assert_max_num_queries):
    client = sign_in(Role.HANDLER)
    with django_assert_max_num_queries(8):
        client.get(reverse("units:tree"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_a_unit_lists_its_departments(sign_in, office, language):
    page = (
        sign_in(Role.HANDLER)
        .get(office.get_absolute_url(), headers={"Accept-Language": language})
        .content.decode()
    )
    assert "第十检察部" in page
    assert "辽检" in page
    assert reverse("units:opening", args=[office.pk]) not in page


def test_buttons_stand_where_the_act_would_be_allowed(sign_in, office):
    client = sign_in(Role.SYSTEM_ADMIN)
    assert (
        reverse("units:opening", args=[office.pk]) in client.get(office.get_absolute_url()).content.decode()
    )
    other = Unit.objects.get(code="22")
    assert (
        reverse("units:opening", args=[other.pk]) not in client.get(other.get_absolute_url()).content.decode()
    )


def test_a_department_is_opened_on_the_page(sign_in, office):
    client = sign_in(Role.SYSTEM_ADMIN)
    url = reverse("units:opening", args=[office.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"name": "第十一检察部", "short_name": ""})
    assert answer.status_code == 302
    assert department_named(office, "十一部").name == "第十一检察部"
    again = client.post(url, {"name": "第十一检察部", "short_name": ""})
    assert again.status_code == 200


def test_who_may_not_change_units_finds_no_such_page(sign_in, office):
    answer = sign_in(Role.HANDLER).post(reverse("units:opening", args=[office.pk]), {"name": "新部门"})
    assert answer.status_code == 404


def test_a_closed_department_says_so_and_offers_nothing(sign_in, office):
    client = sign_in(Role.SYSTEM_ADMIN)
    old, new = department_named(office, "第十检察部"), department_named(office, "第九检察部")
    client.post(reverse("units:merging", args=[old.pk]), {"into": new.pk, "on": "2026-11-24"})
    old.refresh_from_db()
    assert old.superseded_by == new
    page = client.get(old.get_absolute_url()).content.decode()
    assert "2026-11-23" in page
    assert reverse("units:renaming", args=[old.pk]) not in page
    assert client.get(reverse("units:renaming", args=[old.pk])).status_code == 404


def test_the_picker_finds_by_pinyin_within_the_own_procuratorate(sign_in, office):
    client = sign_in(Role.LIAISON_OFFICE)
    found = client.get(reverse("units:pick"), {"q": "zzb", "kind": "department"}).json()["results"]
    assert [row["text"] for row in found] == ["政治部"]
    assert client.get(reverse("units:pick"), {"q": "江苏"}).json()["results"] == []


def test_strangers_are_sent_to_sign_in(client, office, settings):
    settings.LOGIN_URL = "/sign-in/"
    for url in (reverse("units:tree"), office.get_absolute_url(), reverse("units:pick")):
        assert client.get(url).status_code == 302
