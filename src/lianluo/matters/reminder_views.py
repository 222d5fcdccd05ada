"""The digest of a day, the calendar feed, and the sheets that urge a department."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.signin import ActorRequired
from lianluo.matters import calendar_feed
from lianluo.matters.actions import reminders as acts
from lianluo.matters.actions.urging import RENDER, print_sheet
from lianluo.matters.models import Assignment, Digest, Matter
from lianluo.matters.reminder_forms import SheetForm
from lianluo.matters.reminder_queries import feed_key_of, lines_of, owner_of_feed
from lianluo.matters.urging import TITLES, kind_of, owed_of


class DigestPage(DetailPage):
    slot = ""
    template_name = "matters/digest.html"

    def get_queryset(self, actor):
        return Digest.objects.visible_to(actor)

    def get_context(self, actor, digest) -> dict:
        return {"lines": lines_of(digest, Matter.objects.visible_to(actor))}


class CalendarPage(ActorRequired):
    """The secret address of one's calendar."""

    def get(self, request) -> HttpResponse:
        key = feed_key_of(self.actor.user)
        path = reverse("matters:feed", args=[key]) if key else ""
        return render(
            request, "matters/calendar.html", {"feed": request.build_absolute_uri(path) if path else ""}
        )


class FeedKey(ActorRequired):
    """POST: a new secret address of the feed, or none any more."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        if request.POST.get("act") == "revoke":
            acts.revoke_feed(self.actor, self.actor.user)
            messages.success(request, gettext("The address of the calendar answers nothing any more."))
        else:
            acts.renew_feed(self.actor, self.actor.user)
            messages.success(
                request, gettext("The calendar has a new address; the former one answers nothing.")
            )
        return redirect("matters:calendar")


def feed(request, key: str) -> HttpResponse:
    """GET without sign-in: whoever knows the secret address reads numbers, next acts and days, nothing else."""
    user = owner_of_feed(key)
    if user is None:
        raise Http404
    address = request.build_absolute_uri("/").rstrip("/")
    content = calendar_feed.feed(calendar_feed.deadlines_of(user), address)
    return HttpResponse(
        content, content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )  # fmt: skip


class Sheet(ActView):
    """Print the sheet that urges a department, or supervises it, as PDF or Word."""

    title = _("Urge in writing")
    button = _("Print")
    form_class = SheetForm
    template_name = "matters/sheet.html"
    consequence = _(
        "The sheet names what the department still owes. The printing is recorded, the department is told."
    )

    def get_queryset(self, actor):
        rows = Assignment.objects.visible_to(actor).current()
        return rows.select_related("matter__office", "department", "handler")

    def get_object(self, actor):
        assignment = super().get_object(actor)
        require(actor, "matters.keep_clock", assignment.matter)
        return assignment

    def get_cancel_url(self) -> str:
        return f"{self.thing.matter.get_absolute_url()}?tab=clock"

    def get_context(self, actor, assignment) -> dict:
        return {"owed": owed_of(assignment)}

    def get_initial(self, actor, assignment) -> dict:
        return {"kind": kind_of(owed_of(assignment), clock.today()), "format": "pdf"}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        assignment = self.get_object(self.actor)
        kind, form = request.POST.get("kind"), request.POST.get("format")
        if kind not in TITLES or form not in RENDER:
            raise Http404
        content = print_sheet(self.actor, assignment, kind=kind, form=form)
        name = f"{TITLES[kind]} {assignment.matter.label} {assignment.department.label}.{form}"
        return HttpResponse(
            content, content_type=RENDER[form][1],
            headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "private, no-store"},
        )  # fmt: skip
