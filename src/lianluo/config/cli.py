"""The console command. Exit status: 0 done as asked, 1 done but rows were refused, 2 not done.

With --json, standard output holds one JSON object and nothing else; everything else goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import django

DONE, REFUSED, NOT_DONE = 0, 1, 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lianluo", description="联络：代表委员联络工作台 · liaison desk of a people's procuratorate"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    imports = commands.add_parser("import", help="导入名册或清单 · import a roster or a list of matters")
    kinds = imports.add_subparsers(dest="family", required=True, metavar="roster|matters")
    for family, option, help_text in (
        ("roster", "--body", "人大或政协及届次，表头没有写明时必填 · congress or committee and term"),
        ("matters", "--session", "届次会议，表头没有写明时必填 · session"),
    ):
        kind = kinds.add_parser(family)
        kind.add_argument("file", type=Path, metavar="FILE")
        kind.add_argument(option, dest="named", default="", metavar="TEXT", help=help_text)
        kind.add_argument("--dry-run", action="store_true", help="只核对，不写入 · judge, write nothing")
        kind.add_argument("--json", action="store_true", help="结果为一个 JSON 对象 · one JSON object")
    check = commands.add_parser("check", help="检查运行环境 · check database, units and dictionaries")
    check.add_argument("--json", action="store_true")
    return parser


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianluo.config.settings")
    django.setup()
    from lianluo.config import commands  # noqa: PLC0415 app ready

    run = {"import": commands.import_file, "check": commands.check}[asked.command]
    status, result, sentence = run(asked)
    if sentence:
        print(sentence, file=sys.stderr)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))
    elif result:
        print(commands.as_text(result))
    return status


if __name__ == "__main__":
    sys.exit(main())
