"""Drafting, approving, correcting briefings; pictures of their text; the rule of their recipients."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.correspondence import briefing_permissions  # noqa: F401 registers
from lianluo.correspondence.briefing_queries import Aim, mark_of
from lianluo.correspondence.briefing_workflow import BRIEFING
from lianluo.correspondence.briefings import Briefing, BriefingVersion
from lianluo.documents import richtext
from lianluo.documents.actions.files import attach
from lianluo.documents.actions.numbers import format_number, next_number
from lianluo.documents.models import Attachment
from lianluo.documents.photos import cleaned as cleaned_photo
from lianluo.documents.queries import attachments_of
from lianluo.documents.uploads import BadUpload
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.journal.models import Entry
from lianluo.journal.sending import one_line
from lianluo.rules.queries import NoRule, rule
from lianluo.units.models import Unit

MOST_PICTURES = 20
SILENT = {"html": None, "was": None, "is_mine": None, "summary": None, "title": None, "topic": None}
"""Laid over the facts: the text stands in the briefing and its versions."""


@action("correspondence.draft_briefing", "briefing.draft")
def draft(
    actor,
    office: Unit,
    *,
    kind: str,
    title: str,
    topic: str = "",
    dated: str = "",
    due_on: date | None = None,
) -> Done:
    """A new briefing; `dated` and `due_on` name the report of the calendar that it answers. ValidationError on fields."""
    if kind not in Briefing.Kind.values:
        raise ValidationError({"kind": _("Choose the kind.")})
    made = Briefing.objects.create(
        office=office, kind=kind, title=_title(title), topic=one_line(topic)[:60], drafted_by=actor.user,
        dated=one_line(dated)[:40] if due_on else "", due_on=due_on if dated else None,
    )  # fmt: skip
    return Done(made, about=made, facts={"kind": kind})


def _title(title: str) -> str:
    """One line: it becomes the subject of a mail."""
    line = one_line(title)
    if not line:
        raise ValidationError({"title": _("Give the title.")})
    return line


@act(BRIEFING, "edit")
def edit(
    briefing: Briefing,
    actor,
    *,
    title: str,
    summary: str,
    html: str,
    topic: str = "",
    was: str = "",
    is_mine: bool = False,
) -> Done:
    """The text, cleaned; pictures are kept only where they are attached to this very briefing. What was
    submitted once is kept as a version at each change. ValidationError on fields.

    `was` is the mark of the text that the writer began from: where somebody saved another one meanwhile, it is refused
    until `is_mine`, and that other text is then kept as a version.
    """
    if was and was != mark_of(briefing):
        if not is_mine:
            raise ValidationError(
                {
                    "is_mine": _(
                        "Somebody saved this briefing meanwhile. What you wrote stands here and is not saved yet."
                    )
                }
            )
        _keep_version(briefing, _last_writer(briefing) or actor.user)
    before = (briefing.title, briefing.summary, briefing.body)
    briefing.title, briefing.topic = _title(title), one_line(topic)[:60]
    briefing.summary = one_line(summary)
    briefing.body = _cleaned(briefing, html)
    if briefing.submitted_at and before != (briefing.title, briefing.summary, briefing.body):
        _keep_version(briefing, actor.user)
    return Done(briefing, about=briefing, facts={**SILENT, "characters": len(briefing.body)})


def _cleaned(briefing: Briefing, html: str) -> str:
    try:
        return richtext.cleaned(html, pictures_of(briefing))
    except richtext.TooLong as fault:
        said = _("The text is longer than %(n)d characters.") % {"n": richtext.LARGEST}
        raise ValidationError({"body": said}) from fault


def _last_writer(briefing: Briefing) -> User | None:
    last = Entry.objects.about(briefing).filter(act="briefing.edit").order_by("-pk").first()
    return last.user if last else None


def _keep_version(briefing: Briefing, writer: User) -> None:
    """Unless the newest version is the same."""
    last = briefing.versions.first()
    facts = {"title": briefing.title, "summary": briefing.summary, "body": briefing.body}
    if last is None or any(getattr(last, name) != value for name, value in facts.items()):
        n = last.n + 1 if last else 1
        BriefingVersion.objects.create(briefing=briefing, n=n, saved_by=writer, **facts)


def pictures_of(briefing: Briefing) -> dict[int, Attachment]:
    """The pictures of a briefing by their numbers; a correction may show those of what it corrects."""
    found = {each.pk: each for each in attachments_of(briefing) if each.file.content_type == "image/jpeg"}
    if briefing.corrects_id:
        found |= pictures_of(briefing.corrects)
    return found


@action("correspondence.draft_briefing", "briefing.add_picture")
def add_picture(actor, briefing: Briefing, *, picture) -> Done:
    """An uploaded picture, made anew of its pixels alone. ValidationError in words where it is too large or none."""
    if briefing.stage != Briefing.Stage.DRAFTED:
        raise ValidationError(_("The text is not being drafted any more."))
    if len(pictures_of(briefing)) >= MOST_PICTURES:
        raise ValidationError(_("A briefing keeps at most %(n)d pictures.") % {"n": MOST_PICTURES})
    try:
        made = attach(actor, briefing, cleaned_photo(picture))
    except BadUpload as fault:
        raise ValidationError(str(fault)) from fault
    return Done(made, about=briefing, facts={"picture": made.pk})


@act(BRIEFING, "choose")
def choose(briefing: Briefing, actor, *, aim: Aim) -> Done:
    """The rule of the recipients. Whom it finds is frozen only when the briefing is sent."""
    if not aim.narrows and not aim.plus:
        raise ValidationError(_("Nobody is chosen to receive it."))
    briefing.aim = aim.kept()
    return Done(briefing, about=briefing, facts={"aim": briefing.aim})


@act(BRIEFING, "submit")
def submit(briefing: Briefing, actor) -> Done:
    """To the leaders, a report on a major matter to the chief."""
    _keep_version(briefing, actor.user)
    briefing.submitted_at, briefing.answer = clock.now(), ""
    roles = (Role.CHIEF,) if briefing.kind == Briefing.Kind.MAJOR else (Role.LEADER, Role.CHIEF)
    units = [briefing.office_id, *briefing.office.children.values_list("pk", flat=True)]
    return Done(briefing, about=briefing, tell=holders_of(roles, units))


@act(BRIEFING, "approve")
def approve(briefing: Briefing, actor) -> Done:
    """With it the briefing gets its number where the office has a series for briefings (rule `briefing.series`)."""
    briefing.approved_by, briefing.approved_at = actor.user, clock.now()
    if not briefing.number:
        briefing.number = _number(briefing)
    return Done(briefing, about=briefing, facts={"number": briefing.number}, tell=[briefing.drafted_by])


def _number(briefing: Briefing) -> str:
    today, code = clock.today(), briefing.office.letter_code
    try:
        series = rule("briefing.series", today).value
    except NoRule:
        return ""
    return (
        format_number(code, series, today.year, next_number(briefing.office, series, today.year))
        if code
        else ""
    )


@act(BRIEFING, "return")
def send_back(briefing: Briefing, actor, *, reason: str) -> Done:
    """To the draft, with what is to be mended."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be mended.")})
    briefing.answer = one_line(reason)
    return Done(briefing, about=briefing, tell=[briefing.drafted_by])


@act(BRIEFING, "take_back")
def take_back(briefing: Briefing, actor) -> Done:
    """Before it is sent; it must be approved again."""
    briefing.approved_by = briefing.approved_at = None
    return Done(briefing, about=briefing)


@act(BRIEFING, "discard")
def discard(briefing: Briefing, actor) -> Done:
    return Done(briefing, about=briefing)


@act(BRIEFING, "correct")
def correct(briefing: Briefing, actor) -> Done:
    """A draft with the same text and rule; once it is sent it takes this one's place."""
    made = Briefing.objects.create(
        office=briefing.office, kind=briefing.kind, title=briefing.title, topic=briefing.topic,
        summary=briefing.summary, body=briefing.body, aim=briefing.aim, corrects=briefing, drafted_by=actor.user,
    )  # fmt: skip
    return Done(made, about=briefing, facts={"correction": made.pk})
