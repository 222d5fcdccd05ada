"""Files to the browser, only through the gate of the row that holds them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from lianluo.documents import comparing, holders, queries
from lianluo.documents.models import StoredFile, Version
from lianluo.foundation.signin import ActorRequired


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


class Compare(ActorRequired):
    """What changed in a Word file against the version before it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        new = queries.readable_version(self.actor, pk)
        if new is None or new.kind != Version.Kind.WORD:
            raise Http404
        old = queries.version_before(new)
        if old is None or not (old.file.path.is_file() and new.file.path.is_file()):
            raise Http404
        holder = holders.find(self.actor, new.room_model, new.object_id)
        holders.tell_opened(self.actor, new.room_model, new.object_id)
        lines = comparing.compare(old.file.path.read_bytes(), new.file.path.read_bytes())
        context = {
            "lines": lines,
            "changes": sum(line.kind != "same" for line in lines),
            "back": str(holder),
            "back_url": holder.get_absolute_url() if hasattr(holder, "get_absolute_url") else "",
            "old": _t("version %(n)d") % {"n": old.n},
            "new": _t("version %(n)d") % {"n": new.n},
        }
        return render(request, "documents/compare.html", context)
