"""Briefings on paper: a copy for each addressee in one file, and the labels of the envelopes."""

from __future__ import annotations

from lianluo.correspondence import briefing_permissions  # noqa: F401 registers
from lianluo.correspondence.actions.briefing import pictures_of
from lianluo.correspondence.briefings import Briefing, Recipient
from lianluo.documents import richtext
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.papers import BriefingPaper, EnvelopePaper, Picture
from lianluo.documents.rendering import render_briefing, render_envelopes
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action


def paper_of(briefing: Briefing, addressees: tuple[str, ...] = ()) -> BriefingPaper:
    blocks = richtext.blocks_of(briefing.body)
    wanted = {block.picture for block in blocks if block.kind == "picture"}
    pictures = tuple(
        Picture(number, each.file.path.read_bytes())
        for number, each in pictures_of(briefing).items()
        if number in wanted and each.file.path.is_file()
    )
    moment = briefing.approved_at or briefing.sent_at
    return BriefingPaper(
        organ=briefing.office.name, number=briefing.number, title=briefing.title, blocks=blocks, addressees=addressees,
        pictures=pictures, signed_on=clock.day_of(moment) if moment else None,
    )  # fmt: skip


@action("correspondence.look_at_briefings", "briefing.render")
def keep_paper(actor, briefing: Briefing) -> Done:
    """The briefing as PDF, kept as its newest version."""
    content = render_briefing(paper_of(briefing))
    version = keep_version(actor, briefing, Version.Kind.PDF, f"{briefing.title}.pdf", content)
    return Done(version, about=briefing, facts={"version": version.n})


@action("correspondence.send_briefing", "briefing.print")
def print_copies(actor, briefing: Briefing) -> Done:
    """One PDF with a copy, addressed by name, for each who gets it on paper and to whom it was not posted yet."""
    names = tuple(f"{row.name}{row.called}" for row in briefing.recipients.to_print())
    return Done(render_briefing(paper_of(briefing, names)), about=briefing, facts={"copies": len(names)})


@action("correspondence.send_briefing", "briefing.labels")
def print_labels(actor, briefing: Briefing) -> Done:
    """Their envelopes; who printed whose address is in the journal."""
    rows = list(briefing.recipients.to_print())
    content = render_envelopes([_label(briefing, row) for row in rows])
    return Done(content, about=briefing, facts={"addressees": [row.person_id for row in rows]})


def _label(briefing: Briefing, row: Recipient) -> EnvelopePaper:
    return EnvelopePaper(
        postcode=row.postcode, address=row.postal_address, name=row.name, title=row.called, sender=briefing.office.name,
        remark=briefing.number,
    )  # fmt: skip
