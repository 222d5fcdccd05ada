from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import SYSTEM, Actor
from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.journal.models import Entry
from lianluo.units.actions.seeding import seed
from lianluo.units.actions.unit import (
    close_unit,
    merge_unit,
    move_unit,
    open_unit,
    rename_unit,
    set_up_leading_group,
)
from lianluo.units.models import Unit
from lianluo.units.queries import department_named, organ_named

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LEDGER = [f"第{number}检察部" for number in "一二三四五六七八九十"] + [
    "政治部", "检务督察部", "案件管理办公室", "法律政策研究室", "办公室",
]  # fmt: skip


@pytest.fixture
def office(freeze) -> Unit:
    freeze(TODAY)
    seed()
    return Unit.objects.get(code="21")


@pytest.fixture
def administrator(office) -> Actor:
    return Actor(User.objects.create_user("admin", name="管理员"), None, office, Role.SYSTEM_ADMIN)


def test_seeding_twice_adds_nothing(db):
    assert seed() > 180
    assert seed() == 0


def test_the_tree_of_liaoning(office):
    below = Unit.objects.under(office).organs()
    assert below.filter(level="municipal", kind="procuratorate").count() == 14
    assert below.filter(level="county", kind="procuratorate").count() == 100
    assert Unit.objects.filter(level="provincial", kind="procuratorate").count() == 31
    assert (office.name, office.letter_code, office.parent.name) == (
        "辽宁省人民检察院",
        "辽检",
        "最高人民检察院",
    )


def test_two_districts_of_one_name_are_told_apart_by_code(office):
    names = {code: Unit.objects.get(code=code).name for code in ("210106", "210303", "210181", "210422")}
    assert names == {
        "210106": "沈阳市铁西区人民检察院",
        "210303": "鞍山市铁西区人民检察院",
        "210181": "新民市人民检察院",
        "210422": "新宾满族自治县人民检察院",
    }


def test_every_path_is_the_ids_from_the_root(office):
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"


def test_dispatched_offices_have_no_code(office):
    branch = Unit.objects.get(name="辽宁省人民检察院沈阳铁路运输分院")
    assert (branch.kind, branch.code, branch.parent) == ("dispatched", None, office)
    assert branch.children.count() == 4


@pytest.mark.parametrize("name", LEDGER)
def test_every_department_of_the_ledgers_stands(office, name):
    assert department_named(office, name).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" 第 十 检察部 ", "第十检察部"),
        ("第10检察部", "第十检察部"),
        ("十部", "第十检察部"),
        ("省院第二检察部", "第二检察部"),
        ("辽宁省人民检察院 政治部", "政治部"),
        ("检察三部", "第三检察部"),
        ("案管办", "案件管理办公室"),
        ("办公室（代表联络处）", "办公室"),
        ("代表联络处", "办公室"),
        ("督察部", "检务督察部"),
    ],
)
def test_departments_as_people_write_them(office, text, name):
    assert department_named(office, text).name == name


@pytest.mark.parametrize("text", ["", "  ", "检察部", "第九十九检察部", "教育厅", "省院", None])
def test_a_doubtful_department_is_nobody(office, text):
    assert department_named(office, text) is None


def test_organs_by_name(office):
    assert organ_named("沈阳市院").code == "2101"
    assert organ_named(" 沈阳市 人民检察院").code == "2101"
    assert organ_named("火星市人民检察院") is None
    assert organ_named("江苏省院", within=office) is None


def test_opening_keeps_the_journal(administrator, office):
    unit = open_unit(administrator, office, kind="department", name="第十一 检察部")
    assert (unit.name, unit.level, unit.opened_on) == ("第十一检察部", "provincial", TODAY)
    assert Entry.objects.get(act="units.open").about_id == unit.pk
    assert department_named(office, "第十一检察部") == unit


def test_a_second_unit_of_the_same_name_is_refused(administrator, office):
    with pytest.raises(ValidationError):
        open_unit(administrator, office, kind="department", name="政治部")


def test_the_system_administrator_changes_the_tree_and_the_clerk_his_departments(administrator, office):
    city = Unit.objects.get(code="2101")
    city_admin = Actor(administrator.user, None, city, Role.SYSTEM_ADMIN)
    clerk, city_clerk = (
        Actor(administrator.user, None, unit, Role.LIAISON_OFFICE) for unit in (office, city)
    )
    for actor in (city_admin, SYSTEM, city_clerk, Actor(administrator.user, None, office, Role.LEADER)):
        with pytest.raises(Refused):
            open_unit(actor, office, kind="department", name="新部门")
    opened = open_unit(clerk, office, kind="department", name="新部门")
    rename_unit(clerk, opened, name="新设部门", on=clock.today())
    close_unit(clerk, opened, on=clock.today())
    for refused in (
        lambda: open_unit(clerk, office, kind="dispatched", name="新派出院"),
        lambda: rename_unit(clerk, office, name="别名", on=clock.today()),
        lambda: close_unit(clerk, city, on=clock.today()),
    ):
        with pytest.raises(Refused):
            refused()
    assert open_unit(city_admin, city, kind="department", name="新部门").parent == city


def test_a_new_name_keeps_the_old_one_and_seeding_respects_it(administrator, office):
    unit = department_named(office, "检察技术信息部")
    rename_unit(administrator, unit, name="数字检察部", on=date(2026, 7, 1))
    unit.refresh_from_db()
    assert unit.name == "数字检察部"
    assert list(unit.former_names.values_list("name", "until_on")) == [("检察技术信息部", date(2026, 6, 30))]
    assert seed() == 0


def test_moving_takes_everything_below_along(administrator, office):
    branch = Unit.objects.get(name="辽宁省人民检察院沈阳铁路运输分院")
    city = Unit.objects.get(code="2101")
    move_unit(administrator, branch, parent=city)
    assert Unit.objects.under(city).filter(parent=branch).count() == 4
    with pytest.raises(ValidationError):
        move_unit(administrator, city, parent=Unit.objects.get(pk=branch.pk))
    test_every_path_is_the_ids_from_the_root(office)


def test_merging_closes_and_points_to_the_successor(administrator, office):
    old, new = department_named(office, "第十检察部"), department_named(office, "第九检察部")
    merge_unit(administrator, old, into=new, on=TODAY)
    old.refresh_from_db()
    assert (old.closed_on, old.superseded_by) == (date(2026, 11, 23), new)
    assert old not in Unit.objects.open_on(TODAY)
    with pytest.raises(ValidationError):
        merge_unit(administrator, new, into=old, on=TODAY)


def test_closing_ends_departments_but_not_procuratorates_below(administrator, office):
    city = Unit.objects.get(code="2101")
    with pytest.raises(ValidationError):
        close_unit(administrator, city, on=TODAY)
    county = Unit.objects.get(code="210102")
    room = open_unit(administrator, county, kind="department", name="办公室")
    close_unit(administrator, county, on=TODAY)
    room.refresh_from_db()
    assert room.closed_on == TODAY


def test_a_new_leading_group_ends_the_one_before(office, administrator):
    clerk = Actor(administrator.user, None, department_named(office, "办公室"), Role.LIAISON_OFFICE)
    first = set_up_leading_group(clerk, office, on=date(2024, 1, 1))
    set_up_leading_group(clerk, office, on=date(2026, 1, 1))
    first.refresh_from_db()
    assert first.ended_on == date(2025, 12, 31)
    assert first.name == "辽宁省人民检察院联络工作领导小组"
