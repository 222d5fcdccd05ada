"""The days of referred cases follow a changed setting or calendar."""

from __future__ import annotations

from lianluo.accounts.actor import SYSTEM
from lianluo.foundation.jobs import background
from lianluo.matters import referral_clock
from lianluo.matters.actions.referral_clock import reckon_anew


@background("matters.reckon_referrals")
def reckon_referrals() -> None:
    """Every open case once; safe to run twice."""
    reckon_anew(SYSTEM)


def register() -> None:
    referral_clock.register(lambda actor: reckon_referrals.defer(once="matters.reckon_referrals"))
