"""Every figure of a session, defined once: what is counted, in which unit, under which condition (domain §13).

A figure is a condition on one subject (matters, signatories, letters, persons, commitments). The subject's rows carry
the facts the conditions ask for as annotations; `as_of` is the day of reckoning. What left the handling (withdrawn,
converted, transferred, not registered) counts only in `received` and under its own name.

The session's matters are those answered by letter: suggestions, proposals, deliberation and everyday opinions, each kind
with a row of its own. The statutory figures are of the kinds that the statute counts. Everything else (what is
answered to a committee, cases, information) is the subject `others`, never
added to them. A rate without a denominator is "—", never 0 or 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.correspondence.models import Letter
from lianluo.matters.models import Feedback, Matter
from lianluo.matters.procedures import ROWS, Table, kinds_in, kinds_where, procedure_of
from lianluo.rules.models import ResultClass

MATTERS, SIGNATORIES, LETTERS, PERSONS, COMMITMENTS, OTHERS = (
    "matters", "signatories", "letters", "persons", "commitments", "others",
)  # fmt: skip
COUNTED_KINDS = kinds_where(by_letter=True, owes_reply=True)
STATUTORY_KINDS = kinds_in(Table.STATUTORY)
OTHER_KINDS = tuple(row.kind for row in ROWS if row.kind not in COUNTED_KINDS)
ITEMS, TIMES, PIECES, HEADS, PROMISES = (
    pgettext_lazy("unit", "items"),
    pgettext_lazy("unit", "person-times"),
    pgettext_lazy("unit", "letters"),
    pgettext_lazy("unit", "persons"),
    pgettext_lazy("unit", "commitments"),
)
UNITS = {"件": ITEMS, "条": pgettext_lazy("unit", "opinions"), "次": pgettext_lazy("unit", "times")}
"""The unit words of the kinds."""


@dataclass(frozen=True)
class Figure:
    """One count. `note` states what is counted where the label does not."""

    name: str
    label: Any
    subject: str
    unit: Any
    condition: Q
    note: Any = ""


@dataclass(frozen=True)
class Rate:
    """Numerator and denominator by name; the numerator's rows are among the denominator's."""

    name: str
    label: Any
    numerator: str
    denominator: str
    note: Any = ""


@dataclass(frozen=True)
class Footing:
    """The parts must add up to the total."""

    total: str
    parts: tuple[str, ...]


_every = Q(pk__isnull=False)
_counted = ~Q(stage__in=Matter.LEFT)
_statutory = Q(kind__in=STATUTORY_KINDS)
_answering = _counted & Q(mode__in=Matter.ANSWERING)
_replied = _answering & Q(replied_on__isnull=False)
_unanswered = _answering & Q(replied_on__isnull=True)
_contacted = _counted & ~Q(mode=Matter.Mode.REFERENCE)
_sent = Q(matter__mode__in=Matter.ANSWERING, is_sent=True)
_due_form = _sent | Q(result__isnull=False)
_ADOPTED = (ResultClass.Meaning.SOLVED, ResultClass.Meaning.PLANNED)


def _matters(name: str, label, condition: Q, note="") -> Figure:
    return Figure(name, label, MATTERS, ITEMS, condition, note)


def _people(name: str, label, condition: Q, note="") -> Figure:
    return Figure(name, label, SIGNATORIES, TIMES, condition, note)


def _others(kind: str) -> list[Figure]:
    """Of a kind that stands apart: how many, answered or ended, still in hand."""
    name, own = OTHERS_OF[kind], Q(kind=kind) & _counted
    label, unit = Matter.Kind(kind).label, UNITS[procedure_of(kind).unit_word]
    done = Q(stage__in=(Matter.Stage.REPLIED, Matter.Stage.CLOSED))
    return [
        Figure(name, label, OTHERS, unit, own),
        Figure(f"{name}_done", _("answered or ended"), OTHERS, unit, own & done),
        Figure(f"{name}_open", _("in hand"), OTHERS, unit, own & ~done),
    ]


GATES = {
    "before": (_("contact before handling"), _("no contact before handling: reason on record"),
               _("contact before handling: nothing on record")),
    "during": (_("contact during handling"), _("no contact during handling: reason on record"),
               _("contact during handling: nothing on record")),
    "after": (_("return visit after handling"), _("no return visit: reason on record"),
              _("return visit: nothing on record")),
}  # fmt: skip


def _gate(gate: str) -> list[Figure]:
    """Contacted, excepted with a reason, or nothing: one of the three for every matter that owes the contact."""
    done, excepted = Q(**{f"{gate}_done": True}), Q(**{f"{gate}_excepted": True})
    contacted, reason, nothing = GATES[gate]
    return [
        _matters(f"{gate}_contacted", contacted, _contacted & done),
        _matters(f"{gate}_excepted", reason, _contacted & ~done & excepted),
        _matters(f"{gate}_missing", nothing, _contacted & ~done & ~excepted),
    ]


def _of_statute(name: str, label, condition: Q, note="") -> Figure:
    return _matters(f"statutory_{name}", label, condition & _statutory, note)


LEFT = {stage.value: stage.value for stage in Matter.LEFT}
KINDS = {kind: f"kind_{kind}" for kind in COUNTED_KINDS}
OTHERS_OF = {kind: f"other_{kind}" for kind in OTHER_KINDS}
MODES = {mode.value: f"mode_{mode.value}" for mode in Matter.Mode}
RATINGS = tuple(Feedback.Rating.values)
STAGES_OF_LETTERS = tuple(stage for stage in Letter.Stage.values if stage != Letter.Stage.SUPERSEDED)

_FIXED: list[Figure] = [
    _matters("received", _("received in all"), _every, _("withdrawn ones included")),
    *[_matters(LEFT[stage.value], stage.label, Q(stage=stage)) for stage in Matter.LEFT],
    _matters("total", _("counted"), _counted, _("withdrawn ones are not counted")),
    *[_matters(name, Matter.Kind(kind).label, _counted & Q(kind=kind)) for kind, name in KINDS.items()],
    *[_matters(MODES[mode.value], mode.label, _counted & Q(mode=mode)) for mode in Matter.Mode],
    _matters("key", _("key supervision"), _counted & Q(is_key=True)),
    _matters("assigned", _("handed to a department"), _counted & Q(department__isnull=False)),
    _matters("unassigned", _("not handed to a department yet"), _counted & Q(department__isnull=True)),
    _matters("needing_reply", _("we answer the deputy"), _answering,
             _("sole, lead and separate; not co-handling and reference")),
    _matters("replied", _("replied"), _replied, _("reply signed off and every letter dispatched")),
    _matters("signed_off", _("signed off, not dispatched"), _unanswered & Q(stage=Matter.Stage.SIGNED_OFF)),
    _matters("in_hand", _("still being handled"), _unanswered & ~Q(stage=Matter.Stage.SIGNED_OFF)),
    _matters("on_time", _("replied on time"), _replied & Q(replied_on__lte=F("due_on")),
             _("dispatched by the deadline in force")),
    _matters("late", _("replied late"), _replied & Q(replied_on__gt=F("due_on"))),
    _matters("undated", _("replied without a deadline"), _replied & Q(due_on__isnull=True)),
    _matters("overdue", _("not replied and overdue"), _unanswered & Q(due_on__lt=F("as_of"))),
    _matters("not_due", _("not due yet"), _unanswered & Q(due_on__gte=F("as_of"))),
    _matters("no_deadline", _("not replied, no deadline"), _unanswered & Q(due_on__isnull=True)),
    _matters("fallen_due", _("replied or overdue"), _replied & Q(due_on__isnull=False)
             | _unanswered & Q(due_on__lt=F("as_of")), _("with a deadline")),
    _matters("closed", _("closed"), _counted & Q(stage=Matter.Stage.CLOSED)),
    _matters("handled_again", _("handled again"), _counted & Q(round__gt=1)),
    _matters("opinion_given", _("co-handling: opinion given"), _counted & Q(mode=Matter.Mode.CO, replied_on__isnull=False),
             _("sent to the lead unit")),
    _matters("opinion_due", _("co-handling: opinion still due"),
             _counted & Q(mode=Matter.Mode.CO, replied_on__isnull=True)),
    _matters("contact_due", _("contact is owed"), _contacted, _("all but those for reference")),
    *[figure for gate in GATES for figure in _gate(gate)],
    _matters("all_gates", _("contact at all three gates"),
             _contacted & Q(before_done=True, during_done=True, after_done=True)),
    _matters("in_person", _("met the lead signatory in person"), _contacted & Q(met=True)),
    _matters("adopted", _("solved, being solved or planned"), _replied & Q(class_meaning__in=_ADOPTED),
             _("by the meaning of the result class")),
    _of_statute("total", _("counted by the statute"), _counted, _("suggestions; proposals and opinions stand apart")),
    _of_statute("needing_reply", _("statute: we answer the deputy"), _answering),
    _of_statute("replied", _("statute: replied"), _replied),
    _of_statute("open", _("statute: not replied yet"), _unanswered),
    _of_statute("on_time", _("statute: replied on time"), _replied & Q(replied_on__lte=F("due_on"))),
    _of_statute("late", _("statute: replied late"), _replied & Q(replied_on__gt=F("due_on"))),
    _of_statute("undated", _("statute: replied without a deadline"), _replied & Q(due_on__isnull=True)),
    *[figure for kind in OTHER_KINDS for figure in _others(kind)],
    _people("person_times", _("signatories"), _every),
    _people("organisation_times", _("organisations among the signatories"), Q(organisation__isnull=False)),
    _people("answers_due", _("answers owed"), Q(matter__mode__in=Matter.ANSWERING),
            _("every signatory of a matter we answer")),
    _people("answers_sent", _("answers dispatched"), _sent),
    _people("answers_open", _("answers not dispatched yet"), Q(matter__mode__in=Matter.ANSWERING, is_sent=False)),
    _people("forms_sent", _("feedback forms sent out"), _due_form, _("one with every answer")),
    _people("forms_returned", _("feedback forms returned"), _due_form & Q(result__isnull=False)),
    _people("forms_silent", _("feedback forms not returned"), _due_form & Q(result__isnull=True),
            _("silence is not satisfaction")),
    *[_people(f"result_{rating.value}", rating.label, Q(result=rating), _("result"))
      for rating in Feedback.Rating],
    *[_people(f"attitude_{rating.value}", rating.label, Q(attitude=rating), _("attitude"))
      for rating in Feedback.Rating],
    Figure("letters", _("letters made"), LETTERS, PIECES, _every, _("superseded ones are not counted")),
    *[Figure(f"letter_{stage}", Letter.Stage(stage).label, LETTERS, PIECES, Q(stage=stage))
      for stage in STAGES_OF_LETTERS],
    Figure("persons", _("deputies who raised something"), PERSONS, HEADS, _every),
    Figure("persons_answered", _("deputies to whom a letter was dispatched"), PERSONS, HEADS, Q(is_sent=True)),
    Figure("commitments", _("commitments made"), COMMITMENTS, PROMISES, _every),
    Figure("commitments_kept", _("commitments kept"), COMMITMENTS, PROMISES, Q(kept_on__isnull=False)),
    Figure("commitments_missed", _("commitments past their day"), COMMITMENTS, PROMISES,
           Q(kept_on__isnull=True, due_on__lt=F("as_of"))),
    Figure("commitments_running", _("commitments not due yet"), COMMITMENTS, PROMISES,
           Q(kept_on__isnull=True, due_on__gte=F("as_of"))),
    Figure("commitments_due", _("commitments kept or due"), COMMITMENTS, PROMISES,
           Q(kept_on__isnull=False) | Q(due_on__lt=F("as_of"))),
]  # fmt: skip

RATES = [
    Rate("statutory_replied_rate", _("reply rate by the statute"), "statutory_replied", "statutory_needing_reply",
         _("suggestions only")),
    Rate("replied_rate", _("reply rate"), "replied", "needing_reply"),
    Rate("on_time_rate", _("rate of replies on time"), "on_time", "fallen_due", _("of those replied or overdue")),
    Rate("met_rate", _("met in person"), "in_person", "contact_due"),
    Rate("contact_rate", _("contact at all three gates"), "all_gates", "contact_due"),
    Rate("adopted_rate", _("adoption rate"), "adopted", "replied", _("solved, being solved or planned")),
    Rate("return_rate", _("return rate of feedback forms"), "forms_returned", "forms_sent"),
    Rate("satisfaction_rate", _("satisfied with the result"), "result_satisfied", "forms_returned",
         _("of the forms returned; basically satisfied is not added")),
    Rate("attitude_rate", _("satisfied with the attitude"), "attitude_satisfied", "forms_returned",
         _("of the forms returned; basically satisfied is not added")),
    Rate("kept_rate", _("commitments carried out"), "commitments_kept", "commitments_due",
         _("of those kept or past their day")),
]  # fmt: skip


def class_figures(classes: Iterable[tuple[str, str]]) -> list[Figure]:
    """One figure per result class (code, wording) of the dictionary, and one for replies without a class."""
    found = [
        _matters(f"class_{code}", f"{code} {wording}", _replied & Q(class_code=code))
        for code, wording in classes
    ]
    return [*found, _matters("class_none", _("no result class"), _replied & Q(class_code__isnull=True))]


def all_figures(classes: Iterable[tuple[str, str]]) -> list[Figure]:
    return [*_FIXED, *class_figures(classes)]


def footings(names: Iterable[str]) -> list[Footing]:
    """What must add up, for a set of figures with these names."""
    classes = tuple(name for name in names if name.startswith("class_"))
    return [
        Footing("received", ("total", *LEFT.values())),
        Footing("total", tuple(KINDS.values())),
        Footing("total", tuple(MODES.values())),
        Footing("total", ("assigned", "unassigned")),
        Footing("needing_reply", tuple(MODES[mode] for mode in Matter.ANSWERING)),
        Footing("needing_reply", ("replied", "signed_off", "in_hand")),
        Footing("needing_reply", ("replied", "overdue", "not_due", "no_deadline")),
        Footing("replied", ("on_time", "late", "undated")),
        Footing("replied", classes),
        Footing("fallen_due", ("on_time", "late", "overdue")),
        Footing(MODES["co"], ("opinion_given", "opinion_due")),
        *[Footing("contact_due", (f"{gate}_contacted", f"{gate}_excepted", f"{gate}_missing")) for gate in GATES],
        Footing("answers_due", ("answers_sent", "answers_open")),
        Footing("forms_sent", ("forms_returned", "forms_silent")),
        Footing("forms_returned", tuple(f"result_{rating}" for rating in RATINGS)),
        Footing("forms_returned", tuple(f"attitude_{rating}" for rating in RATINGS)),
        Footing("letters", tuple(f"letter_{stage}" for stage in STAGES_OF_LETTERS)),
        Footing("statutory_total", tuple(KINDS[kind] for kind in STATUTORY_KINDS)),
        Footing("statutory_needing_reply", ("statutory_replied", "statutory_open")),
        Footing("statutory_replied", ("statutory_on_time", "statutory_late", "statutory_undated")),
        *[Footing(name, (f"{name}_done", f"{name}_open")) for name in OTHERS_OF.values()],
        Footing("commitments", ("commitments_kept", "commitments_missed", "commitments_running")),
    ]  # fmt: skip


def faults(counts: Mapping[str, int], labels: Mapping[str, Any]) -> list[str]:
    """What does not add up, in words for a person; empty when every total foots."""
    found = []
    for footing in footings(counts):
        parts = sum(counts[name] for name in footing.parts)
        if parts != counts[footing.total]:
            names = "、".join(str(labels[name]) for name in footing.parts)
            found.append(
                _t("“%(total)s” is %(count)s, but its parts (%(parts)s) add up to %(sum)s.")
                % {"total": labels[footing.total], "count": counts[footing.total], "parts": names, "sum": parts}
            )  # fmt: skip
    found += [
        _t("“%(rate)s” would be above 100 percent.") % {"rate": rate.label}
        for rate in RATES
        if counts[rate.numerator] > counts[rate.denominator]
    ]
    return found


def share(numerator: int, denominator: int) -> float | None:
    """Percent with one decimal; None when there is nothing to divide by. Only all of them is 100, only none is 0."""
    if denominator == 0:
        return None
    rounded = round(numerator * 100 / denominator, 1)
    if rounded == 100 and numerator != denominator:
        return 99.9
    return 0.1 if rounded == 0 and numerator else rounded
