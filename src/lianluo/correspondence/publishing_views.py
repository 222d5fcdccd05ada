"""Publication of replies: the list, the review of one, its public version as a file."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence import publishing
from lianluo.correspondence.actions import publishing as acts
from lianluo.correspondence.models import Letter, Publication
from lianluo.correspondence.queries import listed_for, with_words
from lianluo.correspondence.views import visible
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.documents.uploads import TYPES
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm, DayField
from lianluo.foundation.lists import Column, Empty, Filter, ListPage, Tab, day, link
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired

State = Publication.State
RENDER = {"docx": render_docx, "pdf": render_pdf}
LOOKS_LIKE = {
    "mobile": _("mobile telephone"), "telephone": _("telephone"), "identity": _("identity number"),
    "address": _("postal address"), "email": _("e-mail address"),
}  # fmt: skip


def _of(row: Letter, name: str):
    made = getattr(row, "publication", None)
    return getattr(made, name) if made else None


def _state(row: Letter) -> str:
    made = getattr(row, "publication", None)
    return made.get_state_display() if made else _t("to be reviewed")


def _late(rows):
    before = publishing.PublicationDays().late_before(clock.today())
    return rows.filter(posted_on__lt=before).exclude(publication__state__in=(State.PUBLISHED, State.WITHHELD))


class PublicationList(ListPage):
    title = _("Publication of replies")
    counted = _("Letters: %(total)s")
    export_name = _("Publication of replies")
    default_order = "posted"
    filters = [Filter("q", _("Document number, title or addressee"), kind="words", apply=with_words)]
    tabs = [
        Tab("review", _("To be reviewed"), lambda rows: rows.filter(publication__isnull=True)),
        Tab("cleared", _("To be published"), lambda rows: rows.filter(publication__state=State.CLEARED)),
        Tab("published", _("Made public"), lambda rows: rows.filter(publication__state=State.PUBLISHED)),
        Tab("withheld", _("Not published"), lambda rows: rows.filter(publication__state=State.WITHHELD)),
        Tab("late", _("Late"), _late),
        Tab("all", _("All")),
    ]
    empty = Empty(
        "eye", _("Replies that are public by their sign-off stand here once their letters have gone out.")
    )

    @cached_property
    def columns(self):
        """Rule and calendar are read once for all rows."""
        days = publishing.PublicationDays()
        return [
            Column("number", _("Document number"), lambda r: link(r.number, _page(r)), export=lambda r: r.number,
                   sort=("year", "series", "sequence"), width=150, css="nowrap"),
            Column("addressee", _("Addressee"), lambda r: r.addressee.name, width=110, css="nowrap"),
            Column("title", _("Title"), css="title"),
            Column("posted", _("Replied on"), lambda r: day(r.posted_on), export=lambda r: r.posted_on,
                   sort="posted_on", width=110, css="nowrap"),
            Column("due", _("Publish by"), lambda r: day(days.of(r.posted_on)),
                   export=lambda r: days.of(r.posted_on), width=110, css="nowrap"),
            Column("state", _("State"), _state, width=100, css="nowrap"),
            Column("reviewer", _("Reviewed by"), lambda r: r.publication.reviewed_by.name if _of(r, "state") else "",
                   width=90, css="nowrap"),
            Column("reviewed", _("Reviewed on"), lambda r: day(_of(r, "reviewed_on")),
                   export=lambda r: _of(r, "reviewed_on"), width=110, css="nowrap"),
            Column("published", _("Made public on"), lambda r: day(_of(r, "published_on")),
                   export=lambda r: _of(r, "published_on"), width=110, css="nowrap"),
            Column("place", _("Where it was published"), lambda r: _of(r, "place") or "", width=160),
            Column("reason", _("Reason"), lambda r: _of(r, "reason") or "", width=160),
        ]  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "correspondence.look")
        rows = publishing.with_first_posting(publishing.publishable(listed_for(actor)))
        return rows.select_related("person", "organisation", "publication__reviewed_by")


def _page(letter: Letter) -> str:
    return reverse("correspondence:publication", args=[letter.pk])


class ReviewForm(ActionForm):
    decision = forms.ChoiceField(label=_("What is decided"), widget=forms.RadioSelect)
    names_kept = forms.BooleanField(label=_("With the deputy's name"), required=False, initial=True)
    on = DayField(label=_("Made public on"), required=False)
    place = forms.CharField(label=_("Where it was published"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason for not making it public"), max_length=200, required=False)

    def __init__(self, *args, state, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("withhold", _("Not published"))]
        if state == State.CLEARED:
            choices.insert(0, ("publish", _("Made public")))
        if state in (None, State.WITHHELD):
            choices.insert(0, ("clear", _("To be published")))
        else:
            del self.fields["names_kept"]
        self.fields["decision"].choices = choices
        if state != State.CLEARED:
            del self.fields["on"], self.fields["place"]


class Review(ActView):
    """The public version with the places that must be looked at, and the office's decision."""

    title = _("Review before publication")
    button = _("Save")
    done = _("Recorded.")
    form_class = ReviewForm
    template_name = "correspondence/publication.html"

    def get_queryset(self, actor):
        rows = publishing.publishable(Letter.objects.visible_to(actor)).values("pk")
        return visible(actor).filter(pk__in=rows).select_related("publication__reviewed_by")

    def get_object(self, actor):
        letter = super().get_object(actor)
        require(actor, "correspondence.write", letter)
        return letter

    def get_form_kwargs(self, actor, letter) -> dict:
        return {"state": _of(letter, "state")}

    def get_initial(self, actor, letter) -> dict:
        state = _of(letter, "state")
        return {"on": clock.today(), "decision": "publish" if state == State.CLEARED else None}

    def get_context(self, actor, letter) -> dict:
        kept = _of(letter, "names_kept")
        paper = publishing.public_paper(letter, names_kept=kept is not False)
        return {
            "lines": publishing.lines_of(paper),
            "found": [(LOOKS_LIKE[each.kind], each) for each in publishing.scan(paper)],
            "publish_by": publishing.PublicationDays().of(publishing.first_posted(letter)),
            "publication": getattr(letter, "publication", None),
            "files": [
                (label, reverse("correspondence:public_paper", args=[letter.pk, kind]))
                for kind, label in (("pdf", "PDF"), ("docx", "Word"))
            ],
        }

    def act(self, actor, letter, data):
        if data["decision"] == "clear":
            return acts.clear(actor, letter, names_kept=data["names_kept"])
        if data["decision"] == "publish":
            return acts.record_publication(actor, letter, on=data["on"] or clock.today(), place=data["place"])
        return acts.withhold(actor, letter, reason=data["reason"])

    def get_success_url(self, result) -> str:
        return reverse("correspondence:publications")

    def get_cancel_url(self) -> str:
        return reverse("correspondence:publications")


class PublicPaper(ActorRequired):
    """The public version of one reply. It holds no contact data."""

    def get(self, request, pk: int, kind: str) -> HttpResponse:
        rows = publishing.publishable(Letter.objects.visible_to(self.actor)).values("pk")
        letter = get_object_or_404(visible(self.actor).select_related("publication"), pk=pk, pk__in=rows)
        if kind not in RENDER:
            raise Http404
        paper = publishing.public_paper(letter, names_kept=_of(letter, "names_kept") is not False)
        answer = HttpResponse(RENDER[kind](paper), content_type=TYPES[kind])
        answer["Content-Disposition"] = content_disposition_header(True, f"{letter.title}.{kind}")
        return answer
