"""The office's own calendar days, and the year whose arrangement is entered in full."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.workflow import Done, action
from lianluo.rules import arrangements, effects
from lianluo.rules.models import CalendarDay, CalendarYear


@action("rules.set", "rules.set_day")
def set_day(actor, thing=None, *, day: date, is_working: bool, source: str) -> Done:
    """Say whether `day` is worked, whatever the built-in calendar holds."""
    if not source.strip():
        raise ValidationError({"source": _("Name the notice this comes from.")})
    row, _created = CalendarDay.objects.update_or_create(
        day=day, defaults={"is_working": is_working, "source": source.strip()}
    )
    effects.follow(actor)
    return Done(row, about=row)


@action("rules.set", "rules.clear_day")
def clear_day(actor, row: CalendarDay) -> Done:
    """Back to the built-in calendar. The journal keeps what stood here."""
    day, was = row.day, row.is_working
    CalendarDay.objects.filter(pk=row.pk).delete()
    effects.follow(actor)
    return Done(None, about=row, facts={"day": day, "was": was})


@action("rules.set", "rules.close_year")
def close_year(actor, thing=None, *, year: int, source: str) -> Done:
    """The arrangement of `year` is entered in full: deadlines that reach into it are no longer provisional."""
    row, _created = CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
    effects.follow(actor)
    return Done(row, about=row)


@action("rules.set", "rules.set_arrangement")
def set_arrangement(actor, thing=None, *, year: int, text: str, source: str) -> Done:
    """The whole arrangement of `year` from its lines (`arrangements.read`), which then counts as published.

    Earlier own days of that year which the lines do not name are left as they are. ValidationError names every bad line.
    """
    days = arrangements.read(text, year)
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, is_working=works, source=source.strip()) for day, works in days.items()],
        update_conflicts=True, unique_fields=["day"], update_fields=["is_working", "source"],
    )  # fmt: skip
    row, _created = CalendarYear.objects.update_or_create(year=year, defaults={"source": source.strip()})
    effects.follow(actor)
    return Done(row, about=row, facts={"year": year, "days": len(days)})
