"""Reading what is a deputy's own for her pages, in a number of queries that does not grow with her items."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from lianluo.correspondence.models import Dispatch, Letter, LetterItem
from lianluo.foundation import clock
from lianluo.liaison.models import Remark, Visit, VisitNote
from lianluo.matters.models import Assignment, Contact, Deadline, Extension, Feedback, Matter, Round
from lianluo.matters.procedures import procedure_of
from lianluo.people.models import Mandate, Person, Tie
from lianluo.portal.progress import STEPS, Facts, Line, Sent, Step, day_words, lines_of, sentence, step_of

S = Matter.Stage


@dataclass
class Item:
    """One of her matters with what happened to it."""

    matter: Matter
    facts: Facts
    letters: list[Letter] = field(default_factory=list)
    waits_for_rating: bool = False

    @property
    def step(self) -> Step:
        return step_of(self.facts)

    @property
    def bar(self) -> list[str]:
        """A word for each of the five parts of the bar: done, now, ahead."""
        return [
            "done" if n < self.step else "now" if n == self.step else "ahead" for n in range(1, STEPS + 1)
        ]

    @property
    def sentence(self) -> str:
        return sentence(self.facts, clock.today())

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.facts)

    @property
    def is_in_hand(self) -> bool:
        return self.matter.stage in Matter.RUNNING

    @property
    def letter(self) -> Letter | None:
        return self.letters[-1] if self.letters else None

    @property
    def sent_on(self) -> str:
        sent = [each.on for each in self.facts.letters if each.on]
        return day_words(sent[-1], clock.today()) if sent else ""


def items_of(actor, pk: int | None = None) -> list[Item]:
    """Her items, those that run first, the nearest answer first; of one matter where `pk` is given."""
    rows = Matter.objects.visible_to(actor).select_related("department").defer("note", "content")
    rows = rows.filter(pk=pk) if pk is not None else rows
    matters = {row.pk: row for row in rows.order_by("due_on", "pk")}
    read = _Read(actor, matters)
    items = [read.item(matter) for matter in matters.values()]
    return sorted(items, key=lambda item: not item.is_in_hand)


class _Read:
    """Everything about these matters that concerns her, read at once: seven queries."""

    def __init__(self, actor, matters: dict[int, Matter]):
        self.person, keys = actor.person_id, list(matters)
        self.given = _grouped(Assignment.objects.current().answering().filter(matter__in=keys)
                              .select_related("department").order_by("pk"))  # fmt: skip
        own = Contact.objects.filter(matter__in=keys, person_id=self.person, exception="")
        self.talks = _grouped(own.order_by("on"))
        contact = Deadline.objects.open().filter(matter__in=keys, part=Deadline.Part.FIRST_CONTACT)
        self.contact_due = dict(contact.order_by("-due_on").values_list("matter_id", "due_on"))
        granted = Extension.objects.filter(matter__in=keys, state=Extension.State.GRANTED)
        self.extended = _grouped(granted.order_by("granted_on"))
        self.letters = letters_by_matter(actor, keys)
        rated = Feedback.objects.filter(matter__in=keys, person_id=self.person)
        self.rated = _grouped(rated.order_by("round"))
        self.rounds = _grouped(Round.objects.filter(matter__in=keys).order_by("number"))

    def item(self, matter: Matter) -> Item:
        letters = self.letters[matter.pk]
        rated = [row for row in self.rated[matter.pk] if row.round == matter.round]
        waits = matter.stage == S.REPLIED and procedure_of(matter.kind).asks_feedback and not rated
        return Item(matter, self._facts(matter, letters, rated), letters, waits)

    def _facts(self, matter: Matter, letters: list[Letter], rated: list[Feedback]) -> Facts:
        given, extended = self.given[matter.pk], self.extended[matter.pk]
        rounds = self.rounds[matter.pk]
        left = matter.stage if matter.stage in Matter.LEFT else ""
        return Facts(
            received_on=matter.handed_over_on,
            departments=tuple(dict.fromkeys(row.department.label for row in given)),
            handed_on=clock.day_of(min(row.handed_over_at for row in given)) if given else None,
            contact_due_on=self.contact_due.get(matter.pk),
            talks=tuple(dict.fromkeys(row.on for row in self.talks[matter.pk])),
            due_on=matter.due_on, due_is_provisional=matter.due_is_provisional,
            extended_on=extended[-1].granted_on if extended else None,
            extended_until=extended[-1].until if extended else None,
            letters=tuple(_sent(letter) for letter in letters),
            answered_on=matter.replied_on if matter.stage in (S.REPLIED, S.CLOSED) else None,
            rated_on=rated[-1].received_on if rated else None,
            again_on=rounds[-1].opened_on if rounds else None,
            is_finished=matter.stage == S.CLOSED, finished_on=matter.closed_on,
            left=left, left_on=matter.closed_on if left else None,
        )  # fmt: skip


def _grouped(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.matter_id].append(row)
    return found


def _sent(letter: Letter) -> Sent:
    posting = next(iter(letter.dispatches.all()), None)
    delivery = getattr(posting, "delivery", None)
    arrived = delivery.on if delivery and letter.stage == Letter.Stage.DELIVERED else None
    return Sent(posting.dispatched_on if posting else letter.signed_on, arrived)


def own_letters(actor):
    """Letters to her that have gone out, each with its postings, the newest posting first."""
    postings = Prefetch("dispatches", Dispatch.objects.select_related("delivery").order_by("-pk"))
    return Letter.objects.visible_to(actor).select_related("office").prefetch_related(postings)


def letters_by_matter(actor, keys: list[int]) -> dict[int, list[Letter]]:
    """Matter → letters to her that answer it, oldest first."""
    pairs = LetterItem.objects.filter(matter__in=keys, letter__in=Letter.objects.visible_to(actor))
    found = defaultdict(list)
    by_letter = defaultdict(set)
    for matter, letter in pairs.values_list("matter_id", "letter_id"):
        by_letter[letter].add(matter)
    for letter in own_letters(actor).filter(pk__in=by_letter).defer("opening").order_by("pk"):
        for matter in by_letter[letter.pk]:
            found[matter].append(letter)
    return found


def signs_alone(matter: Matter) -> bool:
    """Whether the text is hers alone: that of a joint matter may name the others."""
    return matter.signatories.count() == 1


def person_of(actor) -> Person:
    return Person.objects.visible_to(actor).select_related("keeper").get()


def title_of(actor) -> str:
    """代表 or 委员, by the newest mandate."""
    newest = Mandate.objects.visible_to(actor).order_by("-term__number", "-pk").first()
    return "委员" if newest and newest.kind == Mandate.Kind.MEMBER else "代表"


def officer_of(actor, day: date | None = None) -> Tie | None:
    """Who looks after her today, the newest tie first."""
    held = Tie.objects.visible_to(actor).held_on(day or clock.today())
    return held.select_related("officer", "unit").order_by("-from_on", "-pk").first()


def visits_of(actor):
    """Contacts recorded with her, the newest first."""
    return Visit.objects.visible_to(actor).select_related("officer", "office").order_by("-on", "-pk")


@dataclass(frozen=True)
class Record:
    """What she may read of one contact: her own words; the rest only where nobody else was met."""

    visit: Visit
    remarks: list[Remark]
    is_alone: bool
    note: VisitNote | None


def record_of(actor, visit: Visit) -> Record:
    remarks = list(Remark.objects.visible_to(actor).filter(visit=visit))
    note = VisitNote.objects.visible_to(actor).filter(visit=visit).first()
    return Record(visit, remarks, visit.met.count() == 1, note)


def unnoted(actor) -> list[Visit]:
    """Contacts of the last half year on which she has not said yet whether the record is right."""
    since = clock.today() - clock.timedelta(days=180)
    noted = VisitNote.objects.visible_to(actor).values("visit_id")
    return list(visits_of(actor).filter(on__gte=since).exclude(pk__in=noted)[:3])
