from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from lianluo.accounts.actor import SYSTEM, Actor
from lianluo.accounts.models import Role, User
from lianluo.foundation.permissions import Refused
from lianluo.journal.models import Entry
from lianluo.rules.actions import calendar as calendar_actions
from lianluo.rules.actions.rule import add_rule, change_rule
from lianluo.rules.actions.seeding import seed
from lianluo.rules.keys import KEYS
from lianluo.rules.models import CalendarDay, DictionaryEntry, ResultClass, Rule
from lianluo.rules.queries import NoRule, due, entry_named, result_classes, rule, working_calendar
from lianluo.rules.sums import rows_of
from lianluo.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def seeded():
    seed()


@pytest.fixture
def clerk(db) -> Actor:
    office = Unit.objects.create(
        path="/1/", kind="procuratorate", level="provincial", name="辽宁省人民检察院"
    )
    user = User.objects.create_user("clerk", name="周敏")
    return Actor(user, None, office, Role.LIAISON_OFFICE)


def test_seeding_twice_adds_nothing(db):
    assert seed() > 180
    assert seed() == 0
    only_where_an_office_numbers_them = {"briefing.series"}
    assert set(Rule.objects.values_list("key", flat=True)) == set(KEYS) - only_where_an_office_numbers_them


def test_seeding_leaves_what_the_office_changed(seeded, clerk):
    change_rule(clerk, rule("sign.for", TODAY), value="3", valid_from=TODAY, source="院内制度")
    assert seed() == 0
    assert rule("sign.for", TODAY).value == "3"


def test_the_law_in_force_on_the_day_counts(seeded):
    assert "2015" in rule("reply.statutory", date(2024, 11, 30)).source
    assert "2025" in rule("reply.statutory", date(2025, 3, 11)).source


def test_the_most_specific_rule_wins(seeded):
    base = {"key": "sign.for", "unit": "workday", "valid_from": date(2026, 1, 1), "source": "test"}
    Rule.objects.create(**base, value="6", applies_level="national")
    Rule.objects.create(**base, value="7", applies_kind="proposal")
    Rule.objects.create(**base, value="8", applies_kind="proposal", applies_level="national")
    wanted = {
        ("", ""): "5",
        ("suggestion", "national"): "6",
        ("proposal", "provincial"): "7",
        ("proposal", "national"): "8",
    }
    assert {scope: rule("sign.for", TODAY, *scope).value for scope in wanted} == wanted
    assert rule("letters.series", TODAY, "proposal").value == "提函"
    assert rule("letters.series", TODAY, "suggestion").value == "代函"


def test_a_missing_rule_is_an_error_that_names_it(seeded):
    with pytest.raises(NoRule, match="sign.never"):
        rule("sign.never", TODAY)
    with pytest.raises(NoRule):
        rule("sign.for", date(2017, 12, 31))


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "9", "unit": "workday", "valid_from": date(2026, 1, 1)},  # overlaps the row in force
        {"value": "0", "unit": "day", "valid_from": date(1999, 1, 1), "valid_until": date(1999, 2, 1)},
        {"value": "-3", "unit": "day", "valid_from": date(1999, 1, 1), "valid_until": date(1999, 2, 1)},
        {"value": "maybe", "unit": "yes_no", "valid_from": date(1999, 1, 1), "valid_until": date(1999, 2, 1)},
        {"value": "3", "unit": "day", "valid_from": date(1999, 2, 1), "valid_until": date(1999, 1, 1)},
    ],
)
def test_the_database_refuses_rows_that_cannot_be(seeded, fields):
    with pytest.raises(Exception) as caught, transaction.atomic():
        Rule.objects.create(key="sign.for", source="test", **fields)
    assert isinstance(caught.value, IntegrityError) or "range" in str(caught.value)


def test_changing_a_rule_keeps_the_old_one_and_writes_the_journal(seeded, clerk):
    old = rule("first.contact", TODAY)
    new = change_rule(clerk, old, value="15", valid_from=date(2027, 1, 1), source="院内制度")
    assert rule("first.contact", date(2026, 12, 31)).pk == old.pk
    assert rule("first.contact", date(2027, 1, 1)).pk == new.pk
    assert Entry.objects.get(act="rules.set").facts["key"] == "first.contact"


def test_changing_a_rule_before_it_began_is_refused(seeded, clerk):
    with pytest.raises(ValidationError):
        change_rule(clerk, rule("sign.for", TODAY), value="3", valid_from=date(2018, 1, 1), source="x")
    with pytest.raises(ValidationError):
        change_rule(clerk, rule("sign.for", TODAY), value="0", valid_from=TODAY, source="x")


def test_only_the_provincial_office_and_the_system_administrator_change_rules(seeded, clerk):
    handler = Actor(clerk.user, None, clerk.unit, Role.HANDLER)
    for actor in (handler, SYSTEM):
        with pytest.raises(Refused):
            change_rule(actor, rule("sign.for", TODAY), value="3", valid_from=TODAY, source="x")
    administrator = Actor(clerk.user, None, clerk.unit, Role.SYSTEM_ADMIN)
    assert (
        change_rule(administrator, rule("sign.for", TODAY), value="3", valid_from=TODAY, source="x").number
        == 3
    )


def test_a_new_key_is_refused_and_a_new_scope_is_not(seeded, clerk):
    fields = {"value": "7", "unit": "workday", "valid_from": TODAY, "source": "市级规定"}
    with pytest.raises(ValidationError):
        add_rule(clerk, key="sign.never", **fields)
    add_rule(clerk, key="sign.for", applies_level="municipal", **fields)
    assert rule("sign.for", TODAY, level="municipal").number == 7


def test_due_reads_the_rule_and_its_source(seeded):
    found = due("reply.statutory", date(2026, 9, 2), "suggestion")
    assert found.due == date(2026, 12, 2)
    with translation.override("en"):
        rows = rows_of(found)
    assert "第五十一条" in rows[0]["source"]
    assert due("reply.internal", date(2026, 12, 2)).due == date(2026, 11, 2)


def test_the_office_calendar_is_used(seeded, clerk):
    calendar_actions.set_day(clerk, day=date(2026, 12, 2), is_working=False, source="省政府通知")
    assert due("reply.statutory", date(2026, 9, 2)).due == date(2026, 12, 3)
    calendar_actions.clear_day(clerk, CalendarDay.objects.get())
    assert due("reply.statutory", date(2026, 9, 2)).due == date(2026, 12, 2)
    calendar_actions.close_year(clerk, year=2027, source="国办通知")
    assert working_calendar().is_official(2027)
    assert Entry.objects.filter(act="rules.clear_day").exists()


def test_result_classes_differ_by_body(seeded):
    assert [row.code for row in result_classes("deputy", "provincial", TODAY)] == ["A", "B", "C", "D"]
    assert [row.code for row in result_classes("member", "provincial", TODAY)] == ["A", "B", "C"]
    ResultClass.objects.create(
        body_kind="member", level="municipal", code="甲", label="已解决", meaning="solved", valid_from=TODAY
    )
    assert [row.code for row in result_classes("member", "municipal", TODAY)] == ["甲"]


@pytest.mark.parametrize(
    ("dictionary", "text", "code"),
    [
        ("delegation", "沈阳市代表团", "2101"),
        ("delegation", "沈 阳", "2101"),
        ("party", "中共", "01"),
        ("nationality", "满", "11"),
        ("nationality", "汉族", "01"),
        ("sector", "九三", "08"),
        ("sector", "", None),
        ("delegation", "上海", None),
    ],
)
def test_words_of_ledgers_are_found(seeded, dictionary, text, code):
    found = entry_named(dictionary, text, TODAY)
    assert (found.code if found else None) == code


def test_there_are_56_nationalities_and_every_spelling_leads_to_one_entry(seeded):
    assert DictionaryEntry.objects.filter(dictionary="nationality").count() == 56
    for dictionary in DictionaryEntry.Dictionary.values:
        rows = DictionaryEntry.objects.filter(dictionary=dictionary)
        words = [word for row in rows for word in (row.label, *row.synonyms.split())]
        assert len(words) == len(set(words)), dictionary


def test_settings_are_hidden_from_who_has_no_post(seeded, clerk):
    assert not Rule.objects.visible_to(SYSTEM).exists()
    assert Rule.objects.visible_to(clerk).exists()
