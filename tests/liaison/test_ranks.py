"""Ranks from posts, and the settings of ties as an office writes them."""

from dataclasses import dataclass
from datetime import date

import pytest

from lianluo.liaison.ranks import BadSetting, highest, rank_of, read_points, read_ranks
from lianluo.rules import keys


@dataclass
class Held:
    pk: int
    user_id: int
    unit_id: int
    role: str
    title: str = ""
    from_on: date = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("role", "title", "rank"),
    [
        ("chief", "检察长", "chief"), ("leader", "", "leader"), ("handler", "副检察长", "leader"),
        ("department_head", "", "head"), ("handler", "第二检察部副主任", "head"), ("handler", "四级高级检察官", "staff"),
        ("handler", "主任科员", "staff"), ("liaison_office", "办公室副主任（主持工作）", "head"), ("auditor", "主任", ""),
    ],
)  # fmt: skip
def test_the_rank_follows_from_role_and_title(role, title, rank):
    assert rank_of(role, title) == rank


def test_of_several_posts_the_highest_rank_counts():
    posts = [
        Held(1, 7, 10, "handler", from_on=date(2026, 1, 1)),
        Held(2, 7, 11, "leader"),
        Held(3, 8, 12, "sysadmin"),
    ]
    posts[2].role = "system_admin"
    assert {key: (post.rank, post.unit_id) for key, post in highest(posts).items()} == {7: ("leader", 11)}


def test_settings_are_read():
    assert read_ranks("检察长 0、院领导 5") == {"chief": 0, "leader": 5}
    assert read_points("地区不符30，专业不符 10；更换 20、均衡 2") == {
        "area": 30, "field": 10, "keep": 20, "fairness": 2
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong", ["", "检察长", "检察长 -1", "处长 3", "院领导 0、院领导 5", "检察长 0 院领导 5"]
)
def test_ranks_that_cannot_be_read_are_refused_where_they_are_entered(wrong):
    with pytest.raises(BadSetting):
        keys.check("tie.ranks", wrong)


@pytest.mark.parametrize("wrong", ["均衡 2", "地区不符 30、专业不符 10、更换 20、均衡 x"])
def test_points_must_all_be_there(wrong):
    with pytest.raises(BadSetting):
        keys.check("tie.points", wrong)
