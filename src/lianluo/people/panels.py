"""What the register adds to pages, to the side bar, to the search and to the words of the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import navigation, panels, search
from lianluo.journal import words
from lianluo.people.grounds import Ground, register_ground
from lianluo.people.history import ACTS
from lianluo.people.models import Person
from lianluo.people.navigation import ITEM, LOOKS
from lianluo.people.queries import is_tied, keeps_register
from lianluo.people.search import PROVIDER


def register() -> None:
    panels.declare_slot("people.person")
    panels.register_panel(
        "people.person",
        panels.Panel("history", pgettext_lazy("register", "History"), "people:history", order=90),
    )
    panels.register_panel("people.person", panels.Panel(
        "looks", _("Access to contact data"), "people:looks_at", order=95, shown=_sees_looks,
    ))  # fmt: skip
    navigation.register(ITEM)
    navigation.register(LOOKS)
    search.register(PROVIDER)
    words.name_acts(ACTS)
    words.place(Person._meta.label, words.pages_of(Person))
    register_ground(Ground("register", _("keeps the register"), keeps_register))
    register_ground(Ground("tie", _("looks after the person"), is_tied))


def _sees_looks(actor, person) -> bool:
    return actor.can("people.see_looks", person)
