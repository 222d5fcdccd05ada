"""The report's text in the office's own style, from counts alone: no database, no figure that is not in `figures`.

Official papers are Chinese whatever language the pages are in. A sentence about nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianluo.matters.procedures import procedure_of
from lianluo.reports.figures import KINDS, MODES, OTHERS_OF, share

Counts = Mapping[str, int]

_KIND_WORDS = {kind: (procedure_of(kind).counted_as, procedure_of(kind).unit_word) for kind in KINDS}
_LEFT_WORDS = {
    "withdrawn": "已按程序撤回", "converted": "已转为其他类别办理", "transferred": "已转其他机关办理",
    "not_registered": "未予立案",
}  # fmt: skip
_MODE_WORDS = {
    "sole": "独办", "lead": "主办", "separate": "分办", "co": "协办", "reference": "参阅",
}  # fmt: skip


@dataclass(frozen=True)
class Naming:
    """Words that differ by session: its short name, what its people and their matters are called."""

    session: str
    people: str = "代表"
    matters: str = "代表意见建议"

    @property
    def title(self) -> str:
        return f"关于{self.session}{self.matters}答复情况的报告"

    @property
    def annex_title(self) -> str:
        return f"{self.session}{self.matters}办理落实情况"


def naming(session: str, is_committee: bool) -> Naming:
    return Naming(session, "委员", "委员提案") if is_committee else Naming(session)


def percent(counts: Counts, numerator: str, denominator: str) -> str:
    """A rate as the report writes it: 92.5%, 100%; — where nothing can be divided."""
    found = share(counts[numerator], counts[denominator])
    return "—" if found is None else f"{found:.1f}".removesuffix(".0") + "%"


def sections(
    counts: Counts, classes: list[tuple[str, str]], words: Naming, departments: int, groups: int
) -> list[dict]:
    """The four numbered parts: [{"heading", "text"}], one paragraph a line."""
    parts = (
        ("基本情况", _basics(counts, words, groups)),
        ("办理工作情况", _handling(counts, words, departments)),
        ("答复和反馈情况", [*_replies(counts, classes, words), *_feedback(counts, words)]),
        ("存在问题和下一步工作", _next(counts, words)),
    )
    marks = "一二三四"
    return [
        {"heading": f"{marks[n]}、{heading}", "text": "\n".join(filter(None, found))}
        for n, (heading, found) in enumerate(parts)
    ]


def _listed(pairs: list[tuple[str, int, str]]) -> str:
    return "、".join(f"{word}{count}{unit}" for word, count, unit in pairs if count)


def _basics(c: Counts, words: Naming, groups: int) -> list[str]:
    kinds = _listed([(*_with(c[KINDS[kind]], word),) for kind, word in _KIND_WORDS.items()])
    modes = _listed([(word, c[MODES[mode]], "件") for mode, word in _MODE_WORDS.items()])
    own = c["organisation_times"]
    raised = (
        f"由{c['persons']}名{words.people}提出（含联名共{c['person_times'] - own}人次）"
        if c["persons"]
        else ""
    )
    group = "界别" if words.people == "委员" else "代表团"
    raised += f"，涉及{groups}个{group}" if raised and groups else ""
    raised += f"{'，另' if raised else ''}以单位、集体名义提出{own}件次" if own else ""
    gone = "、".join(f"{c[name]}件{word}" for name, word in _LEFT_WORDS.items() if c[name])
    left = f"另有{gone}，不计入以下各项。" if gone else ""
    return [
        f"{words.session}以来，我院共收到交由我院办理的{words.matters}{c['total']}件"
        f"{'，' + raised if raised else ''}。{left}",
        f"按类别分，{kinds}。" if kinds else "",
        f"按承办方式分，{modes}。其中需由我院直接答复{words.people}的{c['needing_reply']}件。"
        if modes
        else "",
        _by_statute(c),
        _apart(c),
    ]


def _by_statute(c: Counts) -> str:
    """The kinds that the statute counts, where others stand beside them."""
    if not c["statutory_total"] or c["statutory_total"] == c["total"]:
        return ""
    return (
        f"其中，依法统计的代表建议、批评和意见{c['statutory_total']}件，需答复{c['statutory_needing_reply']}件，"
        f"已答复{c['statutory_replied']}件，办复率{percent(c, 'statutory_replied', 'statutory_needing_reply')}；"
        f"其余类别分别统计，见表3。"
    )


def _apart(c: Counts) -> str:
    """Kinds with their own procedure: counted for themselves, never added to the above."""
    found = [
        f"{row.counted_as}{c[name]}{row.unit_word}（已答复或办结{c[f'{name}_done']}{row.unit_word}）"
        for row, name in ((procedure_of(kind), name) for kind, name in OTHERS_OF.items())
        if c.get(name)
    ]
    return f"另单独统计：{'、'.join(found)}，不计入上述数字。" if found else ""


def _with(count: int, word: tuple[str, str]) -> tuple[str, int, str]:
    return word[0], count, word[1]


def _handling(c: Counts, words: Naming, departments: int) -> list[str]:
    pending = f"，尚有{c['unassigned']}件正在分解交办" if c["unassigned"] else ""
    shared = f"重点督办{c['key']}件。" if c["key"] else ""
    co = c[MODES["co"]]
    return [
        f"经分解交办，{c['assigned']}件由{departments}个部门承办{pending}（见表1、表2）。{shared}",
        _contacts(c, words) if c["contact_due"] else "",
        f"协办的{co}件中，已向主办单位提出协办意见{c['opinion_given']}件，尚待提出{c['opinion_due']}件。"
        if co
        else "",
    ]


def _contacts(c: Counts, words: Naming) -> str:
    gates = (("before", "办前联系"), ("during", "办中沟通"), ("after", "办后回访"))
    done = "、".join(f"已{word}{c[f'{gate}_contacted']}件" for gate, word in gates)
    excepted = _listed([(word, c[f"{gate}_excepted"], "件") for gate, word in gates])
    reasons = f"因故未联系并已写明原因的：{excepted}。" if excepted else ""
    lead = "第一提案人" if words.people == "委员" else f"领衔{words.people}"
    met = f"与{lead}当面沟通{c['in_person']}件，面商率{percent(c, 'in_person', 'contact_due')}。"
    return (
        f"落实办前联系、办中沟通、办后回访要求，应联系的{c['contact_due']}件中，{done}，"
        f"三个环节均已联系的{c['all_gates']}件；{met}{reasons}"
    )


def _replies(c: Counts, classes: list[tuple[str, str]], words: Naming) -> list[str]:
    if not c["needing_reply"]:
        return [f"本次会议没有需由我院直接答复{words.people}的事项。"]
    timely = (
        f"按期答复{c['on_time']}件，按时办复率{percent(c, 'on_time', 'fallen_due')}"
        f"（以已答复和已超期未答复的{c['fallen_due']}件为基数）；超期答复{c['late']}件。"
        if c["fallen_due"]
        else ""
    )
    return [
        f"截至目前，需答复的{c['needing_reply']}件中，已答复{c['replied']}件，"
        f"办复率{percent(c, 'replied', 'needing_reply')}。{timely}",
        _classes(c, classes) if c["replied"] else "",
        f"共制作答复函{c['letters']}封，"
        + _listed(
            [("已寄出待签收", c["letter_dispatched"], "封"), ("已送达", c["letter_delivered"], "封"),
             ("被退回", c["letter_returned"], "封"), ("待寄出", c["letter_composed"] + c["letter_numbered"], "封")]
        )
        + f"，已寄出的答复涉及{words.people}{c['persons_answered']}名。"
        if c["letters"]
        else "",
    ]  # fmt: skip


def _classes(c: Counts, classes: list[tuple[str, str]]) -> str:
    counted = "；".join(
        f"{code}类（{wording}）{c[f'class_{code}']}件，占{percent(c, f'class_{code}', 'replied')}"
        for code, wording in classes
        if c[f"class_{code}"]
    )
    none = f"；未分类{c['class_none']}件" if c["class_none"] else ""
    return (
        f"按办理结果分，{counted}{none}。"
        if counted
        else f"已答复件均未填写办理结果分类（{c['class_none']}件）。"
    )


def _feedback(c: Counts, words: Naming) -> list[str]:
    if not c["forms_sent"]:
        return []
    sent = f"随答复函发出征询意见表{c['forms_sent']}份，收回{c['forms_returned']}份，回收率"
    sent += f"{percent(c, 'forms_returned', 'forms_sent')}；未收回的{c['forms_silent']}份不计入满意率。"
    return [sent, _ratings(c) if c["forms_returned"] else ""]


def _ratings(c: Counts) -> str:
    axes = []
    for axis, word in (("result", "办理结果"), ("attitude", "办理态度")):
        satisfied = percent(c, f"{axis}_satisfied", "forms_returned")
        axes.append(
            f"对{word}表示满意{c[f'{axis}_satisfied']}份（占{satisfied}）、基本满意{c[f'{axis}_basically']}份、"
            f"不满意{c[f'{axis}_unsatisfied']}份"
        )
    return f"收回的{c['forms_returned']}份中，{'；'.join(axes)}。"


def _next(c: Counts, words: Naming) -> list[str]:
    again = f"对反馈不满意的，已重新办理{c['handled_again']}件，将再次听取{words.people}意见并重新答复。"
    open_ = c["needing_reply"] - c["replied"]
    left = f"尚未答复的{open_}件中，已签发待寄出{c['signed_off']}件，正在办理{c['in_hand']}件"
    left += f"，其中已超过办理期限{c['overdue']}件。" if c["overdue"] else "，均未超过办理期限。"
    promised = (
        f"答复中作出承诺{c['commitments']}项，已兑现{c['commitments_kept']}项，"
        f"未到期{c['commitments_running']}项，逾期未兑现{c['commitments_missed']}项。"
    )
    return [
        left if open_ else "",
        again if c["handled_again"] else "",
        promised if c["commitments"] else "",
        f"下一步，我院将继续跟踪尚未办结的事项，逐项落实答复中的承诺，及时向{words.people}反馈进展，自觉接受监督。",
    ]
