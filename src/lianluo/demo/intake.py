"""How matters come in and are handed over: the congress's lists, the breakdown plans."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from lianluo.demo import files
from lianluo.demo.answering import Office
from lianluo.demo.fates import FIRST, LEAD, SECOND, SEPARATE, SOLE, Fate, dealt
from lianluo.demo.files import MATTERS, Batch, subject_of
from lianluo.demo.handling import handed_over
from lianluo.demo.sayings import WITHDRAWN
from lianluo.demo.story import Course, Story
from lianluo.exchange.importing import import_file
from lianluo.foundation import clock
from lianluo.matters.actions import leaving
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import Assignment, BreakdownPlan, Matter
from lianluo.people.models import Session

RETURNED_PLAN = "第六检察部承办件过于集中，请商法律政策研究室分担后再报。"
MEETING = "院党组（扩大）会议"


class Intake:
    """Imports the lists and draws up the plans; tells the departments' courses to begin."""

    def __init__(self, story: Story):
        self.story, self.cast, self.clerk = story, story.cast, story.cast.clerk
        self.deputies = files.deputies(story.dice)
        self.numbers: dict[int, int] = {}
        self.fates: dict[int, Fate] = {}
        shuffled = story.dice.sample
        self.fate_of = dealt(FIRST, shuffled(range(1, 93), 92)) | dealt(SECOND, shuffled(range(93, 149), 56))
        self.office = Office(story, self.numbers, self.fates)

    def begin(self) -> None:
        begin = self.story.begin
        begin(self._once(self.register), 100)
        begin(self._once(lambda: self.receive(Batch(1, 55))), 98)
        begin(self._once(lambda: self.receive(Batch(56, 92))), 86)
        begin(self.first_plan(), 85)
        begin(self._once(lambda: self.receive(Batch(93, 148))), 59)
        begin(self.second_plan(), 49)
        begin(self.later_plans(), 12)
        self.office.begin()

    @staticmethod
    def _once(act: Callable[[], object]) -> Course:
        act()
        return
        yield

    def register(self) -> None:
        self._import("roster", "代表名册.csv", files.roster(self.deputies, self.story.dice))

    def receive(self, batch: Batch) -> None:
        text = files.matters(self.deputies, batch, clock.today(), self.story.dice)
        self._import("matters", f"建议清单{batch.first}-{batch.last}.csv", text)
        known = Matter.objects.filter(office=self.cast.office).exclude(kind=Matter.Kind.PROPOSAL)
        new = known.exclude(pk__in=self.numbers).order_by("pk")
        for number, key in enumerate(new.values_list("pk", flat=True), batch.first):
            self.numbers[key] = number
            self.fates[key] = self.fate_of.get(number, Fate())

    def _import(self, family: str, name: str, text: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            facts = import_file(self.clerk, self.cast.office, family, path).as_json()
        if facts["refused"]:
            raise ValueError(f"{name}: {facts['refused'][:3]}")

    def first_plan(self) -> Course:
        """Returned once by the leader, then approved."""
        plan = self._drawn("省十四届人大四次会议代表建议分解方案")
        yield 1
        plans.submit(plan, self.clerk)
        yield 1
        plans.return_plan(plan, self.cast.leader, reason=RETURNED_PLAN)
        yield 1
        plans.submit(plan, self.clerk)
        yield from self._published(plan)

    def second_plan(self) -> Course:
        plan = self._drawn("代表建议分解方案（第二批）")
        yield 2
        plans.submit(plan, self.clerk)
        yield 3
        yield from self._published(plan)

    def later_plans(self) -> Course:
        """One approved but not published, one before the leader, one still a draft with unsure lines, some matters new."""
        self.receive(Batch(149, 154))
        yield 2
        approved = self._drawn("代表建议分解方案（第三批）")
        plans.submit(approved, self.clerk)
        yield 2
        self.receive(Batch(155, 162))
        submitted = self._drawn("代表建议分解方案（第四批）")
        yield 3
        plans.approve(approved, self.cast.leader, meeting=MEETING)
        plans.submit(submitted, self.clerk)
        yield 1
        self.receive(Batch(163, 174))
        self._drawn("代表建议分解方案（第五批，征求意见）", settled=False)
        yield 2
        self.receive(Batch(175, MATTERS))
        taken_back = next(key for key, number in self.numbers.items() if number == MATTERS)
        leaving.withdraw(Matter.objects.get(pk=taken_back), self.clerk, reason=WITHDRAWN)

    def _drawn(self, title: str, *, settled: bool = True) -> BreakdownPlan:
        session = Session.objects.get(matters__in=list(self.numbers)[:1])
        plan = plans.draw_up(self.clerk, self.cast.office, session=session, title=title)
        alike = defaultdict(list)
        for key, matter in plan.lines.values_list("pk", "matter_id"):
            alike[self._wanted(matter)].append(key)
        for (department, helper, mode, measure), lines in list(alike.items())[: None if settled else 5]:
            values = {
                "department": self.cast.departments[department], "mode": mode, "measure": measure,
                "leader": self.cast.leader_of(department).user, "is_confirmed": True,
            }  # fmt: skip
            helpers = [self.cast.departments[helper]] if helper else []
            plans.edit_lines(plan, self.clerk, lines=lines, values=values, co_departments=helpers)
        return plan

    def _wanted(self, matter: int) -> tuple[str, str, str, str]:
        """Department, helping department, mode and measure; what is sent back later stands in the wrong hands."""
        fate, subject = self.fates[matter], subject_of(self.numbers[matter])
        wrong = fate.detour == "sent_back" or fate.stop in ("return_asked", "returned_to_office")
        helper = subject.helper if fate.mode in (LEAD, SEPARATE) else ""
        department = subject.helper if wrong and fate.mode == SOLE else subject.department
        return department, helper, fate.mode, subject.measure

    def _published(self, plan: BreakdownPlan) -> Course:
        yield 1
        plans.approve(plan, self.cast.leader, meeting=MEETING)
        yield 1
        plans.publish(plan, self.clerk)
        rows = Assignment.objects.filter(matter__plan_lines__plan=plan).select_related("department", "matter")
        for row in rows.order_by("pk"):
            story, key = self.story, row.matter_id
            story.begin(handed_over(story, row, self.numbers[key], self.fates[key]))
