"""The console command `lianluo`. Exit status: 0 done as asked, 1 done but rows were refused, 2 not done."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
import traceback
from contextlib import ExitStack, redirect_stdout
from pathlib import Path

DONE, ROWS_REFUSED, NOT_DONE = 0, 1, 2

ABOUT = """\
联络 —— 人民检察院代表委员联络工作台。
The liaison desk of a people's procuratorate.

数据目录由 LIANLUO_DATA 指定（默认 data/），端口由 LIANLUO_PORT 指定（默认 8000），外部数据库由 LIANLUO_DATABASE_URL 指定。
Every command works on an empty data folder and beside a running server.
"""
ENDING = """\
退出状态 exit status:  0 全部完成 done as asked   1 完成但有行被拒 done, rows refused   2 未完成 not done
例 examples:
  lianluo up
  lianluo account zhangsan --name 张三
  lianluo import roster 名册.xlsx --body 第十四届全国人民代表大会 --dry-run
  lianluo import matters 建议.xlsx --session 省十四届人大四次会议 --json
  lianluo letters --out 答复函/
  lianluo due --file 期限.csv --json
"""


class WrongLine(Exception):
    """The command line cannot be understood; the sentence says why and where help is."""


class Parser(argparse.ArgumentParser):
    """Raises WrongLine where argparse would end the program: with --json, standard output still gets its object."""

    def error(self, message: str):
        self.print_usage(sys.stderr)
        raise WrongLine(f"命令写法有误，见 {self.prog} --help。 Wrong command line: {message}.")


def parser() -> argparse.ArgumentParser:
    top = Parser(
        "lianluo", description=ABOUT, epilog=ENDING, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="命令 command")
    _add(commands, "up", "启动网页、后台任务和数据库 run web, worker and database", json_too=False)
    _add(commands, "demo", "装入演示数据 load the demo office")
    _add_account(commands)
    kinds = _add(
        commands,
        "import",
        "导入名册、建议提案或转交案件台账 import a roster, matters or referred cases",
        json_too=False,
    )
    _add_imports(kinds.add_subparsers(dest="kind", required=True, metavar="类别 kind"))
    letters = _add(commands, "letters", "生成全部待印答复函（Word、PDF） all letters ready to print")
    letters.add_argument("--out", type=Path, required=True, metavar="DIR", help="输出目录 folder to write to")
    reports = _add(commands, "report", "生成报告 make a report", json_too=False)
    session = _add(
        reports.add_subparsers(dest="report", required=True, metavar="报告 report"),
        "session",
        "会议建议答复情况报告 summary report of a session",
    )
    session.add_argument("--out", type=Path, required=True, metavar="DIR", help="输出目录 folder to write to")
    session.add_argument(
        "--session", metavar="会议", help="届次，默认最近一次 the session; the latest by default"
    )
    due = _add(commands, "due", "计算期限并说明依据 due days with their sums")
    due.add_argument(
        "--file", type=Path, required=True, metavar="FILE",
        help="CSV：start、value、unit（day、workday、month）、direction（after、before） questions, one a row",
    )  # fmt: skip
    _add(commands, "check", "检查本机安装 check this installation")
    for hidden in ("prepare", "worker"):
        commands.add_parser(hidden).set_defaults(json=False)
    return top


def _add_account(commands) -> None:
    account = _add(
        commands, "account", "开设账号，或给已有账号换新密码 open an account, or give one a new password"
    )
    account.add_argument("username", metavar="用户名", help="小写字母和数字 small letters and digits")
    account.add_argument("--name", metavar="姓名", help="开设新账号时必填 needed for a new account")
    account.add_argument(
        "--role",
        metavar="角色",
        default="system_admin",
        help="系统管理员（默认）、联络处工作人员等，中文或英文 system_admin (the default), liaison_office, …",
    )
    account.add_argument(
        "--unit", metavar="部门", default="", help="内设部门，默认院本级 a department; else the procuratorate"
    )


def _add(commands, name: str, help_text: str, json_too: bool = True) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=help_text)
    command.set_defaults(json=False)
    if json_too:
        command.add_argument(
            "--json",
            action="store_true",
            help="标准输出只含一个 JSON 对象 exactly one JSON object on standard output",
        )
    return command


def _add_imports(kinds) -> None:
    roster = _add(kinds, "roster", "代表委员名册 roster of deputies or members")
    roster.add_argument(
        "--body",
        metavar="机构",
        help="届别，如“第十四届全国人民代表大会” the body, when no title row tells it",
    )
    matters = _add(kinds, "matters", "建议提案目录 list of suggestions or proposals")
    matters.add_argument(
        "--session",
        metavar="会议",
        help="届次，如“省十四届人大四次会议” the session, when no title row tells it",
    )
    referrals = _add(kinds, "referrals", "转交案件台账 register of referred cases")
    referrals.add_argument(
        "--as", dest="importer", metavar="用户名",
        help="以哪位联络处工作人员的名义导入（列入知悉范围）；只有一位时可省略 the clerk who takes the cases over",
    )  # fmt: skip
    for kind in (roster, matters, referrals):
        kind.add_argument("file", type=Path, metavar="FILE", help="xlsx 或 csv 文件 workbook or csv file")
        kind.add_argument(
            "--dry-run", action="store_true", help="只核对不写入 say what would happen, write nothing"
        )


def main(arguments: list[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese ends no command
    answer, as_json = sys.stdout, "--json" in words
    with redirect_stdout(sys.stderr if as_json else sys.stdout):
        status, facts = _run(words)
    if as_json:
        ascii_only = answer.encoding.lower().replace("-", "") != "utf8"
        print(json.dumps(facts, ensure_ascii=ascii_only, default=str), file=answer, flush=True)
    return status


def _run(words: list[str]) -> tuple[int, dict]:
    """The command's status and facts; whatever goes wrong becomes a sentence and status 2."""
    try:
        wanted = parser().parse_args(words)
        if wanted.command == "up":
            from lianluo.config import supervisor  # noqa: PLC0415 slow import

            return supervisor.up(), {}
        return _with_office(wanted)
    except KeyboardInterrupt:
        return _not_done("已中断。 Interrupted.")
    except SystemExit as refusal:
        if isinstance(refusal.code, str):  # a setting that cannot be used
            return _not_done(refusal.code)
        raise
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            traceback.print_exc(file=sys.stderr)
        return _not_done(sentence or str(error) or type(error).__name__)


def _with_office(wanted: argparse.Namespace) -> tuple[int, dict]:
    from django.conf import settings  # noqa: PLC0415 slow import

    from lianluo.foundation import postgres  # noqa: PLC0415 slow import

    if wanted.command != "worker":  # which stops in its own order
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        if not settings.DATABASE_URL:
            stack.enter_context(postgres.serving(settings.DATA))
        import django  # noqa: PLC0415 slow import

        django.setup()
        from lianluo.config import commands  # noqa: PLC0415 slow import

        return commands.run(wanted)


def _not_done(sentence: str) -> tuple[int, dict]:
    print(f"未完成 Not done: {sentence}", file=sys.stderr)
    return NOT_DONE, {"error": sentence}


def _sentence(error: Exception) -> str | None:
    """What the person at the terminal can act on; None for an error of the program, whose traceback is wanted."""
    if type(error).__module__.startswith("lianluo.") or isinstance(error, WrongLine):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        where, why = error.filename, error.strerror
        return f"无法读写 {where}（{why}）。 {where} cannot be read or written: {why}."
    if type(error).__name__ == "OperationalError":  # psycopg's or Django's, neither of which is loaded yet
        why = str(error).splitlines()[0]
        return f"数据库无法使用：{why}。 The database cannot be used."
    return None


if __name__ == "__main__":
    sys.exit(main())
