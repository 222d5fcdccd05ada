import pytest

from lianluo.foundation import search
from lianluo.foundation.search import Hit, Provider


@pytest.fixture(autouse=True)
def no_providers(monkeypatch):
    monkeypatch.setattr(search, "_providers", {})


def test_every_provider_is_asked_in_order_and_cut_at_the_limit():
    search.register(Provider("b", "B", lambda actor, q, limit: [Hit(q, "", "/")] * 9, order=20))
    search.register(Provider("a", "A", lambda actor, q, limit: [Hit("one", "", "/")], order=10))
    search.register(Provider("none", "None", lambda actor, q, limit: []))
    found = search.everything(object(), "  公益 \x00 诉讼 ", limit=3)
    assert [(each.key, len(each.hits)) for each in found] == [("a", 1), ("b", 3)]
    assert found[1].hits[0].title == "公益 诉讼"


def test_nobody_and_no_words_find_nothing():
    search.register(Provider("a", "A", lambda actor, q, limit: [Hit("one", "", "/")]))
    assert search.everything(None, "x") == [] and search.everything(object(), "  ") == []
