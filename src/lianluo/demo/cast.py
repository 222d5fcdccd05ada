"""The people of the demonstration office and their posts."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date
from pathlib import Path

from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM, Actor, actor_in
from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.units.models import Unit

ACCOUNTS_FILE = "demo-accounts.json"
CLERK, LEADER = "zhoujingyi", "zhengyan"
# user name, name, department ("" is the procuratorate itself), role, title of the post
PEOPLE = (
    (CLERK, "周静怡", "办公室", Role.LIAISON_OFFICE, "代表联络处干部"),
    (LEADER, "郑岩", "", Role.LEADER, "副检察长"),
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
# These work on matters as well, but have no password: hashing one takes half a second. The system administrator sets it.
STAFF = (
    ("chenluyan", "谌鹭言", "", Role.LEADER, "副检察长"),
    ("wuhongqiao", "邬虹桥", "办公室", Role.LIAISON_OFFICE, "代表联络处干部"),
    *(
        person
        for number, (department, head, handler) in enumerate(
            (
                ("办公室", "庾长风", "逄以宁"),
                ("政治部", "郦松年", "仇明岚"),
                ("第四检察部", "濮疏桐", "靳念之"),
                ("第五检察部", "缪承砚", "岑朗月"),
                ("第六检察部", "柏思齐", "卜汀兰"),
                ("第七检察部", "翟景行", "巩云舒"),
                ("第八检察部", "冉砚秋", "应望舒"),
                ("第九检察部", "喻若棠", "隋书瑶"),
                ("第十检察部", "植牧野", "闵星野"),
                ("法律政策研究室", "厉知远", "佘南星"),
                ("案件管理办公室", "钮清越", "邰见川"),
                ("计划财务装备局", "奚守拙", "阚予安"),
                ("司法警察总队", "沙长庚", "宣亦舟"),
            ),
            1,
        )
        for person in (
            (f"head{number:02d}", head, department, Role.DEPARTMENT_HEAD, "主任"),
            (f"officer{number:02d}", handler, department, Role.HANDLER, "检察官"),
        )
    ),
)


class Cast:
    """Who acts in the demonstration office, by department and role."""

    def __init__(self, office: Unit):
        self.office = office
        posts = Post.objects.filter(unit__path__startswith=office.path, user__username__in=_USERNAMES)
        rows = posts.select_related("unit__parent__parent", "user").order_by("id")
        self.actors: dict[str, Actor] = {row.user.username: actor_in(row) for row in rows}
        self.by_post = {(actor.unit.name, actor.role): actor for actor in reversed(self.actors.values())}
        self.departments = {actor.unit.name: actor.unit for actor in self.actors.values()}
        self.clerk, self.leader = self.actors[CLERK], self.actors[LEADER]

    def head(self, department: str) -> Actor:
        return self.by_post[department, Role.DEPARTMENT_HEAD]

    def handler(self, department: str) -> Actor:
        return self.by_post[department, Role.HANDLER]

    def leader_of(self, department: str) -> Actor:
        """郑岩 is in charge of the numbered departments up to the fifth, 谌鹭言 of the others."""
        own = department in ("第一检察部", "第二检察部", "第三检察部", "第四检察部", "第五检察部")
        return self.leader if own else self.actors["chenluyan"]


_USERNAMES = [person[0] for person in (*PEOPLE, *STAFF)]


def load_people(office: Unit) -> dict[str, str]:
    """Users and posts that are missing; user name → password of the new ones that have one."""
    made = {}
    departments = {unit.name: unit for unit in Unit.objects.departments_of(office)}
    known = set(User.objects.values_list("username", flat=True))
    since = date(clock.today().year - 1, 1, 1)
    for number, (username, name, department, role, title) in enumerate((*PEOPLE, *STAFF), 1):
        if username in known:
            continue
        password = secrets.token_urlsafe(12) if number <= len(PEOPLE) else None
        user = register_user(
            SYSTEM, office, username=username, name=name, password=password, phone=f"024-0000{number:04d}"
        )
        appoint(SYSTEM, user, unit=departments.get(department, office), role=role, title=title, from_on=since)
        if password:
            made[username] = password
    return made


def write_accounts(
    folder: Path, made: dict[str, str], deputies: dict[str, dict[str, str]] | None = None
) -> None:
    """Adds the passwords, and the links of deputies, to the private file in the folder; only its owner may read it."""
    path = folder / ACCOUNTS_FILE
    roles = {username: (name, department, role, title) for username, name, department, role, title in PEOPLE}
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for username, password in made.items():
        name, department, role, title = roles[username]
        kept[username] = {"password": password, "name": name, "unit": department, "role": role, "post": title}
    kept |= deputies or {}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False, indent=1)
