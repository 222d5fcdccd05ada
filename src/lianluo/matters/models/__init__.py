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
from lianluo.matters.models.voiced import ListeningGroup, SessionMode, VoicedOpinion

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "Commitment",
    "Contact",
    "CoOpinion",
    "Feedback",
    "ListeningGroup",
    "Matter",
    "PlanLine",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "SessionMode",
    "Signatory",
    "VoicedOpinion",
]
