"""How settings stand in a list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.foundation.lists import Column, Filter, Tab, badge, day, text
from lianluo.rules.keys import KEYS, KINDS, LEVELS
from lianluo.rules.models import ResultClass, Rule


def setting_named(rule: Rule) -> str:
    return capfirst(str(KEYS.get(rule.key, rule.key)))


def counted(rule: Rule) -> str:
    """ "from the day of hand-over", "before the statutory deadline", or nothing."""
    if not rule.start:
        return ""
    if rule.start == Rule.Start.YEAR:
        return rule.get_start_display()
    words = {"start": rule.get_start_display()}
    return gettext("before %(start)s") % words if rule.is_before else gettext("from %(start)s") % words


def scope(rule: Rule) -> str:
    parts = [
        str(words[value])
        for words, value in ((KINDS, rule.applies_kind), (LEVELS, rule.applies_level))
        if value
    ]
    return " · ".join(parts) or gettext("all")


def last_day(rule: Rule) -> str:
    if rule.unit not in (Rule.Unit.DAY, Rule.Unit.WORKDAY, Rule.Unit.MONTH):
        return ""
    if rule.is_before and rule.rolls:
        return gettext("moves to the working day before")
    return rule.get_holiday_rule_display()


def since(rule: Rule):
    if rule.valid_until:
        return text(day(rule.valid_from), gettext("until %(day)s") % {"day": rule.valid_until})
    return day(rule.valid_from)


SHORT = 30
"""Signs of a value that stands in one line."""

RULE_COLUMNS = [
    Column(
        "key",
        _("Setting"),
        setting_named,
        sort=("place", "applies_kind", "applies_level"),
        link=lambda rule: reverse("rules:setting", args=[rule.pk]),
    ),
    Column(
        "value",
        _("Value"),
        lambda rule: (
            badge(rule.value_text, "badge-line") if len(rule.value_text) <= SHORT else rule.value_text
        ),
        export=lambda rule: rule.value_text,
    ),
    Column("start", _("Counted"), counted),
    Column("last_day", _("Last day on a holiday"), last_day),
    Column("scope", _("Applies to"), scope),
    Column("since", _("In force since"), since, sort="valid_from", export=lambda rule: rule.valid_from),
    Column("source", _("Source"), "source"),
    Column("note", _("Remarks"), "note", shown=False),
    Column("name", _("Key"), "key", shown=False),
]
RULE_FILTERS = [Filter("q", _("Words"), kind="words", apply=lambda rows, words: rows.with_words(words))]
RULE_TABS = [
    Tab("today", _("In force"), lambda rows: rows.valid_on(clock.today())),
    Tab("coming", _("Coming"), lambda rows: rows.filter(valid_from__gt=clock.today())),
    Tab("past", _("Past"), lambda rows: rows.filter(valid_until__lt=clock.today())),
]

CLASS_COLUMNS = [
    Column("body", _("For replies to"), lambda row: row.get_body_kind_display(), sort="body_kind"),
    Column("level", _("Level"), lambda row: str(LEVELS.get(row.level, "")) or gettext("all"), sort="level"),
    Column("code", _("Class"), "code", sort="code", width=80),
    Column("label", _("Wording"), "label", link=lambda row: reverse("rules:class", args=[row.pk])),
    Column("meaning", _("Meaning"), ResultClass.get_meaning_display),
    Column("since", _("In force since"), lambda row: day(row.valid_from), export=lambda row: row.valid_from),
    Column("source", _("Source"), "source"),
]
