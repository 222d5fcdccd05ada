"""What the liaison office does with signed replies: letters, the post, feedback, a further round, closing."""

from __future__ import annotations

from collections.abc import Iterable

from lianluo.accounts.actor import deputy_of
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.models import Letter
from lianluo.demo import sayings
from lianluo.demo.fates import CO, Fate, once_more
from lianluo.demo.handling import Desk, answered
from lianluo.demo.scans import scan
from lianluo.demo.story import CLOSES, Course, Story
from lianluo.foundation import clock
from lianluo.foundation.workflow import NotReady
from lianluo.matters.actions import closing, rating
from lianluo.matters.models import Contact, Matter

MAILINGS = (60, 51, 41, 31, 20, 10, 3)
"""Days ago on which the office wrote the letters."""
Stage = Letter.Stage
WAY = (Stage.COMPOSED, Stage.NUMBERED, Stage.DISPATCHED, Stage.RETURNED)


class Office:
    """The liaison office with what it must remember between its days."""

    def __init__(self, story: Story, numbers: dict[int, int], fates: dict[int, Fate]):
        self.story, self.numbers, self.fates = story, numbers, fates
        self.clerk = story.cast.clerk
        self.followed: set[tuple[int, int]] = set()
        self.posted = 0
        self.superseded = False

    def begin(self) -> None:
        for days_ago in MAILINGS:
            self.story.begin(self.mailing(days_ago), days_ago)
        for days_ago in (40, 8):
            self.story.begin(self.opinions(), days_ago)
        self.story.begin(self.what_lies_there(), 1, at=CLOSES)

    def what_lies_there(self) -> Course:
        """Of every stage of a letter one lies on the desk this morning."""
        letters.compose(self.clerk, self.story.cast.office, all_signed=False)
        for stage in (Stage.SUPERSEDED, Stage.RETURNED, Stage.DISPATCHED, Stage.NUMBERED):
            if not Letter.objects.filter(stage=stage).exists():
                self._bring_to(stage)
        return
        yield

    def _bring_to(self, stage: str) -> None:
        """One letter more in this stage, of those of which the earlier stages have several."""
        for earlier in WAY[: WAY.index(stage)][::-1] if stage in WAY else WAY:
            letter, *more = Letter.objects.filter(stage=earlier).order_by("-pk")[:2] or [None]
            if letter and more:
                break
        else:
            return
        if stage == Stage.SUPERSEDED:
            letters.supersede(letter, self.clerk, reason=sayings.SUPERSEDED)
            return
        for step in WAY[WAY.index(letter.stage) + 1 : WAY.index(stage) + 1]:
            self._further(letter, step)

    def _further(self, letter: Letter, stage: str) -> None:
        if stage == Stage.NUMBERED:
            letters.number(letter, self.clerk)
        elif stage == Stage.DISPATCHED:
            posting.dispatch(
                letter, self.clerk, way="express", on=clock.today(), tracking=_tracking(letter, "express")
            )
        else:
            posting.record_return(
                letter, self.clerk, on=clock.today(), reason=self.story.one_of(sayings.POST_RETURNS)
            )
        letter.refresh_from_db()

    def mailing(self, days_ago: int) -> Course:
        """The letters of a week. Of the newest ones some have no number yet; none of them is posted."""
        outcome = letters.compose(self.clerk, self.story.cast.office, all_signed=False)
        yield 0
        made = outcome.letters
        numbered = made[: len(made) * 2 // 3] if days_ago == MAILINGS[-1] else made
        for letter in numbered:
            letters.number(letter, self.clerk)
        if days_ago == MAILINGS[-1]:
            return
        if days_ago <= 41 and len(numbered) > 2 and not self.superseded:
            self.superseded = True
            letters.supersede(numbered.pop(), self.clerk, reason=sayings.SUPERSEDED)
        yield 1
        for turn, letter in enumerate(numbered):
            way = ("express", "express", "express", "registered", "by_hand")[turn % 5]
            posting.dispatch(letter, self.clerk, way=way, on=clock.today(), tracking=_tracking(letter, way))
            self.posted += 1
            comes_back = way == "express" and (self.posted % 12 == 7 or self._is_recent(days_ago, turn))
            self.story.begin(
                self._coming_back(letter) if comes_back else self._arriving(letter, way, self.posted)
            )
        self._follow(Matter.objects.filter(letter_items__letter__in=numbered, stage=Matter.Stage.REPLIED))

    @staticmethod
    def _is_recent(days_ago: int, turn: int) -> bool:
        """One letter of the last posting always comes back, so that one lies on the desk today."""
        return days_ago == MAILINGS[-2] and turn == 0

    def _arriving(self, letter: Letter, way: str, turn: int) -> Course:
        yield {"express": self.story.days(2, 4), "registered": self.story.days(9, 12)}.get(way, 0)
        proxy = "单位收发室" if turn % 9 == 0 else ""
        posting.deliver(letter, self.clerk, on=clock.today(), received_by=proxy)

    def _coming_back(self, letter: Letter) -> Course:
        """It comes back and goes out again, to the address that the deputy gave on the telephone."""
        yield self.story.days(3, 5)
        posting.record_return(
            letter, self.clerk, on=clock.today(), reason=self.story.one_of(sayings.POST_RETURNS)
        )
        yield self.story.days(6, 8)
        again = f"辽宁省{letter.addressee.mandates.first().delegation}市示例广场1号"
        posting.resend(letter, self.clerk, way="express", on=clock.today(), address=again, postcode="110000")
        yield self.story.days(2, 4)
        posting.deliver(letter, self.clerk, on=clock.today())

    def opinions(self) -> Course:
        """Of matters that others answer, our opinion goes to them."""
        ready = Matter.objects.filter(pk__in=self.numbers, mode=CO, stage=Matter.Stage.SIGNED_OFF)
        for matter in ready.order_by("pk"):
            fate = self.fates[matter.pk]
            if fate.stop == "signed_off":
                continue
            sent = closing.send_opinion(
                matter,
                self.clerk,
                to="省司法厅",
                on=clock.today(),
                number=f"辽检办函第{self.numbers[matter.pk]}号",
            )
            if fate.ending != "awaited":
                self.story.begin(self.closed(sent))
        return
        yield

    def _follow(self, matters: Iterable[Matter]) -> None:
        for matter in matters.distinct().order_by("pk"):
            if matter.pk in self.fates and (matter.pk, matter.round) not in self.followed:
                self.followed.add((matter.pk, matter.round))
                self.story.begin(self.answered(matter))

    def answered(self, matter: Matter) -> Course:
        """What the deputy makes of the reply, and what follows; of a second reply sooner, so that some end in time."""
        fate, story = self.fates[matter.pk], self.story
        sooner = 4 if matter.round > 1 else 0
        yield story.days(5, 9) - sooner
        if fate.ending != "unvisited" and not (fate.ending == "awaited" and self.numbers[matter.pk] % 2):
            row = matter.assignments.answering().select_related("department", "matter").first()
            Desk(story, row, self.numbers[matter.pk]).contact(Contact.Gate.AFTER, sayings.AFTER)
        if fate.ending in ("awaited", "unvisited"):
            return
        if fate.ending == "silent":
            yield 32
            yield from self.closed(matter)
            return
        yield max(2, story.days(3, 8) - sooner)
        self._rate(matter, fate.ending)
        yield story.days(2, 4)
        if fate.ending.startswith("again"):
            self._handle_again(matter, fate)
        elif fate.ending != "unsatisfied":
            yield from self.closed(matter, sayings.CLOSED_UNSATISFIED if fate.ending == "in_vain" else "")

    def _rate(self, matter: Matter, ending: str) -> None:
        """The lead signatory by the matter's fate, the others mildly."""
        lead = {"satisfied": "satisfied", "basically": "basically"}.get(ending, "unsatisfied")
        for row in matter.signatories.select_related("person"):
            result = (
                lead if row.role == "lead" else self.story.one_of(("satisfied", "satisfied", "basically"))
            )
            attitude = "basically" if result == "unsatisfied" else "satisfied"
            comment = self.story.one_of(sayings.COMMENTS[result])
            if row.person_id % 3:  # most rate with the code of the letter, the others send the paper back
                marks = {"attitude": attitude, "result": result, "comment": comment, "after": "yes"}
                rating.mark(deputy_of(row.person_id), matter, round=matter.round, marks=marks, way="code")
            else:
                closing.record_feedback(
                    matter, self.clerk, person=row.person, attitude=attitude, result=result,
                    received_on=clock.today(), comment=comment, scan=scan(),
                )  # fmt: skip

    def _handle_again(self, matter: Matter, fate: Fate) -> None:
        closing.handle_again(matter, self.clerk, reason=sayings.AGAIN)
        self.fates[matter.pk] = again = once_more(fate)
        for row in matter.assignments.answering().select_related("department", "matter"):
            self.story.begin(answered(Desk(self.story, row, self.numbers[matter.pk]), again))

    def closed(self, matter: Matter, reason: str = "") -> Course:
        """Tried every few days: a letter may still be on its way."""
        for _try in range(8):
            try:
                closing.close(matter, self.clerk, reason=reason)
            except NotReady:
                yield 3
            else:
                return


def _tracking(letter: Letter, way: str) -> str:
    return "" if way == "by_hand" else f"{'EX' if way == 'express' else 'XA'}0000{letter.pk:05d}CN"
