"""Changing a setting: the row in force ends the day before, a new one begins. Nothing is overwritten."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import Done, action
from lianluo.rules import effects
from lianluo.rules.keys import KEYS, check
from lianluo.rules.models import Rule


@action("rules.set")
def change_rule(
    actor, rule: Rule, *, value: str, valid_from: date, source: str, note: str = "", unit: str = ""
) -> Done:
    """Let `rule` end the day before `valid_from` and a copy with the new value begin on it. ValidationError."""
    new = _successor(
        rule, value=value, valid_from=valid_from, source=source, note=note, unit=unit or rule.unit
    )
    _check(new)
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
    effects.follow(actor)
    return Done(new, about=new, facts={"key": new.key, "was": rule.value_text, "now": new.value_text})


@action("rules.set", "rules.add")
def add_rule(actor, thing=None, **fields) -> Done:
    """A setting for a kind or level that had none of its own. Fields as in `Rule`. ValidationError."""
    new = Rule(**fields)
    if new.key not in KEYS:
        raise ValidationError({"key": _("There is no setting of this name.")})
    _check(new)
    if clash := _overlapping(new):
        raise ValidationError({"valid_from": _("From %(first)s there is such a setting already: %(rule)s.")
                               % {"first": clash.valid_from, "rule": clash.value_text}})  # fmt: skip
    new.full_clean()
    new.save()
    effects.follow(actor)
    return Done(new, about=new, facts={"key": new.key, "now": new.value_text})


@action("rules.set", "rules.end")
def end_rule(actor, rule: Rule, *, valid_until: date, source: str) -> Done:
    """The setting of a kind or level holds for the last time on `valid_until`; from then on the general one answers.

    The general setting itself cannot end without a successor: the day after would have no rule. ValidationError.
    """
    if not (rule.applies_kind or rule.applies_level):
        raise ValidationError({"valid_until": _(
            "From %(day)s on no rule would be in force: change the value instead, so that the next one follows at once."
        ) % {"day": valid_until + timedelta(days=1)}})  # fmt: skip
    if valid_until < rule.valid_from:
        raise ValidationError(
            {"valid_until": _("The rule begins only on %(day)s.") % {"day": rule.valid_from}}
        )
    was = rule.valid_until
    if was and valid_until > was:
        raise ValidationError({"valid_until": _("The rule ends on %(day)s already.") % {"day": was}})
    rule.valid_until = valid_until
    rule.save(update_fields=["valid_until"])
    effects.follow(actor)
    return Done(rule, about=rule, facts={"key": rule.key, "until": valid_until, "source": source})


def _check(new: Rule) -> None:
    """A text is refused where the room that uses it could not read it. ValidationError."""
    try:
        check(new.key, new.value)
    except ValueError as refusal:
        raise ValidationError({"value": str(refusal)}) from refusal


def _overlapping(new: Rule) -> Rule | None:
    """A row of the same key and scope that holds on one of the new row's days."""
    same = Rule.objects.filter(
        key=new.key, applies_kind=new.applies_kind, applies_level=new.applies_level
    ).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=new.valid_from))
    return (same.filter(valid_from__lte=new.valid_until) if new.valid_until else same).first()


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
