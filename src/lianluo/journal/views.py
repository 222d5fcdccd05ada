"""Pages of long jobs: my list, one run's bar that htmx asks for again, and the cancel button."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lianluo.journal.actions.jobruns import cancel_run
from lianluo.journal.jobruns import JobRun

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
