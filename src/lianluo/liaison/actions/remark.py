"""What was said on a visit: noted, registered as a matter of its kind, or answered with why it is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.liaison.counting import IN_CHINESE
from lianluo.liaison.models import Remark, Visit
from lianluo.liaison.models.remark import CASE
from lianluo.liaison.workflow import VISIT
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.actions.referral import register_referral
from lianluo.matters.actions.voicing import title_of
from lianluo.matters.models import Matter, Referral
from lianluo.matters.procedures import procedure_of
from lianluo.people.models import Person

SOURCE = "走访"
SILENT = {"words": None, "person": None, "case_name": None, "title": None}
"""Laid over the facts of an act: the words of a deputy stand in the remark, not in the journal."""


@dataclass(frozen=True)
class Saying:
    """What one deputy said; `kind`: the kind of matter it is to become, "" for a note."""

    person: Person
    words: str
    kind: str = ""


def note_all(visit: Visit, actor, sayings: Iterable[Saying]) -> list[Remark]:
    """New remarks of a visit; the very same words of the same deputy are kept once. ValidationError."""
    present = set(visit.met.filter(is_absent=False).values_list("person_id", flat=True))
    known = set(visit.remarks.values_list("person_id", "words"))
    made = []
    for saying in sayings:
        words = saying.words.strip()
        if saying.person.pk not in present:
            raise ValidationError({"persons": _("%(name)s was not met.") % {"name": saying.person.name}})
        if not words:
            raise ValidationError({"words": _("Write what was said.")})
        if saying.kind and saying.kind not in Remark.KINDS:
            raise ValidationError(
                {"kind": _("What is said on a visit does not become a matter of this kind.")}
            )
        if (saying.person.pk, words) not in known:
            known.add((saying.person.pk, words))
            made.append(
                Remark(visit=visit, person=saying.person, words=words, kind=saying.kind, made_by=actor.user)
            )
    return Remark.objects.bulk_create(made)


@act(VISIT, "remark")
def note(visit: Visit, actor, *, person: Person, words: str, kind: str = "") -> Done:
    """What one deputy said, in the officer's words."""
    made = note_all(visit, actor, [Saying(person, words, kind)])
    return Done(made[0] if made else None, about=visit, facts={**SILENT, "kind": kind})


@act(VISIT, "remark")
def add_words(visit: Visit, actor, *, sayings: Iterable[Saying]) -> Done:
    """The words of a record that was written beside this one; a telephone may send them twice. ValidationError where a
    person was not met, or where there are none."""
    sayings = list(sayings)
    if not sayings:
        raise ValidationError({"words": _("Write what was said.")})
    note_all(visit, actor, sayings)
    return Done(visit, about=visit, facts={**SILENT, "sayings": None})


@action("liaison.settle", "liaison.register_remark")
def register(actor, remark: Remark, *, kind: str = "", title: str = "", case_name: str = "") -> Done:
    """The matter that the words become, raised by the deputy who said them on the day of the visit. Its clock runs from
    that day. Words on a concrete case move under the guard of the case. NotReady where it is settled already."""
    remark = _open(remark)
    remark.kind = kind or remark.kind
    if remark.kind not in Remark.KINDS:
        raise ValidationError({"kind": _("Choose what it becomes.")})
    remark.matter = (
        _referral(actor, remark, case_name) if remark.kind == CASE else _matter(actor, remark, title)
    )
    _settle(remark, actor)
    return Done(
        remark.matter, about=remark.visit, facts={**SILENT, "kind": remark.kind}, tell=_officer(remark, actor)
    )


@action("liaison.settle", "liaison.dismiss_remark")
def dismiss(actor, remark: Remark, *, answer: str) -> Done:
    """It becomes no matter: dealt with on the spot, said before, not for us. The officer is told why."""
    remark = _open(remark)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why.")})
    remark.answer = answer.strip()
    _settle(remark, actor)
    return Done(remark, about=remark.visit, facts=SILENT, tell=_officer(remark, actor))


def _open(remark: Remark) -> Remark:
    """The row, locked. NotReady where it is settled, or where the visit is being corrected."""
    row = (
        Remark.objects.select_for_update(of=("self",))
        .select_related("visit__office", "person")
        .get(pk=remark.pk)
    )
    if row.settled_at:
        raise NotReady(_("This is settled already."))
    if row.visit.stage not in (Visit.Stage.RECORDED, Visit.Stage.APPROVED):
        raise NotReady(_("The record of the visit was sent back; wait until it is corrected."))
    return row


def _settle(remark: Remark, actor) -> None:
    remark.settled_by, remark.settled_at = actor.user, clock.now()
    remark.save()


def _officer(remark: Remark, actor) -> list:
    return [remark.made_by] if remark.made_by and remark.made_by != actor.user else []


def _matter(actor, remark: Remark, title: str) -> Matter:
    visit = remark.visit
    occasion = (
        {"occasion": f"{visit.on}{IN_CHINESE[visit.form]}"}
        if procedure_of(remark.kind).occasion_words
        else {}
    )
    return register_matter(
        actor, visit.office, kind=remark.kind, title=title.strip() or title_of(remark.words), handed_over_on=visit.on,
        lead=remark.person, in_session=False, content=remark.words, source=SOURCE, particulars=occasion,
    )  # fmt: skip


def _referral(actor, remark: Remark, case_name: str) -> Matter:
    referral = register_referral(
        actor, remark.visit.office, chain=Referral.Chain.VISIT, came_by=Referral.CameBy.VISIT, person=remark.person,
        received_on=remark.visit.on, case_name=case_name, words=remark.words,
    )  # fmt: skip
    remark.words = ""
    return referral.matter
