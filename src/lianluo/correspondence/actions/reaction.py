"""What a reader does with a briefing, and what the office makes of it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.correspondence import briefing_permissions  # noqa: F401 registers
from lianluo.correspondence.briefings import Reaction, Recipient
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.journal.sending import one_line
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.actions.voicing import title_of
from lianluo.matters.models import Matter

SOURCE = "阅读通报"
LONGEST = 2000
MOST = 20
"""So many reactions of one reader to one briefing; more is no reading."""
SILENT = {"words": None, "title": None, "answer": None}
"""Laid over the facts of an act: the words of a deputy stand in the reaction, not in the journal."""


@action("correspondence.read_briefing", "briefing.open")
def open_briefing(actor, recipient: Recipient) -> Done:
    """The first time counts; a later one changes nothing."""
    Recipient.objects.filter(pk=recipient.pk, opened_at=None).update(opened_at=clock.now())
    return Done(recipient, about=recipient.briefing)


@action("correspondence.read_briefing", "briefing.react")
def react(actor, recipient: Recipient, *, kind: str, words: str = "", is_by_link: bool = False) -> Done:
    """The same reaction with the same words is kept once. ValidationError on fields."""
    words = words.strip()
    if kind not in Reaction.Kind.values:
        raise ValidationError({"kind": _("Choose one.")})
    if kind == Reaction.Kind.WORDS and not words:
        raise ValidationError({"words": _("Write what you have to say.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("At most %(n)d characters.") % {"n": LONGEST}})
    row = (
        Recipient.objects.select_for_update(of=("self",))
        .select_related("briefing__office")
        .get(pk=recipient.pk)
    )
    known = row.reactions.filter(kind=kind, words=words).first()
    if known:
        return Done(known, about=row.briefing, facts={**SILENT, "kind": kind})
    if row.reactions.count() >= MOST:
        raise ValidationError(_("You have reacted to this briefing many times already."))
    made = Reaction.objects.create(recipient=row, kind=kind, words=words, is_by_link=is_by_link)
    Recipient.objects.filter(pk=row.pk, opened_at=None).update(opened_at=clock.now())
    office = row.briefing.office
    units = [office.pk, *office.children.values_list("pk", flat=True)]
    told = holders_of(Role.LIAISON_OFFICE, units) if made.words else []
    return Done(made, about=row.briefing, facts={**SILENT, "kind": kind}, tell=told)


@action("correspondence.settle_reaction", "briefing.register_reaction")
def register(actor, reaction: Reaction, *, title: str = "") -> Done:
    """The everyday opinion that her words become, raised by her on the day she wrote them. NotReady where it is settled or
    has no words."""
    row = _open(reaction)
    if not row.words:
        raise NotReady(_("There are no words to register."))
    office = row.recipient.briefing.office
    row.matter = register_matter(
        actor, office, kind=Matter.Kind.EVERYDAY_OPINION, title=one_line(title) or title_of(row.words),
        handed_over_on=clock.day_of(row.at), lead=row.recipient.person, in_session=False, content=row.words,
        source=SOURCE,
    )  # fmt: skip
    _settle(row, actor)
    return Done(row.matter, about=row.recipient.briefing, facts=SILENT)


@action("correspondence.settle_reaction", "briefing.dismiss_reaction")
def dismiss(actor, reaction: Reaction, *, answer: str) -> Done:
    """It becomes no item: answered by telephone, said before. NotReady where it is settled."""
    row = _open(reaction)
    if not answer.strip():
        raise ValidationError({"answer": _("Say how it was answered.")})
    row.answer = one_line(answer)
    _settle(row, actor)
    return Done(row, about=row.recipient.briefing, facts=SILENT)


def _open(reaction: Reaction) -> Reaction:
    rows = Reaction.objects.select_for_update(of=("self",))
    row = rows.select_related("recipient__briefing__office", "recipient__person").get(pk=reaction.pk)
    if row.settled_at:
        raise NotReady(_("This is settled already."))
    return row


def _settle(row: Reaction, actor) -> None:
    row.settled_by, row.settled_at = actor.user, clock.now()
    row.save()
