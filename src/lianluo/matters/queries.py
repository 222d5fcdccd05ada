"""Reading matters for pages."""

from __future__ import annotations

from django.db import connection
from django.db.models import Case, Exists, Max, Q, QuerySet, When

from lianluo.accounts.models import Post, Role, User
from lianluo.documents.models import Attachment
from lianluo.foundation import bigrams, clock
from lianluo.matters import procedures
from lianluo.matters.kind_steps import guests_of, standing_merger
from lianluo.matters.levels import below
from lianluo.matters.models import (
    Assignment,
    Commitment,
    Contact,
    CoOpinion,
    Feedback,
    LinkedWork,
    Matter,
    Merger,
    Reply,
    Signatory,
)  # fmt: skip
from lianluo.matters.procedures import Procedure, procedure_of
from lianluo.people.models import Proposer, Session, same_proposer
from lianluo.rules.models import DictionaryEntry, ResultClass
from lianluo.rules.queries import result_classes
from lianluo.units.models import Unit
from lianluo.units.queries import department_named


def listed_for(actor) -> QuerySet[Matter]:
    """Visible matters as a list needs them: no long texts, one query."""
    return Matter.objects.visible_to(actor).select_related("department").defer("content", "note")


def sessions_of(office: Unit) -> list[Session]:
    """Sessions of which the procuratorate has matters, the one handed over last first. Small: a few a year."""
    found = Session.objects.filter(matters__office=office).select_related("term__body")
    return list(found.annotate(last=Max("matters__handed_over_on")).order_by("-last", "-id"))


def with_words(rows: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Title, lead signatory and number contain the words; “第12号” is number 12."""
    bare = words.strip().removeprefix("第").removesuffix("号")
    found = bigrams.having(rows, Matter.WORDS, words)
    if bare and bare != words.strip():
        found = found | bigrams.having(rows, Matter.WORDS, bare).filter(outside_number__icontains=bare)
    return found


GROUPS = """
WITH RECURSIVE found(office, name) AS (
  SELECT one, (SELECT min(lead_group) FROM matters_matter WHERE office_id = one AND lead_group > '')
    FROM unnest(%s::bigint[]) AS offices(one)
  UNION ALL
  SELECT office, (SELECT min(lead_group) FROM matters_matter WHERE office_id = office AND lead_group > name)
    FROM found WHERE name IS NOT NULL
)
SELECT DISTINCT name FROM found WHERE name IS NOT NULL ORDER BY name
"""
"""From one name to the next along the index: the cost grows with the names, not with the matters."""


def groups_of(actor) -> list[tuple[str, str]]:
    """Delegations and sectors of the lead signatories of visible matters, as choices."""
    if actor.sees_whole_office:
        with connection.cursor() as cursor:
            cursor.execute(GROUPS, [actor.reach])
            return [(name, name) for (name,) in cursor.fetchall()]
    names = Matter.objects.visible_to(actor).exclude(lead_group="").values_list("lead_group", flat=True)
    return [(name, name) for name in names.distinct().order_by("lead_group")]


def departments_of(actor) -> list[tuple[str, str]]:
    """The departments of the actor's procuratorate, as choices."""
    return [(str(unit.pk), unit.label) for unit in Unit.objects.departments_of(actor.organ)]


def signed_by(actor, proposer: Proposer) -> QuerySet[Matter]:
    """Visible matters the proposer raised or signed with others, newest first."""
    return listed_for(actor).filter(signatories__in=proposer.signed.all()).order_by("-handed_over_on", "-id")


def handlers_in(department: Unit) -> QuerySet[User]:
    """Who handles matters in the department (or the departments of a lower procuratorate) today, by name."""
    posts = Post.objects.held_on(clock.today()).filter(
        Q(unit=department) | Q(unit__parent=department), role__in=(Role.HANDLER, Role.DEPARTMENT_HEAD)
    )
    return User.objects.filter(pk__in=posts.values("user_id"), is_active=True).order_by("name", "pk")


def opinions_on(matter: Matter) -> QuerySet[CoOpinion]:
    """What the co-handling departments wrote, of a matter the caller has read through its own gate."""
    rows = CoOpinion.objects.filter(assignment__matter=matter).order_by("given_on", "pk")
    return rows.select_related("assignment__department", "given_by")


def signed_rows(matter: Matter) -> QuerySet[Signatory]:
    """The rows of those who signed with what names them, the lead signatory first."""
    return matter.signatories.select_related("person", "organisation")


def signatories_of(matter: Matter) -> list[Proposer]:
    """Who signed, the lead signatory first."""
    return [row.proposer for row in signed_rows(matter)]


def next_gate(matter: Matter) -> str:
    """The gate a contact of today most likely belongs to."""
    if matter.stage in (Matter.Stage.SIGNED_OFF, Matter.Stage.REPLIED, Matter.Stage.CLOSED):
        return Contact.Gate.AFTER
    made = matter.contacts.filter(round=matter.round, gate=Contact.Gate.BEFORE).exists()
    return Contact.Gate.DURING if made else Contact.Gate.BEFORE


def gates_of(matter: Matter) -> dict:
    """The contacts of a matter, newest first, and the grid signatories × gates of the present round."""
    contacts = list(
        matter.contacts.select_related("person", "organisation", "recorded_by").order_by("-on", "-pk")
    )
    now = [contact for contact in contacts if contact.round == matter.round]
    grid: dict[tuple, list[Contact]] = {}
    for contact in reversed(now):
        grid.setdefault((contact.proposer_key, contact.gate), []).append(contact)
    signed = list(signed_rows(matter))
    rows = [
        (row.proposer, [(gate, grid.get((row.proposer_key, gate), [])) for gate in Contact.Gate])
        for row in signed
    ]
    return {
        "contacts": contacts,
        "rows": rows,
        "gates": [
            (gate, len({contact.proposer_key for contact in now if contact.gate == gate}), len(signed))
            for gate in Contact.Gate
        ],
        "exceptions": sum(1 for contact in now if contact.exception),
    }


def contacts_before(matter: Matter) -> QuerySet[Contact]:
    """The contacts of the present round, oldest first, with whom."""
    return matter.contacts.filter(round=matter.round).select_related("person", "organisation")


def classes_for(matter: Matter) -> QuerySet[ResultClass]:
    """Result classes in force on the day of handing over, of the body and level the matter came from."""
    kinds = ResultClass.BodyKind
    kind = kinds.MEMBER if procedure_of(matter.kind).by_members else kinds.DEPUTY
    level = matter.session.term.body.level if matter.session else ""
    found = result_classes(kind, level, matter.handed_over_on)
    return ResultClass.objects.filter(pk__in=[row.pk for row in found])


def assignments_for(actor) -> QuerySet[Assignment]:
    """Visible assignments with what a list of them shows; a department sees its own, not those beside it."""
    rows = Assignment.objects.visible_to(actor)
    if not actor.sees_whole_office:
        rows = rows.filter(pk__in=Assignment.objects.in_hands_of(actor).values("pk"))
    return rows.select_related("matter", "department", "handler").defer("matter__content", "matter__note")


def replies_for(actor) -> QuerySet[Reply]:
    """Visible replies with what a list of them shows, of departments that still have the matter."""
    rows = Reply.objects.visible_to(actor).exclude(assignment__stage=Assignment.Stage.SENT_BACK)
    return rows.select_related("assignment__matter", "assignment__department", "result_class").defer(
        "assignment__matter__content"
    )


def replies_waiting_for(rows: QuerySet[Reply], actor) -> QuerySet[Reply]:
    """What this post has before it: a draft of one's own, or a reply to review or to sign."""
    stages = Reply.Stage
    own = Q(stage=stages.DRAFTED, assignment__handler=actor.user, assignment__department=actor.unit)
    office = Q(assignment__matter__office=actor.organ)
    mine = Q(assignment__leader=actor.user) | Q(assignment__leader=None)
    before = {
        Role.DEPARTMENT_HEAD: own | Q(stage=stages.SUBMITTED, assignment__department=actor.unit),
        Role.LIAISON_OFFICE: office & Q(stage=stages.REVIEWED),
        Role.LEADER: office & mine & Q(stage=stages.CHECKED),
        Role.CHIEF: office & mine & Q(stage=stages.CHECKED),
    }
    return rows.filter(before.get(actor.role, own))


def with_words_of_matter(rows: QuerySet[Reply], words: str) -> QuerySet[Reply]:
    """Replies to matters whose number, title or lead signatory contain the words."""
    return rows.filter(assignment__matter__in=with_words(Matter.objects.all(), words))


def with_words_of_assignment(rows: QuerySet[Assignment], words: str) -> QuerySet[Assignment]:
    """Assignments of matters whose number, title or lead signatory contain the words."""
    return rows.filter(matter__in=with_words(Matter.objects.all(), words))


def sessions() -> QuerySet[Session]:
    """The sessions on record, the latest of the latest term first."""
    return Session.objects.select_related("term__body").order_by("-term__number", "-number", "-pk")


def holders_open_to(matter: Matter) -> QuerySet[Unit]:
    """Departments of the matter's procuratorate that stand today, then the procuratorates below it."""
    organs = below(matter.office).values("pk")
    wanted = Q(kind=Unit.Kind.DEPARTMENT, parent=matter.office) | Q(pk__in=organs)
    rows = Unit.objects.open_on(clock.today()).filter(wanted)
    return rows.order_by(Case(When(kind=Unit.Kind.DEPARTMENT, then=0), default=1), "level", "position", "pk")


def department_suggested(matter: Matter) -> Unit | None:
    """The department the list itself named, where there is one of that name."""
    wanted = matter.suggested_department
    return department_named(matter.office, wanted) or None if wanted else None


def leaders_of(office: Unit) -> QuerySet[User]:
    """Leaders in charge and the chief procurator of the procuratorate today."""
    posts = Post.objects.held_on(clock.today()).filter(unit=office, role__in=(Role.LEADER, Role.CHIEF))
    return User.objects.filter(pk__in=posts.values("user_id"), is_active=True).order_by("pk")


def silent_on(matter: Matter) -> list[Proposer]:
    """Signatories whose feedback on the present round is not entered."""
    rated = matter.feedbacks.filter(same_proposer(), round=matter.round)
    return [row.proposer for row in signed_rows(matter).filter(~Exists(rated))]


def feedback_of(matter: Matter, actor) -> list[dict]:
    """Rounds with their feedback, the latest first: number, reason and day of a new round, rows. Of a row that is sealed
    from the actor (`is_sealed`) only who and when may be shown."""
    rows = list(
        matter.feedbacks.select_related("person", "organisation", "entered_by").order_by("received_on", "pk")
    )
    open_ = set(Feedback.objects.visible_to(actor).filter(matter=matter).values_list("pk", flat=True))
    scans = _scans_of(rows)
    for row in rows:
        row.is_sealed, row.scan = row.pk not in open_, scans.get(row.pk)
    opened = {row.number: row for row in matter.rounds.select_related("opened_by")}
    return [
        {"number": number, "opened": opened.get(number), "rows": [row for row in rows if row.round == number]}
        for number in range(matter.round, 0, -1)
    ]


def _scans_of(rows: list[Feedback]) -> dict[int, Attachment]:
    """Rating → the scan of its paper."""
    found = Attachment.objects.filter(
        room_model=Feedback._meta.label, object_id__in=[row.pk for row in rows], withdrawn_at=None
    )
    return {each.object_id: each for each in found.select_related("file")}


def commitments_of(matter: Matter) -> QuerySet[Commitment]:
    """What was promised, the earliest limit first."""
    return matter.commitments.all()


def proposal_grounds() -> QuerySet[DictionaryEntry]:
    """The grounds for not registering a proposal that are in force today, in their order."""
    wanted = DictionaryEntry.Dictionary.PROPOSAL_GROUND
    return (
        DictionaryEntry.objects.valid_on(clock.today()).filter(dictionary=wanted).order_by("position", "pk")
    )


def form_choices(procedure: Procedure, forms) -> list[tuple[str, str]]:
    """In which forms the answer of a kind may go out (values of `FormalAnswer.Form`)."""
    open_ = {
        procedures.Reply.REPORT: (forms.REPORT,),
        procedures.Reply.FEEDBACK: (forms.FEEDBACK,),
        procedures.Reply.BY_HEAD: (forms.AT_MEETING, forms.IN_WRITING),
        procedures.Reply.FACE_TO_FACE: (forms.IN_WRITING,),
    }
    return [(form.value, form.label) for form in open_.get(procedure.reply, ())]


def mergeable(actor) -> QuerySet[Matter]:
    """Visible matters in hand of the actor's procuratorate that another may be merged into."""
    rows = Matter.objects.visible_to(actor).filter(office=actor.organ, stage__in=Matter.IN_HAND)
    rows = rows.filter(kind__in=procedures.kinds_where(by_letter=True))
    return rows.exclude(pk__in=Merger.objects.standing().values("guest_id")).order_by("-pk")


def linked_works_of(matter: Matter) -> QuerySet[LinkedWork]:
    """What stands; ties taken out are left to the history."""
    return matter.linked_works.filter(withdrawn_on=None).select_related("recorded_by")


def kin_of(matter: Matter) -> dict:
    """What the matter became and came from, and what it is handled with: rows for the page."""
    merger = standing_merger(matter)
    return {
        "departure": getattr(matter, "departure", None),
        "came_from": getattr(matter, "came_from", None),
        "merger": merger,
        "guests": [] if merger else guests_of(matter),
    }
