"""Words of the dictionaries and classes of results: added, corrected, followed by others. Nothing is taken out."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import Done, action
from lianluo.rules.models import DictionaryEntry, ResultClass


@action("rules.set", "rules.add_entry")
def add_entry(
    actor, thing=None, *, dictionary: str, label: str, valid_from: date, code: str = "", synonyms: str = ""
) -> Done:
    """A word to choose from, at the end of its dictionary. Without `code` the next free number. ValidationError."""
    same = DictionaryEntry.objects.filter(dictionary=dictionary)
    place = (same.aggregate(last=Max("position"))["last"] or 0) + 1
    row = DictionaryEntry(
        dictionary=dictionary, label=label.strip(), code=code.strip() or _free_code(same, place),
        synonyms=" ".join(synonyms.split()), position=place, valid_from=valid_from,
    )  # fmt: skip
    _refuse_twice(row)
    row.full_clean()
    row.save()
    return Done(row, about=row, facts={"dictionary": dictionary, "label": row.label})


@action("rules.set", "rules.correct_entry")
def correct_entry(actor, row: DictionaryEntry, *, label: str, synonyms: str, position: int) -> Done:
    """Another wording, other spellings, another place. What was written with the former word keeps it. ValidationError.

    The former wording becomes one of the spellings by which ledgers are read.
    """
    was, row.label, row.position = row.label, label.strip(), position
    spellings = dict.fromkeys([*synonyms.split(), *([was.replace(" ", "")] if was != row.label else [])])
    row.synonyms = " ".join(word for word in spellings if word != row.label)
    _refuse_twice(row)
    row.full_clean()
    row.save()
    return Done(row, about=row, facts={"was": was, "label": row.label})


@action("rules.set", "rules.end_entry")
def end_entry(actor, row: DictionaryEntry, *, valid_until: date) -> Done:
    """From the next day on it is not offered any more. ValidationError."""
    _end(row, valid_until)
    return Done(row, about=row, facts={"label": row.label, "until": valid_until})


@action("rules.set", "rules.add_class")
def add_class(actor, thing=None, *, valid_from: date, **fields) -> Done:
    """A class of results for replies to deputies or members, of a level or of all. A class of the same letter that is in
    force ends the day before. ValidationError."""
    new = ResultClass(valid_from=valid_from, **fields)
    new.code = new.code.strip().upper()
    same = ResultClass.objects.filter(body_kind=new.body_kind, level=new.level, code=new.code)
    if later := same.filter(valid_from__gte=valid_from).order_by("valid_from").first():
        raise ValidationError({"valid_from": _("The class begins on %(day)s already; choose a later day.")
                               % {"day": later.valid_from}})  # fmt: skip
    for row in same.valid_on(valid_from):
        row.valid_until = valid_from - timedelta(days=1)
        row.save(update_fields=["valid_until"])
    new.full_clean()
    new.save()
    return Done(new, about=new, facts={"class": str(new)})


@action("rules.set", "rules.end_class")
def end_class(actor, row: ResultClass, *, valid_until: date) -> Done:
    """Replies signed after that day cannot be put into it; those that were keep it. ValidationError."""
    _end(row, valid_until)
    return Done(row, about=row, facts={"class": str(row), "until": valid_until})


def _end(row: DictionaryEntry | ResultClass, valid_until: date) -> None:
    if valid_until < row.valid_from:
        raise ValidationError({"valid_until": _("It begins only on %(day)s.") % {"day": row.valid_from}})
    row.valid_until = valid_until
    row.save(update_fields=["valid_until"])


def _free_code(same, place: int) -> str:
    taken = set(same.values_list("code", flat=True))
    return next(f"N{n}" for n in range(place, place + len(taken) + 1) if f"N{n}" not in taken)


def _refuse_twice(row: DictionaryEntry) -> None:
    """A word, or another spelling, that stands for an entry in force already would make ledgers ambiguous."""
    wanted = {row.label, *row.synonyms.split()}
    for other in DictionaryEntry.objects.filter(dictionary=row.dictionary, valid_until=None).exclude(
        pk=row.pk
    ):
        if row.dictionary == DictionaryEntry.Dictionary.RESPONSIBILITY and row.label != other.label:
            continue  # departments may share words of what they are responsible for
        if both := wanted & {other.label, *other.synonyms.split()}:
            raise ValidationError({"label": _("“%(word)s” stands for “%(entry)s” already.")
                                   % {"word": sorted(both)[0], "entry": other.label}})  # fmt: skip
