"""Visits, what was said, the counted contacts and the duty; who was asked; rounds; proposals and handovers of ties."""

from lianluo.liaison.models.asked import Asked
from lianluo.liaison.models.duty import CountedContact, Duty
from lianluo.liaison.models.handover import Handover, HandoverLine
from lianluo.liaison.models.note import VisitNote
from lianluo.liaison.models.remark import GateEvidence, Remark
from lianluo.liaison.models.round import RoundStop, RoundTeam, VisitRound
from lianluo.liaison.models.ties import OfficerCharge, TieProposal, TieProposalLine
from lianluo.liaison.models.visit import Companion, House, Met, MonthTally, Visit

__all__ = [
    "Asked", "Companion", "CountedContact", "Duty", "GateEvidence", "Handover", "HandoverLine", "House", "Met", "MonthTally",
    "OfficerCharge", "Remark", "RoundStop", "RoundTeam", "TieProposal", "TieProposalLine", "Visit", "VisitNote",
    "VisitRound",
]  # fmt: skip
