"""The list of briefings, the page of one, its pictures and its paper; the calendar of reports."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence.actions.briefing import pictures_of
from lianluo.correspondence.actions.briefing_printing import keep_paper
from lianluo.correspondence.briefing_buttons import buttons_of
from lianluo.correspondence.briefing_queries import (
    aim_of,
    aimed_at,
    listed_for,
    reports_due,
    with_counts,
    with_mandates,
)
from lianluo.correspondence.briefing_tables import BRIEFINGS, TONES, figures_of
from lianluo.correspondence.briefings import Briefing
from lianluo.documents import richtext
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import DetailPage
from lianluo.foundation.signin import ActorRequired
from lianluo.matters.models import Matter
from lianluo.people.models import Person

S = Briefing.Stage
SHOWN = 12
FIELD_OF = {"fields": "fields_known", "groups": "of_groups"}
"""Where a field of the form is not named as its part of the rule."""


def sections(current: str) -> list[dict]:
    """The tabs of the three pages of briefings."""
    lines = (
        ("briefings", _("Briefings")),
        ("briefing_calendar", _("When reports are due")),
        ("reactions", _("Reactions")),
    )
    return [
        {"label": label, "url": reverse(f"correspondence:{name}"), "current": name == current}
        for name, label in lines
    ]


class BriefingList(ListPage):
    title = _("Briefings")
    counted = _("Briefings: %(total)s")
    export_name = title
    default_order = "-pk"
    template_name = "correspondence/briefings.html"
    columns = BRIEFINGS
    filters = [
        Filter("q", _("Title or topic"), kind="words", apply=lambda rows, words: rows.filter(title__contains=words)
               | rows.filter(topic__contains=words)),
        Filter("kind", _("Kind of briefing"), choices=Briefing.Kind.choices, apply="kind"),
        Filter("sent", _("Sent"), kind="days", apply="sent_at__date"),
    ]  # fmt: skip
    tabs = [
        Tab(
            "open",
            _("In preparation"),
            lambda rows: rows.filter(stage__in=(S.DRAFTED, S.SUBMITTED, S.APPROVED)),
        ),
        Tab("sent", _("Sent"), lambda rows: rows.filter(stage__in=Briefing.OUT)),
        Tab("all", _("All")),
    ]
    empty = Empty("news", _("Reports to deputies stand here, from the draft to what became of them."),
                  _("Draft a briefing"), "correspondence:briefing_draft")  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "correspondence.look_at_briefings")
        return listed_for(actor)

    def get_acts(self, actor) -> list[dict]:
        return draft_acts(actor)

    def get_context(self, actor) -> dict:
        return {"sections": sections("briefings")}


def draft_acts(actor) -> list[dict]:
    if not actor.can("correspondence.draft_briefing", actor.organ):
        return []
    url = reverse("correspondence:briefing_draft")
    return [{"label": _("Draft a briefing"), "url": url, "icon": "plus", "primary": True}]


class ReportCalendar(ActorRequired):
    """Which report is due when, which is late, which was sent."""

    def get(self, request) -> HttpResponse:
        require(self.actor, "correspondence.look_at_briefings")
        context = {
            "actor": self.actor, "sections": sections("briefing_calendar"), "acts": draft_acts(self.actor),
            "days": reports_due(self.actor.organ),
            "may_draft": self.actor.can("correspondence.draft_briefing", self.actor.organ),
        }  # fmt: skip
        return render(request, "correspondence/briefing_calendar.html", context)


def visible(actor):
    require(actor, "correspondence.look_at_briefings")
    return Briefing.objects.visible_to(actor).select_related(
        "office", "drafted_by", "approved_by", "sent_by", "corrects"
    )


def body_of(briefing: Briefing, html: str = "") -> SafeString:
    """The text for a page, cleaned once more before it is shown: as it is kept, or what was given in and is not kept yet."""
    pictures = pictures_of(briefing)

    def address(number: int) -> str:
        return reverse("correspondence:briefing_picture", args=[briefing.pk, number])

    return mark_safe(richtext.shown(html[: richtext.LARGEST] or briefing.body, pictures, address))  # noqa: S308 cleaned by nh3 in `shown`


class BriefingPage(DetailPage):
    slot = "correspondence.briefing"
    template_name = "correspondence/briefing.html"

    def get_queryset(self, actor):
        return with_counts(visible(actor))

    def get_context(self, actor, briefing) -> dict:
        shown, more = buttons_of(briefing, actor)
        return {
            "shown": shown, "more": more, "tone": TONES[briefing.stage], "body": body_of(briefing),
            "strip": figures_of(briefing) if briefing.is_out else [],
            "rule": None if briefing.is_out else found_by(briefing, actor),
            "versions": briefing.versions.select_related("saved_by")[:10],
            "corrected_by": briefing.corrections.exclude(stage=S.DISCARDED).first(),
            "is_own": actor.can("correspondence.send_briefing", briefing),
        }  # fmt: skip


def found_by(briefing: Briefing, actor, aim=None) -> dict:
    """What the rule finds now: how many, and the first of them."""
    aim = aim or aim_of(briefing)
    rows = aimed_at(aim, briefing.office, actor)
    return {"count": rows.count(), "first": with_mandates(rows)[:SHOWN], "words": words_of_aim(aim, actor)}


def words_of_aim(aim, actor) -> list[tuple[str, str]]:
    """The rule as lines: what, and the values."""
    from lianluo.correspondence.briefing_forms import OFFERED_WAYS, AimForm  # noqa: PLC0415

    labels = {name: field.label for name, field in AimForm.base_fields.items()}
    choices = {name: dict(AimForm.base_fields[name].choices) for name in ("levels", "kinds")} | {
        "ways": dict(OFFERED_WAYS)
    }
    names = {
        "matters": lambda keys: (
            Matter.objects.visible_to(actor).filter(pk__in=keys).values_list("title", flat=True)
        ),
        "plus": lambda keys: (
            Person.objects.visible_to(actor).filter(pk__in=keys).values_list("name", flat=True)
        ),
    }
    names["minus"] = names["plus"]
    lines = []
    for name, value in aim.kept().items():
        label = labels.get(FIELD_OF.get(name, name), name)
        if value is True:
            lines.append((label, ""))
        elif value and name in names:
            lines.append((label, "、".join(names[name](value)[:20])))
        elif isinstance(value, list) and value:
            lines.append((label, "、".join(str(choices.get(name, {}).get(each, each)) for each in value)))
        elif value:
            lines.append((label, value))
    return lines


def picture(briefing: Briefing, number: int) -> FileResponse:
    """One picture of the briefing, by its number; others are missing."""
    found = pictures_of(briefing).get(number)
    if found is None or not found.file.path.is_file():
        raise Http404
    answer = FileResponse(found.file.path.open("rb"), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


class Picture(ActorRequired):
    def get(self, request, pk: int, number: int) -> FileResponse:
        return picture(get_object_or_404(visible(self.actor), pk=pk), number)


class Paper(ActorRequired):
    """The briefing as PDF, rendered now, kept as a version and fetched."""

    def post(self, request, pk: int) -> HttpResponse:
        version = keep_paper(self.actor, get_object_or_404(visible(self.actor), pk=pk))
        return HttpResponseRedirect(reverse("documents:version", args=[version.pk]))
