from types import SimpleNamespace

import pytest

from lianluo.foundation import navigation
from lianluo.foundation.navigation import NavItem


@pytest.fixture(autouse=True)
def own_items(monkeypatch, settings):
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_notice_counter", [])
    settings.ROOT_URLCONF = "scripts.gallery_urls"


CLERK = SimpleNamespace(role="liaison_office")


def item(key="desk", url_name="desk:desk", **more) -> NavItem:
    return NavItem(key, key.title(), url_name, "home", navigation.WORK, more.pop("order", 1), **more)


def test_nobody_sees_no_menu():
    navigation.register(item())
    assert navigation.menu(None, "/") == []


def test_lines_come_in_order_with_what_waits():
    navigation.register(item("search", "desk:search", order=2))
    navigation.register(item(count=lambda actor: 46))
    (group,) = navigation.menu(CLERK, "/desk/desk/")
    assert [line["item"].key for line in group["lines"]] == ["desk", "search"]
    assert (
        group["lines"][0]["count"] == 46 and group["lines"][0]["current"] and not group["lines"][1]["current"]
    )


def test_lines_of_other_roles_and_pages_that_do_not_exist_are_left_out():
    navigation.register(item(roles=frozenset({"auditor"})))
    navigation.register(item("later", "later:page"))
    assert navigation.menu(CLERK, "/") == []


def test_unknown_group_is_refused():
    with pytest.raises(RuntimeError, match="cellar"):
        navigation.register(NavItem("x", "X", "desk:desk", "home", "cellar", 1))


def test_bell_counts_by_what_was_registered():
    assert navigation.unread_notices(CLERK) == 0
    navigation.count_notices_by(lambda actor: 3)
    assert navigation.unread_notices(CLERK) == 3 and navigation.unread_notices(None) == 0
