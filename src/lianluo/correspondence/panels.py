"""What correspondence adds to pages and to the side bar."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.correspondence.models import Letter
from lianluo.correspondence.queries import listed_for
from lianluo.documents import holders
from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import WORK, NavItem
from lianluo.matters.procedures import procedure_of
from lianluo.people.navigation import WORKING

S = Letter.Stage
OFFICE = frozenset({Role.LIAISON_OFFICE})


def register() -> None:
    panels.declare_slot("correspondence.letter")
    panels.register_panel(
        "matters.matter",
        panels.Panel(
            "letters", _("Outgoing letters"), "correspondence:of_matter", _of_matter, 60, _by_letter
        ),
    )
    for slot, url in (
        ("people.person", "correspondence:of_person"),
        ("people.organisation", "correspondence:of_organisation"),
    ):
        panels.register_panel(slot, panels.Panel("letters", _("Outgoing letters"), url, _to, order=30))
    navigation.register(
        NavItem("letters", _("Outgoing letters"), "correspondence:list", "mail", WORK, 30, WORKING, _to_send)
    )
    navigation.register(
        NavItem(
            "publication", _("Publication of replies"), "correspondence:publications", "eye", WORK, 32, OFFICE
        )
    )
    holders.hold(Letter._meta.label, lambda actor, pk: Letter.objects.visible_to(actor).filter(pk=pk).first())


def _by_letter(actor, matter) -> bool:
    """A kind answered in another way shows the tab only where there is a letter all the same."""
    return (
        procedure_of(matter.kind).by_letter or matter.letter_items.exists() or matter.further_letters.exists()
    )


def _of_matter(actor, matter) -> int:
    return listed_for(actor).filter(Q(items__matter=matter) | Q(about=matter)).distinct().count()


def _to(actor, proposer) -> int:
    return listed_for(actor).filter(**proposer.column).count()


def _to_send(actor):
    """What waits for the clerk: letters to number, to dispatch and to send again."""
    if not actor.can("correspondence.compose", actor.organ):
        return None
    return Letter.objects.visible_to(actor).filter(stage__in=(S.COMPOSED, S.NUMBERED, S.RETURNED))
