"""Reading files through the gate of the row that holds them."""

from __future__ import annotations

from django.db.models import Model

from lianluo.documents import holders
from lianluo.documents.models import Attachment, Version


def readable_attachment(actor, pk: int) -> Attachment | None:
    return _readable(actor, Attachment.objects.filter(withdrawn_at__isnull=True), pk)


def readable_version(actor, pk: int) -> Version | None:
    return _readable(actor, Version.objects.all(), pk)


def attachments_of(holder: Model) -> list[Attachment]:
    """Of a row the caller has already read through its own gate."""
    return list(Attachment.objects.of(holder).filter(withdrawn_at__isnull=True).select_related("file"))


def versions_of(holder: Model, kind: str | None = None) -> list[Version]:
    """Newest first; of a row the caller has already read through its own gate."""
    found = Version.objects.of(holder).select_related("file", "made_by")
    return list(found.filter(kind=kind) if kind else found)


def version_before(version: Version) -> Version | None:
    """The version before one that was already read through its gate."""
    rows = Version.objects.filter(
        room_model=version.room_model, object_id=version.object_id, kind=version.kind, n__lt=version.n
    )
    return rows.select_related("file").order_by("-n").first()


def _readable(actor, rows, pk: int):
    row = rows.select_related("file").filter(pk=pk).first()
    if row is None or holders.find(actor, row.room_model, row.object_id) is None:
        return None
    return row
