"""Import in two steps: the file is judged and shown, and only then written."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.exchange import uploads
from lianluo.exchange.exports import refused_rows
from lianluo.exchange.forms import FAMILIES, UploadForm
from lianluo.exchange.importing import CannotImport, Outcome, import_file
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired
from lianluo.matters import permissions as _matters  # noqa: F401 registers
from lianluo.people import permissions as _people  # noqa: F401 registers

KEPT = "imports"
MAX_KEPT, MAX_SHOWN = 5, 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANDS = {"roster": "people.register", "matters": "matters.register"}
LISTS = {"roster": "people:list", "matters": "matters:list"}


def judged(actor, family: str, path, named: str, dry_run: bool = True) -> Outcome:
    """The outcome; ValidationError with a sentence for the clerk when the whole file cannot be imported."""
    try:
        return import_file(actor, actor.organ, family, path, named=named, dry_run=dry_run)
    except CannotImport as trouble:
        raise ValidationError(_unnamed(), code="unnamed") from trouble
    except Unreadable as trouble:
        raise ValidationError(str(trouble), code="unreadable") from trouble


def _unnamed() -> str:
    return _t(
        "The file does not say which congress, committee or session it belongs to. Fill in “Congress, committee or "
        "session” and choose the file again."
    )


class Upload(ActView):
    title = _("Import")
    button = _("Check the file")
    consequence = _("Nothing is written yet: the next page shows what would be new, changed or refused.")
    form_class = UploadForm

    def get_object(self, actor):
        for name in LANDS.values():
            require(actor, name, actor.organ)
        return

    def get_initial(self, actor, thing) -> dict:
        asked = self.request.GET.get("family")
        return {"family": asked} if asked in LANDS else {}

    def act(self, actor, thing, data):
        key = uploads.keep(data["file"])
        try:
            judged(actor, data["family"], uploads.find(key), data["named"])
        except ValidationError:
            uploads.forget(key)
            raise
        kept = self.request.session.get(KEPT, {})
        for old in list(kept)[: len(kept) - MAX_KEPT + 1]:
            uploads.forget(old)
            del kept[old]
        self.request.session[KEPT] = {**kept, key: {"family": data["family"], "named": data["named"]}}
        return key

    def get_success_url(self, result) -> str:
        return reverse("exchange:preview", args=[result])


class OneUpload(ActorRequired):
    """A view of one upload of this session; any other key is 404."""

    def dispatch(self, request, *args, **kwargs):
        self.facts = request.session.get(KEPT, {}).get(kwargs["key"])
        self.path = uploads.find(kwargs["key"])
        try:
            return super().dispatch(request, *args, **kwargs)
        except ValidationError as trouble:
            messages.error(request, " ".join(trouble.messages))
            return HttpResponseRedirect(reverse("exchange:upload"))

    def ready(self) -> None:
        if self.facts is None or self.path is None:
            raise Http404
        require(self.actor, LANDS[self.facts["family"]], self.actor.organ)

    def outcome(self, dry_run: bool = True) -> Outcome:
        return judged(self.actor, self.facts["family"], self.path, self.facts["named"], dry_run)


class Preview(OneUpload):
    """GET judges the file, POST imports it; the same file twice changes nothing."""

    def get(self, request, key: str) -> HttpResponse:
        self.ready()
        return self.show(self.outcome())

    def post(self, request, key: str) -> HttpResponse:
        self.ready()
        outcome = self.outcome(dry_run=False)
        kept = request.session[KEPT]
        kept[key]["result"] = _counts(outcome)
        request.session.modified = True
        return HttpResponseRedirect(reverse("exchange:result", args=[key]))

    def show(self, outcome: Outcome) -> HttpResponse:
        context = {
            "key": self.kwargs["key"], "file_name": self.path.name, "strip": _strip(_counts(outcome)),
            "family": dict(FAMILIES)[self.facts["family"]], "refused": _refused(outcome)[:MAX_SHOWN],
            "duplicates": outcome.duplicates[:MAX_SHOWN], "lands": outcome.created + outcome.updated,
        }  # fmt: skip
        return render(self.request, "exchange/preview.html", context)


class Result(OneUpload):
    def get(self, request, key: str) -> HttpResponse:
        self.ready()
        if "result" not in self.facts:
            return HttpResponseRedirect(reverse("exchange:preview", args=[key]))
        context = {
            "key": key, "file_name": self.path.name, "counts": self.facts["result"],
            "strip": _strip(self.facts["result"]), "list_url": reverse(LISTS[self.facts["family"]]),
        }  # fmt: skip
        return render(request, "exchange/result.html", context)


class Refusals(OneUpload):
    """The refused rows as a workbook that can be mended and imported again."""

    def get(self, request, key: str) -> HttpResponse:
        self.ready()
        content = refused_rows(
            self.actor, self.actor.organ, self.facts["family"], self.path, self.facts["named"]
        )
        name = _t("%(file)s refused rows.xlsx") % {"file": self.path.stem}
        headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"}
        return HttpResponse(content, content_type=XLSX, headers=headers)


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "created": outcome.created, "updated": outcome.updated, "unchanged": outcome.unchanged,
        "duplicates": len(outcome.duplicates), "refused": len(outcome.refused),
    }  # fmt: skip


def _strip(counts: dict[str, int]) -> list[dict]:
    labels = {
        "created": _t("New rows"), "updated": _t("Changed rows"), "unchanged": _t("Unchanged rows"),
        "duplicates": _t("Rows that look alike"), "refused": _t("Refused rows"),
    }  # fmt: skip
    tones = {"refused": "red", "duplicates": "amber"}
    return [
        {"label": labels[name], "value": value, "tone": tones.get(name, "") if value else ""}
        for name, value in counts.items()
    ]


def _refused(outcome: Outcome) -> list[dict]:
    """One line per problem: row, column, what is wrong, what to do."""
    return [
        {"row": row.row, "column": problem.column, "reason": problem.sentence, "remedy": problem.remedy}
        for row in outcome.refused
        for problem in row.problems
    ]
