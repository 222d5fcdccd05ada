"""The approved feedback on paper. Printing is a look, and only the approved text is ever printed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.matters.actions.referral_access import log_look
from lianluo.matters.models import Referral, ReferralLook, ReferralText
from lianluo.matters.referral_paper import paper_of
from lianluo.matters.referral_queries import texts_of

RENDER = {"docx": render_docx, "pdf": render_pdf}


@action("matters.referral_look", "referral.render")
def render(actor, referral: Referral, *, form: str):
    """The bytes of the letter, or of the report upward. NotReady while the feedback is not approved."""
    text = texts_of(referral)[ReferralText.Kind.FEEDBACK]
    if text.stage != ReferralText.Stage.APPROVED:
        raise NotReady(_("The feedback is not approved yet."))
    log_look(actor, referral, what=ReferralLook.What.PAPER)
    return Done(RENDER[form](paper_of(referral, text)), about=referral, facts={"form": form})
