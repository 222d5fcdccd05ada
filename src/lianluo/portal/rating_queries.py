"""A matter as its deputy rates it: titles and her own marks, nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianluo.correspondence.models import Letter
from lianluo.correspondence.queries import rateable
from lianluo.matters.models import Feedback, Matter
from lianluo.matters.rating_queries import is_open, latest_marks
from lianluo.portal.rating_forms import AXES, WordsForm

LABELS = {field.value: field.label for field in AXES}


@dataclass(frozen=True)
class Axis:
    """The three buttons of one axis: (value, words, whether it is hers)."""

    field: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Sheet:
    """One matter in one round with her marks. `is_open`: she may still mark."""

    matter: Matter
    round: int
    number: str
    title: str
    marks: dict[str, str]
    is_open: bool
    letter_number: str = ""
    letter_on: date | None = None

    @property
    def axes(self) -> list[Axis]:
        return [
            Axis(
                axis,
                [(value, words, self.marks.get(axis) == value) for value, words in Feedback.Rating.choices],
            )
            for axis in AXES
        ]

    @property
    def is_rated(self) -> bool:
        return all(self.marks.get(axis) for axis in AXES)

    @property
    def has_words(self) -> bool:
        return any(value for field, value in self.marks.items() if field not in AXES)

    @property
    def is_unsatisfied(self) -> bool:
        return Feedback.Rating.UNSATISFIED in (self.marks.get(axis) for axis in AXES)

    @property
    def words(self) -> WordsForm:
        return WordsForm(initial=self.marks, prefix=None, auto_id=f"m{self.matter.pk}-%s")


def rateable_letter(key: int) -> Letter | None:
    """The letter of a redeemed code while anything of it may be rated."""
    letter = Letter.objects.filter(pk=key, form_code__isnull=False).select_related("person", "office").first()
    return letter if letter and rateable(letter) else None


def letter_sheets(letter: Letter) -> list[Sheet]:
    return [_sheet(item.matter, item.reply.round, letter.person_id) for item in rateable(letter)]


def own_sheet(actor, matter_id: int) -> Sheet | None:
    """Of a matter she signed whose answer is with her; None for every other."""
    rows = Matter.objects.filter(
        pk=matter_id, signatories__person=actor.person_id, stage=Matter.Stage.REPLIED
    )
    matter = rows.exclude(kind=Matter.Kind.REFERRED_CASE).first()
    return _sheet(matter, matter.round, actor.person_id) if matter else None


def _sheet(matter: Matter, round: int, person_id: int) -> Sheet:
    standing = matter.feedbacks.filter(person=person_id, round=round).first()
    return Sheet(
        matter, round, matter.outside_number or "", matter.title, latest_marks(matter, person_id, round),
        is_open(matter, round, standing),
    )  # fmt: skip
