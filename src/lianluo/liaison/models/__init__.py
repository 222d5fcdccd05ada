"""Visits and other contacts, what was said; counted contacts and the duty; rounds; proposals and handovers of ties."""

from lianluo.liaison.models.duty import CountedContact, Duty
from lianluo.liaison.models.handover import Handover, HandoverLine
from lianluo.liaison.models.remark import GateEvidence, Remark
from lianluo.liaison.models.round import RoundStop, RoundTeam, VisitRound
from lianluo.liaison.models.ties import OfficerCharge, TieProposal, TieProposalLine
from lianluo.liaison.models.visit import Companion, House, Met, Visit

__all__ = [
    "Companion", "CountedContact", "Duty", "GateEvidence", "Handover", "HandoverLine", "House", "Met", "OfficerCharge",
    "Remark", "RoundStop", "RoundTeam", "TieProposal", "TieProposalLine", "Visit", "VisitRound",
]  # fmt: skip
