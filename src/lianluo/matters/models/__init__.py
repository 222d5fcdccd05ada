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
from lianluo.matters.models.referral import Referral, ReferralAccess, ReferralLook
from lianluo.matters.models.referral_parts import (
    InquiryRecord,
    ReferralContact,
    ReferralNote,
    ReferralRating,
    ReferralText,
    Withheld,
)

__all__ = [
    "Assignment",
    "BreakdownPlan",
    "Commitment",
    "Contact",
    "CoOpinion",
    "Feedback",
    "InquiryRecord",
    "Matter",
    "PlanLine",
    "Referral",
    "ReferralAccess",
    "ReferralContact",
    "ReferralLook",
    "ReferralNote",
    "ReferralRating",
    "ReferralText",
    "Reply",
    "ReplyPoint",
    "ReplyReview",
    "Round",
    "Signatory",
    "Withheld",
]
