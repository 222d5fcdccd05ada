"""The demonstration office's past, told day by day: courses that act, wait some days and act again.

A course is a generator: what it does between two `yield`s happens at one moment of the office's clock, the number it
yields is how many days it waits, until some working hour; a `timedelta` is waited to the minute. The story always goes
on with the course whose moment is the earliest, so that the journal reads in the order of its times.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from lianluo.demo.cast import Cast
from lianluo.foundation import clock

Course = Iterator[float | timedelta]
OPENS, CLOSES = time(8, 45), time(23, 30)
"""`CLOSES`: when nothing else happens on that day any more."""


class Story:
    def __init__(self, cast: Cast, today: date, dice: random.Random):
        self.cast, self.today, self.dice = cast, today, dice
        self.end = clock.moment_of(datetime.combine(today, time(0)))
        self._waiting: list[tuple[datetime, int, Course, random.Random]] = []
        self._count = 0
        self._moment = clock.moment_of(today - timedelta(days=400))

    def begin(
        self,
        course: Course,
        days_ago: float | None = None,
        dice: random.Random | None = None,
        at: time = OPENS,
    ) -> None:
        """Starts on that day (the working day before it) at that hour, or some minutes from now. With dice of its own a
        course changes nothing in the others."""
        dice = dice or self.dice
        if days_ago is None:
            self._push(self._moment + timedelta(minutes=dice.randint(2, 9)), course, dice)
        else:
            day = self.today - timedelta(days=days_ago)
            self._push(clock.moment_of(datetime.combine(working_day(day), at)), course, dice)

    def begin_yesterday(self, course: Course, at: time = OPENS) -> None:
        """On the last day that is told, whatever day of the week that is; in the morning unless another hour is named."""
        day = datetime.combine(self.today - timedelta(days=1), at)
        self._push(clock.moment_of(day), course, random.Random("sitting"))

    def tell(self) -> None:
        """Goes on until every course has ended or waits for a day that has not come."""
        while self._waiting:
            moment, _number, course, dice = heapq.heappop(self._waiting)
            if moment >= self.end:
                continue
            self._moment = moment
            with clock.standing_at(moment):
                days = next(course, None)
            if days is not None:
                self._push(self._after(moment, days, dice), course, dice)

    def days(self, least: int, most: int) -> int:
        return self.dice.randint(least, most)

    def one_of(self, sentences):
        return self.dice.choice(sentences)

    def _push(self, moment: datetime, course: Course, dice: random.Random) -> None:
        self._count += 1
        heapq.heappush(self._waiting, (moment, self._count, course, dice))

    def _after(self, moment: datetime, days: float | timedelta, dice: random.Random) -> datetime:
        """In working hours of a working day, and later than before."""
        if isinstance(days, timedelta):
            return moment + days
        day = working_day(moment.astimezone(self.end.tzinfo).date() + timedelta(days=days))
        at = datetime.combine(day, OPENS) + timedelta(minutes=dice.randint(0, 500))
        return max(clock.moment_of(at), moment + timedelta(minutes=dice.randint(4, 15)))


def working_day(day: date) -> date:
    """The Friday before for a day of the weekend; holidays are not looked up."""
    return day - timedelta(days=max(0, day.weekday() - 4))
