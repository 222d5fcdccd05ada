from .look import ContactLook
from .organisation import Organisation
from .person import Body, Expertise, Mandate, Person, Session, Term, Tie
from .proposer import OfProposer, Proposer, once_each, one_proposer, same_proposer

__all__ = [
    "Body", "ContactLook", "Expertise", "Mandate", "OfProposer", "Organisation", "Person", "Proposer", "Session",
    "Term", "Tie", "once_each", "one_proposer", "same_proposer",
]  # fmt: skip
