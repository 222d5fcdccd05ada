"""Two procuratorates with every role, and one thing of each workflow in the hands of the first."""

from __future__ import annotations

from datetime import date

from lianluo.accounts.actor import SYSTEM, Actor, actor_in
from lianluo.accounts.models import Post, Role, User
from lianluo.correspondence.models import Briefing, Letter, Reaction, Recipient
from lianluo.foundation import clock
from lianluo.liaison.models import (
    Handover,
    HandoverLine,
    Remark,
    RoundStop,
    RoundTeam,
    TieProposal,
    Visit,
    VisitRound,
)
from lianluo.matters.models import (
    Assignment,
    BreakdownPlan,
    ListeningGroup,
    Matter,
    Referral,
    ReferralAccess,
    ReferralText,
    Reply,
    SessionMode,
    Signatory,
    VoicedOpinion,
)
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.models import Person
from lianluo.reports.models import SessionReport
from lianluo.rules.actions import seeding
from lianluo.units.actions.unit import place_unit
from lianluo.units.models import Unit

# name → (unit, role)
OWN = {
    "clerk": ("office", Role.LIAISON_OFFICE),
    "head": ("department", Role.DEPARTMENT_HEAD),
    "handler": ("department", Role.HANDLER),
    "second_handler": ("department", Role.HANDLER),
    "next_head": ("next", Role.DEPARTMENT_HEAD),
    "next_handler": ("next", Role.HANDLER),
    "listener": ("next", Role.HANDLER),
    "leader": ("organ", Role.LEADER),
    "chief": ("organ", Role.CHIEF),
    "sysadmin": ("organ", Role.SYSTEM_ADMIN),
    "secadmin": ("organ", Role.SECURITY_ADMIN),
    "auditor": ("organ", Role.AUDITOR),
}
FOREIGN = ("clerk", "head", "handler", "leader", "chief")


def everybody() -> dict[str, Actor]:
    top = _unit(None, "最高人民检察院", Unit.Level.NATIONAL)
    own, foreign = _organ(top, "甲省人民检察院"), _organ(top, "乙省人民检察院")
    people = {name: _actor(name, own[unit], role) for name, (unit, role) in OWN.items()}
    for name in FOREIGN:
        unit, role = OWN[name]
        people[f"foreign_{name}"] = _actor(f"foreign_{name}", foreign[unit], role)
    return people | {"console": SYSTEM}


def things_in(people: dict[str, Actor]) -> dict[str, object]:
    seeding.seed()
    organ, department = people["leader"].organ, people["head"].unit
    clerk, handler = people["clerk"].user, people["handler"].user
    day = date(2026, 2, 20)
    deputy = Person.objects.create(keeper=organ, name="某代表")
    matter = Matter.objects.create(
        office=organ, kind="suggestion", title="关于某事的建议", handed_over_on=day, due_on=day, mode="lead"
    )
    Signatory.objects.create(matter=matter, person=deputy, role="lead")
    session = session_of(
        term_of("deputy", "provincial", "甲省", 14, "甲省第十四届人民代表大会"), 4, "四次会议"
    )
    assignment = Assignment.objects.create(matter=matter, department=department, role="lead", handler=handler)
    case = _referral(people, deputy, day)
    mode, opinion = _voiced(people, deputy, session)
    visit = Visit.objects.create(
        office=organ, officer=handler, unit=department, form="door", planned_on=day, on=day, recorded_by=handler,
        recorded_at=clock.now(), approved_on=day, follow_up="寄送材料",
    )  # fmt: skip
    return {
        "office": organ,
        "referral": case,
        "session_mode": mode,
        "voiced": opinion,
        "referral_text": ReferralText.objects.create(
            referral=case, kind="result", text="结果", drafted_by=handler
        ),
        "matter": matter,
        "assignment": assignment,
        "reply": Reply.objects.create(assignment=assignment, drafted_by=handler),
        "plan": BreakdownPlan.objects.create(office=organ, title="分解方案", drawn_up_by=clerk),
        "letter": Letter.objects.create(office=organ, person=deputy, title="答复", composed_by=clerk),
        "person": deputy,
        **_briefing(organ, deputy),
        "visit": visit,
        "remark": Remark.objects.create(
            visit=visit, person=deputy, words="建议", kind="everyday_opinion", made_by=handler
        ),
        "visit_round": _round(people, deputy, day),
        "tie_proposal": TieProposal.objects.create(office=organ, day=day),
        "handover": _handover(people, deputy, day),
        "report": SessionReport.objects.create(office=organ, session=session, title="报告", as_of=day),
    }


def _briefing(organ: Unit, deputy: Person) -> dict[str, object]:
    """On a major matter, with one recipient and his reaction; and a periodic one."""
    moment = {"sent_at": clock.now(), "approved_at": clock.now()}
    major, periodic = (
        Briefing.objects.create(office=organ, kind=kind, title="通报", **moment)
        for kind in ("major", "periodic")
    )
    recipient = Recipient.objects.create(briefing=major, person=deputy, name=deputy.name, way="print")
    reaction = Reaction.objects.create(recipient=recipient, kind="useful")
    return {"briefing": major, "periodic": periodic, "recipient": recipient, "reaction": reaction}


def _round(people: dict[str, Actor], deputy: Person, day: date) -> VisitRound:
    made = VisitRound.objects.create(
        office=people["leader"].organ,
        name="分片走访",
        from_on=day,
        until_on=day,
        made_by=people["clerk"].user,
    )
    team = RoundTeam.objects.create(round=made, officer=people["handler"].user)
    RoundStop.objects.create(round=made, team=team, on=day, city="沈阳", person=deputy)
    return made


def _handover(people: dict[str, Actor], deputy: Person, day: date) -> Handover:
    """From the handler to a colleague of the other department."""
    made = Handover.objects.create(
        office=people["leader"].organ, giver=people["handler"].user, day=day, signed_at=clock.now()
    )
    HandoverLine.objects.create(handover=made, person=deputy, taker=people["next_handler"].user)
    return made


def _voiced(people: dict[str, Actor], deputy: Person, session) -> tuple[SessionMode, VoicedOpinion]:
    """Session mode with one listening group, and an opinion its member took down, in the department's hands."""
    organ, listener, today = people["leader"].organ, people["listener"].user, clock.today()
    mode = SessionMode.objects.create(office=organ, session=session, from_on=today, until_on=today)
    group = ListeningGroup.objects.create(mode=mode, name="第一听会组")
    group.members.add(listener)
    matter = Matter.objects.create(
        office=organ,
        kind="deliberation_opinion",
        title="审议意见",
        handed_over_on=today,
        department=people["head"].unit,
    )
    Assignment.objects.create(matter=matter, department=people["head"].unit, role="lead")
    opinion = VoicedOpinion.objects.create(
        mode=mode, matter=matter, person=deputy, words="建议加强监督。", voiced_at=clock.now(), place="group",
        listener=listener, group=group, draft_token="1", answer_due_at=clock.now(), answer="已研究。",
    )  # fmt: skip
    return mode, opinion


def _referral(people: dict[str, Actor], deputy: Person, day: date) -> Referral:
    """A referred case with its clerk, its leader, its department and its handler on the list."""
    organ, clerk = people["leader"].organ, people["clerk"].user
    shell = Matter.objects.create(office=organ, kind="referred_case", title="转交案件", handed_over_on=day)
    case = Referral.objects.create(
        matter=shell, number="转案〔2026〕1号", chain="direct", came_by="letter", person=deputy, received_on=day,
        case_name="某案", unit=people["head"].unit, handler=people["handler"].user, leader=people["leader"].user,
        outcome="终结", registered_by=clerk,
    )  # fmt: skip
    let_in = [(people[name].unit, people[name].user) for name in ("clerk", "leader", "handler")]
    for unit, user in [*let_in, (people["head"].unit, None)]:
        ReferralAccess.objects.create(
            referral=case, unit=unit, user=user, why="办理", from_on=day, granted_by=clerk
        )
    return case


def _organ(top: Unit, name: str) -> dict[str, Unit]:
    organ = _unit(top, name, Unit.Level.PROVINCIAL)
    parts = {"office": "办公室", "department": "第二检察部", "next": "第三检察部"}
    return {"organ": organ} | {
        key: place_unit(organ, kind=Unit.Kind.DEPARTMENT, name=name) for key, name in parts.items()
    }


def _unit(parent: Unit | None, name: str, level: str) -> Unit:
    return place_unit(parent, kind=Unit.Kind.PROCURATORATE, name=name, level=level)


def _actor(name: str, unit: Unit, role: str) -> Actor:
    user = User.objects.create(username=name, name=name)
    return actor_in(Post.objects.create(user=user, unit=unit, role=role, from_on=date(2020, 1, 1)))
