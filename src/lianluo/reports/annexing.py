"""The rows of the annex: who raised what, and what was done, from the replies that were signed off (domain §14.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F

from lianluo.documents.papers import chinese_date
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint, Signatory
from lianluo.reports.queries import UNKNOWN, Snapshot

LONGEST = 600  # characters of an opinion in its cell
_BATCH = 1_000
_READ = (
    "kind", "outside_number", "title", "title_derived", "content", "lead_name", "lead_group", "mode", "stage",
    "replied_on", "due_on",
)  # fmt: skip


def groups_of(snapshot: Snapshot) -> list[dict]:
    """[{"topic", "rows": [{"name", "group", "opinion", "handling"}]}] of every matter counted, by department."""
    return [
        {"topic": label, "rows": [row for keys in _cut(ids) for row in _rows(keys)]}
        for label, ids in snapshot.by["department"].items()
    ]


def _cut(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


@dataclass(frozen=True)
class Answer:
    """A signed-off reply as the annex cites it."""

    department: str
    code: str
    points: list[tuple[int, str]]


def _rows(ids: list[int]) -> Iterator[dict]:
    """Four flat reads a batch, however many rows it has."""
    answers, signed = _answers(ids), _signed(ids)
    for matter in Matter.objects.filter(pk__in=ids).only(*_READ).order_by("kind", "outside_number", "pk"):
        several = f"等{signed[matter.pk]}名" if signed.get(matter.pk, 0) > 1 else ""
        yield {
            "name": f"{matter.lead_name or UNKNOWN}{several}",
            "group": matter.lead_group,
            "opinion": _opinion(matter),
            "handling": _handling(matter, answers.get(matter.pk, [])),
        }


def _signed(ids: list[int]) -> dict[int, int]:
    counted = Signatory.objects.filter(matter__in=ids).values("matter").annotate(n=Count("pk"))
    return dict(counted.order_by().values_list("matter", "n"))


def _answers(ids: list[int]) -> dict[int, list[Answer]]:
    """By matter: the replies of its round that were signed off."""
    replies = Reply.objects.filter(
        assignment__matter__in=ids, stage=Reply.Stage.SIGNED_OFF, round=F("assignment__matter__round")
    ).exclude(assignment__stage=Assignment.Stage.SENT_BACK)
    points: dict[int, list[tuple[int, str]]] = {}
    rows = ReplyPoint.objects.filter(reply__in=replies).order_by("reply", "position")
    for reply, position, answer in rows.values_list("reply_id", "position", "answer"):
        points.setdefault(reply, []).append((position, answer.strip()))
    found: dict[int, list[Answer]] = {}
    department = "assignment__department"
    for pk, matter, short, name, code in replies.order_by("pk").values_list(
        "pk",
        "assignment__matter_id",
        f"{department}__short_name",
        f"{department}__name",
        "result_class__code",
    ):
        found.setdefault(matter, []).append(Answer(short or name, code or "", points.get(pk, [])))
    return found


def _opinion(matter: Matter) -> str:
    """The title, and what was asked for unless it says the same."""
    content = " ".join(matter.content.split())
    head = f"{matter.title}（{matter.label}）"
    if not content or matter.title_derived:
        head = f"{content or matter.title}（{matter.label}）"
        content = ""
    text = f"{head}\n{content}" if content else head
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + "……"


def _handling(matter: Matter, answers: list[Answer]) -> str:
    said = [_answer(each, len(answers) > 1) for each in answers]
    return "\n".join([*filter(None, said), _state(matter)])


def _answer(answer: Answer, named: bool) -> str:
    points = [(position, text) for position, text in answer.points if text]
    lines = [f"{position}. {text}" if len(points) > 1 else text for position, text in points]
    mark = f"（办理结果：{answer.code}类）" if answer.code else ""
    head = f"{answer.department}：" if named and (lines or mark) else ""
    return head + "\n".join(lines) + mark


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
