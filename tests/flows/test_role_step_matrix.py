"""Who may take which step from which stage. The tables are the office's rule; the code must agree with every cell.

People of the procuratorate that keeps the matter: clerk (liaison office), head and handler of the department that has
it, leader, chief, the three administrators; listener is of the session's listening group and of the other department; second_handler stands in the same department, but is not named; next_head
and next_handler in another department. The foreign_… hold the same posts in another procuratorate, and the console is
the system itself. The briefing is on a major matter. Whoever does not stand in a line is refused; so is every stage that does not stand there.
"""

from importlib import import_module
from pkgutil import iter_modules

import pytest

import lianluo.correspondence.actions
import lianluo.exchange.permissions  # registers
import lianluo.liaison.actions
import lianluo.matters.actions
import lianluo.reports.actions
from lianluo.accounts.actor import SYSTEM, deputy_of
from lianluo.foundation.permissions import Refused, holds
from lianluo.foundation.workflow import WORKFLOWS, NotReady, WrongStage
from tests.flows.roles import everybody, things_in

STEPS = """
workflow    step                stages                                               who
----------------------------------------------------------------------------------------------------------------
matter      hand_over           registered                                           clerk
matter      send_opinion        signed_off                                           clerk
matter      record_feedback     replied closed                                       clerk
matter      handle_again        replied                                              clerk
matter      close               replied                                              clerk
matter      promise             signed_for signed_off replied closed                 clerk head handler
matter      keep_promise        signed_off replied closed                            clerk head handler
matter      decide_registration registered                                           clerk
matter      return_unregistered registered                                           clerk
matter      name_day            registered handed_over signed_for                    clerk
matter      arrange_meeting     registered handed_over signed_for                    clerk
matter      hold_meeting        registered handed_over signed_for                    clerk
matter      record_answer       registered handed_over signed_for signed_off         clerk
matter      report_upward       replied                                              clerk
matter      conclude            signed_for                                           clerk
matter      merge               registered handed_over signed_for                    clerk
matter      unmerge             registered handed_over signed_for                    clerk
matter      convert             registered handed_over signed_for                    clerk
matter      transfer            registered handed_over signed_for                    clerk
matter      file_for_record     registered handed_over signed_for signed_off replied closed clerk
matter      take_on_record
matter      pause               registered handed_over signed_for signed_off         clerk
matter      resume              registered handed_over signed_for signed_off         clerk
matter      ask_extension       registered handed_over signed_for signed_off         clerk head handler
matter      grant_extension     registered handed_over signed_for signed_off         clerk
matter      refuse_extension    registered handed_over signed_for signed_off         clerk
matter      revoke_extension    registered handed_over signed_for signed_off         clerk
matter      withdraw            registered handed_over signed_for                    clerk
plan        edit                drafted                                              clerk
plan        submit              drafted                                              clerk
plan        approve             submitted                                            leader chief
plan        return              submitted                                            leader chief
plan        publish             approved                                             clerk
assignment  sign_for            handed_over                                          head
assignment  ask_return          handed_over signed_for                               head
assignment  accept_return       return_asked                                         clerk
assignment  refuse_return       return_asked                                         clerk
assignment  hand_on
assignment  record_contact      signed_for fulfilled                                 head handler
assignment  draft               signed_for                                           head handler
assignment  give_opinion        signed_for                                           head handler
assignment  read                handed_over signed_for                               head handler
reply       edit                drafted                                              head handler
reply       submit              drafted                                              head handler
reply       pass_as_head        submitted                                            head
reply       pass_as_office      reviewed                                             clerk
reply       sign_off            checked                                              leader chief
reply       return_for_redraft  submitted                                            head
reply       return_for_redraft  reviewed                                             clerk
reply       return_for_redraft  checked                                              leader chief
referral    screen              registered                                           clerk
referral    check_interest      registered screened record_checked approved          clerk
referral    file_record         screened                                             clerk
referral    lay_before          record_checked                                       clerk
referral    record_late         handed_over signed_for met result_approved           clerk
referral    record_late         feedback_approved fed_back closed                    clerk
referral    name_leader         handed_over signed_for met result_approved           clerk
referral    name_leader         feedback_approved                                    clerk
referral    approve             record_checked                                       leader
referral    return              record_checked                                       leader
referral    hand_over           approved                                             clerk
referral    sign_for            handed_over                                          head
referral    send_back           handed_over                                          head
referral    contact             signed_for met result_approved feedback_approved      clerk head handler
referral    answer              registered screened record_checked approved          clerk head handler
referral    answer              handed_over signed_for met                           clerk head handler
referral    progress            signed_for met                                       head handler
referral    choose_outcome      signed_for met                                       head handler
referral    ask_extension       signed_for met                                       head handler
referral    grant_extension     signed_for met                                       leader
referral    refuse_extension    signed_for met                                       leader
referral    revoke_extension    signed_for met                                       leader
referral    feed_back           feedback_approved                                    clerk head handler
referral    rate                fed_back closed                                      clerk
referral    close               fed_back                                             clerk
referral    close_unfed         result_approved feedback_approved                    clerk
referral    archive             closed                                               clerk
referral    turn_away           registered screened                                  clerk
referral    withdraw            registered screened record_checked approved          clerk
referral    withdraw            handed_over signed_for met result_approved           clerk
referral    withdraw            feedback_approved                                    clerk
referral_text write             drafted                                              head handler
referral_text submit            drafted                                              head handler
referral_text approve           submitted                                            leader
referral_text return            submitted                                            leader
session_mode voice              open                                                 clerk listener
session_mode arrange            open                                                 clerk
session_mode close              open                                                 clerk
voiced      answer              handed_over                                          head handler second_handler
voiced      sign_for            handed_over                                          head handler second_handler
voiced      send_back           handed_over                                          head handler second_handler
voiced      reassign            handed_over                                          clerk listener
voiced      correct             handed_over                                          clerk listener
voiced      withdraw            handed_over                                          clerk
voiced      check               answered                                             clerk
voiced      return_for_redraft  answered checked                                     clerk
voiced      tell                checked                                              clerk listener
voiced      tell                checked                                              head handler second_handler
letter      edit                composed                                             clerk console
letter      number              composed                                             clerk console
letter      revise              numbered                                             clerk console
letter      drop_revision       numbered                                             clerk console
letter      dispatch            numbered                                             clerk
letter      deliver             dispatched                                           clerk
letter      record_return       dispatched                                           clerk
letter      resend              returned                                             clerk
letter      correct             numbered dispatched delivered returned               clerk console
letter      supersede           composed numbered dispatched delivered returned      clerk console
briefing    edit                drafted                                              clerk console
briefing    choose              drafted                                              clerk console
briefing    submit              drafted                                              clerk console
briefing    approve             submitted                                            chief
briefing    return              submitted                                            chief
briefing    take_back           submitted approved                                   clerk console
briefing    send                approved                                             clerk console
briefing    correct             sent                                                 clerk console
briefing    discard             drafted                                              clerk console
visit       record              planned returned                                     clerk handler
visit       replan              planned                                              clerk handler
visit       call_off            planned                                              clerk handler
visit       approve             recorded                                             clerk head
visit       return              recorded                                             clerk head
visit       remark              recorded approved                                    clerk handler
visit       follow_up           recorded approved                                    clerk handler
visit       photograph          planned recorded returned approved                   clerk handler
visit       reopen              approved                                             clerk
visit_round redraw              drawn                                                clerk
visit_round drop_stop           drawn                                                clerk
visit_round accept              drawn                                                clerk
visit_round discard             drawing drawn                                        clerk
tie_proposal accept             drafted partly                                       clerk console
tie_proposal discard            drafted                                              clerk console
handover    name_takers         drafted                                              clerk console
handover    give                drafted                                              handler
handover    give_in_place       drafted                                              clerk console
handover    take                given                                                next_handler
handover    send_back           given                                                clerk console next_handler
handover    call_off            drafted given                                        clerk console
report      edit                drafted                                              clerk console
report      issue               drafted                                              leader chief
report      supersede           drafted                                              clerk console
"""

ACTS = """
permission             on      who
----------------------------------------------------------------------------------------------------------------
matters.register       office  clerk console
matters.plan           office  clerk
matters.referral_register office clerk
correspondence.compose office  clerk console
correspondence.print   office  clerk console
documents.arrange_templates office clerk console
correspondence.look_at_briefings office clerk leader chief foreign_clerk foreign_leader foreign_chief
correspondence.draft_briefing office clerk console
correspondence.send_briefing recipient clerk console
correspondence.approve_briefing periodic leader chief
correspondence.read_briefing recipient deputy
correspondence.settle_reaction reaction clerk console
correspondence.follow  person  clerk console deputy
people.register        office  clerk console
exchange.import_file   office  clerk console
matters.keep_session_mode office clerk
liaison.plan_round     office  clerk
liaison.settle         remark  clerk
liaison.arrange        office  clerk console
liaison.hand_on        visit   clerk console
liaison.visit          office  clerk head handler second_handler next_head next_handler listener leader chief
reports.draw_up        office  clerk console
reports.look           office  clerk leader chief foreign_clerk foreign_leader foreign_chief
"""
HANDLING = (
    "matter",
    "plan",
    "assignment",
    "reply",
    "referral",
    "referral_text",
    "session_mode",
    "voiced",
    "letter",
    "briefing",
    "visit",
    "visit_round",
    "tie_proposal",
    "handover",
    "report",
)


def lines_of(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()[2:]]


def allowed_in(workflow: str, step: str) -> dict[str, set[str]]:
    """Stage → who may take the step there."""
    stages = set(WORKFLOWS[workflow].stages.values)
    found: dict[str, set[str]] = {}
    for flow, name, *words in lines_of(STEPS):
        if (flow, name) == (workflow, step):
            who = {word for word in words if word not in stages}
            for stage in words:
                if stage in stages:
                    found[stage] = found.get(stage, set()) | who
    return found


def acts_of(workflow: str, step: str) -> list:
    """The actions that this step guards."""
    found = []
    rooms = (lianluo.matters, lianluo.correspondence, lianluo.liaison, lianluo.reports)
    for package in (room.actions for room in rooms):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                guarded = getattr(value, "workflow", None)
                if guarded is WORKFLOWS[workflow] and value.step.name == step and value not in found:
                    found.append(value)
    return found


@pytest.fixture
def people(db):
    return everybody()


@pytest.fixture
def things(people):
    return things_in(people)


STEPS_OF_THE_TABLE = sorted({(flow, step) for flow, step, *_words in lines_of(STEPS)})


def test_the_table_knows_every_step_and_no_other():
    steps = {(name, step.name) for name in HANDLING for step in WORKFLOWS[name].steps if not step.automatic}
    assert steps == set(STEPS_OF_THE_TABLE)


@pytest.mark.parametrize(("workflow", "step"), STEPS_OF_THE_TABLE)
def test_every_role_at_every_stage(workflow, step, people, things):
    """Refusal is tried on the actions themselves; permission on the workflow, as the body would want its facts."""
    flow, thing, table = WORKFLOWS[workflow], things[workflow], allowed_in(workflow, step)
    acts = acts_of(workflow, step)
    assert acts, "no action takes this step"
    wrong = []
    for stage in flow.stages.values:
        type(thing).objects.filter(pk=thing.pk).update(stage=stage)
        thing.refresh_from_db()
        for name, actor in people.items():
            expected = name in table.get(stage, ())
            if _guarded(flow, step, thing, actor) != expected:
                wrong.append(f"{stage}: {name} {'is refused' if expected else 'may'}")
            if not expected:
                wrong += [f"{stage}: {name} acts" for act in acts if not _refuses(act, thing, actor)]
    assert wrong == []


def _guarded(flow, step, thing, actor) -> bool:
    """Whether role and stage allow it; what evidence is missing is another question."""
    try:
        flow.guard(step, thing, actor)
    except NotReady:
        return True
    except (Refused, WrongStage):
        return False
    return True


def _refuses(act, thing, actor) -> bool:
    try:
        act(thing, actor)
    except (Refused, WrongStage):
        return True
    except TypeError:  # it came as far as wanting its facts
        return False
    return False


@pytest.mark.parametrize("line", lines_of(ACTS), ids=lambda line: line[0])
def test_acts_that_belong_to_no_stage(line, people, things):
    permission, on, *who = line
    known = people | {"deputy": deputy_of(things["person"].pk)}
    assert {name for name, actor in known.items() if holds(permission, actor, things[on])} == set(who)


def test_administrators_see_nothing_of_the_work(people, things):
    for name in ("sysadmin", "secadmin", "auditor"):
        for thing in (things["matter"], things["plan"], things["letter"]):
            assert not type(thing).objects.visible_to(people[name]).filter(pk=thing.pk).exists()


def test_the_other_procuratorate_sees_nothing(people, things):
    foreign = [actor for name, actor in people.items() if name.startswith("foreign_")]
    assert len(foreign) == 5
    for thing in (things["matter"], things["plan"], things["letter"], things["assignment"], things["reply"]):
        assert not [
            actor for actor in foreign if type(thing).objects.visible_to(actor).filter(pk=thing.pk).exists()
        ]


def test_the_console_is_among_them(people):
    assert people["console"] is SYSTEM
