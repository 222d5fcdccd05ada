from .access import Access, Device, OneTimeCode, Throttle
from .correction import CorrectionRequest
from .look import ContactLook
from .organisation import Organisation
from .person import Body, Expertise, Mandate, Person, Session, Term, Tie
from .proposer import OfProposer, Proposer, once_each, one_proposer, same_proposer

__all__ = [
    "Access", "Body", "ContactLook", "CorrectionRequest", "Device", "Expertise", "Mandate", "OfProposer",
    "OneTimeCode", "Organisation", "Person", "Proposer", "Session", "Term", "Throttle", "Tie", "once_each",
    "one_proposer", "same_proposer",
]  # fmt: skip
