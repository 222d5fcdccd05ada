"""What keeps the list of matters quick when it is long: indexes that its queries use, figures that do not grow with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.foundation import navigation
from lianluo.foundation.lists import slices
from lianluo.matters.models import Matter
from lianluo.matters.queries import groups_of, listed_for, with_words


@pytest.fixture
def clerk(rooms):
    rooms.bring(1, 6)
    return actor_of(rooms.clerk)


def plan_of(rows) -> str:
    """How the database reads the rows when it may not simply read them all."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")  # a bitmap of the words is what remains
        cursor.execute("EXPLAIN " + sql, params)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_words_are_found_by_their_index(clerk):
    assert "matter_words" in plan_of(with_words(Matter.objects.all(), "示例事项"))
    assert "matter_words" in plan_of(with_words(Matter.objects.all(), "第2003号"))


def test_words_are_found_through_joins_and_in_subqueries(clerk):
    joined = with_words(listed_for(clerk).filter(session__number=4), "示例3")
    assert [each.outside_number for each in Matter.objects.filter(pk__in=joined.values("pk"))] == ["2003"]


@pytest.mark.parametrize("words", ["2003", "第2003号", "示例3", "佟见三", "示例3 佟见三", "2003 的建议"])
def test_number_title_and_signatory_are_searched(clerk, words):
    assert [each.outside_number for each in with_words(listed_for(clerk), words)] == ["2003"]


def test_words_of_different_matters_find_nothing(clerk):
    assert not with_words(listed_for(clerk), "佟见三 示例4").exists()


def test_a_deep_page_shows_the_same_rows_in_the_same_order(clerk, monkeypatch):
    rows = slices.ordered(listed_for(clerk), ("lead_name",), descending=True)
    shallow = [slices.page_of(rows, page, 2) for page in (1, 2, 3)]
    monkeypatch.setattr(slices, "DEEP", 0)
    assert [slices.page_of(rows, page, 2) for page in (1, 2, 3)] == shallow
    assert shallow[0][1] and not shallow[2][1]


def test_groups_are_those_of_the_visible_matters(clerk, rooms):
    assert groups_of(clerk) == [("沈阳", "沈阳")]
    assert groups_of(actor_of(rooms.stranger)) == groups_of(actor_of(rooms.handler)) == []


def test_the_side_bar_counts_in_one_query(clerk):
    with CaptureQueriesContext(connection) as asked:
        groups = navigation.menu(clerk, "/matters/")
    assert len([query for query in asked.captured_queries if "count(*)" in query["sql"].lower()]) == 1
    assert {line["item"].key for group in groups for line in group["lines"]} >= {
        "matters",
        "plans",
        "replies",
    }
