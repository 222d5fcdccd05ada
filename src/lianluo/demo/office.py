"""`load()`: a fictional provincial office to look around in, made through the same actions an office uses."""

from __future__ import annotations

import json
import os
import random
import secrets
import tempfile
from datetime import date
from pathlib import Path

from django.conf import settings

from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, Actor, actor_of
from lianluo.accounts.models import Role, User
from lianluo.config.office import prepare
from lianluo.demo import files
from lianluo.exchange.importing import import_file
from lianluo.foundation import clock
from lianluo.matters.models import Matter
from lianluo.units.models import Unit

SEED = 20260209
ACCOUNTS_FILE = "demo-accounts.json"
# user name, name, department ("" is the procuratorate itself), role, title of the post
PEOPLE = (
    ("zhoujingyi", "周静怡", "办公室", Role.LIAISON_OFFICE, "代表联络处干部"),
    ("zhengyan", "郑岩", "", Role.LEADER, "副检察长"),
    ("yanhuaijin", "颜怀瑾", "", Role.CHIEF, "检察长"),
    ("gongshuyao", "宫书瑶", "第一检察部", Role.DEPARTMENT_HEAD, "主任"),
    ("xunanxing", "胥南星", "第一检察部", Role.HANDLER, "检察官"),
    ("lanjianchuan", "兰见川", "第二检察部", Role.DEPARTMENT_HEAD, "主任"),
    ("qiaoyizhou", "谯亦舟", "第二检察部", Role.HANDLER, "检察官"),
    ("jingtinglan", "荆听澜", "第三检察部", Role.DEPARTMENT_HEAD, "主任"),
    ("youqinghe", "游青禾", "第三检察部", Role.HANDLER, "检察官"),
    ("sysadmin", "蒲守拙", "检察技术信息部", Role.SYSTEM_ADMIN, "系统管理员"),
    ("secadmin", "晏予安", "检察技术信息部", Role.SECURITY_ADMIN, "安全管理员"),
    ("auditor", "卓清越", "检务督察部", Role.AUDITOR, "审计管理员"),
)


def load() -> dict[str, str]:
    """User name → password of the accounts made by this call; {} when they are there already. Safe to run again.

    Prepares the database. Passwords are written once to `<DATA>/demo-accounts.json`, which only its owner may read.
    """
    office = prepare()
    made = load_people(office)
    if made:
        _write_accounts(Path(settings.DATA) / ACCOUNTS_FILE, made)
    load_register(actor_of(User.objects.get(username=PEOPLE[0][0])) or SYSTEM, office)
    return made


def load_people(office: Unit) -> dict[str, str]:
    """Users and posts that are missing; user name → password of the new ones."""
    made = {}
    departments = {unit.name: unit for unit in Unit.objects.departments_of(office)}
    known = set(User.objects.values_list("username", flat=True))
    for username, name, department, role, title in PEOPLE:
        if username in known:
            continue
        made[username] = secrets.token_urlsafe(12)
        user = register_user(SYSTEM, office, username=username, name=name, password=made[username])
        since = date(clock.today().year - 1, 1, 1)
        appoint(SYSTEM, user, unit=departments.get(department, office), role=role, title=title, from_on=since)
    return made


def load_register(actor: Actor, office: Unit, today: date | None = None) -> None:
    """Deputies and matters, unless the office has matters already (their dates stand around the day of loading)."""
    if Matter.objects.filter(office=office).exists():
        return
    dice = random.Random(SEED)
    deputies = files.deputies(dice)
    with tempfile.TemporaryDirectory() as folder:
        roster, matters = Path(folder) / "代表名册.csv", Path(folder) / "建议清单.csv"
        roster.write_text(files.roster(deputies, dice), encoding="utf-8")
        matters.write_text(files.matters(deputies, today or clock.today(), dice), encoding="utf-8")
        import_file(actor, office, "roster", roster)
        import_file(actor, office, "matters", matters)


def _write_accounts(path: Path, made: dict[str, str]) -> None:
    roles = {username: (name, department, role, title) for username, name, department, role, title in PEOPLE}
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for username, password in made.items():
        name, department, role, title = roles[username]
        kept[username] = {"password": password, "name": name, "unit": department, "role": role, "post": title}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False, indent=1)
