"""What ties and handovers add to the side bar, the desk and the words of the journal."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import navigation, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.navigation import LIAISON, NavItem
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.journal import words
from lianluo.liaison import ranks
from lianluo.liaison.handover_queries import handovers_for
from lianluo.liaison.models import Handover, OfficerCharge, TieProposal
from lianluo.people.navigation import WORKING


def register() -> None:
    ranks.check_settings()
    navigation.register(
        NavItem("ties", _("Who looks after whom"), "liaison:ties", "link", LIAISON, 22, WORKING)
    )
    waiting.register(Queue("handovers", _("Handovers to sign"), WORKING, _rows, _count, _all, order=25))
    words.name_acts({
        "liaison.propose_ties": _("Drew up a proposal of ties"), "liaison.set_charge": _("Set charge and capacity"),
        "liaison.tie": _("Named the officer"), "liaison.move_tie": _("Changed the officer"),
        "liaison.end_tie": _("Ended the tie to an officer"), "liaison.draw_up_handover": _("Drew up a handover"),
        "liaison.hand_on": _("Handed a visit on"), "people.move_tie": _("Changed the officer"),
    })  # fmt: skip
    words.place(TieProposal._meta.label, _proposal_or_board)
    words.place(Handover._meta.label, words.pages_of(Handover))
    words.place(OfficerCharge._meta.label, _charges)


def _proposal_or_board(actor, ids: list[int]) -> dict[int, str]:
    """Officers who gain or lose somebody do not see the proposal, but whom they have now."""
    seen = {
        each.pk: each.get_absolute_url() for each in TieProposal.objects.visible_to(actor).filter(pk__in=ids)
    }
    return {key: seen.get(key) or reverse("liaison:ties") for key in ids}


def _charges(actor, ids: list[int]) -> dict[int, str]:
    rows = OfficerCharge.objects.visible_to(actor).filter(pk__in=ids)
    return {each.pk: reverse("liaison:officer", args=[each.officer_id]) for each in rows}


def _waiting(actor):
    return handovers_for(actor).to_sign(actor.user).order_by("day", "pk")


def _rows(actor, limit: int):
    return [_line(each) for each in _waiting(actor).with_counts()[:limit]]


def _line(handover: Handover) -> NextAct:
    note = _t("%(n)d deputies and members") % {"n": handover.deputies}
    title = _t("Handover of %(name)s") % {"name": handover.giver.name}
    return NextAct(
        _("Sign the handover"), title, handover.get_absolute_url(), note, handover.day, _("Sign the handover")
    )


def _count(actor) -> int:
    return bounded_count(_waiting(actor))


def _all(actor) -> str:
    return f"{reverse('liaison:handovers')}?tab=mine"
