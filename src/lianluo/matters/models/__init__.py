from lianluo.matters.models.handling import (
    Assignment,
    Commitment,
    Contact,
    CoOpinion,
    Feedback,
    Reply,
    ReplyPoint,
    ReplyReview,
)
from lianluo.matters.models.kinds import (
    Departure,
    FormalAnswer,
    LinkedWork,
    Meeting,
    Merger,
    Particulars,
    Registration,
)
from lianluo.matters.models.levels import HandDown, RecordFiling
from lianluo.matters.models.matter import Matter, Round, Signatory
from lianluo.matters.models.plan import BreakdownPlan, PlanLine

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "CoOpinion",
    "Commitment",
    "Contact",
    "Departure",
    "Feedback",
    "FormalAnswer",
    "HandDown",
    "LinkedWork",
    "Matter",
    "Meeting",
    "Merger",
    "Particulars",
    "PlanLine",
    "RecordFiling",
    "Registration",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "Signatory",
]
