"""Now and today in the office's time zone. Tests freeze these two and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_stands_at: ContextVar[datetime | None] = ContextVar("stands_at", default=None)


def now() -> datetime:
    return _stands_at.get() or machine_time()


def today() -> date:
    return timezone.localdate(now())


def machine_time() -> datetime:
    return timezone.now()


def day_of(moment: datetime) -> date:
    """The day of a moment in the office's time zone."""
    return timezone.localdate(moment)


def moment_of(day: date | datetime) -> datetime:
    """An aware moment in the office's time zone; a date means nine o'clock."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time(9))
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


@contextmanager
def standing_at(day: date | datetime) -> Iterator[datetime]:
    """Within the block the office's clock stands there, for this thread or task alone; blocks may be nested."""
    moment = moment_of(day)
    before = _stands_at.set(moment)
    try:
        yield moment
    finally:
        _stands_at.reset(before)


__all__ = [
    "date",
    "datetime",
    "day_of",
    "machine_time",
    "moment_of",
    "now",
    "standing_at",
    "timedelta",
    "today",
]
