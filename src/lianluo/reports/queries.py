"""Reading what a session's figures count: live as querysets, frozen in one statement, and opened again row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from lianluo.correspondence.models import Letter, LetterItem
from lianluo.correspondence.queries import relayed
from lianluo.documents.models import Version
from lianluo.matters.models import Commitment, Contact, Feedback, Matter, Reply, Signatory
from lianluo.matters.queries import listed_for
from lianluo.people.models import Body, Person, Session, same_proposer
from lianluo.reports import figures
from lianluo.reports.figures import (
    COMMITMENTS,
    COUNTED_KINDS,
    LETTERS,
    MATTERS,
    OTHER_KINDS,
    OTHERS,
    PERSONS,
    SIGNATORIES,
    Figure,
)  # fmt: skip
from lianluo.reports.models import SessionReport
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit

PENDING, UNKNOWN = "尚未交办", "未注明"


@dataclass(frozen=True)
class Snapshot:
    """One reading of a session: counts and row ids by figure; `by`: "department", "group" and
    "kind" → label → ids of matters."""

    day: date
    counts: dict[str, int]
    rows: dict[str, list[int]]
    by: dict[str, dict[str, list[int]]]
    faults: list[str]


def classes_of(session: Session) -> list[tuple[str, str]]:
    """Every result class the replies may carry: code and the wording of this session's kind of body."""
    committee = session.term.body.kind == Body.Kind.COMMITTEE
    own = ResultClass.BodyKind.MEMBER if committee else ResultClass.BodyKind.DEPUTY
    found: dict[str, str] = {}
    for row in ResultClass.objects.order_by("code", "-valid_from"):
        if row.code not in found or (row.body_kind == own and not found[row.code][0]):
            found[row.code] = (row.body_kind == own, row.label)
    return [(code, label) for code, (_own, label) in found.items()]


def figures_of(session: Session) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures.all_figures(classes_of(session))}


# The subjects, with the facts that the conditions ask for


def _counted(office: Unit, session: Session) -> QuerySet:
    return Matter.objects.filter(office=office, session=session, kind__in=COUNTED_KINDS)


def _others(office: Unit, session: Session) -> QuerySet:
    return Matter.objects.filter(office=office, session=session, kind__in=OTHER_KINDS)


def _matters(office: Unit, session: Session) -> QuerySet:
    of_it = Contact.objects.filter(matter=OuterRef("pk"))
    signed = Reply.objects.filter(
        assignment__matter=OuterRef("pk"),
        round=OuterRef("round"),
        stage=Reply.Stage.SIGNED_OFF,
        assignment__role__in=Matter.ANSWERING,
    ).order_by(F("result_class__code").desc(nulls_last=True))  # of several departments, the least solved
    gates = {
        f"{gate}_{name}": Exists(of_it.filter(condition, gate=gate))
        for gate in Contact.Gate.values
        for name, condition in (("done", Q(exception="")), ("excepted", ~Q(exception="")))
    }
    lead = Exists(
        Signatory.objects.filter(same_proposer(), matter=OuterRef("matter"), role=Signatory.Role.LEAD)
    )
    return _counted(office, session).annotate(
        class_code=Subquery(signed.values("result_class__code")[:1]),
        class_meaning=Subquery(signed.values("result_class__meaning")[:1]),
        met=Exists(of_it.filter(lead, way=Contact.Way.IN_PERSON, exception="")),
        **gates,
    )


def _signatories(office: Unit, session: Session) -> QuerySet:
    """A rating is the deputy's last one on the matter."""
    last = Feedback.objects.filter(same_proposer(), matter=OuterRef("matter")).order_by("-round")
    sent = LetterItem.objects.filter(
        same_proposer(inner="letter__"), matter=OuterRef("matter"), letter__dispatches__isnull=False
    ).exclude(letter__stage=Letter.Stage.SUPERSEDED)
    to_lead = LetterItem.objects.filter(matter=OuterRef("matter"), letter__dispatches__isnull=False).exclude(
        letter__stage=Letter.Stage.SUPERSEDED
    )
    rows = Signatory.objects.filter(matter__in=_counted(office, session))
    return rows.exclude(matter__stage__in=Matter.LEFT).annotate(
        attitude=Subquery(last.values("attitude")[:1]),
        result=Subquery(last.values("result")[:1]),
        is_sent=Q(Exists(sent)) | Q(Exists(to_lead)) & relayed(),
    )


def _letters(office: Unit, session: Session) -> QuerySet:
    replies = Letter.objects.standing().filter(kind=Letter.Kind.REPLY)
    return replies.filter(office=office, session=session)


def _persons(office: Unit, session: Session) -> QuerySet:
    signed = Signatory.objects.filter(matter__in=_counted(office, session))
    signed = signed.exclude(matter__stage__in=Matter.LEFT)
    sent = Letter.objects.standing().filter(
        kind=Letter.Kind.REPLY,
        office=office,
        session=session,
        person=OuterRef("pk"),
        dispatches__isnull=False,
    )
    return Person.objects.filter(id__in=signed.values("person_id")).annotate(is_sent=Exists(sent))


def _commitments(office: Unit, session: Session) -> QuerySet:
    return Commitment.objects.filter(matter__in=_counted(office, session)).exclude(
        matter__stage__in=Matter.LEFT
    )


SUBJECTS = {
    MATTERS: _matters, SIGNATORIES: _signatories, LETTERS: _letters, PERSONS: _persons,
    COMMITMENTS: _commitments, OTHERS: _others,
}  # fmt: skip


def _subject(name: str, office: Unit, session: Session, day: date) -> QuerySet:
    rows = SUBJECTS[name](office, session).order_by()
    return rows.annotate(as_of=Value(day, output_field=DateField()))


def live(figure: Figure, office: Unit, session: Session, day: date) -> QuerySet:
    """The rows a figure counts now. The caller narrows them to what its actor may see."""
    return _subject(figure.subject, office, session, day).filter(figure.condition)


# Frozen


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside shows the database at one moment, unless a transaction is open already."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0 and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def freeze(office: Unit, session: Session, day: date) -> Snapshot:
    """All figures of the session from one SQL statement: every row of every subject with one flag per figure."""
    known = figures_of(session)
    by_subject = {name: [f for f in known.values() if f.subject == name] for name in SUBJECTS}
    parts = [_flagged(name, found, office, session, day) for name, found in by_subject.items()]
    rows: dict[str, list[int]] = {name: [] for name in known}
    by: dict[str, dict[str, list[int]]] = {"department": {}, "group": {}, "kind": {}}
    for subject, pk, department, group, kind, flags in parts[0].union(*parts[1:], all=True).iterator():
        holding = [figure.name for figure, flag in zip(by_subject[subject], flags, strict=True) if flag]
        for name in holding:
            rows[name].append(pk)
        if "total" in holding:
            by["department"].setdefault(department, []).append(pk)
            by["group"].setdefault(group or UNKNOWN, []).append(pk)
            by["kind"].setdefault(kind, []).append(pk)
    counts = {name: len(found) for name, found in rows.items()}
    by = {
        "department": _named(by["department"]),
        "group": _sorted(by["group"]),
        "kind": _in_order(by["kind"]),
    }
    labels = {name: figure.label for name, figure in known.items()}
    faults = [*figures.faults(counts, labels), *_lost(counts["total"], by)]
    return Snapshot(day, counts, rows, by, faults)


def _flagged(name: str, found: list[Figure], office: Unit, session: Session, day: date) -> QuerySet:
    of_matters = name == MATTERS
    flags = [Case(When(f.condition, then=True), default=False, output_field=BooleanField()) for f in found]
    return (
        _subject(name, office, session, day)
        .annotate(
            subject_=Value(name),
            department_=F("department_id") if of_matters else Value(None, output_field=BigIntegerField()),
            group_=F("lead_group") if of_matters else Value("", output_field=CharField()),
            kind_=F("kind") if of_matters else Value("", output_field=CharField()),
            flags_=Func(*flags, template="ARRAY[%(expressions)s]", output_field=ArrayField(BooleanField())),
        )
        .values_list("subject_", "pk", "department_", "group_", "kind_", "flags_")
    )


def _named(found: dict[int | None, list[int]]) -> dict[str, list[int]]:
    """Departments by their printed name in the procuratorate's own order; what is handed to none comes last."""
    units = Unit.objects.filter(pk__in=[pk for pk in found if pk]).order_by("position", "pk")
    named: dict[str, list[int]] = {}
    for unit in units:
        named.setdefault(unit.label, []).extend(found[unit.pk])
    return {**named, **({PENDING: found[None]} if None in found else {})}


def _sorted(found: dict[str, list[int]]) -> dict[str, list[int]]:
    """The largest first; what has no group last."""
    order = sorted(found, key=lambda label: (label == UNKNOWN, -len(found[label]), label))
    return {label: found[label] for label in order}


def _in_order(found: dict[str, list[int]]) -> dict[str, list[int]]:
    """By kind, in the order of the procedures."""
    return {kind: found[kind] for kind in COUNTED_KINDS if kind in found}


def _lost(total: int, by: dict[str, dict[str, list[int]]]) -> list[str]:
    return [
        f"{name}: {counted} ≠ {total}"
        for name, found in by.items()
        if (counted := sum(map(len, found.values()))) != total
    ]


def parts_of(report, figure: str, by: str = "", label: str = "") -> list[int]:
    """Frozen ids of the figure's rows, or of those of one department or group."""
    ids = report.rows.get(figure, [])
    if not by:
        return ids
    kept = set(dict(report.by.get(by, ())).get(label, ()))
    return [pk for pk in ids if pk in kept]


def breakdown(report, by: str, names: Iterable[str]) -> list[tuple[str, dict[str, int]]]:
    """Per department or group: how many of each figure's matters."""
    rows = {name: set(report.rows[name]) for name in names}
    return [
        (label, {name: sum(pk in found for pk in ids) for name, found in rows.items()})
        for label, ids in report.by.get(by, ())
    ]


# The rows behind a figure, for whoever may see them


def matters_behind(actor, ids: list[int]) -> QuerySet[Matter]:
    return listed_for(actor).filter(pk__in=ids)


def signatories_behind(actor, ids: list[int]) -> QuerySet[Signatory]:
    """With the last rating the proposer gave on the matter."""
    last = Feedback.objects.filter(same_proposer(), matter=OuterRef("matter")).order_by("-round")
    rows = Signatory.objects.filter(pk__in=ids, matter__in=Matter.objects.visible_to(actor))
    rows = rows.select_related("matter", "person", "organisation").defer("matter__content")
    return rows.annotate(
        attitude=Subquery(last.values("attitude")[:1]), result=Subquery(last.values("result")[:1])
    )


def letters_behind(actor, ids: list[int]) -> QuerySet[Letter]:
    return Letter.objects.visible_to(actor).filter(pk__in=ids).select_related("person", "organisation")


def persons_behind(actor, ids: list[int]) -> QuerySet[Person]:
    return Person.objects.visible_to(actor).filter(pk__in=ids)


def commitments_behind(actor, ids: list[int]) -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(pk__in=ids, matter__in=Matter.objects.visible_to(actor))
    return rows.select_related("matter").defer("matter__content")


# Reports


def listed_reports(actor):
    rows = SessionReport.objects.visible_to(actor).select_related("session", "drawn_up_by")
    return rows.without_rows().defer("rows", "by", "sections")


def papers_of(report) -> dict[str, Version]:
    """The newest of each paper: report_pdf, report_docx, annex_xlsx, annex_docx."""
    held = Q(room_model=report._meta.label, object_id=report.pk)
    held |= Q(room_model=report.annex._meta.label, object_id=report.annex.pk)
    found: dict[str, Version] = {}
    for version in Version.objects.filter(held).select_related("file").order_by("n"):
        holder = "annex" if version.room_model == report.annex._meta.label else "report"
        found[f"{holder}_{version.kind}"] = version
    return found


def report_to_draw(pk: int) -> SessionReport:
    """For making its papers again; the caller has passed the gate."""
    return SessionReport.objects.select_related("office", "annex").get(pk=pk)
