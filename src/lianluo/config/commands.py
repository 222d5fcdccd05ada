"""What each subcommand of `lianluo` does: one small function between the command line and the rooms' actions."""

from __future__ import annotations

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from lianluo.accounts.actor import SYSTEM
from lianluo.config import health, office, readiness
from lianluo.config.cli import DONE, ROWS_REFUSED
from lianluo.rules import questions
from lianluo.rules.queries import working_calendar


class NotDone(Exception):
    """The message tells the person why."""


Answer = tuple[int, dict[str, Any]]
NO_ACCOUNT = (
    "尚无账号。另开终端执行：lianluo account 用户名 --name 姓名，开设系统管理员账号。 "
    "Nobody can sign in yet: lianluo account USERNAME --name NAME opens the system administrator's account."
)


def run(wanted: Namespace) -> Answer:
    name = wanted.command if wanted.command != "import" else "import_file"
    return COMMANDS[name](wanted)


def _later(module: str, function: str) -> Callable[..., Any]:
    """A room's action, loaded when its command is called: the others must not pay for it."""
    try:
        return getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise NotDone("本版本尚不具备此功能。 This version cannot do that yet.") from error


def _progress(done: int, total: int | None = None, current: str = "") -> None:
    if sys.stderr.isatty():
        line = "" if done == total else f"{done}/{total or '?'} {current[:40]}"
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def prepare(wanted: Namespace) -> Answer:
    """Everything `up` needs before its children start."""
    office.prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and office.is_new():
        print(
            "正在装入演示数据，约需一分钟。 Loading the demo office, about a minute.",
            file=sys.stderr,
            flush=True,
        )
        _demo_at_first_start(wanted)
    if office.is_new():
        print(NO_ACCOUNT, file=sys.stderr, flush=True)
    readiness.mark_prepared()
    return DONE, {}


def _demo_at_first_start(wanted: Namespace) -> None:
    """An office without its demo still starts; the reason stands in the log."""
    refusal = _later("lianluo.demo.office", "RealRegister")
    try:
        demo(wanted)
    except (NotDone, refusal) as reason:
        print(f"{reason}\n请用 lianluo account 新设系统管理员。 Make the first account with "
              "`lianluo account`.", file=sys.stderr)  # fmt: skip


def worker(wanted: Namespace) -> Answer:
    _later("lianluo.foundation.jobs", "run_worker")()
    return DONE, {}


def demo(wanted: Namespace) -> Answer:
    """Whole or not at all: a demo office that was killed half way would keep accounts whose passwords nobody has."""
    office.prepare()
    load = _later("lianluo.demo.office", "load")
    with office.one_at_a_time("demo"), transaction.atomic():
        accounts = load()
    file = settings.DATA / "demo-accounts.json"
    if not accounts:
        print("演示数据已在。 The demo office is there already.")
    kept = file.is_file()  # not where the database is another machine's
    if kept:
        print(f"演示账号 Demo accounts: {file}")
    known = json.loads(file.read_text("utf-8")) if kept else accounts
    return DONE, {"loaded": bool(accounts), "accounts": sorted(known), "file": str(file) if kept else None}


def account(wanted: Namespace) -> Answer:
    """A new account with its first post, or a new one-time password for one that is there."""
    own = office.prepare()
    try:
        facts = office.open_account(
            own, wanted.username, name=wanted.name, role=wanted.role, unit=wanted.unit
        )
    except office.CannotOpen as reason:
        raise NotDone(str(reason)) from None
    print(f"{facts['name']} {facts['role']} {facts['unit']}")
    print(f"用户名 user name       {facts['username']}")
    print(f"一次性密码 password    {facts['password']}")
    print("首次登录后须修改密码。 To be changed at the first sign-in.")
    return DONE, facts


def import_file(wanted: Namespace) -> Answer:
    """Facts: into (body or session), dry_run, created, updated, unchanged (counts), refused (rows with row, column,
    reason), duplicates (rows)."""
    if not wanted.file.is_file():
        raise NotDone(f"找不到文件 {wanted.file}，或者它不是文件。 There is no such file.")
    own = office.prepare()
    run_import = _later("lianluo.exchange.importing", "import_file")
    named = getattr(wanted, "body", None) or getattr(wanted, "session", None)
    actor = office.clerk_of(own, wanted.importer) if wanted.kind == "referrals" else SYSTEM
    outcome = run_import(
        actor, own, wanted.kind, wanted.file, named=named or "", dry_run=wanted.dry_run, progress=_progress
    )
    facts = {"into": outcome.into, "dry_run": wanted.dry_run} | outcome.as_json()
    _tell_import(facts)
    return (ROWS_REFUSED if facts["refused"] else DONE), facts


def _tell_import(facts: dict[str, Any]) -> None:
    if facts["dry_run"]:
        print("只核对，未写入。 Dry run: nothing was written.")
    print(f"{facts['into']}：{_counts(facts)}")
    for row in facts["refused"]:
        print(f"  第 {row['row']} 行 row {row['row']}: {row['column']}: {row['reason']}")
    for row in facts["duplicates"]:
        like = f"第 {row['of_row']} 行" if isinstance(row["of_row"], int) else row["of_row"]
        print(f"  第 {row['row']} 行 row {row['row']}: 疑似与{like}重复：{row['why']}")


def _counts(facts: dict[str, Any]) -> str:
    return (
        f"新增 {facts['created']} created，更新 {facts['updated']} updated，未变 {facts['unchanged']} unchanged，"
        f"拒绝 {len(facts['refused'])} refused，疑似重复 {len(facts['duplicates'])} possible duplicates"
    )


def letters(wanted: Namespace) -> Answer:
    """`print_letters(out, progress=…)` -> {"letters": 12, "files": […], "refused": […]}."""
    own = office.prepare()
    out = _folder(wanted.out)
    facts = _later("lianluo.exchange.actions.printing", "print_letters")(own, out, progress=_progress)
    if facts["letters"]:
        print(f"{facts['letters']} 封答复函 letters: {out}")
    else:
        print("没有已编号的答复函可印。 No numbered letters to print.")
    for row in facts["refused"]:
        print(f"  {row['addressee']}: {row['reason']}")
    return (ROWS_REFUSED if facts["refused"] else DONE), facts


def due(wanted: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """[{"start", "due", "provisional", "why": [sentences]}] in the order of the rows; a refused row has no due day."""
    if not wanted.file.is_file():
        raise NotDone(f"找不到文件 {wanted.file}。 There is no such file.")
    office.prepare()
    found = list(questions.answers(wanted.file, working_calendar()))
    for each in found:
        if each.due:
            print(f"{each.start} → {each.due}{'（暂定 provisional）' if each.provisional else ''}")
        else:
            print(f"第 {each.row} 行 row {each.row}: {each.column}: {each.why[0]}", file=sys.stderr)
    refused = any(each.due is None for each in found)
    return (ROWS_REFUSED if refused else DONE), [each.as_json() for each in found]


def report(wanted: Namespace) -> Answer:
    """`write_session_report(out, session=…)` -> {"session": …, "files": […]}."""
    office.prepare()
    out = _folder(wanted.out)
    facts = _later("lianluo.exchange.actions.reporting", "write_session_report")(out, session=wanted.session)
    for file in facts["files"]:
        print(file)
    return DONE, facts


def check(wanted: Namespace) -> Answer:
    office.prepare()
    findings = health.findings()
    for finding in findings:
        print(f"{'正常 ok  ' if finding.ok else '注意 mind'} {finding.name}: {finding.sentence}")
    facts = {
        "ok": all(finding.ok for finding in findings),
        "findings": [vars(finding) for finding in findings],
    }
    return (DONE if facts["ok"] else ROWS_REFUSED), facts


def _folder(path: Path) -> Path:
    """The folder, made where it lacks and tried out: what is made for it must not be lost at the last step."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path.resolve()
    except OSError as error:
        raise NotDone(
            f"无法写入目录 {path}（{error.strerror}）。 The folder {path} cannot be written to: {error.strerror}."
        ) from error


COMMANDS: dict[str, Callable[[Namespace], Answer]] = {
    each.__name__: each for each in (prepare, worker, demo, account, import_file, letters, report, due, check)
}
