"""A pasted list of document numbers or names with mail numbers, matched with the letters that wait for the post."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from lianluo.correspondence.models import Dispatch, Letter
from lianluo.correspondence.queries import BRACKETS
from lianluo.units.models import Unit

LIMIT = 1_000
"""Lines of one list."""

_MAIL = re.compile(r"(?=.*\d{6})[A-Za-z0-9-]{8,30}")
_CELLS = re.compile(r"[\t,，;；]+")
_PLAIN = re.compile(r"(?:第)?0*(\d{1,6})(?:号)?")


@dataclass
class Line:
    """One line of the list: its letter and mail number, or `refusal`, why it is left out."""

    number: int
    text: str
    mail: str = ""
    letter: Letter | None = None
    refusal: str = ""


def read(office: Unit, text: str, by_hand: bool = False) -> list[Line]:
    """The lines of the list in their order; empty ones and a heading are passed over. A fixed number of queries."""
    rows = [(place, line.strip()) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    cells = [(place, line, _cells(line)) for place, line in rows[:LIMIT]]
    if cells and not any(map(_is_mail, cells[0][2])) and not re.search(r"\d", cells[0][1]):
        cells = cells[1:]  # a heading
    find = _finder(office, [key for _place, _line, row in cells for key in row])
    read_lines = [_line(place, line, row, find) for place, line, row in cells]
    _refuse_twice(office, read_lines)
    for line in read_lines:
        if line.letter and not line.refusal and not by_hand and not line.letter.addressee.address:
            line.refusal = _("The register has no postal address for this person.")
    return read_lines


def _cells(line: str) -> list[str]:
    """Cells of a sheet are parted by tabs; typed lines by commas, or by the last space."""
    found = [cell.strip() for cell in _CELLS.split(line) if cell.strip()]
    if len(found) == 1:
        found = line.rsplit(maxsplit=1)
    return [_bare(cell) for cell in found]


def _bare(cell: str) -> str:
    return re.sub(r"\s+", "", cell).translate(BRACKETS)


def _is_mail(cell: str) -> bool:
    return bool(_MAIL.fullmatch(cell))


Finder = Callable[[str], list[Letter]]


def _finder(office: Unit, keys: list[str]) -> Finder:
    """From a document number, its figure alone or a name to the letters that it can mean."""
    figures = {int(match[1]) for key in keys if (match := _PLAIN.fullmatch(key))}
    rows = (
        Letter.objects.filter(office=office)
        .standing()
        .select_related("person", "organisation")
        .order_by("pk")
    )
    wanted = (
        Q(number__in=keys) | Q(person__name__in=keys) | Q(organisation__name__in=keys) | Q(recipient__in=keys)
    )
    found: dict[str, list[Letter]] = defaultdict(list)
    for letter in rows.filter(wanted | Q(sequence__in=figures, stage=Letter.Stage.NUMBERED)):
        for key in {letter.number, _bare(letter.addressee.name), str(letter.sequence)} - {"", "None"}:
            found[key].append(letter)

    def find(key: str) -> list[Letter]:
        plain = _PLAIN.fullmatch(key)
        return found.get(key) or (found.get(plain[1], []) if plain else [])

    return find


def _line(place: int, text: str, cells: list[str], find: Finder) -> Line:
    line = Line(place, text)
    mails = [cell for cell in cells if _is_mail(cell)]
    line.mail = mails[0] if mails else ""
    if len(mails) != 1:
        line.refusal = _("No mail number in this line.") if not mails else _("Two mail numbers in this line.")
        return line
    keys = [cell for cell in cells if cell not in mails]
    if len(keys) > 1:
        keys = [key for key in keys if not key.isdigit()]  # the ordinal of the sheet is nobody's number
    meant = [found for key in keys if (found := find(key))]
    both = [letter for letter in (meant or [[]])[0] if all(letter in found for found in meant)]
    if both:
        _choose(line, both)
    elif meant:
        line.refusal = _("The number and the name belong to different letters.")
    else:
        line.refusal = _("No letter has this number or addressee.")
    return line


def _choose(line: Line, named: list[Letter]) -> None:
    ready = [letter for letter in named if letter.stage == Letter.Stage.NUMBERED]
    if len(ready) == 1:
        line.letter = ready[0]
    elif ready:
        line.refusal = _("Several letters fit: give the document number (%(numbers)s).") % {
            "numbers": "、".join(letter.number for letter in ready)
        }
    else:
        line.letter = named[-1]
        line.refusal = _("This letter is not waiting for the post: %(stage)s.") % {
            "stage": named[-1].get_stage_display()
        }


def _refuse_twice(office: Unit, lines: list[Line]) -> None:
    """A letter or a mail number that stands in the list twice, or a mail number that another letter has."""
    used = dict(
        Dispatch.objects.filter(letter__office=office, tracking__in=[line.mail for line in lines if line.mail])
        .values_list("tracking", "letter__number")
    )  # fmt: skip
    letters: dict[int, int] = {}
    mails: dict[str, int] = {}
    for line in (each for each in lines if not each.refusal):
        before = letters.get(line.letter.pk) or mails.get(line.mail)
        if before:
            line.refusal = _("The same as in line %(line)s.") % {"line": before}
        elif line.mail in used:
            line.refusal = _("Letter %(number)s has this mail number.") % {"number": used[line.mail]}
        else:
            letters[line.letter.pk] = mails[line.mail] = line.number
