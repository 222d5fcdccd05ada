"""Institutional documents: registered with their first version, followed by the next; settings cite a clause of them."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import Done, action
from lianluo.rules import clauses
from lianluo.rules.models import Clause, DocumentVersion, InstitutionalDocument, Rule

LONGEST = 500_000


@action("rules.set", "rules.register_document")
def register_document(
    actor, thing=None, *, title: str, kind: str, issuer: str, valid_from: date, text: str, number: str = "", note: str = ""
) -> Done:  # fmt: skip
    """A document with its first version. A title that is registered already is refused. ValidationError."""
    if InstitutionalDocument.objects.filter(title=title.strip()).exists():
        raise ValidationError(
            {"title": _("This document is registered already; add a version to it instead.")}
        )
    document = InstitutionalDocument(title=title.strip(), kind=kind, issuer=issuer.strip())
    document.full_clean()
    document.save()
    _add(document, valid_from, text, number, note)
    return Done(document, about=document, facts={"title": document.title, "number": number})


@action("rules.set", "rules.add_version")
def add_version(
    actor, document: InstitutionalDocument, *, valid_from: date, text: str, number: str = "", note: str = ""
) -> Done:
    """The next version; the one before it ends the day before. Earlier ones stay to be read. ValidationError."""
    latest = document.versions.first()
    if latest and valid_from <= latest.valid_from:
        raise ValidationError({"valid_from": _("The latest version is in force from %(day)s; the next begins later.")
                               % {"day": latest.valid_from}})  # fmt: skip
    if latest and (latest.valid_until is None or latest.valid_until >= valid_from):
        latest.valid_until = valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_until"])
    version = _add(document, valid_from, text, number, note)
    return Done(version, about=document, facts={"number": number, "from": valid_from})


@action("rules.set", "rules.repeal")
def repeal(actor, document: InstitutionalDocument, *, valid_until: date) -> Done:
    """The version in force holds for the last time on that day; nothing takes its place. ValidationError."""
    latest = document.versions.first()
    if latest is None or valid_until < latest.valid_from:
        raise ValidationError({"valid_until": _("The day lies before the version in force begins.")})
    latest.valid_until = valid_until
    latest.save(update_fields=["valid_until"])
    return Done(document, about=document, facts={"until": valid_until})


@action("rules.set", "rules.cite")
def cite(actor, rule: Rule, *, clause: Clause | None) -> Done:
    """The clause a setting comes from, so that its page leads to the text; None takes it away."""
    rule.clause = clause
    rule.save(update_fields=["clause"])
    return Done(rule, about=rule, facts={"key": rule.key, "clause": str(clause or "")})


def _add(
    document: InstitutionalDocument, valid_from: date, text: str, number: str, note: str
) -> DocumentVersion:
    if not text.strip():
        raise ValidationError({"text": _("The text is empty.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("The text is longer than %(n)d characters.") % {"n": LONGEST}})
    version = DocumentVersion.objects.create(
        document=document, number=number.strip(), valid_from=valid_from, note=note.strip()
    )
    Clause.objects.bulk_create(
        Clause(version=version, position=position, label=label[:40], text=body)
        for position, (label, body) in enumerate(clauses.split(text.replace("\x00", "")), 1)
    )
    return version
