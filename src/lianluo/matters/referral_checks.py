"""What is refused at once, in words: dates that cannot be, case content where only a reference belongs, private channels."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.matters.models import Referral
from lianluo.units.models import Unit

REFERENCE = re.compile(r"^[\w〔〕\[\]()（）/.-]*$")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
SUES = re.compile(r"(?<![申上抗起应反控投])诉(?![讼求])")
ORGANS = re.compile(r"某|政府|公司|企业|厂|局|厅|院|行|所|会|社|校|村|队|部|店|中心|集团")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def needed(text: str, field: str, words: str) -> str:
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()


def checked_day(field: str, day: date, first: date | None = None, words: str = "") -> None:
    """Not ahead, and not before `first`."""
    if day > clock.today():
        raise ValidationError({field: _("The date lies ahead.")})
    if first and day < first:
        raise ValidationError({field: words})


def names_in_full(case_name: str) -> bool:
    """Whether a party may stand with a full name: no 某 at all, or a side of “…诉…” that has neither 某 nor a body."""
    sides = SUES.split(case_name)
    return "某" not in case_name or any(not ORGANS.search(side) for side in sides)


def check_facts(referral: Referral, has_files: bool) -> None:
    checked_day("received_on", referral.received_on)
    needed(referral.case_name, "case_name", _("Name the case."))
    if names_in_full(referral.case_name):
        raise ValidationError(
            {"case_name": _("Parties are written by surname and 某 (张某), companies as 某公司.")}
        )
    check_reference(referral.case_number)
    if referral.came_by == Referral.CameBy.PRIVATE and referral.is_formal:
        raise ValidationError({"is_formal": _("A private call or message is not a formal channel.")})
    if not referral.words and not has_files:
        raise ValidationError({"words": _("Give the deputy's own words or the scan of the letter.")})
    if referral.named_due_on and referral.named_due_on < referral.received_on:
        raise ValidationError({"named_due_on": _("The day named lies before the day of receipt.")})
    if referral.named_due_on and referral.chain != Referral.Chain.SPP:
        raise ValidationError({"named_due_on": _("Only a case assigned by the SPP has a day named by it.")})


def check_reference(number: str) -> None:
    """A number of the case system, and no sentence: what the case is about stays in that system."""
    if len(number) > 40 or not REFERENCE.match(number) or number and not re.search(r"\d", number):
        raise ValidationError(
            {"case_number": _("Only the number of the case system belongs here, no case content.")}
        )


def check_handing(referral: Referral, unit: Unit) -> None:
    """To a department of the own procuratorate or to a procuratorate below it."""
    own = unit.kind == Unit.Kind.DEPARTMENT and unit.parent_id == referral.office_id
    below = unit.kind != Unit.Kind.DEPARTMENT and unit.pk != referral.office_id
    if not own and not (below and unit.path.startswith(referral.matter.office.path)):
        raise ValidationError(
            {"unit": _("It goes to a department of this procuratorate or to a procuratorate below it.")}
        )


def check_feedback(text: str, result: str) -> None:
    """The feedback is no copy of the internal result and names nobody by number."""
    if IDENTITY.search(text) or MOBILE.search(text):
        raise ValidationError({"text": _("The feedback contains an identity or telephone number.")})
    if text.strip() and text.strip() == result.strip():
        raise ValidationError({"text": _("The feedback repeats the internal result word for word.")})
