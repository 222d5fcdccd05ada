"""Pages of long jobs (my list, one run's bar that htmx asks for again, the cancel button) and of notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianluo.foundation.lists.slices import page_after, page_of
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.jobruns import cancel_run
from lianluo.journal.actions.notices import mark_seen
from lianluo.journal.jobruns import JobRun
from lianluo.journal.models import Notice
from lianluo.journal.notices import lines_of

LISTED = 50


@require_safe
def job_list(request):
    runs = JobRun.objects.visible_to(request.actor)[:LISTED]
    return render(request, "journal/jobs.html", {"runs": runs})


@require_safe
def job_detail(request, pk: int):
    run = get_object_or_404(JobRun.objects.visible_to(request.actor), pk=pk)
    if request.headers.get("HX-Request"):
        return render(request, "journal/job.html", {"run": run})
    return render(request, "journal/job_page.html", {"run": run})


@require_POST
def job_cancel(request, pk: int):
    run = get_object_or_404(JobRun.objects.visible_to(request.actor), pk=pk)
    cancel_run(run, request.actor)
    if request.headers.get("HX-Request"):
        run.refresh_from_db()
        return render(request, "journal/job.html", {"run": run})
    return redirect("jobs:detail", pk=pk)


class Notices(ActorRequired):
    """My notices, newest first, a page at a time; `?all=1` those read as well."""

    def get(self, request) -> HttpResponse:
        rows = (
            Notice.objects.visible_to(self.actor).select_related("entry__user", "entry__unit").order_by("-pk")
        )
        with_read = request.GET.get("all") == "1"
        rows = rows if with_read else rows.unread()
        after = request.GET.get("after", "")
        if after.isascii() and after.isdigit() and len(after) < 19:
            shown, more = page_after(rows, ("pk",), True, int(after), LISTED)
        else:
            shown, more = page_of(rows, 1, LISTED)
        context = {"lines": lines_of(self.actor, shown), "with_read": with_read, "is_first": not after}
        if more:
            context["next"] = f"?{'all=1&' if with_read else ''}after={shown[-1].pk}"
        return render(request, "journal/notices.html", context)


class NoticeOpening(ActorRequired):
    """Leads to what a notice is about; it counts as read from then on."""

    def get(self, request, pk: int) -> HttpResponse:
        notice = get_object_or_404(
            Notice.objects.visible_to(self.actor).select_related("entry__user", "entry__unit"), pk=pk
        )
        mark_seen(self.actor, [pk])
        (line,) = lines_of(self.actor, [notice])
        return redirect(line["url"] or "journal:notices")


class NoticeReading(ActorRequired):
    """POST `ids`, or `every`: read."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        every = bool(request.POST.get("every"))
        ids = [
            int(key)
            for key in request.POST.getlist("ids")
            if key.isascii() and key.isdigit() and len(key) < 19
        ]
        count = mark_seen(self.actor, None if every else ids)
        if every and count:
            messages.success(request, _("All notices are marked as read."))
        return redirect("journal:notices")
