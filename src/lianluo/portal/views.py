"""What a deputy reads: her first page, an item, a letter, promises, contacts, everything for the printer."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.actions.own import fetch_letter
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.foundation import clock
from lianluo.matters.models import Commitment, Matter
from lianluo.people.models import Mandate
from lianluo.portal import queries
from lianluo.portal.cards import cards_for
from lianluo.portal.pages import DeputyPage

S = Matter.Stage


class Home(DeputyPage):
    """What waits for her, then what is in hand, then her officer's telephone."""

    template_name = "portal/home.html"

    def get_context(self, actor, thing) -> dict:
        items = queries.items_of(actor)
        handled = [item for item in items if item.matter.stage not in Matter.LEFT]
        cards = cards_for(actor)
        return {
            "person": queries.person_of(actor),
            "form_of_address": queries.title_of(actor),
            "to_rate": [item for item in items if item.waits_for_rating],
            "in_hand": [item for item in items if item.is_in_hand],
            "finished": len([item for item in items if not item.is_in_hand and not item.waits_for_rating]),
            "raised": len(handled),
            "answered": len([item for item in handled if not item.is_in_hand]),
            "tie": queries.officer_of(actor),
            "waiting": [card for card in cards if card.waits],
            "cards": [card for card in cards if not card.waits],
            "unnoted": queries.unnoted(actor),
        }


class Finished(DeputyPage):
    template_name = "portal/finished.html"

    def get_context(self, actor, thing) -> dict:
        return {"items": [item for item in queries.items_of(actor) if not item.is_in_hand]}


class Item(DeputyPage):
    """One item: where it stands, what happened, the letters, what was promised."""

    template_name = "portal/item.html"

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor)

    def get_context(self, actor, matter) -> dict:
        return {
            "item": queries.items_of(actor, matter.pk)[0],
            "promises": Commitment.objects.visible_to(actor).filter(matter=matter),
            "shows_text": bool(matter.content) and queries.signs_alone(matter),
            "tie": queries.officer_of(actor),
            "today": clock.today(),
        }


class Letters(DeputyPage):
    template_name = "portal/letters.html"

    def get_context(self, actor, thing) -> dict:
        return {"letters": queries.own_letters(actor).order_by("-pk")}


def _own_letters(actor):
    return with_everything(Letter.objects.visible_to(actor))


class LetterText(DeputyPage):
    """The words of the letter, and the paper to fetch."""

    template_name = "portal/letter.html"

    def get_queryset(self, actor):
        return _own_letters(actor)

    def get_context(self, actor, letter) -> dict:
        return {"paper": paper_of(letter)}


class LetterFile(DeputyPage):
    """The paper itself; fetching it is in the journal."""

    def get_queryset(self, actor):
        return Letter.objects.visible_to(actor)

    def post(self, request, pk: int) -> FileResponse:
        version = fetch_letter(self.actor, get_object_or_404(self.get_queryset(self.actor), pk=pk))
        if not version.file.path.is_file():
            raise Http404
        answer = FileResponse(
            version.file.path.open("rb"), as_attachment=True, filename=version.file.name,
            content_type="application/pdf",
        )  # fmt: skip
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer

    def get(self, request, pk: int):
        raise Http404


class Promises(DeputyPage):
    """What replies to her promised by a day, and whether it is done."""

    template_name = "portal/promises.html"

    def get_context(self, actor, thing) -> dict:
        rows = (
            Commitment.objects.visible_to(actor).select_related("matter").order_by("kept_on", "due_on", "pk")
        )
        return {"promises": rows, "today": clock.today()}


class Visits(DeputyPage):
    template_name = "portal/visits.html"

    def get_context(self, actor, thing) -> dict:
        return {"visits": queries.visits_of(actor)[:50]}


class PrintAll(DeputyPage):
    """Everything on one page, for the printer."""

    template_name = "portal/print_all.html"
    title = _("Everything at once")

    def get_context(self, actor, thing) -> dict:
        letters = _own_letters(actor).order_by("pk")
        return {
            "person": queries.person_of(actor),
            "mandates": Mandate.objects.visible_to(actor).select_related("term"),
            "tie": queries.officer_of(actor),
            "items": queries.items_of(actor),
            "papers": [(letter, paper_of(letter)) for letter in letters],
            "promises": Commitment.objects.visible_to(actor).select_related("matter"),
            "visits": queries.visits_of(actor)[:50],
            "today": clock.today(),
        }
