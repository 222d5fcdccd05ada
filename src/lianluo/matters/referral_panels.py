"""What referred cases add to other pages: a line in the side bar, the person's panel, files, a ground for contact data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.documents.holders import hold
from lianluo.documents.queries import attachments_of
from lianluo.foundation import navigation, panels
from lianluo.foundation.navigation import LIAISON, WORK, NavItem
from lianluo.journal import words
from lianluo.matters.actions.referral_access import log_look
from lianluo.matters.models import Referral, ReferralLook
from lianluo.matters.referral_queries import about
from lianluo.people.grounds import Ground, register_ground
from lianluo.people.models import Person
from lianluo.people.navigation import WORKING

LINE = NavItem(
    "referrals", _("Referred cases"), "matters:referrals", "shield-lock", WORK, 16, WORKING,
    lambda actor: Referral.objects.visible_to(actor).overdue(),
)  # fmt: skip
LOOKS = NavItem(
    "referral_looks", _("Looks into referred cases"), "matters:referral_looks", "eye", LIAISON, 91,
    frozenset({Role.LIAISON_OFFICE, Role.AUDITOR}),
)  # fmt: skip
ACTS = {
    "matters.referral_register": _("Registered a referred case"),
    "referral.take_over": _("Taken over from the register"),
    "referral.take_over_all": _("Took over the register of referred cases"),
    "referral.attach": _("File attached"),
    "referral.let_in": _("Let somebody see a referred case"),
    "referral.let_out": _("Ended access to a referred case"),
    "referral.look": _("Looked into a referred case"),
    "referral.look_all": _("Exported the register of referred cases"),
    "referral.render": _("Printed the feedback"),
    "referral.reckon": _("The days were reckoned anew"),
}
PANELS = (
    panels.Panel("access", _("Who may see it"), "matters:referral_access", order=40),
    panels.Panel(
        "files",
        _("Attachments"),
        "matters:referral_files",
        lambda actor, row: len(attachments_of(row)),
        order=50,
    ),
    panels.Panel("looks", _("Who looked"), "matters:referral_looks_at", order=60),
    panels.Panel("history", _("History"), "matters:referral_history", order=90),
)


def handles_case_of(actor, proposer) -> bool:
    """On the access list of an open case of the person; organisations refer no cases."""
    if not isinstance(proposer, Person):
        return False
    return Referral.objects.visible_to(actor).open().filter(person=proposer).exists()


def register() -> None:
    hold(
        Referral._meta.label,
        find=lambda actor, pk: (
            Referral.objects.visible_to(actor).filter(pk=pk).select_related("matter").first()
        ),
        may_attach=lambda actor, referral: actor.can("matters.referral_prepare", referral),
        opened=lambda actor, referral: log_look(actor, referral, what=ReferralLook.What.FILE),
    )
    panels.declare_slot("matters.referral")
    for panel in PANELS:
        panels.register_panel("matters.referral", panel)
    panels.register_panel(
        "people.person",
        panels.Panel(
            "referrals", _("Referred cases"), "matters:referrals_of_person",
            order=25, shown=lambda actor, person: about(actor, person).exists(),
        ),
    )  # fmt: skip
    register_ground(Ground("referral", _("handles a referred case of the person"), handles_case_of))
    navigation.register(LINE)
    navigation.register(LOOKS)
    words.name_acts(ACTS)
    words.place(Referral._meta.label, words.pages_of(Referral))
