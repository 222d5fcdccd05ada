"""Visits and other contacts, what was said; the counted contacts and the duty they fulfil; who was asked."""

from lianluo.liaison.models.asked import Asked
from lianluo.liaison.models.duty import CountedContact, Duty
from lianluo.liaison.models.visit import Companion, House, Met, MonthTally, Remark, Visit

__all__ = ["Asked", "Companion", "CountedContact", "Duty", "House", "Met", "MonthTally", "Remark", "Visit"]
