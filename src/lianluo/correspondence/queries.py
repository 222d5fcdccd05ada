"""What waits to be answered by letter, and letters as lists need them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from lianluo.correspondence.models import Letter, LetterItem, Relay
from lianluo.matters.models import Feedback, Matter, Reply, Signatory
from lianluo.matters.procedures import kinds_where
from lianluo.matters.rating_queries import is_open
from lianluo.people.models import Organisation, Person, Proposer, Session, same_proposer
from lianluo.units.models import Unit

BY_LETTER = kinds_where(by_letter=True)
BRACKETS = str.maketrans("[]［］()（）【】", "〔〕〔〕〔〕〔〕〔〕")
"""A document number as it is typed, with the brackets that it has."""


@dataclass
class Addressee:
    """A proposer with the signed-off replies that no standing letter to him carries, and the matters still in hand."""

    proposer: Proposer
    session: Session | None
    replies: list[Reply] = field(default_factory=list)
    held: list[Matter] = field(default_factory=list)

    @property
    def in_hand(self) -> int:
        return len(self.held)

    @property
    def matters(self) -> list[Matter]:
        return [reply.assignment.matter for reply in self.replies]


def waiting(office: Unit, session: Session | None = None) -> list[Addressee]:
    """Addressees in order of delegation and name. A fixed number of queries."""
    signed = _signed_replies(office, session)
    replies = {reply.pk: reply for reply in signed}
    by_matter = defaultdict(list)
    for reply in replies.values():
        by_matter[reply.assignment.matter_id].append(reply)
    carried = set(
        LetterItem.objects.filter(reply__in=replies)
        .exclude(letter__stage=Letter.Stage.SUPERSEDED)
        .values_list("reply_id", "letter__person_id", "letter__organisation_id")
    )
    found: dict[tuple, Addressee] = {}
    for row in _signatories(list(by_matter)):
        fresh = [reply for reply in by_matter[row.matter_id] if (reply.pk, *row.proposer_key) not in carried]
        if fresh:
            matter = fresh[0].assignment.matter
            key = (row.proposer_key, matter.session_id)
            found.setdefault(key, Addressee(row.proposer, matter.session)).replies += fresh
    _add_held(office, found)
    return list(found.values())


def _signed_replies(office: Unit, session: Session | None) -> QuerySet[Reply]:
    rows = Reply.objects.filter(
        assignment__matter__office=office,
        assignment__matter__kind__in=BY_LETTER,
        assignment__matter__stage__in=(Matter.Stage.SIGNED_OFF, Matter.Stage.REPLIED),
        assignment__role__in=Matter.ANSWERING,
        stage=Reply.Stage.SIGNED_OFF,
    )
    rows = rows.filter(assignment__matter__session=session) if session else rows
    rows = rows.select_related("assignment__matter__session", "assignment__department", "result_class")
    rows = rows.prefetch_related("assignment__matter__relays")
    return [
        reply for reply in rows.order_by("assignment__matter_id", "id") if reply.round == reply.matter.round
    ]


def opinions_of(matter: Matter) -> list[Reply]:
    """Of a co-handled matter, our opinion of this round as the leader signed it."""
    rows = Reply.objects.filter(assignment__matter=matter, round=matter.round, stage=Reply.Stage.SIGNED_OFF)
    return list(rows.prefetch_related("points").order_by("assignment_id"))


def opinions_in(letter: Letter) -> list[Reply]:
    return opinions_of(letter.about) if letter.kind == Letter.Kind.OPINION else []


def relayed() -> Q:
    """Of signatories: those whom the lead tells of the answer himself, by his recorded consent."""
    passed_on = Relay.objects.standing().filter(matter=OuterRef("matter"), round=OuterRef("matter__round"))
    return Q(Exists(passed_on), role=Signatory.Role.JOINT)


def relay_of(matter: Matter) -> Relay | None:
    return Relay.objects.in_force(matter).select_related("recorded_by").first()


def _signatories(matters: list[int]) -> QuerySet[Signatory]:
    rows = Signatory.objects.filter(~relayed(), matter__in=matters).select_related(
        "person", "organisation__body"
    )
    rows = rows.prefetch_related("person__mandates__term__body")
    return rows.order_by(
        "matter__lead_group",
        "person__sort_key",
        "person_id",
        "organisation__sort_key",
        "organisation_id",
        "matter_id",
    )


def _add_held(office: Unit, found: dict[tuple, Addressee]) -> None:
    """The matters of the same proposer and session that we still have to answer."""
    persons, organisations = zip(*(key for key, _session in found), strict=True) if found else ((), ())
    rows = Signatory.objects.filter(
        ~relayed(),
        Q(person__in=set(persons) - {None}) | Q(organisation__in=set(organisations) - {None}),
        matter__office=office,
        matter__kind__in=BY_LETTER,
        matter__mode__in=Matter.ANSWERING,
        matter__stage__in=(Matter.Stage.REGISTERED, Matter.Stage.HANDED_OVER, Matter.Stage.HANDLED),
    )
    for row in rows.select_related("matter__department").defer("matter__content").order_by("matter_id"):
        if addressee := found.get((row.proposer_key, row.matter.session_id)):
            addressee.held.append(row.matter)


def listed_for(actor) -> QuerySet[Letter]:
    """Visible letters as a list needs them, with how many matters each answers."""
    rows = Letter.objects.visible_to(actor).select_related("person", "organisation").defer("opening", "body")
    newer = Letter.objects.standing().filter(corrects=OuterRef("pk")).exclude(number="").order_by("-pk")
    return rows.annotate(corrected_by=Subquery(newer.values("number")[:1]))


def ready_to_print(office: Unit, session: Session | None = None) -> QuerySet[Letter]:
    """Numbered and not superseded, in the order of their numbers."""
    rows = Letter.objects.filter(office=office, sequence__isnull=False).standing()
    rows = rows.filter(session=session) if session else rows
    return rows.order_by("series", "year", "sequence")


def groups_of(actor) -> list[tuple[str, str]]:
    """Delegations and sectors of the letters' addressees, as choices."""
    names = Letter.objects.visible_to(actor).exclude(group="").values_list("group", flat=True).distinct()
    return [(name, name) for name in names.order_by("group")]


def awaiting_form(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Delivered, and the addressee has not rated every matter of it that is replied and not closed."""
    rated = Feedback.objects.filter(
        same_proposer(outer="letter__"), matter=OuterRef("matter"), round=OuterRef("matter__round")
    )
    owed = LetterItem.objects.filter(
        ~Exists(rated),
        letter=OuterRef("pk"),
        matter__stage=Matter.Stage.REPLIED,
        reply__round=F("matter__round"),
    )
    return rows.filter(Exists(owed), stage=Letter.Stage.DELIVERED)


def unrated_in(letter: Letter) -> list[Matter]:
    """The matters of the letter that its addressee has not rated in the letter's own round, in its order."""
    items = letter.items.select_related("reply", "matter").order_by("position", "pk")
    rounds = {item.matter_id: (item.reply.round, item.matter) for item in items}
    rated = set(letter.addressee.feedbacks.filter(matter__in=rounds).values_list("matter_id", "round"))
    return [matter for key, (round_, matter) in rounds.items() if (key, round_) not in rated]


def called(rows: QuerySet[Letter], words: str) -> QuerySet[Letter]:
    """Letters that a clerk means by a typed or scanned document number, its figure alone, or a name."""
    bare = "".join(words.split())
    figure = bare.removeprefix("第").removesuffix("号")
    if figure.isascii() and figure.isdigit() and len(figure) < 7:
        return rows.filter(sequence=int(figure))
    exact = rows.filter(number=bare.translate(BRACKETS))
    return exact if exact.exists() else with_words(rows, words.strip())


def with_words(rows: QuerySet[Letter], words: str) -> QuerySet[Letter]:
    """Document number, title or addressee contain the words; pinyin and initials find addressees too."""
    persons, organisations = (model.objects.named(words).values("pk") for model in (Person, Organisation))
    named = Q(person__in=persons) | Q(organisation__in=organisations)
    said = Q(number__contains=words) | Q(title__contains=words) | Q(recipient__contains=words)
    return rows.filter(named | said)


def rateable(letter: Letter) -> list[LetterItem]:
    """The matters of a letter that its addressee may rate by herself now, or change her rating of; a matter that two replies
    answer stands once. Empty for a letter out of force or of a round that is over."""
    if letter.person_id is None or letter.stage == Letter.Stage.SUPERSEDED:
        return []
    standing = {
        (row.matter_id, row.round): row
        for row in Feedback.objects.filter(person=letter.person_id, matter__letter_items__letter=letter)
    }
    items = letter.items.select_related("reply", "matter").order_by("position", "pk")
    found = {item.matter_id: item for item in items}
    return [
        item
        for item in found.values()
        if is_open(item.matter, item.reply.round, standing.get((item.matter_id, item.reply.round)))
    ]
