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
from lianluo.matters.models.reminder import Channel, Digest, Reminder, ReminderDay

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "Channel",
    "Commitment",
    "Contact",
    "CoOpinion",
    "Deadline",
    "Digest",
    "Extension",
    "Feedback",
    "Matter",
    "Pause",
    "PlanLine",
    "Reminder",
    "ReminderDay",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "Signatory",
]
