"""What the register adds to pages, to the side bar, to the search and to the words of the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import navigation, panels, search
from lianluo.journal import words
from lianluo.people.grounds import Ground, register_ground
from lianluo.people.history import ACTS
from lianluo.people.models import CorrectionRequest, OneTimeCode, Organisation, Person
from lianluo.people.navigation import ITEM, LOOKS, ORGANISATIONS
from lianluo.people.queries import is_tied, keeps_register
from lianluo.people.search import ORGANISATIONS as ORGANISATIONS_FOUND
from lianluo.people.search import PROVIDER


def register() -> None:
    for slot, history, looks in (
        ("people.person", "people:history", "people:looks_at"),
        ("people.organisation", "people:organisation_history", "people:organisation_looks"),
    ):
        panels.declare_slot(slot)
        panels.register_panel(
            slot, panels.Panel("history", pgettext_lazy("register", "History"), history, order=90)
        )
        panels.register_panel(
            slot, panels.Panel("looks", _("Access to contact data"), looks, order=95, shown=_sees_looks)
        )
    panels.register_panel(
        "people.person",
        panels.Panel("access", _("Own pages"), "people:access", _asking, order=85, shown=_may_read_out),
    )
    navigation.register(ITEM)
    navigation.register(ORGANISATIONS)
    navigation.register(LOOKS)
    search.register(PROVIDER)
    search.register(ORGANISATIONS_FOUND)
    words.name_acts(ACTS)
    for model in (Person, Organisation):
        words.place(model._meta.label, words.pages_of(model))
    register_ground(Ground("register", _("keeps the register"), keeps_register))
    register_ground(Ground("tie", _("looks after the person"), is_tied))


def _sees_looks(actor, proposer) -> bool:
    return actor.can("people.see_looks", proposer)


def _may_read_out(actor, person) -> bool:
    return actor.can("people.read_out_code", person)


def _asking(actor, person) -> int | None:
    """What waits for somebody: a code to be read out, a correction to be decided."""
    codes = OneTimeCode.objects.visible_to(actor).to_read_out().filter(access__person=person).count()
    rows = CorrectionRequest.objects.visible_to(actor).waiting().filter(person=person).count()
    return codes + rows or None
