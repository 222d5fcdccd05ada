from lianluo.matters.models.clock import Deadline, Extension, Pause
from lianluo.matters.models.feedback import Feedback, RatingMark
from lianluo.matters.models.handling import (
    Assignment,
    Commitment,
    Contact,
    CoOpinion,
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
from lianluo.matters.models.referral import Referral, ReferralAccess, ReferralLook
from lianluo.matters.models.referral_extension import ReferralExtension
from lianluo.matters.models.referral_parts import (
    InquiryRecord,
    ReferralContact,
    ReferralNote,
    ReferralRating,
    ReferralText,
    Withheld,
)
from lianluo.matters.models.reminder import CalendarFeed, Digest, Reminder, ReminderDay
from lianluo.matters.models.voiced import ListeningGroup, SessionMode, VoicedOpinion

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "CalendarFeed",
    "CoOpinion",
    "Commitment",
    "Contact",
    "Deadline",
    "Departure",
    "Digest",
    "Extension",
    "Feedback",
    "FormalAnswer",
    "HandDown",
    "LinkedWork",
    "InquiryRecord",
    "ListeningGroup",
    "Matter",
    "Meeting",
    "Merger",
    "Particulars",
    "Pause",
    "PlanLine",
    "RatingMark",
    "RecordFiling",
    "Registration",
    "Referral",
    "ReferralAccess",
    "ReferralContact",
    "ReferralExtension",
    "ReferralLook",
    "ReferralNote",
    "ReferralRating",
    "ReferralText",
    "Reminder",
    "ReminderDay",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "SessionMode",
    "Signatory",
    "Withheld",
    "VoicedOpinion",
]
