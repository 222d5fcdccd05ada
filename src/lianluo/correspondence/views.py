"""The list of letters, the page of one, its preview and its files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence.actions.printing import keep_paper
from lianluo.correspondence.buttons import buttons_of
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import with_everything
from lianluo.correspondence.previewing import shown
from lianluo.correspondence.prints import KINDS
from lianluo.correspondence.queries import (
    awaiting_form,
    groups_of,
    listed_for,
    relay_of,
    unrated_in,
    with_words,
)
from lianluo.correspondence.tables import COLUMNS, TONES, chain_of, checks_of
from lianluo.documents.queries import versions_of
from lianluo.foundation.lists import BulkAct, Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import DetailPage, PanelView
from lianluo.foundation.signin import ActorRequired
from lianluo.matters.models import Matter
from lianluo.people.models import Organisation, Person

S = Letter.Stage
HEAD_ACTS = (
    ("compose", _("Compose letters"), "mail"), ("mail_numbers", _("Dispatch by mail numbers"), "send"),
    ("next_form", _("Enter feedback forms"), "message-star"), ("print_all", _("Print all"), "printer"),
)  # fmt: skip
FITTING = {"numbered": "mail_numbers", "awaiting": "next_form"}  # the act that a tab is opened for


class LetterList(ListPage):
    title = _("Outgoing letters")
    counted = _("Letters: %(total)s")
    export_name = _("Outgoing letters")
    default_order = "-number"
    template_name = "correspondence/list.html"
    columns = COLUMNS
    filters = [
        Filter("q", _("Document number, title or addressee"), kind="words", apply=with_words),
        Filter("kind", _("Kind"), choices=Letter.Kind.choices, apply="kind"),
        Filter("stage", _("Stage"), choices=S.choices, apply="stage"),
        Filter("group", _("Delegation or sector"), choices=groups_of, apply="group"),
        Filter("signed", _("Date of the document"), kind="days", apply="signed_on"),
    ]
    tabs = [
        Tab("open", _("In hand"), lambda rows: rows.exclude(stage__in=(S.DELIVERED, S.SUPERSEDED))),
        Tab("composed", _("To be numbered"), lambda rows: rows.filter(stage=S.COMPOSED)),
        Tab("numbered", _("To be dispatched"), lambda rows: rows.filter(stage=S.NUMBERED)),
        Tab("dispatched", _("In transit"), lambda rows: rows.filter(stage=S.DISPATCHED)),
        Tab("returned", _("Returned"), lambda rows: rows.filter(stage=S.RETURNED)),
        Tab("awaiting", _("Feedback awaited"), awaiting_form),
        Tab("all", _("All")),
    ]
    bulk_acts = [
        BulkAct(name, label, f"correspondence:{url}", icon, "correspondence.handle_many")
        for name, label, url, icon in (
            ("number", _("Give numbers"), "number_many", "hash"),
            ("dispatch", _("Record dispatch"), "dispatch_many", "send"),
            ("deliver", _("Record delivery"), "deliver_many", "checkbox"),
            ("mail_sheet", _("Register-mail sheet"), "mail_sheet", "printer"),
            ("envelopes", _("Envelope labels"), "envelopes", "printer"),
        )
    ]
    empty = Empty(
        "mail", _("Letters stand here once replies are signed off and letters are composed from them."),
        _("Compose letters"), "correspondence:compose",
    )  # fmt: skip

    def get_queryset(self, actor):
        require(actor, "correspondence.look")
        return listed_for(actor)

    def get_acts(self, actor) -> list[dict]:
        if not actor.can("correspondence.compose", actor.organ):
            return []
        wanted = FITTING.get(self.request.GET.get("tab", ""), "compose")
        made = [
            {
                "label": label,
                "url": reverse(f"correspondence:{name}"),
                "icon": icon,
                "primary": name == wanted,
            }
            for name, label, icon in HEAD_ACTS
        ]
        return sorted(made, key=lambda each: not each["primary"])

    def get_context(self, actor) -> dict:
        acts = self.get_acts(actor)
        return {"primary": acts[:1], "more": acts[1:]}


def visible(actor):
    """Letters the actor may see, with all that page and paper read."""
    require(actor, "correspondence.look")
    return with_everything(Letter.objects.visible_to(actor)).prefetch_related("dispatches__delivery")


class LetterPage(DetailPage):
    slot = "correspondence.letter"
    template_name = "correspondence/letter.html"

    def get_queryset(self, actor):
        return visible(actor)

    def get_context(self, actor, letter) -> dict:
        buttons, more = buttons_of(letter, actor)
        seen = set(
            Matter.objects.visible_to(actor).filter(letter_items__letter=letter).values_list("pk", flat=True)
        )
        return {
            "shown": buttons,
            "more": more,
            "tone": TONES[letter.stage],
            "chain": chain_of(letter),
            "checks": checks_of(letter),
            "items": [(item, item.matter_id in seen) for item in letter.items.all()],
            "addressee_seen": _is_seen(actor, letter.proposer),
            "may_write": actor.can("correspondence.write", letter),
            "may_rate": letter.stage == S.DELIVERED
            and actor.can("correspondence.post", letter)
            and bool(unrated_in(letter)),
            "versions": versions_of(letter)[:10],
            "papers": [("docx", "Word", "file-type-docx"), ("pdf", "PDF", "file-type-pdf")],
        }


def _is_seen(actor, proposer) -> bool:
    """A unit outside has no page."""
    return bool(proposer) and type(proposer).objects.visible_to(actor).filter(pk=proposer.pk).exists()


class Preview(PanelView):
    """The pages of the letter as pictures, loaded after the page itself."""

    title = _("Print preview")
    template_name = "correspondence/preview.html"

    def get_queryset(self, actor):
        return visible(actor)

    def get_context(self, actor, letter) -> dict:
        found = shown(letter)
        pages = [
            f"{reverse('correspondence:page', args=[letter.pk, n])}?{found.mark}"
            for n in range(1, len(found.pictures) + 1)
        ]
        return {"pages": pages, "found": found}


class Page(ActorRequired):
    """One page of the letter as a picture."""

    def get(self, request, pk: int, number: int) -> HttpResponse:
        pages = shown(get_object_or_404(visible(self.actor), pk=pk)).pictures
        if not 1 <= number <= len(pages):
            raise Http404
        return HttpResponse(
            pages[number - 1], content_type="image/png", headers={"Cache-Control": "private, max-age=300"}
        )


class Paper(ActorRequired):
    """Word or PDF, rendered now, kept as a version and fetched."""

    def post(self, request, pk: int, kind: str) -> HttpResponse:
        letter = get_object_or_404(Letter.objects.visible_to(self.actor), pk=pk)
        if kind not in KINDS:
            raise Http404
        try:
            version = keep_paper(self.actor, letter, kind=kind)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(letter.get_absolute_url())
        return HttpResponseRedirect(reverse("documents:version", args=[version.pk]))


class LettersOfMatter(PanelView):
    title = _("Outgoing letters")
    template_name = "correspondence/of_things.html"

    def get_queryset(self, actor):
        require(actor, "correspondence.look")
        return Matter.objects.visible_to(actor)

    def get_context(self, actor, matter) -> dict:
        own = Q(items__matter=matter) | Q(about=matter)
        rows = listed_for(actor).filter(own).distinct().order_by("id")
        return {
            "letters": [(letter, TONES[letter.stage]) for letter in rows[:200]],
            "relay": relay_of(matter),
            "writes": self._writes(actor, matter)
            if actor.can("correspondence.compose", matter.office)
            else [],
        }

    def _writes(self, actor, matter) -> list[dict]:
        if matter.mode == Matter.Mode.CO:
            return [_written("write_opinion", _("Write the letter with our opinion"), matter)]
        made = [_written("write_interim", _("Write an interim reply"), matter)]
        if relay_of(matter):
            made.append(_written("revoke_relay", _("Take back the lead's consent"), matter))
        elif matter.signatories.count() > 1:
            made.append(_written("record_relay", _("Record that the lead passes the answer on"), matter))
        return made


def _written(name: str, label, thing) -> dict:
    url = reverse(f"correspondence:{name}", args=[thing.pk])
    return {"label": label, "url": url, "icon": "pencil", "allowed": True}


class LettersOfPerson(PanelView):
    title = _("Outgoing letters")
    template_name = "correspondence/of_things.html"
    write = "write_to_person"

    def get_queryset(self, actor):
        require(actor, "correspondence.look")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, proposer) -> dict:
        rows = listed_for(actor).filter(**proposer.column).order_by("-id")
        may = actor.can("correspondence.compose", actor.organ)
        return {
            "letters": [(letter, TONES[letter.stage]) for letter in rows[:200]],
            "writes": [_written(self.write, _("Write a letter"), proposer)] if may else [],
        }


class LettersOfOrganisation(LettersOfPerson):
    write = "write_to_organisation"

    def get_queryset(self, actor):
        require(actor, "correspondence.look")
        return Organisation.objects.visible_to(actor)
