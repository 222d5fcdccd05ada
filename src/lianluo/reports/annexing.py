"""The rows of the annex: who raised what, and what was done, from the replies that were signed off (domain §14.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from lianluo.documents.papers import chinese_date
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint, Signatory
from lianluo.reports.queries import Snapshot

LONGEST = 600  # characters of an opinion in its cell
_BATCH = 1_000


def groups_of(snapshot: Snapshot) -> list[dict]:
    """[{"topic", "rows": [{"name", "group", "opinion", "handling"}]}] of every matter counted, by department."""
    return [
        {"topic": label, "rows": [row for keys in _cut(ids) for row in _rows(keys)]}
        for label, ids in snapshot.by["department"].items()
    ]


def _cut(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _rows(ids: list[int]) -> Iterable[dict]:
    return (_row(matter) for matter in _matters().filter(pk__in=ids).order_by("kind", "outside_number", "pk"))


def _matters() -> QuerySet[Matter]:
    replies = Reply.objects.filter(stage=Reply.Stage.SIGNED_OFF).select_related("result_class")
    replies = replies.prefetch_related(Prefetch("points", ReplyPoint.objects.order_by("position")))
    assignments = Assignment.objects.current().select_related("department")
    return Matter.objects.prefetch_related(
        Prefetch("assignments", assignments.prefetch_related(Prefetch("replies", replies))),
        Prefetch("signatories", Signatory.objects.only("matter_id", "role")),
    )


def _row(matter: Matter) -> dict:
    count = len(matter.signatories.all())
    several = f"等{count}名" if count > 1 else ""
    return {
        "name": f"{matter.lead_name or '未注明'}{several}",
        "group": matter.lead_group,
        "opinion": _opinion(matter),
        "handling": _handling(matter),
    }


def _opinion(matter: Matter) -> str:
    """The title, and what was asked for unless it says the same."""
    content = " ".join(matter.content.split())
    head = f"{matter.title}（{matter.label}）"
    if not content or matter.title_derived:
        head = f"{content or matter.title}（{matter.label}）"
        content = ""
    text = f"{head}\n{content}" if content else head
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + "……"


def _handling(matter: Matter) -> str:
    answered = [
        (row, reply)
        for row in matter.assignments.all()
        for reply in row.replies.all()
        if reply.round == matter.round
    ]
    if answered:
        said = [_answer(row, reply, len(answered) > 1) for row, reply in answered]
        return "\n".join([*said, _state(matter)])
    return _state(matter)


def _answer(row: Assignment, reply: Reply, named: bool) -> str:
    points = [point for point in reply.points.all() if point.answer.strip()]
    head = f"{row.department.label}：" if named else ""
    marks = [f"{point.position}. " if len(points) > 1 else "" for point in points]
    text = "\n".join(f"{mark}{point.answer.strip()}" for mark, point in zip(marks, points, strict=True))
    mark = f"（办理结果：{reply.result_class.code}类）" if reply.result_class else ""
    return head + text + mark


def _state(matter: Matter) -> str:
    """Where it stands, in one sentence."""
    if matter.mode == Matter.Mode.REFERENCE:
        return "作为参阅件转有关部门研究工作时参考。"
    if matter.mode == Matter.Mode.CO:
        return "已向主办单位提出协办意见。" if matter.replied_on else "正在研究提出协办意见。"
    if matter.replied_on:
        return f"已于{chinese_date(matter.replied_on)}答复。"
    if matter.stage == Matter.Stage.SIGNED_OFF:
        return "答复已签发，待寄出。"
    if matter.stage == Matter.Stage.REGISTERED:
        return "已登记，正在分解交办。"
    until = f"，办理期限{chinese_date(matter.due_on)}" if matter.due_on else ""
    return f"正在办理{until}。"
