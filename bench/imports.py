"""Import of a roster and of a list of matters: seconds and peak memory.

    python -m bench.imports [rows …]

Every import runs in a process of its own, on an empty register; the second run of the same file changes nothing.
"own work" is the processor time of the process without the database's; "own" is the peak of its memory less what
it held before the import.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import xlsxwriter
from django.core.management import call_command
from django.db import connection

from bench.place import DATA, PROJECT, table
from lianluo.accounts.actor import SYSTEM
from lianluo.exchange.importing import import_file
from lianluo.foundation import postgres
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit

SIZES = (5_000, 20_000)
SIGNS = "文明建国志强永红春秀海云山川东南西北"
ROSTER = [
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "政治面貌",
    "代表团",
    "工作单位及职务",
    "手机",
    "通讯地址",
    "邮编",
]
MATTERS = ["类别", "编号", "标题", "领衔代表", "内容", "交办日期"]
TOWNS = [
    "沈阳",
    "大连",
    "鞍山",
    "抚顺",
    "本溪",
    "丹东",
    "锦州",
    "营口",
    "阜新",
    "辽阳",
    "盘锦",
    "铁岭",
    "朝阳",
    "葫芦岛",
]


def name_of(number: int) -> str:
    """A different name for every number up to 100,000."""
    signs = "赵钱孙李周吴郑王冯陈"[number % 10], SIGNS[number // 10 % 18], SIGNS[number // 180 % 18]
    return "".join(signs) + SIGNS[number // 3240 % 18] * (number >= 3240)


def person(number: int) -> list:
    born = f"19{50 + number % 45}.{number % 12 + 1:02d}"
    return [name_of(number), "男女"[number % 2], "汉", born, "群众", TOWNS[number % 14],
            f"第{number}中学教师", 13900000000 + number, f"示例路{number}号", "110000"]  # fmt: skip


def matter(number: int) -> list:
    content = f"第{number}件。" + "建议检察机关加强对未成年人的司法保护，完善工作机制。" * 12
    return ["建议", str(number + 1), f"关于示例事项{number}的建议", name_of(number), content, "2026-02-09"]


def write(path: Path, title: str, heads: list[str], rows) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("表")
        sheet.write(0, 0, title)
        for line, row in enumerate([heads, *rows], 1):
            sheet.write_row(line, 0, row)


def one(family: str, path: str) -> dict:
    """One import in this process: seconds, MB at the peak and MB held before."""
    office = Unit.objects.get(code="21")
    process = psutil.Process()
    before, began, used = process.memory_info().rss, time.perf_counter(), time.process_time()
    outcome = import_file(SYSTEM, office, family, Path(path))
    seconds = time.perf_counter() - began
    used = time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "seconds": seconds,
        "used": used,
        "peak": peak / 2**20,
        "own": (peak - before) / 2**20,
        **outcome.counts(),
    }


def apart(family: str, path: Path) -> dict:
    command = [sys.executable, "-m", "bench.imports", "--one", family, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    return json.loads(answer.stdout.splitlines()[-1])


def empty() -> None:
    with connection.cursor() as cursor:  # the journal refuses to be emptied
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    units_seeding.seed()
    rules_seeding.seed()


def line(rows: int, what: str, found: dict) -> tuple[str, ...]:
    return (
        f"{rows:,}", what, f"{found['seconds']:.2f} s", f"{found['used']:.2f} s", f"{found['peak']:.0f} MB",
        f"{found['own']:.0f} MB", f"{found['created']:,}", f"{found['unchanged']:,}", f"{found['refused']}",
    )  # fmt: skip


def write_both(folder: Path, rows: int) -> list[tuple[str, Path]]:
    files = [(family, folder / f"{family}{rows}.xlsx") for family in ("roster", "matters")]
    write(files[0][1], "辽宁省第十四届人民代表大会代表名册", ROSTER, map(person, range(rows)))
    write(files[1][1], "省十四届人大四次会议建议清单", MATTERS, map(matter, range(rows)))
    return files


def bring(office: Unit, rows: int) -> None:
    """That many deputies with one matter each, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        for family, path in write_both(Path(folder), rows):
            import_file(SYSTEM, office, family, path)


def measured(folder: Path, rows: int) -> list[tuple[str, ...]]:
    files = write_both(folder, rows)
    empty()
    return [
        line(rows, what, apart(family, path))
        for family, path in files
        for what in (family, f"{family} again")
    ]


def main(sizes: tuple[int, ...] = SIZES) -> None:
    lines = []
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            lines += measured(Path(folder), rows)
    head = ("rows", "file", "time", "own work", "peak", "own", "created", "unchanged", "refused")
    table(head, lines)


if __name__ == "__main__":
    with postgres.serving(DATA, postgres.Wishes({}, create_databases=True)):
        if sys.argv[1:2] == ["--one"]:
            print(json.dumps(one(*sys.argv[2:4])))
        else:
            main(tuple(int(text) for text in sys.argv[1:]) or SIZES)
