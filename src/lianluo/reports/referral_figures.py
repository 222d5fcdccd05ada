"""The figures of referred cases, each defined once, and the four rates with their denominators (domain §13).

Cases turned away and withdrawn count only in `received`. The outcome is counted nowhere: nobody is measured by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.matters.models import Referral
from lianluo.reports.figures import Figure, Footing, Rate

CASES = "cases"
UNIT = pgettext_lazy("unit", "items")
S = Referral.Stage

_every = Q(pk__isnull=False)
_counted = ~Q(stage__in=Referral.GONE)
_accepted = _counted & Q(handed_over_on__isnull=False)
_closed = _accepted & Q(stage__in=(S.CLOSED, S.ARCHIVED), result_approved_on__isnull=False)
_open = _accepted & ~(Q(stage__in=(S.CLOSED, S.ARCHIVED)) & Q(result_approved_on__isnull=False))
_late = _open & Q(due_on__lt=F("as_of"))
_fed = _closed & Q(fed_back_on__isnull=False) & ~Q(fed_back_way="")
_told = _accepted & Q(fed_back_on__isnull=False)
_rated = _told & Q(handling__isnull=False)
_both = Q(handling="satisfied", explanation="satisfied")
_any_low = Q(handling="unsatisfied") | Q(explanation="unsatisfied")


def _cases(name: str, label, condition: Q, note="") -> Figure:
    return Figure(name, label, CASES, UNIT, condition, note)


CHAINS = {chain.value: f"chain_{chain.value}" for chain in Referral.Chain}

FIGURES = [
    _cases("received", _("received in all"), _every, _("those turned away and withdrawn included")),
    _cases("turned_away", S.TURNED_AWAY.label, Q(stage=S.TURNED_AWAY)),
    _cases("withdrawn", S.WITHDRAWN.label, Q(stage=S.WITHDRAWN)),
    _cases("counted", _("counted"), _counted),
    *[_cases(CHAINS[chain.value], chain.label, _counted & Q(chain=chain)) for chain in Referral.Chain],
    _cases("preparing", _("before hand-over"), _counted & Q(handed_over_on__isnull=True)),
    _cases("accepted", _("accepted"), _accepted, _("handed over to an answerable unit")),
    _cases("met", pgettext_lazy("referral", "met in person"), _accepted & Q(was_met=True)),
    _cases("contacted", _("contacted otherwise"), _accepted & Q(was_met=False, was_contacted=True)),
    _cases("declined", _("declined in writing"),
           _accepted & Q(was_met=False, was_contacted=False, has_declined=True)),
    _cases("not_met", _("not contacted yet"),
           _accepted & Q(was_met=False, was_contacted=False, has_declined=False)),
    _cases("closed", _("closed with an approved result"), _closed),
    _cases("overdue", _("open and overdue"), _late),
    _cases("not_due", _("open and not due yet"), _open & ~Q(due_on__lt=F("as_of"))),
    _cases("fallen_due", _("closed or overdue"), _closed | _late, _("accepted, less those not due yet")),
    _cases("fed_back", _("closed, feedback on record"), _fed, _("with date and way")),
    _cases("unfed", _("closed without feedback"), _closed & ~(Q(fed_back_on__isnull=False) & ~Q(fed_back_way=""))),
    _cases("told", _("feedback given"), _told),
    _cases("rated", _("ratings received"), _rated),
    _cases("silent", _("no rating received"), _told & Q(handling__isnull=True), _("silence is not satisfaction")),
    _cases("satisfied", _("satisfied"), _rated & _both, _("with handling and explanation both")),
    _cases("unsatisfied", _("unsatisfied"), _rated & _any_low, _("with one of the two")),
    _cases("basically", _("basically satisfied"), _rated & ~_both & ~_any_low),
]  # fmt: skip

RATES = [
    Rate("met_rate", pgettext_lazy("referral", "Met rate"), "met", "accepted",
         _("met in person, of the cases accepted; those who declined in writing stand beside")),
    Rate("closed_rate", pgettext_lazy("referral", "Closing rate"), "closed", "accepted",
         _("closed with an approved result, of all cases accepted, due or not")),
    Rate("feedback_rate", pgettext_lazy("referral", "Feedback rate"), "fed_back", "closed",
         _("feedback on record with date and way, of the cases closed")),
    Rate("satisfaction_rate", pgettext_lazy("referral", "Satisfaction rate"), "satisfied", "rated",
         _("satisfied with handling and explanation both, of the ratings received; the outcome is not rated")),
]  # fmt: skip
BESIDE = [
    Rate("closed_due_rate", _("closing rate of those due"), "closed", "fallen_due",
         _("of the cases accepted, less those not due yet")),
    Rate("return_rate", _("return rate of the ratings"), "rated", "told", _("of the cases fed back")),
    Rate("declined_rate", _("declined a meeting in writing"), "declined", "accepted", _("of the cases accepted")),
]  # fmt: skip

FOOTINGS = [
    Footing("received", ("counted", "turned_away", "withdrawn")),
    Footing("counted", tuple(CHAINS.values())),
    Footing("counted", ("preparing", "accepted")),
    Footing("accepted", ("met", "contacted", "declined", "not_met")),
    Footing("accepted", ("closed", "overdue", "not_due")),
    Footing("fallen_due", ("closed", "overdue")),
    Footing("closed", ("fed_back", "unfed")),
    Footing("told", ("rated", "silent")),
    Footing("rated", ("satisfied", "basically", "unsatisfied")),
]
KNOWN = {figure.name: figure for figure in FIGURES}


def faults(counts: Mapping[str, int], labels: Mapping[str, Any]) -> list[str]:
    """What does not add up, in words for a person."""
    found = []
    for footing in FOOTINGS:
        parts = sum(counts[name] for name in footing.parts)
        if parts != counts[footing.total]:
            names = "、".join(str(labels[name]) for name in footing.parts)
            facts = {
                "total": labels[footing.total],
                "count": counts[footing.total],
                "parts": names,
                "sum": parts,
            }
            found.append(_t("“%(total)s” is %(count)s, but its parts (%(parts)s) add up to %(sum)s.") % facts)
    return found
