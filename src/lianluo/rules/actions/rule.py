"""Changing a setting: the row in force ends the day before, a new one begins. Nothing is overwritten."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.workflow import Done, action
from lianluo.rules.keys import KEYS
from lianluo.rules.models import Rule


@action("rules.set")
def change_rule(
    actor, rule: Rule, *, value: str, valid_from: date, source: str, note: str = "", unit: str = ""
) -> Done:
    """Let `rule` end the day before `valid_from` and a copy with the new value begin on it. ValidationError."""
    new = _successor(
        rule, value=value, valid_from=valid_from, source=source, note=note, unit=unit or rule.unit
    )
    old_until = rule.valid_until
    if valid_from <= rule.valid_from or (old_until and valid_from > old_until):
        raise ValidationError(
            {"valid_from": _("Choose a day after the beginning of the rule in force and before its end.")}
        )
    new.valid_until = old_until
    rule.valid_until = valid_from - timedelta(days=1)
    rule.save(update_fields=["valid_until"])
    new.full_clean()
    new.save()
    return Done(new, about=new, facts={"key": new.key, "was": rule.value_text, "now": new.value_text})


@action("rules.set", "rules.add")
def add_rule(actor, thing=None, **fields) -> Done:
    """A setting for a kind or level that had none of its own. Fields as in `Rule`. ValidationError."""
    new = Rule(**fields)
    if new.key not in KEYS:
        raise ValidationError({"key": _("There is no setting of this name.")})
    new.full_clean()
    new.save()
    return Done(new, about=new, facts={"key": new.key, "now": new.value_text})


def _successor(rule: Rule, **changed) -> Rule:
    kept = {
        name: getattr(rule, name)
        for name in (
            "key",
            "start",
            "is_before",
            "holiday_rule",
            "consent_needed",
            "applies_kind",
            "applies_level",
        )
    }
    return Rule(**kept, **changed)
