"""The breakdown plan as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lianluo.accounts.permissions import require
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.documents.uploads import TYPES
from lianluo.foundation.exports import tell_listeners
from lianluo.foundation.pages import ActorRequired
from lianluo.matters.plan_paper import plan_paper
from lianluo.matters.plan_queries import plans_for

MAX_LINES = 1_000
RENDER = {"docx": render_docx, "pdf": render_pdf}


class PlanPaper(ActorRequired):
    """The paper for the meeting, made when asked for; every one is logged as an export."""

    def get(self, request, pk: int, form: str) -> HttpResponse:
        require(self.actor, "matters.look_at_plans")
        plan = get_object_or_404(plans_for(self.actor).select_related("approved_by"), pk=pk)
        if form not in RENDER:
            raise Http404
        lines = plan.lines.count()
        if lines > MAX_LINES:
            told = _(
                "A plan of more than %(n)d matters is not made into a paper; export the workbook instead."
            )
            messages.error(request, told % {"n": MAX_LINES})
            return HttpResponseRedirect(plan.get_absolute_url())
        answer = HttpResponse(RENDER[form](plan_paper(self.actor, plan)), content_type=TYPES[form])
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plan.title)}.{form}"
        answer["Cache-Control"] = "no-store"
        tell_listeners(self.actor, plan.title, lines)
        return answer
