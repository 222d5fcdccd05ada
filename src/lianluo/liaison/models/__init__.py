"""Visits and other contacts, what was said; counted contacts and the duty; proposals and handovers of ties."""

from lianluo.liaison.models.duty import CountedContact, Duty
from lianluo.liaison.models.handover import Handover, HandoverLine
from lianluo.liaison.models.ties import OfficerCharge, TieProposal, TieProposalLine
from lianluo.liaison.models.visit import Companion, House, Met, Remark, Visit

__all__ = [
    "Companion", "CountedContact", "Duty", "Handover", "HandoverLine", "House", "Met", "OfficerCharge", "Remark",
    "TieProposal", "TieProposalLine", "Visit",
]  # fmt: skip
