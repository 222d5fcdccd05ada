"""Now and today in the office's time zone. Tests freeze these two and nothing else."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate(now())


__all__ = ["date", "datetime", "now", "timedelta", "today"]
