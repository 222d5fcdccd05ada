"""Which template an office's papers follow."""

from __future__ import annotations

from datetime import datetime

from lianluo.documents.models import PaperTemplate, TemplateUse


def in_force(office_id: int, kind: str, at: datetime | None = None) -> PaperTemplate | None:
    """The template in force now, or as it was at a moment; None is the built-in layout."""
    uses = TemplateUse.objects.filter(office_id=office_id, kind=kind)
    if at is not None:
        uses = uses.filter(at__lte=at)
    last = uses.select_related("template__file").order_by("-id").first()
    return last.template if last else None
