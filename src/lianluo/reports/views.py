"""The list of reports, drawing one up, the page of one, its rows, its papers."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.rendering import render_pictures
from lianluo.foundation.lists import Empty, Filter, ListPage
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.jobruns import start_run
from lianluo.journal.jobruns import JobRun
from lianluo.reports import figures, queries, shown, tables
from lianluo.reports.actions import report as reports
from lianluo.reports.composing import report_paper
from lianluo.reports.forms import DrawUpForm, TextForm
from lianluo.reports.jobs import draw_up_report
from lianluo.reports.models import SessionReport
from lianluo.reports.workflow import REPORT

BEHIND = {
    figures.MATTERS: queries.matters_behind, figures.OTHERS: queries.matters_behind,
    figures.SIGNATORIES: queries.signatories_behind,
    figures.LETTERS: queries.letters_behind, figures.PERSONS: queries.persons_behind,
    figures.COMMITMENTS: queries.commitments_behind,
}  # fmt: skip


class ReportList(ListPage):
    title = _("Summary reports")
    export_name = _("Summary reports")
    columns = tables.REPORTS
    default_order = "-drawn_up_at"
    filters = [Filter("stage", _("Stage"), choices=SessionReport.Stage.choices, apply="stage")]
    empty = Empty(
        "report-analytics", _("Summary reports on a session appear here once drawn up."), _("Draw up a report"),
        "reports:drawing_up",
    )  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "reports.look")
        return queries.listed_reports(actor)

    def get_acts(self, actor):
        if not actor.can("reports.draw_up", actor.organ):
            return []
        url = reverse("reports:drawing_up")
        return [{"label": _t("Draw up a report"), "url": url, "icon": "file-plus", "primary": True}]


class DrawingUp(ActView):
    title = _("Draw up a summary report")
    crumb = _("Summary reports")
    button = _("Draw up the report")
    consequence = _(
        "All figures are read at one moment and kept with the report. A draft of the same session is superseded."
    )
    form_class = DrawUpForm

    def get_object(self, actor):
        require(actor, "reports.draw_up", actor.organ)

    def get_initial(self, actor, thing):
        return {"session": self.request.GET.get("session", "")}

    def act(self, actor, thing, data):
        session = data["session"]
        label = _t("Summary report of %(session)s") % {"session": session.name}
        return start_run(
            actor, "report", label, draw_up_report, office_id=actor.organ.pk, session_id=session.pk
        )

    def get_success_url(self, result):
        return reverse("reports:progress", args=[result.pk])

    def get_cancel_url(self):
        return reverse("reports:list")


class Progress(ActorRequired):
    """One's own run: a bar that asks again, and leads to the report when it stands."""

    def get(self, request, pk: int) -> HttpResponse:
        run = get_object_or_404(JobRun.objects.visible_to(self.actor).filter(kind="report"), pk=pk)
        made = run.result.get("report") if run.state == JobRun.State.DONE else None
        fragment = bool(getattr(request, "htmx", None))
        if made:
            url = reverse("reports:detail", args=[made])
            return HttpResponse(headers={"HX-Redirect": url}) if fragment else HttpResponseRedirect(url)
        context = {"job": shown.bar_of(run), "run": run, "poll_url": reverse("reports:progress", args=[pk])}
        return render(request, "reports/bar.html" if fragment else "reports/progress.html", context)


class ReportPage(DetailPage):
    template_name = "reports/report.html"

    def get_queryset(self, actor):
        require(actor, "reports.look")
        return SessionReport.objects.visible_to(actor).select_related(
            "session__term__body", "office", "drawn_up_by", "issued_by", "annex", "supersedes"
        )

    def get_context(self, actor, report):
        known = queries.figures_of(report.session)
        return {
            "strip": shown.strip(report),
            "blocks": shown.blocks(report, known),
            "tables": shown.tables(report, known),
            "rates": shown.rates(report),
            "papers": queries.papers_of(report),
            "steps": _buttons(report, actor),
            "stage": tables.stage_badge(report),
            "may_draw_up": actor.can("reports.draw_up", report),
        }


_ADDRESSES = {"edit": "reports:text", "issue": "reports:issue"}


def _buttons(report: SessionReport, actor) -> list[dict]:
    found = [each for each in REPORT.open_steps(report, actor) if each.name in _ADDRESSES]
    icons = {"edit": "edit", "issue": "signature"}
    return [
        {"label": each.label, "url": reverse(_ADDRESSES[each.name], args=[report.pk]), "allowed": each.allowed,
         "why_not": " ".join(map(str, each.why_not)), "primary": not place, "icon": icons[each.name]}
        for place, each in enumerate(found)
    ]  # fmt: skip


class Text(ActView):
    title = _("Edit the text")
    button = _("Save the text")
    consequence = _("Word and PDF are made anew. The figures stay as they were read.")
    done = _("The text is saved; Word and PDF are made anew.")
    form_class = TextForm
    template_name = "reports/text.html"

    def get_queryset(self, actor):
        require(actor, "reports.look")
        return SessionReport.objects.visible_to(actor)

    def get_object(self, actor):
        report = super().get_object(actor)
        require(actor, "reports.draw_up", report)
        return report

    def get_initial(self, actor, report):
        return {name: getattr(report, name) for name in ("title", "number", "addressees", "copies")}

    def get_form_kwargs(self, actor, report):
        return {"sections": report.sections}

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form

    def act(self, actor, report, data):
        names = ("title", "number", "addressees", "copies")
        return reports.edit(
            report, actor, sections=self.form.sections(), **{name: data[name] for name in names}
        )


class Issue(ActView):
    title = _("Sign and issue the report")
    button = _("Sign and issue")
    consequence = _(
        "The report bears your name and today's date and can no longer be changed. An issued report of the same "
        "session is superseded."
    )
    done = _("The report is issued.")

    def get_queryset(self, actor):
        require(actor, "reports.look")
        return SessionReport.objects.visible_to(actor)

    def get_object(self, actor):
        report = super().get_object(actor)
        require(actor, "reports.issue", report)
        return report

    def act(self, actor, report, data):
        return reports.issue(report, actor)


class Paper(ActorRequired):
    """A paper as a file; each is recorded in the journal and given out through the gate of `documents`."""

    def get(self, request, pk: int, paper: str) -> HttpResponse:
        report = get_object_or_404(
            SessionReport.objects.visible_to(self.actor).select_related("annex"), pk=pk
        )
        version = reports.download(self.actor, report, paper=paper)
        if version is None:
            raise Http404
        return HttpResponseRedirect(reverse("documents:version", args=[version.pk]))


class Preview(ActorRequired):
    """The report's pages as they print: a fragment with the pictures' addresses, and each picture."""

    def get(self, request, pk: int, page: int = 0) -> HttpResponse:
        report = get_object_or_404(
            SessionReport.objects.visible_to(self.actor).select_related("annex"), pk=pk
        )
        version = queries.papers_of(report).get("report_pdf")
        pictures = _pictures(report.pk, version.pk if version else 0)
        if not page:
            addresses = [reverse("reports:picture", args=[pk, n]) for n in range(1, len(pictures) + 1)]
            return render(request, "reports/preview.html", {"pages": addresses, "thing": report})
        if page > len(pictures):
            raise Http404
        return HttpResponse(
            pictures[page - 1], content_type="image/png", headers={"Cache-Control": "private"}
        )


@lru_cache(maxsize=8)
def _pictures(report_id: int, _version_id: int) -> list[bytes]:
    """Drawn once for each version of the paper; the caller has passed the gate."""
    return render_pictures(report_paper(queries.report_to_draw(report_id)), ppi=96)


class Rows(ListPage):
    """The rows one figure counted, or those of one department or group; what they say today."""

    empty = Empty("list", _("This figure counted no row."))

    def dispatch(self, request, *args, **kwargs):
        actor = getattr(request, "actor", None)
        if actor is not None:
            self._find(actor, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def _find(self, actor, pk: int, figure: str, by: str = "", part: int = 0) -> None:
        found = SessionReport.objects.visible_to(actor).select_related("session__term__body")
        self.report = get_object_or_404(found, pk=pk)
        self.figure = queries.figures_of(self.report.session).get(figure)
        labels = [label for label, _ids in self.report.by.get(by, ())]
        if self.figure is None or (by and part >= len(labels)):
            raise Http404
        self.part = labels[part] if by else ""
        self.ids = queries.parts_of(self.report, figure, by, self.part)
        self.columns, self.default_order = tables.OF_SUBJECT[self.figure.subject]

    @property
    def title(self) -> str:
        return f"{self.part} · {self.figure.label}" if self.part else str(self.figure.label)

    @property
    def subtitle(self) -> str:
        facts = {"count": len(self.ids), "unit": self.figure.unit, "day": self.report.as_of}
        said = _t("%(count)s %(unit)s counted on %(day)s; what the rows say is of today.") % facts
        return f"{self.figure.note} · {said}" if self.figure.note else said

    @property
    def export_name(self) -> str:
        return self.title

    @property
    def breadcrumbs(self) -> list[tuple]:
        return [
            (_t("Summary reports"), reverse("reports:list")),
            (self.report.title, self.report.get_absolute_url()),
        ]

    def get_queryset(self, actor):
        require(actor, "reports.look")
        return BEHIND[self.figure.subject](actor, self.ids)
