from types import SimpleNamespace

import pytest

from lianluo.foundation import panels
from lianluo.foundation.panels import Panel, UnknownSlot


@pytest.fixture(autouse=True)
def no_slots(monkeypatch, settings):
    settings.ROOT_URLCONF = "tests.foundation.pages_sample"
    monkeypatch.setattr(panels, "_slots", {})


def test_an_unknown_slot_is_refused():
    with pytest.raises(UnknownSlot, match="people.person"):
        panels.register_panel("people.person", Panel("a", "A", "sample:page"))


def test_panels_come_in_order_and_only_where_shown():
    panels.declare_slot("people.person")
    for key, order, shown in (
        ("late", 30, None),
        ("early", 10, None),
        ("hidden", 20, lambda actor, obj: False),
    ):
        panels.register_panel("people.person", Panel(key, key, "sample:page", order=order, shown=shown))
    found = panels.panels_for("people.person", None, SimpleNamespace(pk=7))
    assert [(tab.key, tab.url, tab.count) for tab in found] == [
        ("early", "/units/7/", None),
        ("late", "/units/7/", None),
    ]


def test_the_same_panel_may_come_again_but_not_another_of_its_key():
    panels.declare_slot("people.person")
    panel = Panel("a", "A", "sample:page")
    panels.register_panel("people.person", panel)
    panels.register_panel("people.person", panel)
    with pytest.raises(RuntimeError):
        panels.register_panel("people.person", Panel("a", "B", "sample:page"))
