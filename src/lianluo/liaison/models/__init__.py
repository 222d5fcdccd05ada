"""Visits and other contacts, what was said; the counted contacts and the duty they fulfil; rounds by zone."""

from lianluo.liaison.models.duty import CountedContact, Duty
from lianluo.liaison.models.remark import GateEvidence, Remark
from lianluo.liaison.models.round import RoundStop, RoundTeam, VisitRound
from lianluo.liaison.models.visit import Companion, House, Met, Visit

__all__ = [
    "Companion",
    "CountedContact",
    "Duty",
    "GateEvidence",
    "House",
    "Met",
    "Remark",
    "RoundStop",
    "RoundTeam",
    "Visit",
    "VisitRound",
]
