"""`lianluo due`: the worked examples of the field, a thousand questions against a count of its own, and bad rows."""

import json
import random
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest

from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.questions import BadFile, answers

HOLIDAYS = Path(__file__).parents[3] / "shared" / "data" / "cn-holidays"
EXAMPLES = """
2025-02-14,3,month,2025-05-14
2025-02-14,6,month,2025-08-14
2024-11-30,3,month,2025-02-28
2025-01-27,3,month,2025-04-27
2025-07-01,3,month,2025-10-09
2025-08-31,6,month,2026-02-28
2026-07-03,3,month,2026-10-08
2025-09-28,5,workday,2025-10-11
2025-09-26,5,workday,2025-10-10
2025-01-24,5,workday,2025-02-07
2026-02-13,10,workday,2026-03-05
2025-09-26,7,day,2025-10-09
"""
"""Domain research, section 17.3."""


def asked(folder, rows, heading="start,value,unit,direction"):
    path = folder / "questions.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return list(answers(path, WorkingCalendar()))


def test_the_worked_examples(tmp_path):
    rows = [line.rsplit(",", 1) for line in EXAMPLES.split()]
    found = asked(tmp_path, [f"{question},after" for question, _due in rows])
    assert [each.due.isoformat() for each in found] == [due for _question, due in rows]
    assert all(each.why and not each.provisional for each in found)


class Almanac:
    """Days worked by the State Council's notices as another collection keeps them; counted day by day."""

    def __init__(self):
        self.off: dict[date, bool] = {}
        for path in sorted(HOLIDAYS.glob("20*.json")):
            for each in json.loads(path.read_text("utf-8"))["days"]:
                self.off[date.fromisoformat(each["date"])] = each["isOffDay"]

    def works(self, day: date) -> bool:
        return not self.off[day] if day in self.off else day.isoweekday() <= 5

    def due(self, start: date, value: int, unit: str) -> date:
        day = start
        if unit == "month":
            months = start.year * 12 + start.month - 1 + value
            year, month = months // 12, months % 12 + 1
            day = date(year, month, min(start.day, monthrange(year, month)[1]))
        elif unit == "day":
            day += timedelta(value)
        while unit == "workday" and value:
            day += timedelta(1)
            value -= self.works(day)
        while not self.works(day):
            day += timedelta(1)
        return day


def test_a_thousand_questions_agree_with_another_count(tmp_path):
    almanac, draw = Almanac(), random.Random(20261124)
    most = {"day": 400, "workday": 250, "month": 12}
    questions = []
    for _each in range(1_000):
        unit = draw.choice(list(most))
        start = date(2012, 1, 1) + timedelta(draw.randrange(365 * 13))
        questions.append((start, draw.randint(1, most[unit]), unit))
    found = asked(tmp_path, [f"{start},{value},{unit},after" for start, value, unit in questions])
    wrong = [
        (str(start), value, unit, str(each.due), str(almanac.due(start, value, unit)))
        for (start, value, unit), each in zip(questions, found, strict=True)
        if each.due != almanac.due(start, value, unit)
    ]
    assert wrong == []


def test_a_row_that_cannot_be_answered_says_why_and_keeps_its_place(tmp_path):
    found = asked(tmp_path, [
        "2026-02-30,3,month,after", "2026-03-01,-3,month,after", "2026-03-01,3,week,after", "2026-03-01,3,month,aside",
        "2026-03-01,0,day,after", "2098-12-01,90000,day,after", "0000-01-01,1,day,after", "9999-12-31,1,month,after",
        "2026-03-02,3,month,after",
    ])  # fmt: skip
    assert [each.column for each in found] == [
        "start", "value", "unit", "direction", "value", "value", "start", "value", "",
    ]  # fmt: skip
    assert [each.row for each in found] == list(range(2, 11))
    assert all(each.why[0] and each.due is None for each in found[:-1])
    assert found[-1].due == date(2026, 6, 2)


def test_columns_may_stand_in_any_order_and_what_is_missing_is_named(tmp_path):
    assert asked(tmp_path, ["month,2026-03-02,3"], "unit,start,value")[0].due == date(2026, 6, 2)
    with pytest.raises(BadFile, match="value"):
        asked(tmp_path, ["2026-03-02,month"], "start,unit")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00PK")
    with pytest.raises(BadFile):
        list(answers(tmp_path / "x.csv", WorkingCalendar()))


def test_before_and_a_year_without_a_table(tmp_path):
    found = asked(tmp_path, ["2026-05-06,5,workday,before", "2030-12-20,10,workday,after"])
    assert found[0].due == date(2026, 4, 24) and not found[0].provisional
    assert found[1].provisional and any("2030" in words for words in found[1].why)


def test_the_sum_names_each_day_it_reaches(tmp_path):
    why = asked(tmp_path, ["2025-09-26,7,day,after"])[0].why
    assert why[-1].endswith("2025-10-09") and any("2025-10-03" in words for words in why)


def test_lines_may_end_as_old_programs_end_them_and_a_cell_without_end_is_refused_by_its_line(tmp_path):
    path = tmp_path / "q.csv"
    path.write_bytes(b"start,value,unit\r2026-03-02,3,month\r")
    assert [each.due for each in answers(path, WorkingCalendar())] == [date(2026, 6, 2)]
    path.write_bytes(b"start,value,unit\n2026-03-02," + b"9" * 200_000 + b",month\n")
    with pytest.raises(BadFile, match="Line 2"):
        list(answers(path, WorkingCalendar()))
