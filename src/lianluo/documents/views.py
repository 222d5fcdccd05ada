"""Files to the browser, only through the gate of the row that holds them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from lianluo.documents import holders, queries
from lianluo.documents.models import StoredFile


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    return _answer(request.actor, queries.readable_attachment(request.actor, pk), shown=False)


@require_safe
def version(request: HttpRequest, pk: int) -> FileResponse:
    """As a download; with ?shown=1 a PDF of ours opens in the page's viewer."""
    shown = request.GET.get("shown") == "1"
    return _answer(request.actor, queries.readable_version(request.actor, pk), shown=shown)


def _answer(actor, row, shown: bool) -> FileResponse:
    if row is None or not row.file.path.is_file():
        raise Http404
    holders.tell_opened(actor, row.room_model, row.object_id)
    file: StoredFile = row.file
    inline = shown and file.content_type == "application/pdf"
    response = FileResponse(
        file.path.open("rb"), as_attachment=not inline, filename=file.name, content_type=file.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if not inline:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
