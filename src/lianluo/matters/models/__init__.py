from lianluo.matters.models.clock import Deadline, Extension, Pause
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
from lianluo.matters.models.matter import Matter, Round, Signatory
from lianluo.matters.models.plan import BreakdownPlan, PlanLine

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "Commitment",
    "Contact",
    "CoOpinion",
    "Deadline",
    "Extension",
    "Feedback",
    "Matter",
    "Pause",
    "PlanLine",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "Signatory",
]
